"""What is on disk: files, days with footage, gaps."""

import asyncio
from typing import Annotated, Final

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import CameraPath, LongRange, Nothing, Query, Range, RowId, TimeZone
from wallflower.api.files import file_response
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Route
from wallflower.playback.segments import MEDIA_TYPE
from wallflower.store.recordings import RecordingRow, unknown_recording
from wallflower.wire import ErrorCode, Gap, Recording, RecordingDay

DELETE_TIMEOUT_S = 10.0


class RecordingPath(Query):
    """Names a recording."""

    recording_id: RowId


class Days(Query):
    """The days of a time zone."""

    tz: TimeZone = "UTC"
    measured: Annotated[bool, Field(description="With how much is recorded, which takes longer.")] = True


async def _list_recordings(call: Call[CameraPath, Range, None]) -> list[Recording]:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    rows = await asyncio.to_thread(services.recordings.list, camera_id, call.query.start, call.query.end)
    return [_recording(row) for row in rows]


def _recording(row: RecordingRow) -> Recording:
    return Recording(
        id=row.id,
        camera_id=row.camera_id,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        size_bytes=row.size_bytes,
        is_open=row.is_open,
    )


async def _list_days(call: Call[CameraPath, Days, None]) -> tuple[RecordingDay, ...]:
    await call.services.registry.require(call.params.camera_id)
    camera_id, query = call.params.camera_id, call.query
    return await asyncio.to_thread(call.services.recordings.days, camera_id, query.tz, measured=query.measured)


async def _list_gaps(call: Call[CameraPath, LongRange, None]) -> tuple[Gap, ...]:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    return await asyncio.to_thread(services.recordings.gaps, camera_id, call.query.start, call.query.end)


async def _get_recording_file(call: Call[RecordingPath, Nothing, None]) -> web.FileResponse:
    row = await asyncio.to_thread(call.services.recordings.get, call.params.recording_id)
    if not call.caller.sees(row.camera_id):
        raise unknown_recording()
    path = await asyncio.to_thread(call.services.segments.path, row)
    return await file_response(call.request, path, {"Content-Type": MEDIA_TYPE})


async def _delete_recording(call: Call[RecordingPath, Nothing, None]) -> None:
    recording_id = call.params.recording_id
    await asyncio.to_thread(call.services.recordings.get, recording_id)
    await call.services.ingest.call("delete_recording", {"id": recording_id}, timeout_s=DELETE_TIMEOUT_S)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/recordings",
        need=Need.VIEW,
        summary="The files that overlap a range of at most 31 days.",
        handler=_list_recordings,
        params=CameraPath,
        query=Range,
        returns=Listing(key="recordings", item=Recording),
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/recordings/days",
        need=Need.VIEW,
        summary="The calendar days of a time zone that have footage.",
        handler=_list_days,
        params=CameraPath,
        query=Days,
        returns=Listing(key="days", item=RecordingDay),
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/gaps",
        need=Need.VIEW,
        summary="What is missing in a range of at most 366 days, and why.",
        handler=_list_gaps,
        params=CameraPath,
        query=LongRange,
        returns=Listing(key="gaps", item=Gap),
    ),
    Route(
        method="GET",
        path="/api/recordings/{recording_id}/file",
        need=Need.VIEW,
        summary="A recording as an MP4 file; takes Range.",
        handler=_get_recording_file,
        params=RecordingPath,
        returns=Media(types=(MEDIA_TYPE,), ranged=True),
        for_some=True,
        timeout_s=None,
    ),
    Route(
        method="DELETE",
        path="/api/recordings/{recording_id}",
        need=Need.ADMIN,
        summary="Delete a recording that is finished; a gap takes its place.",
        handler=_delete_recording,
        params=RecordingPath,
        errors=(ErrorCode.CONFLICT, ErrorCode.DISK),
    ),
)
