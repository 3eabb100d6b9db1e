"""What is told to whoever may see some cameras only: the events and the exports of these cameras, and no others."""

from collections.abc import Callable
from typing import Final

from wallflower.api.auth import Caller
from wallflower.wire import Event, EventType
from wallflower.wire_jobs import Job

# Where in an event's data its camera is named. What is not here is about people, jobs or the whole server.
_CAMERA_OF: Final[dict[EventType, tuple[str, ...]]] = {
    EventType.CAMERA_ADDED: ("id",),
    EventType.CAMERA_UPDATED: ("id",),
    EventType.CAMERA_REMOVED: ("id",),
    EventType.CAMERA_STATUS: ("camera_id",),
    EventType.SPEECH: ("camera_id",),
    EventType.MOTION: ("camera_id",),
    EventType.LINE: ("camera_id",),
    EventType.LINE_UPDATED: ("camera_id",),
    EventType.VISIT: ("visit", "camera_id"),
    EventType.KEYWORD: ("camera_id",),
    EventType.ALERT: ("camera_id",),
}


def may_see(caller: Caller, job: Job) -> bool:
    """Whether the caller may know of a job: of an export of their cameras alone; of others only who sees all."""
    return caller.cameras is None or (job.export is not None and caller.sees_all_of(job.export.camera_ids))


def events_of(camera_ids: frozenset[str]) -> Callable[[Event], bool]:
    """Return what tells whether an event is one of these cameras."""
    return lambda event: _is_of(event, camera_ids)


def _is_of(event: Event, camera_ids: frozenset[str]) -> bool:
    if event.type is EventType.STORY:  # of several cameras: only who may see all of them may know of it
        return camera_ids.issuperset(event.data.get("camera_ids", (None,)))
    return _camera_of(event) in camera_ids


def _camera_of(event: Event) -> object:
    """Return the id of the camera that an event is about, None for one that is about no single one."""
    found: object = event.data
    for key in _CAMERA_OF.get(event.type, ()):
        found = found.get(key) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None
