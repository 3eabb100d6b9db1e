"""Cameras: what is configured, how they do, what they show."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from aiohttp import web
from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.face_fields import FaceFields
from wallflower.api.fields import (
    Body,
    CameraPath,
    Change,
    Instant,
    Label,
    Language,
    Nothing,
    PictureWidth,
    Query,
    Schedule,
)
from wallflower.api.pictures import MEDIA_TYPE, Blur, take_still
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Route
from wallflower.api.speech_fields import SpeechFields
from wallflower.clock import now_ms
from wallflower.playback.rtsp import stream_password
from wallflower.playback.seek import Moment, find_moment
from wallflower.wire import Camera, CameraStatus, ErrorCode, LiveStream, Problem, RecordMode, StreamReport
from wallflower.wire_options import ScheduleSlot

# What was recorded longer ago than this has only one picture for ever, until it is deleted.
SETTLED_MS = 60_000
PAST_PICTURES = "private, max-age=3600"
SLOW_TIMEOUT_S = 60.0
STREAM_USER = "wallflower"

type Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=2000,
        pattern=r"^[^\s\x00-\x1f\x7f]+$",
        description="rtsp, rtsps, http, https, rtmp or srt address with its credentials; answers show *** instead.",
    ),
]
type Mode = Literal[RecordMode.CONTINUOUS, RecordMode.EVENTS]
type PreRoll = Annotated[int, Field(ge=0, le=60, description="Seconds kept from before an event.")]
type PostRoll = Annotated[int, Field(ge=0, le=600, description="Seconds kept after an event.")]
type RetentionDays = Annotated[int, Field(ge=1, le=3650)]
type QuotaGb = Annotated[float, Field(ge=0.1, le=1_000_000)]
_ADDRESS_ERRORS = (ErrorCode.FORBIDDEN_PROTOCOL,)


class HoursFields(Body):
    """When in the week a camera may be analysed; keys left out stay, a given list replaces the one there was."""

    text: Schedule = ()
    faces: Schedule = ()
    voices: Schedule = ()


class NewCamera(Body):
    """A camera to add."""

    name: Label
    url: Url
    enabled: bool = True
    record: bool = True
    transcribe: bool = True
    recognize_faces: bool = True
    recognize_voices: bool = True
    language: Language | None = None
    sub_url: Url | None = None
    mode: Mode = RecordMode.CONTINUOUS
    pre_roll_s: PreRoll = 10
    post_roll_s: PostRoll = 20
    schedule: Schedule = ()
    retention_days: RetentionDays | None = None
    quota_gb: QuotaGb | None = None
    speech: SpeechFields = SpeechFields()
    faces: FaceFields = FaceFields()
    hours: HoursFields = HoursFields()


class CameraChange(Change):
    """What to change; keys left out stay. An address with *** keeps the hidden credentials for the same host."""

    name: Label = ""
    url: Url = ""
    enabled: bool = True
    record: bool = True
    transcribe: bool = True
    recognize_faces: bool = True
    recognize_voices: bool = True
    language: Language | None = None
    sub_url: Url | None = None
    mode: Mode = RecordMode.CONTINUOUS
    pre_roll_s: PreRoll = 10
    post_roll_s: PostRoll = 20
    schedule: Schedule = ()
    retention_days: RetentionDays | None = None
    quota_gb: QuotaGb | None = None
    speech: SpeechFields = SpeechFields()
    faces: FaceFields = FaceFields()
    hours: HoursFields = HoursFields()


class Probe(Body):
    """An address to try."""

    url: Url


class At(Query):
    """An instant, now by default, and how large its picture is wanted."""

    at: Instant | None = None
    width: PictureWidth | None = None
    blur: Annotated[Blur, Field(description="Make all faces, or those of unknown people, unrecognisable.")] | None = (
        None
    )


class Then(Query):
    """An instant."""

    at: Instant


type Plain = Call[CameraPath, Nothing, None]


def _values(given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a camera's row."""
    if "schedule" in given:
        given["schedule"] = tuple(ScheduleSlot(**slot) for slot in given["schedule"])
    return given


async def _list_cameras(call: Call[Nothing, Nothing, None]) -> tuple[Camera, ...]:
    return tuple(camera for camera in await call.services.registry.list() if call.caller.sees(camera.id))


async def _create_camera(call: Call[Nothing, Nothing, NewCamera]) -> Camera:
    return await call.services.registry.create(_values(call.body.model_dump()))


async def _probe_camera(call: Call[Nothing, Nothing, Probe]) -> StreamReport:
    return await call.services.prober.probe(call.body.url)


async def _get_camera(call: Plain) -> Camera:
    return await call.services.registry.get(call.params.camera_id)


async def _change_camera(call: Call[CameraPath, Nothing, CameraChange]) -> Camera:
    return await call.services.registry.update(call.params.camera_id, _values(call.body.given()))


async def _delete_camera(call: Plain) -> None:
    await call.services.registry.delete(call.params.camera_id)
    call.services.live.end(call.params.camera_id)


async def _start_camera(call: Plain) -> CameraStatus:
    return await call.services.registry.set_enabled(call.params.camera_id, enabled=True)


async def _stop_camera(call: Plain) -> CameraStatus:
    return await call.services.registry.set_enabled(call.params.camera_id, enabled=False)


async def _restart_camera(call: Plain) -> CameraStatus:
    return await call.services.registry.restart(call.params.camera_id)


async def _get_status(call: Plain) -> CameraStatus:
    return await call.services.registry.status(call.params.camera_id)


async def _list_problems(call: Plain) -> tuple[Problem, ...]:
    return await call.services.registry.problems(call.params.camera_id)


async def _get_stream(call: Plain) -> LiveStream:
    camera_id, services = call.params.camera_id, call.services
    await services.registry.require(camera_id)
    password = stream_password(services.token.encode(), camera_id)
    return LiveStream(port=services.settings.rtsp_port, path=camera_id, username=STREAM_USER, password=password)


async def _get_snapshot(call: Call[CameraPath, At, None]) -> web.Response:
    await call.services.registry.require(call.params.camera_id)
    query = call.query
    still = await take_still(call.services.analysis, call.params.camera_id, query.at, query.width, query.blur)
    headers = {"X-At-Ms": str(still.at_ms)}
    if query.at is not None and query.at < now_ms() - SETTLED_MS and query.blur is None:
        headers["Cache-Control"] = PAST_PICTURES
    return web.Response(body=still.jpeg, content_type=MEDIA_TYPE, headers=headers)


async def _seek_camera(call: Call[CameraPath, Then, None]) -> Moment:
    await call.services.registry.require(call.params.camera_id)
    return await asyncio.to_thread(find_moment, call.services.recordings, call.params.camera_id, call.query.at)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras",
        need=Need.VIEW,
        summary="Every camera with its status.",
        handler=_list_cameras,
        returns=Listing(key="cameras", item=Camera),
        for_some=True,
    ),
    Route(
        method="POST",
        path="/api/cameras",
        need=Need.ADMIN,
        summary="Add a camera and start it; whether it can be reached shows in its status.",
        handler=_create_camera,
        body=NewCamera,
        returns=Camera,
        status=HTTPStatus.CREATED,
        errors=_ADDRESS_ERRORS,
    ),
    Route(
        method="POST",
        path="/api/cameras/probe",
        need=Need.ADMIN,
        summary="Try an address without adding it: what the camera sends, or why it cannot be read.",
        handler=_probe_camera,
        body=Probe,
        returns=StreamReport,
        errors=(
            *_ADDRESS_ERRORS,
            ErrorCode.CONNECTION_REFUSED,
            ErrorCode.AUTH_FAILED,
            ErrorCode.TIMEOUT,
            ErrorCode.NOT_A_STREAM,
            ErrorCode.CODEC_ERROR,
        ),
        timeout_s=SLOW_TIMEOUT_S,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}",
        need=Need.VIEW,
        summary="One camera with its status.",
        handler=_get_camera,
        params=CameraPath,
        returns=Camera,
    ),
    Route(
        method="PATCH",
        path="/api/cameras/{camera_id}",
        need=Need.ADMIN,
        summary="Change a camera; only what needs it is restarted.",
        handler=_change_camera,
        params=CameraPath,
        body=CameraChange,
        returns=Camera,
        errors=_ADDRESS_ERRORS,
    ),
    Route(
        method="DELETE",
        path="/api/cameras/{camera_id}",
        need=Need.ADMIN,
        summary="Remove a camera with its recordings, transcripts and visits.",
        handler=_delete_camera,
        params=CameraPath,
        timeout_s=SLOW_TIMEOUT_S,
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/start",
        need=Need.CONTROL,
        summary="Turn a camera on, for good.",
        handler=_start_camera,
        params=CameraPath,
        returns=CameraStatus,
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/stop",
        need=Need.CONTROL,
        summary="Turn a camera off, for good.",
        handler=_stop_camera,
        params=CameraPath,
        returns=CameraStatus,
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/restart",
        need=Need.CONTROL,
        summary="Connect with a camera anew; one that is off is a conflict.",
        handler=_restart_camera,
        params=CameraPath,
        returns=CameraStatus,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/status",
        need=Need.VIEW,
        summary="How a camera does; its connection is `unknown` while the recording process does not answer.",
        handler=_get_status,
        params=CameraPath,
        returns=CameraStatus,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/problems",
        need=Need.VIEW,
        summary="What went wrong with a camera lately: at most 50, the newest last.",
        handler=_list_problems,
        params=CameraPath,
        returns=Listing(key="problems", item=Problem),
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/stream",
        need=Need.VIEW,
        summary="Where the live RTSP stream of a camera is, and its credentials.",
        handler=_get_stream,
        params=CameraPath,
        returns=LiveStream,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/snapshot.jpg",
        need=Need.VIEW,
        summary="A still of now, or of the recording at an instant; the header X-At-Ms tells its own.",
        handler=_get_snapshot,
        params=CameraPath,
        query=At,
        returns=Media(types=(MEDIA_TYPE,)),
        errors=(ErrorCode.UNAVAILABLE, ErrorCode.MODEL_MISSING),
        timeout_s=SLOW_TIMEOUT_S,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/seek",
        need=Need.VIEW,
        summary="Where an instant is in the recordings; if it is not, why, and where footage goes on.",
        handler=_seek_camera,
        params=CameraPath,
        query=Then,
        returns=Moment,
    ),
)
