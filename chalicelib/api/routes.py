"""The table of routes: everything the REST API answers to."""

from __future__ import annotations

from chalicelib.api import auth, docs, documents, exports, health, jobs, reviews, timeblocks, timetables
from chalicelib.api.limits import RateClass
from chalicelib.api.routing import Route
from chalicelib.api.schema import Deleted, Message
from chalicelib.domain.refusals import Conflict, PayloadTooLarge

BASE_PATH = "/api/v1"

AUTH, UPLOAD, WRITE, READ = RateClass.AUTH, RateClass.UPLOAD, RateClass.WRITE, RateClass.READ

ROUTES: tuple[Route, ...] = (
    Route(
        "POST",
        "/auth/register",
        auth.register,
        AUTH,
        auth.LoggedIn,
        status=201,
        takes=auth.Registration,
        signed_in=False,
        refusals=(Conflict,),
    ),
    Route("POST", "/auth/login", auth.login, AUTH, auth.LoggedIn, takes=auth.LogIn, signed_in=False),
    Route("POST", "/auth/refresh", auth.refresh, AUTH, auth.TokensView, takes=auth.Refresh, signed_in=False),
    Route("POST", "/auth/logout", auth.logout, AUTH, Message),
    Route("GET", "/users/me", auth.get_account, READ, auth.Account),
    Route("PUT", "/users/me", auth.change_account, WRITE, auth.Account, takes=auth.AccountChange),
    Route(
        "POST",
        "/documents/upload",
        documents.upload,
        UPLOAD,
        documents.Accepted,
        status=202,
        takes=documents.UploadAnnouncement,
        takes_form=documents.UploadMetadata,
        refusals=(PayloadTooLarge,),
    ),
    Route("GET", "/documents", documents.list_documents, READ, documents.DocumentList, query=documents.DocumentQuery),
    Route("GET", "/documents/{id}", documents.get_document, READ, documents.DocumentView),
    Route(
        "GET",
        "/documents/{id}/download",
        documents.download_document,
        READ,
        documents.Download,
        refusals=(Conflict,),
    ),
    Route("DELETE", "/documents/{id}", documents.delete_document, WRITE, Deleted),
    Route("GET", "/jobs/{id}", jobs.get_job, READ, jobs.JobView),
    Route(
        "POST",
        "/jobs/{id}/retry",
        jobs.retry_job,
        WRITE,
        jobs.Restarted,
        status=202,
        takes=jobs.Retry,
        body_optional=True,
        refusals=(Conflict,),
    ),
    Route(
        "POST",
        "/timetables",
        timetables.create_timetable,
        WRITE,
        timetables.TimetableView,
        status=201,
        takes=timetables.NewTimetable,
    ),
    Route(
        "GET",
        "/timetables",
        timetables.list_timetables,
        READ,
        timetables.TimetableList,
        query=timetables.TimetableQuery,
    ),
    Route("GET", "/timetables/{id}", timetables.get_timetable, READ, timetables.TimetableWithBlocks),
    Route(
        "GET",
        "/timetables/{id}/export",
        exports.export_timetable,
        READ,
        ", ".join(exports.CONTENT_TYPES.values()),
        query=exports.ExportQuery,
    ),
    Route(
        "PUT",
        "/timetables/{id}",
        timetables.change_timetable,
        WRITE,
        timetables.TimetableView,
        takes=timetables.TimetableChange,
    ),
    Route("DELETE", "/timetables/{id}", timetables.delete_timetable, WRITE, timetables.DeletedTimetable),
    Route(
        "POST",
        "/timetables/{id}/timeblocks",
        timeblocks.create_timeblock,
        WRITE,
        timeblocks.TimeblockView,
        status=201,
        takes=timeblocks.NewTimeblock,
    ),
    Route(
        "PUT",
        "/timeblocks/{id}",
        timeblocks.change_timeblock,
        WRITE,
        timeblocks.TimeblockView,
        takes=timeblocks.TimeblockChange,
    ),
    Route("DELETE", "/timeblocks/{id}", timeblocks.delete_timeblock, WRITE, Deleted),
    Route("GET", "/hitl/tasks", reviews.list_reviews, READ, reviews.ReviewList, query=reviews.ReviewQuery),
    Route("GET", "/hitl/tasks/{id}", reviews.get_review, READ, reviews.ReviewDetail, refusals=(Conflict,)),
    Route("POST", "/hitl/tasks/{id}/claim", reviews.claim_review, WRITE, reviews.Claimed, refusals=(Conflict,)),
    Route(
        "POST",
        "/hitl/tasks/{id}/submit",
        reviews.submit,
        WRITE,
        reviews.Submitted,
        takes=reviews.Submission,
        refusals=(Conflict,),
    ),
    Route("GET", "/health", health.health, READ, health.Health, signed_in=False),
    Route("GET", "/docs/openapi.json", docs.openapi_json, READ, docs.JSON_TYPE, signed_in=False),
    Route("GET", "/docs/openapi.yaml", docs.openapi_yaml, READ, docs.YAML_TYPE, signed_in=False),
    Route("GET", "/docs/swagger-ui", docs.swagger_ui, READ, docs.HTML_TYPE, signed_in=False),
    Route("GET", "/docs/swagger-ui/{file}", docs.swagger_ui_file, READ, docs.PAGE_TYPES, signed_in=False),
)
