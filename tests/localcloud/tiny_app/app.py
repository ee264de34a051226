"""A small app with one function of every kind, and several that misbehave."""

import json
import os
import sys
import time
from pathlib import Path

import boto3
from chalice import AuthResponse, Chalice, CORSConfig, Rate, Response

app = Chalice(app_name="tiny")
app.api.cors = CORSConfig(allow_origin="https://example.org")
app.api.binary_types.append("multipart/form-data")
app.websocket_api.session = boto3.session.Session()
app.experimental_feature_flags.update(["WEBSOCKETS"])
BUCKET = os.environ.get("DOCUMENTS_BUCKET", "tiny-documents")
CALLS = {"authorize": 0}


class PassingFault(Exception):
    pass


class LastingFault(Exception):
    pass


def note(kind, value):
    boto3.client("sqs").send_message(
        QueueUrl=boto3.client("sqs").get_queue_url(QueueName="tiny-notes")["QueueUrl"],
        MessageBody=json.dumps({"kind": kind, "value": value}),
    )


@app.authorizer(ttl_seconds=60)
def gate(request):
    CALLS["authorize"] += 1
    if request.token == "Bearer broken":
        raise RuntimeError("broken")
    if request.token == "Bearer nobody":
        raise Exception("Unauthorized")  # noqa: TRY002 - what API Gateway wants
    routes = ["*"] if request.token == "Bearer good" else []
    return AuthResponse(routes=routes, principal_id="someone", context={"calls": str(CALLS["authorize"])})


@app.route("/hello/{name}")
def hello(name):
    return {"hello": name, "query": app.current_request.query_params}


@app.route("/hello/fixed")
def fixed():
    return {"fixed": True}


@app.route("/echo", methods=["POST"], content_types=["multipart/form-data", "application/json"])
def echo():
    return {"size": len(app.current_request.raw_body), "head": list(app.current_request.raw_body[:4])}


@app.route("/private", authorizer=gate)
def private():
    return dict(app.current_request.context["authorizer"])


@app.route("/crash")
def crash():
    os._exit(7)


@app.route("/teapot")
def teapot():
    return Response(body=b"\x00\xff", status_code=418, headers={"Content-Type": "application/octet-stream", "X-A": "b"})


@app.on_s3_event(bucket=BUCKET, events=["s3:ObjectCreated:*"], prefix="uploads/", suffix=".txt")
def uploaded(event):
    head = boto3.client("s3").head_object(Bucket=event.bucket, Key=event.key)
    note("uploaded", [event.key, head["ContentType"]])


@app.on_cw_event({"source": ["aws.states"], "detail": {"status": ["FAILED", "TIMED_OUT", "ABORTED"]}})
def ended(event):
    note("ended", [event.detail["name"], event.detail["status"]])


@app.schedule(Rate(5, unit=Rate.MINUTES))
def sweeper(event):
    note("sweeper", event.to_dict().get("localStart"))


@app.on_sqs_message(queue="tiny-work", batch_size=2)
def worked(event):
    for record in event:
        note("worked", record.body)


@app.on_ws_connect()
def connect(event):
    query = event.to_dict().get("queryStringParameters") or {}
    if query.get("token") != "good":
        return {"statusCode": 401}
    return {"statusCode": 200}


@app.on_ws_message()
def message(event):
    client = boto3.client("apigatewaymanagementapi", endpoint_url=os.environ["WEBSOCKET_API_URL"])
    if event.body == "fail":
        raise LastingFault("asked to")
    answer = event.connection_id if event.body == "who am I" else f"echo {event.body}"
    client.post_to_connection(ConnectionId=event.connection_id, Data=answer.encode())


@app.on_ws_disconnect()
def disconnect(event):
    note("disconnect", event.connection_id)


@app.lambda_function()
def task(event, context):
    mode = event.get("mode")
    if mode == "passing":
        marker = event["marker"]
        try:
            Path(marker).touch(exist_ok=False)
            raise PassingFault("the first time")
        except FileExistsError:
            return {"attempt": 2}
    if mode == "lasting":
        raise LastingFault("always")
    if mode == "crash":
        os._exit(3)
    if mode == "exit":
        sys.exit(1)
    return {"echo": event, "pid": os.getpid()}


@app.lambda_function()
def hang(event, context):
    time.sleep(60)


@app.lambda_function()
def nap(event, context):
    print("napping")
    time.sleep(event["seconds"])
    return {"pid": os.getpid(), "left": context.get_remaining_time_in_millis(), "id": context.aws_request_id}


@app.lambda_function()
def greedy(event, context):
    block = bytearray(300 * 1024 * 1024)
    for i in range(0, len(block), 4096):
        block[i] = 1
    time.sleep(5)
    return len(block)


@app.lambda_function()
def environment(event, context):
    return dict(os.environ)


@app.lambda_function()
def unserialisable(event, context):
    return {"value": object()}


@app.lambda_function()
def migrate(event, context):
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS note (text text)")
    connection.close()
