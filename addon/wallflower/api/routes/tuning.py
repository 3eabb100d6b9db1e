"""Samples of what is said at a camera, and the search for speech settings that suit it."""

from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, CameraPath, Instant, JobPath, Nothing, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Piece, Route
from wallflower.wire import Camera, ErrorCode
from wallflower.wire_jobs import Job
from wallflower.wire_tuning import Tuning, TuningSample

type Words = Annotated[
    str, Field(min_length=1, max_length=2000, description="What is really said; case and punctuation do not matter.")
]
_DEFAULT = Tuning(camera_id="")


class SamplePath(CameraPath):
    """Names a sample of a camera."""

    sample_id: RowId


class TuningPath(CameraPath, JobPath):
    """Names a tuning of a camera."""


class NewSample(Body):
    """A stretch of the recordings, half a second to a minute; without `text` it begins with the transcript."""

    start: Instant
    end: Instant
    text: Words | None = None


class Correction(Body):
    """What is said in a sample."""

    text: Words


class NewTuning(Body):
    """How long to search at most."""

    most_trials: Annotated[int, Field(ge=1, le=200)] = _DEFAULT.most_trials
    most_s: Annotated[int, Field(ge=10, le=86_400)] = _DEFAULT.most_s


async def _list_samples(call: Call[CameraPath, Nothing, None]) -> tuple[TuningSample, ...]:
    return await call.services.tuning.list(call.params.camera_id)


async def _take_sample(call: Call[CameraPath, Nothing, NewSample]) -> TuningSample:
    body = call.body
    return await call.services.tuning.take(call.params.camera_id, body.start, body.end, body.text)


async def _upload_sample(call: Call[CameraPath, Nothing, Piece]) -> TuningSample:
    return await call.services.tuning.upload(call.params.camera_id, call.body.data)


async def _correct_sample(call: Call[SamplePath, Nothing, Correction]) -> TuningSample:
    return await call.services.tuning.correct(call.params.camera_id, call.params.sample_id, call.body.text)


async def _delete_sample(call: Call[SamplePath, Nothing, None]) -> None:
    await call.services.tuning.delete(call.params.camera_id, call.params.sample_id)


async def _tune_camera(call: Call[CameraPath, Nothing, NewTuning]) -> Job:
    body = call.body
    order = Tuning(camera_id=call.params.camera_id, most_trials=body.most_trials, most_s=body.most_s)
    return await call.services.tuning.order(order)


async def _apply_tuning(call: Call[TuningPath, Nothing, None]) -> Camera:
    return await call.services.tuning.apply(call.params.camera_id, call.params.job_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/tuning/samples",
        need=Need.VIEW,
        summary="Samples of what is said at a camera, oldest first: at most 100.",
        handler=_list_samples,
        params=CameraPath,
        returns=Listing(key="samples", item=TuningSample),
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/tuning/samples",
        need=Need.EDIT,
        summary="Keep a stretch of the recordings as a sample.",
        handler=_take_sample,
        params=CameraPath,
        body=NewSample,
        returns=TuningSample,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/tuning/samples/upload",
        need=Need.EDIT,
        summary="Keep a WAV file of at most a minute as a sample; its words follow with PATCH.",
        handler=_upload_sample,
        params=CameraPath,
        body=Piece,
        returns=TuningSample,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="PATCH",
        path="/api/cameras/{camera_id}/tuning/samples/{sample_id}",
        need=Need.EDIT,
        summary="Say what is really said in a sample.",
        handler=_correct_sample,
        params=SamplePath,
        body=Correction,
        returns=TuningSample,
    ),
    Route(
        method="DELETE",
        path="/api/cameras/{camera_id}/tuning/samples/{sample_id}",
        need=Need.EDIT,
        summary="Forget a sample.",
        handler=_delete_sample,
        params=SamplePath,
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/tuning",
        need=Need.EDIT,
        summary="Search for speech settings that suit a camera, by its corrected samples: a job of the kind `tuning`.",
        handler=_tune_camera,
        params=CameraPath,
        body=NewTuning,
        returns=Job,
        status=HTTPStatus.ACCEPTED,
        errors=(ErrorCode.CONFLICT,),
    ),
    Route(
        method="POST",
        path="/api/cameras/{camera_id}/tuning/{job_id}/apply",
        need=Need.ADMIN,
        summary="Set a camera to the best that a finished tuning found.",
        handler=_apply_tuning,
        params=TuningPath,
        returns=Camera,
        errors=(ErrorCode.CONFLICT,),
    ),
)
