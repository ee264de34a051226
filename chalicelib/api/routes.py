"""The table of routes: everything the REST API answers to."""

from __future__ import annotations

from chalicelib.api import auth, documents, health, jobs, timetables
from chalicelib.api.routing import JSON, Route

BASE_PATH = "/api/v1"

ROUTES: tuple[Route, ...] = (
    Route("POST", "/auth/register", auth.register, signed_in=False),
    Route("POST", "/auth/login", auth.login, signed_in=False),
    Route("POST", "/auth/refresh", auth.refresh, signed_in=False),
    Route("POST", "/auth/logout", auth.logout),
    Route("GET", "/users/me", auth.get_account),
    Route("PUT", "/users/me", auth.change_account),
    Route("POST", "/documents/upload", documents.upload, content_types=(JSON, documents.MULTIPART)),
    Route("GET", "/documents", documents.list_documents),
    Route("GET", "/documents/{id}", documents.get_document),
    Route("DELETE", "/documents/{id}", documents.delete_document),
    Route("GET", "/jobs/{id}", jobs.get_job),
    Route("POST", "/jobs/{id}/retry", jobs.retry_job),
    Route("GET", "/timetables", timetables.list_timetables),
    Route("GET", "/timetables/{id}", timetables.get_timetable),
    Route("GET", "/health", health.health, signed_in=False),
)
