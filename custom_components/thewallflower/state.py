"""What is known of a server, and how one event changes it: values and pure functions only."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from .wire import (
    Camera,
    CameraStatus,
    ConnectionState,
    Event,
    EventType,
    Health,
    Line,
    Motion,
    Person,
    Phase,
    ServerInfo,
    Speech,
    Verdict,
    Visit,
    VisitChange,
)
from .wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind
from .wire_codec import WireError
from .wire_speech import SpeechStatus
from .wire_storage import Storage

ACTIVE_JOBS: Final = frozenset({"queued", "running"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """One server at one moment; `visits` are the open ones, `lines` the last one of each camera.

    `camera_visits` and `person_visits` are the newest visit, over or not, of each camera and of each known person.
    `jobs` are the ids of those that run or wait. `backlogs_s` is how much speech waits of each camera that has
    some, None where it is not known.
    `seen` is when each person was last seen, for sure, by each camera, as far as it was told.
    """

    info: ServerInfo
    cameras: Mapping[str, Camera] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    visits: Mapping[int, Visit] = field(default_factory=dict)
    speaking: frozenset[str] = frozenset()
    camera_visits: Mapping[str, Visit] = field(default_factory=dict)
    person_visits: Mapping[str, Visit] = field(default_factory=dict)
    lines: Mapping[str, Line] = field(default_factory=dict)
    seen: Mapping[tuple[str, str], int] = field(default_factory=dict)
    health: Health | None = None
    jobs: frozenset[str] = frozenset()
    storage: Storage | None = None
    backlog_s: float = 0.0
    backlogs_s: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """A visit got its verdict, or another one than before."""

    visit: Visit


@dataclass(frozen=True, slots=True)
class KeywordWithdrawn:
    """A keyword that was told early was none."""

    alert: Alert


@dataclass(frozen=True, slots=True)
class SpeechRule:
    """A rule fired because somebody spoke, or because nobody did."""

    alert: Alert


type Happening = FaceSeen | KeywordHit | KeywordWithdrawn | SpeechRule


def apply(state: ServerState, event: Event) -> ServerState:
    """Return the state after the event; raise `WireError` when its data cannot be understood."""
    step = _STEPS.get(event.type)
    after = state if step is None else step(state, event.data)
    return _see(after, event) if event.type is EventType.VISIT else after


def happening(state: ServerState, event: Event) -> Happening | None:
    """Return what the event tells an automation, judged against the state before it."""
    if event.type is EventType.KEYWORD:
        return KeywordHit.from_json(event.data)
    if event.type is EventType.ALERT:
        return _told(event.data)
    if event.type is EventType.VISIT:
        return _face_seen(state, VisitChange.from_json(event.data))
    return None


def camera_of(what: Happening) -> str:
    """Return the id of the camera it happened at."""
    match what:
        case FaceSeen(visit):
            return visit.camera_id
        case KeywordWithdrawn(alert) | SpeechRule(alert):
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


def _told(data: Any) -> KeywordWithdrawn | SpeechRule | None:
    """Alerts of keywords are told as such; that one was taken back, and those of other rules, are left to say."""
    if data.get("phase") == AlertPhase.WITHDRAWN:
        return KeywordWithdrawn(Alert.from_json(data))
    return SpeechRule(Alert.from_json(data)) if data.get("kind") in (RuleKind.SILENCE, RuleKind.SPEAKER) else None


def _see(state: ServerState, event: Event) -> ServerState:
    """Remember when and by which camera a person was seen."""
    visit = VisitChange.from_json(event.data).visit
    if visit.person_id is None or visit.verdict is not Verdict.KNOWN:
        return state
    key = (visit.person_id, visit.camera_id)
    at_ms = max(visit.start_ms, event.at_ms if visit.end_ms is None else visit.end_ms)
    return dataclasses.replace(state, seen=latest(state.seen, {key: at_ms}))


def known_person_id(visit: Visit) -> str | None:
    """Return who it was, None when that is not sure."""
    return visit.person_id if visit.verdict is Verdict.KNOWN else None


def newest(visits: Iterable[Visit], key: Callable[[Visit], str | None]) -> Mapping[str, Visit]:
    """Return the newest of the visits by key; of two tellings of one visit the first is taken."""
    found: dict[str, Visit] = {}
    for visit in visits:
        name = key(visit)
        if name is not None and (name not in found or visit.start_ms > found[name].start_ms):
            found[name] = visit
    return found


def latest(*seen: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    """Return the later instant of each person and camera."""
    merged: dict[tuple[str, str], int] = {}
    for each in seen:
        for key, at_ms in each.items():
            merged[key] = max(at_ms, merged.get(key, 0))
    return merged


def last_seen(people: Iterable[Person]) -> Mapping[tuple[str, str], int]:
    """Return by which camera each of the people was seen last, and when."""
    return {
        (person.id, person.last_camera_id): person.last_seen_ms
        for person in people
        if person.last_camera_id is not None and person.last_seen_ms is not None
    }


def was_seen(
    state: ServerState, person_id: str, since_ms: int, camera_ids: Collection[str], *, is_connected: bool
) -> bool:
    """Whether one of the cameras saw the person since then, or sees them right now; a lost server sees nobody."""
    now = is_connected and any(
        visit.person_id == person_id and visit.verdict is Verdict.KNOWN and visit.camera_id in camera_ids
        for visit in state.visits.values()
    )
    return now or any(state.seen.get((person_id, camera_id), -1) >= since_ms for camera_id in camera_ids)


def sight_of(state: ServerState, person_id: str) -> tuple[str, int] | None:
    """Return by which camera a person was seen last, and when."""
    sights = [(at_ms, camera_id) for (seen_id, camera_id), at_ms in state.seen.items() if seen_id == person_id]
    return None if not sights else (max(sights)[1], max(sights)[0])


def is_first_try(status: CameraStatus) -> bool:
    """Whether a connection is tried for the first time since the recording process, or the server, has started."""
    return status.connection is ConnectionState.CONNECTING and not status.failures and status.last_media_ms is None


def held(camera: Camera, before: Camera | None) -> Camera:
    """Return the camera, with the connection it had before while the server does not know that.

    A recording process that is late, or that starts again and tries for the first time, says nothing about a camera
    that is on; its problem says that.
    """
    known, status = None if before is None else before.status, camera.status
    if known is None or not known.running or status is None or not status.running:
        return camera
    if status.connection is not ConnectionState.UNKNOWN and not is_first_try(status):
        return camera
    shown = dataclasses.replace(
        status, connection=known.connection, failures=known.failures, last_media_ms=known.last_media_ms
    )
    return dataclasses.replace(camera, status=shown)


def _id(data: Any) -> str:
    if not isinstance(value := data.get("id"), str):
        raise WireError("id: expected str")
    return value


def _put_camera(state: ServerState, data: Any) -> ServerState:
    camera = Camera.from_json(data)
    before = state.cameras.get(camera.id)
    if camera.status is None and before is not None:
        camera = dataclasses.replace(camera, status=before.status)
    return dataclasses.replace(state, cameras={**state.cameras, camera.id: held(camera, before)})


def _remove_camera(state: ServerState, data: Any) -> ServerState:
    gone = _id(data)
    return dataclasses.replace(
        state,
        cameras={key: value for key, value in state.cameras.items() if key != gone},
        visits={key: value for key, value in state.visits.items() if value.camera_id != gone},
        lines={key: value for key, value in state.lines.items() if key != gone},
        camera_visits={key: value for key, value in state.camera_visits.items() if key != gone},
        seen={key: value for key, value in state.seen.items() if key[1] != gone},
        speaking=state.speaking - {gone},
    )


def _put_status(state: ServerState, data: Any) -> ServerState:
    """Put a camera's new status; one of a camera that is gone already changes nothing."""
    status = CameraStatus.from_json(data)
    if (camera := state.cameras.get(status.camera_id)) is None:
        return state
    fresh = dataclasses.replace(camera, status=status, enabled=status.running)
    return dataclasses.replace(state, cameras={**state.cameras, camera.id: held(fresh, camera)})


def _put_speech(state: ServerState, data: Any) -> ServerState:
    speech = Speech.from_json(data)
    here = frozenset({speech.camera_id})
    speaking = state.speaking - here if speech.phase is Phase.ENDED else state.speaking | here
    return dataclasses.replace(state, speaking=speaking)


def _put_motion(state: ServerState, data: Any) -> ServerState:
    """Put whether something moves; nothing does at a camera that is gone already, or not looked at any more."""
    motion = Motion.from_json(data)
    if (camera := state.cameras.get(motion.camera_id)) is None or camera.moves is None:
        return state
    camera = dataclasses.replace(camera, moves=motion.phase is not Phase.ENDED)
    return dataclasses.replace(state, cameras={**state.cameras, camera.id: camera})


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
    return dataclasses.replace(
        state,
        visits=visits,
        camera_visits=newest((change.visit, *state.camera_visits.values()), lambda visit: visit.camera_id),
        person_visits=newest((change.visit, *state.person_visits.values()), known_person_id),
    )


def _put_person(state: ServerState, data: Any) -> ServerState:
    person = Person.from_json(data)
    seen = latest(state.seen, last_seen((person,)))
    return dataclasses.replace(state, people={**state.people, person.id: person}, seen=seen)


def _remove_person(state: ServerState, data: Any) -> ServerState:
    gone = _id(data)
    return dataclasses.replace(
        state,
        people={key: value for key, value in state.people.items() if key != gone},
        person_visits={key: value for key, value in state.person_visits.items() if key != gone},
        seen={key: value for key, value in state.seen.items() if key[0] != gone},
    )


def _put_health(state: ServerState, data: Any) -> ServerState:
    health = Health.from_json(data)
    return dataclasses.replace(state, health=health, backlog_s=health.backlog_s)


def _put_backlog(state: ServerState, data: Any) -> ServerState:
    status = SpeechStatus.from_json(data)
    return dataclasses.replace(state, backlog_s=status.backlog_s, backlogs_s=backlogs_s(status))


def backlogs_s(status: SpeechStatus) -> Mapping[str, float]:
    """Return how many seconds of speech wait, of each camera that has some."""
    return {camera.camera_id: camera.backlog_s for camera in status.cameras}


def _put_job(state: ServerState, data: Any) -> ServerState:
    """A job without a state was deleted."""
    here = frozenset({_id(data)})
    active = data.get("state") in ACTIVE_JOBS
    return dataclasses.replace(state, jobs=state.jobs | here if active else state.jobs - here)


_STEPS: Final[Mapping[EventType, Callable[[ServerState, Any], ServerState]]] = MappingProxyType(
    {
        EventType.CAMERA_ADDED: _put_camera,
        EventType.CAMERA_UPDATED: _put_camera,
        EventType.CAMERA_REMOVED: _remove_camera,
        EventType.CAMERA_STATUS: _put_status,
        EventType.SPEECH: _put_speech,
        EventType.MOTION: _put_motion,
        EventType.LINE: _put_line,
        EventType.LINE_UPDATED: _put_speaker,
        EventType.VISIT: _put_visit,
        EventType.PERSON_ADDED: _put_person,
        EventType.PERSON_UPDATED: _put_person,
        EventType.PERSON_REMOVED: _remove_person,
        EventType.HEALTH: _put_health,
        EventType.SPEECH_STATUS: _put_backlog,
        EventType.JOB: _put_job,
    }
)
"""Types that are missing here change nothing: keyword and alert only happen, hello and resync are the coordinator's."""
