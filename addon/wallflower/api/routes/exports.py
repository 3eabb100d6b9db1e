"""Exports: ordered here, made by jobs, fetched here."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Instant, JobPath, Nothing, Query
from wallflower.api.files import file_response
from wallflower.api.narrowing import may_see
from wallflower.api.pictures import Blur
from wallflower.api.routing import AnyRoute, Call, Media, Route
from wallflower.errors import ConflictError, NotFoundError
from wallflower.playback.export_files import MEDIA_TYPES, find_file
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, FaceBlur, Job, JobKind


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
    blur: Annotated[Blur, Field(description="Make all faces, or those of unknown people, unrecognisable.")] | None = (
        None
    )
    speed: Annotated[int, Field(ge=2, le=3600, description="Of a timelapse.")] = 60
    strict: Annotated[bool, Field(description="Fail when a part cannot be read, instead of listing it.")] = False
    note: Annotated[str, Field(max_length=200)] = ""


class FileName(Query):
    """Which of an export's files; the main one by default."""

    name: Annotated[str, Field(min_length=1, max_length=64)] | None = None


async def _order_export(call: Call[Nothing, Nothing, NewExport]) -> Job:
    body = call.body
    call.caller.require_choice(body.camera_ids)
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
            blur=None if body.blur is None else FaceBlur(body.blur),
            speed=body.speed,
            strict=body.strict,
            note=body.note,
        )
    )


async def _get_export_file(call: Call[JobPath, FileName, None]) -> web.FileResponse:
    services = call.services
    job = await asyncio.to_thread(services.jobs.jobs.get, call.params.job_id)
    if job.kind is not JobKind.EXPORT or not may_see(call.caller, job):
        raise NotFoundError("no export has this id", field="job_id")
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
        for_some=True,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.DISK_FULL, ErrorCode.MODEL_MISSING, ErrorCode.UNAVAILABLE),
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
        for_some=True,
        timeout_s=None,
    ),
)
