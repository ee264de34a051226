"""The WebSocket, with a real client over a real socket."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus

from tests.support import PDF, PNG, SAMPLES, Teacher, hear, hear_until, say


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c"])
def test_a_bad_token_is_refused_at_the_handshake(teacher: Teacher, token: str) -> None:
    with pytest.raises(InvalidStatus) as refused, teacher.socket(token=token):
        pass
    assert refused.value.response.status_code == 401


def test_a_token_is_refused_after_the_log_out(teacher: Teacher) -> None:
    assert teacher.call("POST", "/auth/logout").status_code == 200
    with pytest.raises(InvalidStatus) as refused, teacher.socket():
        pass
    assert refused.value.response.status_code == 401


def test_a_job_is_told_from_its_start_to_its_end_in_order(teacher: Teacher) -> None:
    content = (SAMPLES / "class-text.pdf").read_bytes()
    announced = teacher.announce(len(content), PDF)
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        first = hear(socket)
        teacher.put(announced, content)
        heard = [first, *hear_until(socket, "job:completed")]
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"  # nothing comes after the end
    statuses = [message["data"]["status"] for message in heard[:-1]]
    assert list(dict.fromkeys(statuses)) == ["pending", "classifying", "preprocessing", "ocr", "validating"]
    progress = [message["data"]["progress"] for message in heard[:-1]]
    assert progress == sorted(progress)
    moments = [message["data"]["timestamp"] for message in heard]
    assert moments == sorted(moments)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", moment) for moment in moments)
    assert set(heard[0]["data"]) == {"jobId", "status", "stage", "progress", "timestamp"}
    job = teacher.job(announced["jobId"])
    told = heard[-1]["data"]
    assert (told["timetableId"], told["confidence"]) == (job["timetableId"], job["confidence"])


def test_ping_is_answered(teacher: Teacher) -> None:
    with teacher.socket() as socket:
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"action": "dance"}', '{"action": "subscribe:job"}'])
def test_what_is_not_understood_is_said_and_the_connection_stays(teacher: Teacher, text: str) -> None:
    with teacher.socket() as socket:
        socket.send(text)
        assert hear(socket)["event"] == "error"
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"


def test_a_subscriber_gets_the_present_state_at_once(teacher: Teacher) -> None:
    announced = teacher.announce(1000, PNG)
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        message = hear(socket)
    assert message["event"] == "job:status"
    assert message["data"]["jobId"] == announced["jobId"]
    assert (message["data"]["status"], message["data"]["progress"]) == ("pending", 0)


def test_one_who_comes_late_hears_how_it_ended(teacher: Teacher) -> None:
    announced = teacher.upload_sample("class-table.docx")
    teacher.wait(announced["jobId"])
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        assert hear(socket)["event"] == "job:completed"


def test_a_foreign_job_is_not_told(teacher: Teacher) -> None:
    stranger = Teacher.register(teacher.cloud)
    announced = teacher.announce(1000, PNG)
    with stranger.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        assert hear(socket)["event"] == "error"
        teacher.put(announced, b"x" * 1000)
        teacher.wait(announced["jobId"])
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"


def test_after_unsubscribing_nothing_more_is_told(teacher: Teacher) -> None:
    announced = teacher.announce(1000, PNG)
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        hear(socket)
        say(socket, action="unsubscribe:job", jobId=announced["jobId"])
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"
        teacher.put(announced, b"x" * 1000)
        teacher.wait(announced["jobId"])
        say(socket, action="ping")
        assert hear(socket)["event"] == "pong"


def test_two_connections_both_hear_the_end(teacher: Teacher) -> None:
    announced = teacher.announce(1000, PNG)
    with teacher.socket() as first, teacher.socket() as second:
        for socket in (first, second):
            say(socket, action="subscribe:job", jobId=announced["jobId"])
            hear(socket)
        teacher.put(announced, b"x" * 1000)
        for socket in (first, second):
            assert hear_until(socket, "job:failed")[-1]["data"]["errorCode"] == "UNSUPPORTED_DOCUMENT"


def test_two_hundred_connections_to_one_job_all_hear_the_end(teacher: Teacher) -> None:
    announced = teacher.announce(1000, PNG)
    with ExitStack() as open_sockets:
        sockets = [open_sockets.enter_context(teacher.socket()) for _ in range(200)]
        for socket in sockets:
            say(socket, action="subscribe:job", jobId=announced["jobId"])
        for socket in sockets:
            assert hear(socket)["event"] == "job:status"
        teacher.put(announced, b"x" * 1000)
        for socket in sockets:
            assert hear_until(socket, "job:failed")[-1]["data"]["jobId"] == announced["jobId"]


def test_one_who_lost_the_connection_hears_the_rest_on_a_new_one(teacher: Teacher) -> None:
    content = (SAMPLES / "class-text.pdf").read_bytes()
    announced = teacher.announce(len(content), PDF)
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        hear(socket)
        teacher.put(announced, content)
        before = hear(socket)["data"]["progress"]
    with teacher.socket() as socket:
        say(socket, action="subscribe:job", jobId=announced["jobId"])
        heard = hear_until(socket, "job:completed")
    assert all(message["data"]["progress"] >= before for message in heard[:-1])
    assert heard[-1]["data"]["timetableId"]
