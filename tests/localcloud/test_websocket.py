"""The WebSocket gateway, with a real client on one side and boto3 on the other."""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.localcloud.conftest import aws_client


@pytest.fixture(scope="session")
def url(tiny) -> str:
    return f"{tiny.state['websocket_url']}?token=good"


@pytest.fixture(scope="session")
def management(tiny):
    return aws_client("apigatewaymanagementapi", tiny.state["connections_url"])


def own_id(socket) -> str:
    socket.send("who am I")
    return socket.recv(timeout=10)


def test_a_message_is_answered_through_the_management_api(url):
    with connect(url) as socket:
        for text in ("one", "ü" * 1000):
            socket.send(text)
            assert socket.recv(timeout=10) == f"echo {text}"


def test_a_refused_token_is_a_401_with_the_envelope(tiny):
    with pytest.raises(InvalidStatus) as refused:
        connect(f"{tiny.state['websocket_url']}?token=bad")
    assert refused.value.response.status_code == 401
    assert json.loads(refused.value.response.body)["error"]["code"] == "UNAUTHORIZED"


def test_a_failing_handler_leaves_the_connection_open(url):
    with connect(url) as socket:
        socket.send("fail")
        assert json.loads(socket.recv(timeout=10))["message"] == "Internal server error"
        socket.send("again")
        assert socket.recv(timeout=10) == "echo again"


def test_posting_getting_and_closing(url, management):
    with connect(url) as socket:
        connection = own_id(socket)
        management.post_to_connection(ConnectionId=connection, Data=b"hello")
        assert socket.recv(timeout=10) == "hello"
        assert management.get_connection(ConnectionId=connection)["Identity"]["SourceIp"] == "127.0.0.1"
        management.delete_connection(ConnectionId=connection)
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=10)


def test_a_closed_connection_is_gone_and_told(url, management, notes):
    with connect(url) as socket:
        connection = own_id(socket)
    assert notes.wait(lambda note: note == {"kind": "disconnect", "value": connection})
    with pytest.raises(management.exceptions.GoneException):
        management.post_to_connection(ConnectionId=connection, Data=b"hello")


def test_an_unknown_connection_is_gone(management):
    with pytest.raises(ClientError) as error:
        management.get_connection(ConnectionId="nobody=")
    assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == 410
