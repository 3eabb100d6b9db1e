"""Whether a camera's microphone is any good, and what to do about it."""

from typing import Final

from wallflower.api.auth import Need
from wallflower.api.fields import CameraPath, Nothing
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.speech.microphone import Sums
from wallflower.speech.microphone_report import report
from wallflower.wire import Camera, ErrorCode
from wallflower.wire_tuning import MicrophoneReport


async def _get_microphone(call: Call[CameraPath, Nothing, None]) -> MicrophoneReport:
    camera = await call.services.registry.get(call.params.camera_id)
    if not _has_sound(camera):
        return report(camera.id, Sums(), has_sound=False)
    answer = await call.services.analysis.call("microphones", {})
    found = (MicrophoneReport.from_json(item) for item in answer["microphones"])
    return next((each for each in found if each.camera_id == camera.id), report(camera.id, Sums()))


def _has_sound(camera: Camera) -> bool:
    """Tell whether there is a sound track, as far as is known: of a camera that is away, nothing is."""
    stream = camera.status.stream if camera.status is not None else None
    return stream is None or stream.audio_codec is not None


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/microphone",
        need=Need.VIEW,
        summary="Level, noise, clipping and speech of a camera's sound in the last hour, and what to do about them.",
        handler=_get_microphone,
        params=CameraPath,
        returns=MicrophoneReport,
        errors=(ErrorCode.UNAVAILABLE,),
    ),
)
