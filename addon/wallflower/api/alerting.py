"""Everything that makes alerts of what other processes report, put together."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from wallflower import clock
from wallflower.alerts.desk import tidy
from wallflower.alerts.pictures import AlertPictures
from wallflower.alerts.silence import SilenceWatch
from wallflower.alerts.talking import TalkWatch
from wallflower.api.intake import Intake
from wallflower.api.pictures import take_still
from wallflower.api.services import Services
from wallflower.cameras.moving import MotionBoard
from wallflower.cameras.registry import PATIENCE_S, Link
from wallflower.cameras.status import StatusBoard
from wallflower.schedule import Schedule
from wallflower.wire import Camera, ConnectionState
from wallflower.workers.link import EventReceiver

PICTURE_WIDTH = 640


def alerting(
    services: Services, board: StatusBoard, receiver: EventReceiver
) -> tuple[Callable[[], Coroutine[Any, Any, None]], ...]:
    """Return what has to run all the time."""
    settings, desk = services.settings, services.alerts
    silence = SilenceWatch(desk, services.rules, partial(listened, services))
    pictures = AlertPictures(desk.alerts, partial(take_picture, services))
    talk = TalkWatch(services.bus, silence, partial(talking, services.analysis))
    motion = MotionBoard(board, services.bus)
    intake = Intake(board, desk, talk, motion, services.bus)
    return (
        partial(intake.run, receiver),
        desk.run,
        desk.early.run,
        silence.run,
        talk.run,
        motion.run,
        pictures.run,
        partial(tidy, desk.alerts, days=settings.alert_days, pictures_mb=settings.alert_pictures_mb),
    )


async def listened(services: Services) -> tuple[str, ...] | None:
    """Return the cameras whose sound arrives and is searched for speech; raise `StorageError`.

    None while a process that knows does not answer.
    """
    if not services.health.hears:
        return None
    zone, now_ms = services.settings.time_zone, clock.now_ms()
    cameras = await services.registry.list(PATIENCE_S)
    if any(_is_in_doubt(camera) for camera in cameras):
        return None
    heard = [camera for camera in cameras if _is_heard(camera)]
    return tuple(camera.id for camera in heard if Schedule(camera.hours.text, zone).holds(now_ms))


async def talking(analysis: Link) -> tuple[str, ...]:
    """Return the cameras at which talk is heard right now; raise `UnavailableError`."""
    return tuple((await analysis.call("talking", {}))["camera_ids"])


async def take_picture(services: Services, camera_id: str, at_ms: int) -> bytes:
    """Return a small JPEG of the last keyframe at an instant; raise `NotFoundError`, `UnavailableError`."""
    return (await take_still(services.analysis, camera_id, at_ms, PICTURE_WIDTH)).jpeg


def _is_in_doubt(camera: Camera) -> bool:
    status = camera.status
    return status is not None and status.connection is ConnectionState.UNKNOWN and status.problem is not None


def _is_heard(camera: Camera) -> bool:
    status = camera.status
    if not (camera.enabled and camera.transcribe) or status is None:
        return False
    has_sound = status.stream is not None and status.stream.audio_codec is not None
    return status.connection is ConnectionState.CONNECTED and has_sound
