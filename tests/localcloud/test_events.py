"""Deliveries: S3, EventBridge, queues and asynchronous invocations."""

from __future__ import annotations

import json
import uuid

import pytest
import requests

from localcloud.event_bus import fill_template, json_path, target_input


def put_event(aws, detail_type, detail):
    answer = aws("events").put_events(
        Entries=[
            {"EventBusName": "tiny-events", "Source": "tiny", "DetailType": detail_type, "Detail": json.dumps(detail)}
        ]
    )
    assert answer["FailedEntryCount"] == 0


def test_an_upload_reaches_the_function_with_the_objects_type(tiny, aws, notes):
    key = f"uploads/{uuid.uuid4()} ü.txt"
    aws("s3").put_object(Bucket=tiny.bucket, Key=key, Body=b"x", ContentType="text/plain")
    assert notes.wait(lambda note: note["value"] == [key, "text/plain"])


def test_other_prefixes_and_suffixes_notify_nobody(tiny, aws, notes):
    ignored = [f"other/{uuid.uuid4()}.txt", f"uploads/{uuid.uuid4()}.png"]
    last = f"uploads/{uuid.uuid4()}.txt"
    for key in (*ignored, last):
        aws("s3").put_object(Bucket=tiny.bucket, Key=key, Body=b"x")
    notes.wait(lambda note: note["kind"] == "uploaded" and note["value"][0] == last)
    assert not [m for m in notes.look() if m["json"]["kind"] == "uploaded" and m["json"]["value"][0] in ignored]


def test_a_presigned_upload_takes_the_announced_type_and_size_only(tiny, aws):
    key = f"uploads/{uuid.uuid4()}.bin"
    from botocore.config import Config

    s3 = aws("s3")._client_config.merge(Config(signature_version="s3v4"))
    import boto3

    client = boto3.session.Session().client(
        "s3",
        region_name="eu-west-1",
        endpoint_url=tiny.state["aws_url"],
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=s3,
    )
    url = client.generate_presigned_url(
        "put_object", Params={"Bucket": tiny.bucket, "Key": key, "ContentType": "image/png", "ContentLength": 3}
    )
    assert requests.put(url, data=b"four", headers={"Content-Type": "image/png"}).status_code == 403
    assert requests.put(url, data=b"abc", headers={"Content-Type": "image/gif"}).status_code == 403
    refused = requests.put(url.replace(key, "uploads/other.bin"), data=b"abc", headers={"Content-Type": "image/png"})
    assert "SignatureDoesNotMatch" in refused.text
    assert requests.put(url, data=b"abc", headers={"Content-Type": "image/png"}).status_code == 200
    assert client.get_object(Bucket=tiny.bucket, Key=key)["Body"].read() == b"abc"


def test_an_expired_url_is_refused(tiny, aws):
    from datetime import UTC, datetime, timedelta

    from localcloud.presigned import refusal

    query = (
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=local%2F20260101%2Feu-west-1%2Fs3%2Faws4_request"
        "&X-Amz-Date=20260101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=00"
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    late = refusal("PUT", f"/b/k?{query}", {"host": "h"}, "local", at + timedelta(seconds=61))
    wrong = refusal("PUT", f"/b/k?{query}", {"host": "h"}, "local", at)
    assert late is not None
    assert late[0] == "AccessDenied"
    assert wrong is not None
    assert wrong[0] == "SignatureDoesNotMatch"
    assert refusal("PUT", "/b/k", {}, "local", at) is None


def test_a_rule_delivers_what_its_pattern_matches(aws, notes):
    name = f'é "{uuid.uuid4()}"'
    put_event(aws, "to.queue", {"size": 2, "name": name})
    put_event(aws, "to.queue", {"size": 4, "name": name})
    found = notes.wait(lambda note: note["kind"] == "queue" and note["value"][1] == name)
    assert found["json"]["value"] == [4, name, f"called {name}"]
    assert len([m for m in notes.look() if m["json"]["kind"] == "queue" and m["json"]["value"][1] == name]) == 1


def test_what_cannot_be_delivered_becomes_a_dead_letter(aws, dead_letters):
    mark = str(uuid.uuid4())
    put_event(aws, "to.nowhere", {"mark": mark})
    letter = dead_letters.wait(lambda body: body.get("detail", {}).get("mark") == mark)
    assert letter["json"]["detail-type"] == "to.nowhere"
    assert letter["MessageAttributes"]["ERROR_CODE"]["StringValue"] == "ResourceNotFoundException"
    assert letter["MessageAttributes"]["TARGET_ARN"]["StringValue"].endswith("tiny-local-missing")


def test_a_passing_fault_is_retried_and_a_lasting_one_ends_at_its_destination(aws, dead_letters, state_dir):
    marker = state_dir / "marker"
    put_event(aws, "to.failing", {"mode": "passing", "marker": str(marker)})
    mark = str(uuid.uuid4())
    put_event(aws, "to.failing", {"mode": "lasting", "mark": mark})
    record = dead_letters.wait(lambda body: body.get("requestPayload", {}).get("mark") == mark)["json"]
    assert record["responsePayload"]["errorType"] == "LastingFault"
    assert record["requestContext"]["condition"] == "RetriesExhausted"
    assert record["requestContext"]["approximateInvokeCount"] == 2
    assert marker.exists()
    assert not [m for m in dead_letters.look() if m["json"].get("requestPayload", {}).get("marker") == str(marker)]


def test_a_queue_feeds_its_function(aws, notes):
    mark = str(uuid.uuid4())
    sqs = aws("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName="tiny-work")["QueueUrl"], MessageBody=mark)
    assert notes.wait(lambda note: note == {"kind": "worked", "value": mark})


def test_invoke_over_the_api(aws):
    client = aws("lambda")
    answer = client.invoke(FunctionName="tiny-local-task", Payload=b'{"n": 1}')
    assert "FunctionError" not in answer
    assert json.loads(answer["Payload"].read())["echo"] == {"n": 1}
    failed = client.invoke(FunctionName="tiny-local-task", Payload=b'{"mode": "lasting"}')
    assert failed["FunctionError"] == "Unhandled"
    assert json.loads(failed["Payload"].read())["errorType"] == "LastingFault"
    accepted = client.invoke(FunctionName="tiny-local-task", InvocationType="Event", Payload=b"{}")
    assert accepted["StatusCode"] == 202
    with pytest.raises(client.exceptions.ResourceNotFoundException):
        client.invoke(FunctionName="tiny-local-missing")


def test_the_sweeper_runs_at_the_start(notes):
    assert notes.wait(lambda note: note == {"kind": "sweeper", "value": True})


def test_the_archive_keeps_what_the_bus_carried(aws):
    (archive,) = aws("events").list_archives()["Archives"]
    before = archive["EventCount"]
    put_event(aws, "nobody.listens", {"n": 1})
    assert aws("events").list_archives()["Archives"][0]["EventCount"] == before + 1


def test_target_inputs():
    event = {"detail": {"id": "7", "list": [1, "a"]}, "source": "s"}
    assert target_input({"Input": '{"a": 1}'}, event) == {"a": 1}
    assert target_input({"InputPath": "$.detail.id"}, event) == "7"
    assert target_input({}, event) == event
    assert json_path("$.detail.missing.deeper", event) is None
    assert fill_template('{"list": <l>, "text": "is <l> and <i>", "id": <i>}', {"l": [1, "a"], "i": "7"}) == {
        "list": [1, "a"],
        "text": 'is [1, "a"] and 7',
        "id": "7",
    }
    assert fill_template("plain <i>", {"i": 3}) == "plain 3"
