"""Moments worth keeping: somebody says that something happens, or wants the last seconds."""

from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field

from wallflower import clock
from wallflower.api.auth import Need
from wallflower.api.fields import Body, CameraPath, Nothing
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.cameras.saving import Saving
from wallflower.recorder.keeper import Occurrence
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Job

# The footage has its own patience to come; then the clip is ordered of what is there.
SAVE_TIMEOUT_S = 60.0


class SaveLast(Body):
    """How much to save; of a camera that records events only, no more than its pre-roll was held."""

    seconds: Annotated[int, Field(ge=1, le=60)] = 30
    note: Annotated[str, Field(max_length=200)] = ""


async def _trigger_camera(call: Call[CameraPath, Nothing, None]) -> None:
    now_ms = clock.now_ms()
    occurrence = Occurrence(kind="manual", start_ms=now_ms, end_ms=now_ms)
    await call.services.registry.occur(call.params.camera_id, occurrence)


async def _save_last(call: Call[CameraPath, Nothing, SaveLast]) -> Job:
    services = call.services
    saving = Saving(
        registry=services.registry,
        recordings=services.recordings,
        protections=services.storage.protections,
        exports=services.exports,
    )
    return await saving.save(call.params.camera_id, call.body.seconds * 1000, call.body.note)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/trigger",
        need=Need.CONTROL,
        summary="Something happens: a camera that records events only keeps its pre-roll, this and its post-roll.",
        handler=_trigger_camera,
        params=CameraPath,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/save",
        need=Need.CONTROL,
        summary="Save the last seconds: a job makes a clip of them, and no rule deletes their recording.",
        handler=_save_last,
        params=CameraPath,
        body=SaveLast,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.DISK_FULL,),
        timeout_s=SAVE_TIMEOUT_S,
    ),
)
