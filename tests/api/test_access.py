"""Who may do what: every endpoint, for nobody, another teacher, the owner, a reviewer and an admin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from redis import Redis

from chalicelib.api.routes import ROUTES
from chalicelib.domain.jobs import JobStatus, Role
from chalicelib.identity.roles import set_role
from localcloud.cloud import LocalCloud
from tests.support import PNG, Teacher, from_own_address

WHO = ("nobody", "other", "owner", "reviewer", "admin")

BLOCK = {"name": "Maths", "dayOfWeek": "Monday", "startTime": "09:00", "endTime": "10:00"}
OK, NO, GONE, BUSY = "2xx", 401, 404, 409

# The answers in the order of WHO. BUSY: may, but the document's file has not come, or the job still runs.
TABLE: dict[tuple[str, str], tuple[object, ...]] = {
    ("POST", "/auth/register"): (OK, OK, OK, OK, OK),
    ("POST", "/auth/login"): (NO, NO, NO, NO, NO),
    ("POST", "/auth/refresh"): (NO, NO, NO, NO, NO),
    ("POST", "/auth/logout"): (NO, OK, OK, OK, OK),
    ("GET", "/users/me"): (NO, OK, OK, OK, OK),
    ("PUT", "/users/me"): (NO, OK, OK, OK, OK),
    ("POST", "/documents/upload"): (NO, OK, OK, OK, OK),
    ("GET", "/documents"): (NO, OK, OK, OK, OK),
    ("GET", "/documents/{id}"): (NO, GONE, OK, GONE, OK),
    ("GET", "/documents/{id}/download"): (NO, GONE, OK, OK, OK),
    ("DELETE", "/documents/{id}"): (NO, GONE, OK, GONE, OK),
    ("GET", "/jobs/{id}"): (NO, GONE, OK, GONE, OK),
    ("POST", "/jobs/{id}/retry"): (NO, GONE, BUSY, GONE, BUSY),
    ("POST", "/timetables"): (NO, OK, OK, OK, OK),
    ("GET", "/timetables"): (NO, OK, OK, OK, OK),
    ("GET", "/timetables/{id}"): (NO, GONE, OK, GONE, OK),
    ("GET", "/timetables/{id}/export"): (NO, GONE, OK, GONE, OK),
    ("PUT", "/timetables/{id}"): (NO, GONE, OK, GONE, OK),
    ("DELETE", "/timetables/{id}"): (NO, GONE, OK, GONE, OK),
    ("POST", "/timetables/{id}/timeblocks"): (NO, GONE, OK, GONE, OK),
    ("PUT", "/timeblocks/{id}"): (NO, GONE, OK, GONE, OK),
    ("DELETE", "/timeblocks/{id}"): (NO, GONE, OK, GONE, OK),
    ("GET", "/hitl/tasks"): (NO, OK, OK, OK, OK),
    ("GET", "/hitl/tasks/{id}"): (NO, GONE, OK, OK, OK),
    ("POST", "/hitl/tasks/{id}/claim"): (NO, GONE, OK, OK, OK),
    # BUSY: no workflow waits for this made-up task.
    ("POST", "/hitl/tasks/{id}/submit"): (NO, GONE, BUSY, BUSY, BUSY),
    ("GET", "/hitl/corrections"): (NO, GONE, GONE, GONE, OK),
    ("GET", "/health"): (OK, OK, OK, OK, OK),
    ("GET", "/docs/openapi.json"): (OK, OK, OK, OK, OK),
    ("GET", "/docs/openapi.yaml"): (OK, OK, OK, OK, OK),
    ("GET", "/docs/swagger-ui"): (OK, OK, OK, OK, OK),
    ("GET", "/docs/swagger-ui/{file}"): (OK, OK, OK, OK, OK),
}

BODIES: dict[tuple[str, str], dict[str, Any]] = {
    ("POST", "/auth/login"): {"email": "a@b.example", "password": "x"},
    ("POST", "/auth/refresh"): {"refreshToken": "x"},
    ("PUT", "/users/me"): {"lastName": "B"},
    ("POST", "/documents/upload"): {"fileName": "a.png", "fileType": PNG, "fileSize": 10},
    ("POST", "/timetables"): {"name": "Week"},
    ("PUT", "/timetables/{id}"): {"name": "Week"},
    ("POST", "/timetables/{id}/timeblocks"): BLOCK,
    ("PUT", "/timeblocks/{id}"): {"name": "Maths"},
    ("POST", "/hitl/tasks/{id}/submit"): {"timeblocks": [BLOCK]},
}


@dataclass(frozen=True)
class Things:
    """What the owner has."""

    document: str
    job: str
    timetable: str
    timeblock: str
    review: str

    def path(self, pattern: str) -> str:
        kinds = {"documents": self.document, "jobs": self.job, "timetables": self.timetable}
        kinds |= {"timeblocks": self.timeblock, "hitl": self.review}
        return pattern.replace("{id}", kinds.get(pattern.split("/")[1], "")).replace("{file}", "start.js")


@pytest.fixture(scope="module")
def people(cloud: LocalCloud, services: Any) -> dict[str, Teacher]:
    found = {name: Teacher.register(cloud) for name in WHO if name != "nobody"}
    for name, role in (("reviewer", Role.REVIEWER), ("admin", Role.ADMIN)):
        set_role(services, found[name].email, role)
        found[name].login()
    return found


@pytest.fixture
def things(people: dict[str, Teacher], services: Any) -> Things:
    owner = people["owner"]
    document = services.documents.add(
        _uuid(), owner.user["id"], "a.png", PNG, 10, services.objects.bucket, f"uploads/{_uuid()}/original.png", {}
    )
    services.documents.mark_uploaded(document.id, None, PNG)
    job = services.jobs.add(document.id, owner.user["id"])
    services.jobs.enter(job.id, 0, JobStatus.HITL_PENDING)
    review = services.reviews.add(job.id, 0, "unsure", {"timeblocks": [], "confidence": 60}, "no-such-token")
    timetable = services.timetables.create(
        owner.user["id"],
        {"name": "Week", "class_name": None, "term": None, "year": None, "week_start_date": None},
    )
    timeblock = services.timetables.add_timeblock(
        timetable.id,
        {"name": "Maths", "day_of_week": "Monday", "start_time": "09:00", "end_time": "10:00", "notes": ""},
    )
    return Things(str(document.id), str(job.id), str(timetable.id), str(timeblock.id), str(review.id))


def _uuid() -> Any:
    return uuid4()


def _forget_rate_limits(services: Any) -> None:
    """So many requests are made here that the limits would be what is tested."""
    redis = Redis.from_url(services.settings.redis_url)
    for key in redis.scan_iter("ratelimit:*"):
        redis.delete(key)


def test_the_table_names_every_endpoint() -> None:
    assert set(TABLE) == {(route.method, route.path) for route in ROUTES}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(("method", "pattern"), sorted(TABLE))
def test_who_may_do_what(
    people: dict[str, Teacher], things: Things, services: Any, method: str, pattern: str, who: str
) -> None:
    expected = TABLE[(method, pattern)][WHO.index(who)]
    body = BODIES.get((method, pattern))
    if pattern == "/auth/register":
        body = {"email": f"{_uuid().hex}@school.example", "password": "Timetable-1", "firstName": "A", "lastName": "B"}
    url = f"{people['owner'].cloud.addresses.rest_url}/api/v1{things.path(pattern)}"
    headers = {"Authorization": f"Bearer {people[who].access_token}"} if who != "nobody" else {}
    _forget_rate_limits(services)
    answer = from_own_address().request(method, url, json=body, headers=headers, timeout=60)
    if expected == OK:
        assert answer.ok, answer.text
    else:
        assert answer.status_code == expected, answer.text
    if pattern == "/auth/logout" and who != "nobody":
        people[who].login()
