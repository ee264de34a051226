"""The REST gateway, asked over HTTP by a real client."""

from __future__ import annotations

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import psutil
import pytest
import requests

from localcloud.authorizers import allows
from localcloud.catalog import Route
from localcloud.rest_gateway import Router, is_binary


def envelope_code(response: requests.Response) -> str:
    body = response.json()
    assert body["success"] is False
    assert body["meta"]["requestId"]
    assert body["meta"]["timestamp"].endswith("Z")
    assert body["error"]["message"]
    return body["error"]["code"]


@pytest.fixture(scope="session")
def url(tiny) -> str:
    return tiny.state["rest_url"]


def test_a_path_parameter_is_decoded_and_a_query_kept(url):
    response = requests.get(f"{url}/hello/J%C3%BCrgen%20B", params={"a": "1"})
    assert response.status_code == 200
    assert response.json() == {"hello": "Jürgen B", "query": {"a": "1"}}
    assert response.headers["Access-Control-Allow-Origin"] == "https://example.org"


def test_a_fixed_segment_goes_before_a_parameter(url):
    assert requests.get(f"{url}/hello/fixed").json() == {"fixed": True}


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("DELETE", "/hello/x"), ("GET", "/hello/a/b")])
def test_an_unknown_address_is_not_found(url, method, path):
    response = requests.request(method, url + path)
    assert response.status_code == 404
    assert envelope_code(response) == "NOT_FOUND"


def test_a_binary_body_arrives_byte_for_byte(url):
    body = bytes([0, 255, 128, 10]) * 1000
    response = requests.post(f"{url}/echo", data=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert response.json() == {"size": 4000, "head": [0, 255, 128, 10]}


def test_a_binary_answer_arrives_byte_for_byte(url):
    response = requests.get(f"{url}/teapot", headers={"Accept": "application/octet-stream"})
    assert response.status_code == 418
    assert response.content == b"\x00\xff"
    assert response.headers["X-A"] == "b"


def test_a_body_over_the_limits_is_refused(url):
    for size, kind in ((10 * 1024 * 1024 + 1, "application/json"), (5 * 1024 * 1024, "multipart/form-data")):
        response = requests.post(f"{url}/echo", data=b"x" * size, headers={"Content-Type": kind})
        assert response.status_code == 413
        assert envelope_code(response) == "PAYLOAD_TOO_LARGE"
    taken = requests.post(f"{url}/echo", data=b"x" * 4_500_000, headers={"Content-Type": "multipart/form-data"})
    assert taken.json()["size"] == 4_500_000


def test_a_crash_of_the_function_is_an_internal_error_and_the_next_request_works(url):
    response = requests.get(f"{url}/crash")
    assert response.status_code == 500
    assert envelope_code(response) == "INTERNAL_ERROR"
    assert requests.get(f"{url}/hello/fixed").status_code == 200


def test_the_authorizer_decides(url):
    def ask(token: str | None) -> requests.Response:
        return requests.get(f"{url}/private", headers={"Authorization": token} if token else {})

    assert ask("Bearer good").json()["principalId"] == "someone"
    for token, status, code in (
        (None, 401, "UNAUTHORIZED"),
        ("Bearer nobody", 401, "UNAUTHORIZED"),
        ("Bearer other", 401, "UNAUTHORIZED"),
        ("Bearer broken", 500, "INTERNAL_ERROR"),
    ):
        response = ask(token)
        assert (response.status_code, envelope_code(response)) == (status, code)


def test_the_authorizers_answer_is_kept(url):
    first, second = (requests.get(f"{url}/private", headers={"Authorization": "Bearer good"}).json() for _ in range(2))
    assert first["calls"] == second["calls"]


def test_a_preflight_is_answered_without_the_function(url):
    response = requests.options(f"{url}/hello/x", headers={"Origin": "https://example.org"})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Methods"] == "GET,OPTIONS"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert requests.options(f"{url}/nowhere").status_code == 404


def test_many_clients_on_open_connections(url):
    def several(client: int) -> list[int]:
        with requests.Session() as session:
            return [session.get(f"{url}/hello/{client}").status_code for _ in range(5)]

    with ThreadPoolExecutor(10) as clients:
        statuses = [status for some in clients.map(several, range(10)) for status in some]
    assert statuses == [200] * 50


def test_one_connection_serves_several_requests(url):
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port)) as connection:
        for _ in range(2):
            connection.sendall(b"GET /hello/fixed HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.05)
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")


def test_everything_listens_on_the_loopback_only(tiny):
    addresses = {name: value for name, value in tiny.state.items() if name.endswith("_url")}
    assert len(addresses) == 6
    assert {urlsplit(address).hostname for address in addresses.values()} == {"127.0.0.1"}
    everything = psutil.Process(tiny.process.pid)
    for process in (everything, *everything.children(recursive=True)):
        for connection in process.net_connections("inet"):
            assert connection.laddr.ip == "127.0.0.1"


def test_a_failed_match_leaves_nothing_behind():
    router = Router([Route("/a/{x}/c", "GET", None, None), Route("/a/{y}/d", "GET", None, None)])
    match = router.match("/a/1/d/")
    assert match is not None
    assert (match.pattern, match.parameters) == ("/a/{y}/d", {"y": "1"})
    assert router.match("/a//d") is None


def test_binary_types_match_without_parameters_and_by_wildcard():
    assert is_binary("image/png", ["image/*"])
    assert is_binary("multipart/form-data; boundary=1", ["multipart/form-data"])
    assert not is_binary("application/json", ["image/*"])
    assert not is_binary("", ["*/*"])


def test_a_denial_wins_over_an_allowance():
    arn = "arn:aws:execute-api:eu-west-1:1:api/stage/GET/a"
    allow = {"Effect": "Allow", "Action": "execute-api:Invoke", "Resource": ["arn:aws:execute-api:*/GET/*"]}
    assert allows({"Statement": [allow]}, arn)
    assert not allows({"Statement": [allow, {**allow, "Effect": "Deny"}]}, arn)
    assert not allows({"Statement": [allow]}, arn.replace("GET", "PUT"))
    assert not allows({}, arn)
