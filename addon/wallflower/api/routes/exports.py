"""Exports and the jobs that make them."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Cursor, Identifier, Instant, Limit, Nothing, Query
from wallflower.api.files import file_response
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route
from wallflower.errors import ConflictError, InvalidRequestError
from wallflower.playback.export_files import MEDIA_TYPES, find_file
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, Job, JobState


class NewExport(Body):
    """What is to be exported: at most 24 hours, 31 days as a timelapse."""

    kind: ExportKind = ExportKind.CLIP
    camera_ids: Annotated[
        tuple[Identifier, ...], Field(min_length=1, max_length=16, description="One, or several to mix their sound.")
    ]
    start: Instant
    end: Instant
    cut: Annotated[Cut, Field(description="`exact` encodes the first pictures anew, `keyframe` copies all.")] = (
        Cut.KEYFRAME
    )
    captions: Captions = Captions.NONE
    speed: Annotated[int, Field(ge=2, le=3600, description="Of a timelapse.")] = 60
    strict: Annotated[bool, Field(description="Fail when a part cannot be read, instead of listing it.")] = False
    note: Annotated[str, Field(max_length=200)] = ""


class JobPath(Query):
    """Names a job."""

    job_id: Annotated[str, Field(pattern="^[a-z2-7]{10}$")]


class JobQuery(Query):
    """Which jobs to list."""

    state: JobState | None = None
    limit: Limit = 50
    cursor: Cursor | None = None


class FileName(Query):
    """Which of an export's files; the main one by default."""

    name: Annotated[str, Field(min_length=1, max_length=64)] | None = None


async def _order_export(call: Call[Nothing, Nothing, NewExport]) -> Job:
    body = call.body
    for camera_id in body.camera_ids:
        await call.services.registry.require(camera_id)
    return await call.services.exports.order(
        Export(
            kind=body.kind,
            camera_ids=tuple(dict.fromkeys(body.camera_ids)),
            start_ms=body.start,
            end_ms=body.end,
            cut=body.cut,
            captions=body.captions,
            speed=body.speed,
            strict=body.strict,
            note=body.note,
        )
    )


async def _list_jobs(call: Call[Nothing, JobQuery, None]) -> Page:
    query = call.query
    if query.state is JobState.UNKNOWN:
        raise InvalidRequestError("choose queued, running, done, failed or cancelled", field="state")
    jobs, cursor = await asyncio.to_thread(
        call.services.exports.jobs.list, state=query.state, limit=query.limit, cursor=query.cursor
    )
    return Page(items=jobs, cursor=cursor)


async def _get_job(call: Call[JobPath, Nothing, None]) -> Job:
    return await asyncio.to_thread(call.services.exports.jobs.get, call.params.job_id)


async def _delete_job(call: Call[JobPath, Nothing, None]) -> None:
    await call.services.exports.delete(call.params.job_id)


async def _cancel_job(call: Call[JobPath, Nothing, None]) -> Job:
    return await call.services.exports.cancel(call.params.job_id)


async def _retry_job(call: Call[JobPath, Nothing, None]) -> Job:
    return await call.services.exports.retry(call.params.job_id)


async def _get_export_file(call: Call[JobPath, FileName, None]) -> web.FileResponse:
    services = call.services
    job = await asyncio.to_thread(services.exports.jobs.get, call.params.job_id)
    if job.result is None:
        raise ConflictError(f"this export has no files: it is {job.state.value}")
    name = call.query.name or job.result.files[0].name
    path = await asyncio.to_thread(find_file, services.settings.media, job.id, name)
    headers = {
        "Content-Type": MEDIA_TYPES[path.suffix],
        "Content-Disposition": f'attachment; filename="{job.id}-{path.name}"',
    }
    return await file_response(call.request, path, headers)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/exports",
        need=Need.CONTROL,
        summary="Export a range as a clip, as sound or as a timelapse: a job that goes on by itself.",
        handler=_order_export,
        body=NewExport,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.DISK_FULL),
    ),
    Route(
        method="GET",
        path="/api/exports/{job_id}/file",
        need=Need.VIEW,
        summary="A file of a finished export; takes Range.",
        handler=_get_export_file,
        params=JobPath,
        query=FileName,
        returns=Media(types=tuple(MEDIA_TYPES.values()), ranged=True),
        errors=(ErrorCode.CONFLICT,),
        timeout_s=None,
    ),
    Route(
        method="GET",
        path="/api/jobs",
        need=Need.VIEW,
        summary="Jobs, newest first, in pages.",
        handler=_list_jobs,
        query=JobQuery,
        returns=Listing(key="jobs", item=Job, paged=True),
    ),
    Route(
        method="GET",
        path="/api/jobs/{job_id}",
        need=Need.VIEW,
        summary="One job.",
        handler=_get_job,
        params=JobPath,
        returns=Job,
    ),
    Route(
        method="DELETE",
        path="/api/jobs/{job_id}",
        need=Need.EDIT,
        summary="Delete a job and its files; one that runs is a conflict.",
        handler=_delete_job,
        params=JobPath,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
    ),
    Route(
        method="POST",
        path="/api/jobs/{job_id}/cancel",
        need=Need.CONTROL,
        summary="Stop a job; what it made so far is removed.",
        handler=_cancel_job,
        params=JobPath,
        returns=Job,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/jobs/{job_id}/retry",
        need=Need.CONTROL,
        summary="Begin a failed or cancelled job anew.",
        handler=_retry_job,
        params=JobPath,
        returns=Job,
        errors=(ErrorCode.CONFLICT,),
    ),
)
