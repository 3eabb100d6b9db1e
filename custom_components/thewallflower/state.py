"""What is known of a server, and how one event changes it: values and pure functions only."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from .wire import (
    Camera,
    CameraStatus,
    Event,
    EventType,
    Health,
    Line,
    Person,
    Phase,
    ServerInfo,
    Speech,
    Verdict,
    Visit,
    VisitChange,
)
from .wire_alerts import Alert, AlertPhase, KeywordHit
from .wire_codec import WireError


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """One server at one moment; `visits` are the open ones, `lines` the last one of each camera."""

    info: ServerInfo
    cameras: Mapping[str, Camera] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    visits: Mapping[int, Visit] = field(default_factory=dict)
    speaking: frozenset[str] = frozenset()
    lines: Mapping[str, Line] = field(default_factory=dict)
    health: Health | None = None


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """A visit got its verdict, or another one than before."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class KeywordWithdrawn:
    """A keyword that was told early was none."""

    alert: Alert


type Happening = FaceSeen | KeywordHit | KeywordWithdrawn


def apply(state: ServerState, event: Event) -> ServerState:
    """Return the state after the event; raise `WireError` when its data cannot be understood."""
    step = _STEPS.get(event.type)
    return state if step is None else step(state, event.data)


def happening(state: ServerState, event: Event) -> Happening | None:
    """Return what the event tells an automation, judged against the state before it."""
    if event.type is EventType.KEYWORD:
        return KeywordHit.from_json(event.data)
    if event.type is EventType.ALERT:
        return _withdrawn(event.data)
    if event.type is EventType.VISIT:
        return _face_seen(state, VisitChange.from_json(event.data))
    return None


def camera_of(what: Happening) -> str:
    """Return the id of the camera it happened at."""
    match what:
        case FaceSeen(visit):
            return visit.camera_id
        case KeywordWithdrawn(alert):
            return alert.camera_id
        case KeywordHit():
            return what.camera_id


def open_visits(state: ServerState, camera_id: str) -> tuple[Visit, ...]:
    """Return the visits that last in front of a camera."""
    return tuple(visit for visit in state.visits.values() if visit.camera_id == camera_id)


def is_detected(state: ServerState, person_id: str) -> bool:
    """Whether any camera sees the person right now, and is sure of it."""
    return any(v.person_id == person_id and v.verdict is Verdict.KNOWN for v in state.visits.values())


def _face_seen(state: ServerState, change: VisitChange) -> FaceSeen | None:
    """A visit is told once per verdict; one whose whole life was missed is not told at all."""
    visit, before = change.visit, state.visits.get(change.visit.id)
    if before is None:
        return None if change.phase is Phase.ENDED else FaceSeen(visit)
    same = (before.verdict, before.person_id) == (visit.verdict, visit.person_id)
    return None if same else FaceSeen(visit)


def _withdrawn(data: Any) -> KeywordWithdrawn | None:
    """Alerts themselves are told as keywords; that one was taken back is all that is left to say."""
    return KeywordWithdrawn(Alert.from_json(data)) if data.get("phase") == AlertPhase.WITHDRAWN else None


def _id(data: Any) -> str:
    if not isinstance(value := data.get("id"), str):
        raise WireError("id: expected str")
    return value


def _put_camera(state: ServerState, data: Any) -> ServerState:
    camera = Camera.from_json(data)
    if camera.status is None and (before := state.cameras.get(camera.id)) is not None:
        camera = dataclasses.replace(camera, status=before.status)
    return dataclasses.replace(state, cameras={**state.cameras, camera.id: camera})


def _remove_camera(state: ServerState, data: Any) -> ServerState:
    gone = _id(data)
    return dataclasses.replace(
        state,
        cameras={key: value for key, value in state.cameras.items() if key != gone},
        visits={key: value for key, value in state.visits.items() if value.camera_id != gone},
        lines={key: value for key, value in state.lines.items() if key != gone},
        speaking=state.speaking - {gone},
    )


def _put_status(state: ServerState, data: Any) -> ServerState:
    """Put a camera's new status; one of a camera that is gone already changes nothing."""
    status = CameraStatus.from_json(data)
    if (camera := state.cameras.get(status.camera_id)) is None:
        return state
    camera = dataclasses.replace(camera, status=status, enabled=status.running)
    return dataclasses.replace(state, cameras={**state.cameras, camera.id: camera})


def _put_speech(state: ServerState, data: Any) -> ServerState:
    speech = Speech.from_json(data)
    here = frozenset({speech.camera_id})
    speaking = state.speaking - here if speech.phase is Phase.ENDED else state.speaking | here
    return dataclasses.replace(state, speaking=speaking)


def _put_line(state: ServerState, data: Any) -> ServerState:
    """Keep the line that was spoken last; older ones may be decoded later."""
    line = Line.from_json(data)
    before = state.lines.get(line.camera_id)
    if before is not None and before.start_ms > line.start_ms:
        return state
    return dataclasses.replace(state, lines={**state.lines, line.camera_id: line})


def _put_speaker(state: ServerState, data: Any) -> ServerState:
    """Keep who speaks the line that is shown; parts that were cut off it are not the last that was said at once."""
    line = Line.from_json(data)
    before = state.lines.get(line.camera_id)
    if before is None or before.id != line.id:
        return state
    return dataclasses.replace(state, lines={**state.lines, line.camera_id: line})


def _put_visit(state: ServerState, data: Any) -> ServerState:
    change = VisitChange.from_json(data)
    visits = {key: value for key, value in state.visits.items() if key != change.visit.id}
    if change.phase is not Phase.ENDED and change.visit.end_ms is None:
        visits[change.visit.id] = change.visit
    return dataclasses.replace(state, visits=visits)


def _put_person(state: ServerState, data: Any) -> ServerState:
    person = Person.from_json(data)
    return dataclasses.replace(state, people={**state.people, person.id: person})


def _remove_person(state: ServerState, data: Any) -> ServerState:
    gone = _id(data)
    return dataclasses.replace(state, people={key: value for key, value in state.people.items() if key != gone})


def _put_health(state: ServerState, data: Any) -> ServerState:
    return dataclasses.replace(state, health=Health.from_json(data))


_STEPS: Final[Mapping[EventType, Callable[[ServerState, Any], ServerState]]] = MappingProxyType(
    {
        EventType.CAMERA_ADDED: _put_camera,
        EventType.CAMERA_UPDATED: _put_camera,
        EventType.CAMERA_REMOVED: _remove_camera,
        EventType.CAMERA_STATUS: _put_status,
        EventType.SPEECH: _put_speech,
        EventType.LINE: _put_line,
        EventType.LINE_UPDATED: _put_speaker,
        EventType.VISIT: _put_visit,
        EventType.PERSON_ADDED: _put_person,
        EventType.PERSON_UPDATED: _put_person,
        EventType.PERSON_REMOVED: _remove_person,
        EventType.HEALTH: _put_health,
    }
)
"""Types that are missing here change nothing: keyword and alert only happen, hello and resync are the coordinator's."""
