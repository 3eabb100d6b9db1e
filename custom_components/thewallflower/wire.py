"""What travels between the add-on and its clients: values only, standard library only.

This file is canonical; `script/wire` copies it byte for byte into the integration, as it does `wire_alerts`,
`wire_options` and `wire_codec`, which tells how values become JSON and stay readable to newer and older peers.
All instants are UTC milliseconds since 1970 (`…_ms`); lengths carry their unit in the name.
"""

from dataclasses import dataclass, field
from typing import Any

from .wire_codec import TolerantEnum, Wire
from .wire_options import AnalysisHours, FaceOptions, ScheduleSlot, SpeechOptions
from .wire_people import FacePlace, PersonKind

SCHEMA_VERSION = 1
MIN_SCHEMA_VERSION = 1


class ConnectionState(TolerantEnum):
    """Whether the camera's media arrives."""

    STOPPED = "stopped"
    CONNECTING = "connecting"
    CONNECTED = "connected"
    RETRYING = "retrying"
    UNKNOWN = "unknown"


class ErrorCode(TolerantEnum):
    """Why something failed; the closed list that users, repairs and translations rely on."""

    CONNECTION_REFUSED = "connection_refused"
    AUTH_FAILED = "auth_failed"
    TIMEOUT = "timeout"
    NOT_A_STREAM = "not_a_stream"
    CODEC_ERROR = "codec_error"
    RESOURCE_EXHAUSTED = "resource_exhausted"
    DISK = "disk"
    DISK_FULL = "disk_full"
    CONFIG = "config"
    FORBIDDEN_PROTOCOL = "forbidden_protocol"
    INVALID_REQUEST = "invalid_request"
    INVALID_IMAGE = "invalid_image"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    POOR_FACE = "poor_face"
    POOR_VOICE = "poor_voice"
    TOO_LARGE = "too_large"
    NOT_FOUND = "not_found"
    CONFLICT = "conflict"
    UNAUTHORIZED = "unauthorized"
    FORBIDDEN = "forbidden"
    TOO_MANY_REQUESTS = "too_many_requests"
    MODEL_MISSING = "model_missing"
    UNAVAILABLE = "unavailable"
    INTERNAL_ERROR = "internal_error"
    UNKNOWN = "unknown"


class GapReason(TolerantEnum):
    """Why a stretch of a camera's life has no recording."""

    CAMERA_OFFLINE = "camera_offline"
    AUTH_FAILED = "auth_failed"
    STREAM_ERROR = "stream_error"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    TURNED_OFF = "turned_off"
    NO_EVENT = "no_event"
    OFF_SCHEDULE = "off_schedule"
    SERVER_STOPPED = "server_stopped"
    CRASH = "crash"
    EXPIRED = "expired"
    DELETED = "deleted"
    DAMAGED = "damaged"
    UNKNOWN = "unknown"


class RecordMode(TolerantEnum):
    """What of a recorded camera is kept."""

    CONTINUOUS = "continuous"
    EVENTS = "events"
    UNKNOWN = "unknown"


class Verdict(TolerantEnum):
    """The three honest answers about a face."""

    KNOWN = "known"
    UNSURE = "unsure"
    UNKNOWN = "unknown"


class Phase(TolerantEnum):
    """Where in its life a visit or a stretch of speech is."""

    STARTED = "started"
    UPDATED = "updated"
    ENDED = "ended"
    UNKNOWN = "unknown"


class EventType(TolerantEnum):
    """What one message on the event socket tells."""

    HELLO = "hello"
    RESYNC = "resync"
    CAMERA_ADDED = "camera_added"
    CAMERA_UPDATED = "camera_updated"
    CAMERA_REMOVED = "camera_removed"
    CAMERA_STATUS = "camera_status"
    SPEECH = "speech"
    SPEECH_STATUS = "speech_status"
    LINE = "line"
    LINE_UPDATED = "line_updated"
    PARTIAL = "partial"
    VISIT = "visit"
    MOTION = "motion"
    KEYWORD = "keyword"
    ALERT = "alert"
    RULES = "rules"
    PERSON_ADDED = "person_added"
    PERSON_UPDATED = "person_updated"
    PERSON_REMOVED = "person_removed"
    JOB = "job"
    STORY = "story"
    NARRATION = "narration"
    HEALTH = "health"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem(Wire):
    """An error as every answer and status carries it: `message` names the fix, `field` the wrong input.

    `places` comes with several_faces only.
    """

    code: ErrorCode
    message: str
    field: str | None = None
    request_id: str | None = None
    at_ms: int | None = None
    places: tuple[FacePlace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine(Wire):
    """A speech or face engine: whether it can work now, and why not; one that is still `starting` will tell soon."""

    name: str
    usable: bool
    model: str | None = None
    reason: str | None = None
    starting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerInfo(Wire):
    """Who the server is and which wire it speaks."""

    server_id: str
    name: str
    version: str
    schema_version: int
    min_schema_version: int
    time_ms: int = 0
    speech: Engine | None = None
    faces: Engine | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthReason(Wire):
    """One thing that is not well."""

    code: str
    message: str
    camera_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health(Wire):
    """`healthy` with no reasons, else degraded."""

    healthy: bool
    reasons: tuple[HealthReason, ...] = ()
    backlog_s: float = 0.0
    media_free_bytes: int = 0
    media_used_bytes: int = 0
    oldest_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamReport(Wire):
    """What a camera sends."""

    video_codec: str | None = None
    width: int = 0
    height: int = 0
    frames_per_s: float = 0.0
    audio_codec: str | None = None
    sample_rate_hz: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraStatus(Wire):
    """How a camera does right now; `running` is what was asked for, `connection` what is.

    `failures` counts tries in a row that failed, `retry_ms` is when the next one is due.
    """

    camera_id: str
    running: bool
    connection: ConnectionState
    recording: bool = False
    since_ms: int = 0
    last_media_ms: int | None = None
    stream: StreamReport | None = None
    problem: Problem | None = None
    recent_problems: tuple[Problem, ...] = ()
    failures: int = 0
    retry_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera(Wire):
    """A camera as configured; `url` and `sub_url` never carry their credentials.

    `record` false records nothing; else `mode` holds within `schedule` (empty: always), in the server's time zone.
    `retention_days` null keeps recordings as the server's setting says, `quota_gb` null sets no limit of its own.
    `moves` says whether something moves in front of it right now, null where motion is not looked for: it is where
    faces are, and at cameras that record events only.
    """

    id: str
    name: str
    url: str
    enabled: bool = True
    record: bool = True
    transcribe: bool = True
    recognize_faces: bool = True
    recognize_voices: bool = True
    language: str | None = None
    sub_url: str | None = None
    mode: RecordMode = RecordMode.CONTINUOUS
    pre_roll_s: int = 10
    post_roll_s: int = 20
    schedule: tuple[ScheduleSlot, ...] = ()
    retention_days: int | None = None
    quota_gb: float | None = None
    speech: SpeechOptions = field(default_factory=SpeechOptions)
    faces: FaceOptions = field(default_factory=FaceOptions)
    hours: AnalysisHours = field(default_factory=AnalysisHours)
    created_ms: int = 0
    moves: bool | None = None
    status: CameraStatus | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStream(Wire):
    """Where the restream of a camera is: `rtsp://username:password@host:port/path`."""

    port: int
    path: str
    username: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording(Wire):
    """One segment file of a camera."""

    id: int
    camera_id: str
    start_ms: int
    end_ms: int
    size_bytes: int
    is_open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingDay(Wire):
    """A calendar day of the asked time zone that has footage; 23 to 25 hours long.

    How much is recorded is None unless it was asked for.
    """

    date: str
    start_ms: int
    end_ms: int
    recorded_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Wire):
    """A stretch without recording; `end_ms` is None while it lasts."""

    camera_id: str
    start_ms: int
    end_ms: int | None
    reason: GapReason


@dataclass(frozen=True, slots=True, kw_only=True)
class Word(Wire):
    """One heard word. `confidence` is 0 to 1, null where the engine tells none."""

    text: str
    start_ms: int
    end_ms: int
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Wire):
    """One line of transcript; `confidence` is its words' mean, null where the engine tells none.

    `version` counts the transcriptions of its utterance: a line replaces all of the same `utterance_id` with a lower
    one. `speaker` is the person who speaks, `speaker_id` else a voice without a name. `translation` is the text in
    English, where it was asked for. `highlights` are (start, end) character offsets of search hits in `text`,
    flattened, and `instants_ms` when each of them was spoken.
    """

    id: int
    camera_id: str
    start_ms: int
    end_ms: int
    text: str
    translation: str | None = None
    language: str | None = None
    confidence: float | None = None
    words: tuple[Word, ...] = ()
    speaker: str | None = None
    speaker_id: int | None = None
    utterance_id: int = 0
    version: int = 1
    highlights: tuple[int, ...] = ()
    instants_ms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineContext(Wire):
    """What the same camera heard right before and after a line, oldest first."""

    line_id: int
    before: tuple[Line, ...] = ()
    after: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage(Wire):
    """A page of search results; pass `cursor` back for the next one, None at the end. `context` if it was asked for."""

    lines: tuple[Line, ...] = ()
    context: tuple[LineContext, ...] = ()
    cursor: str | None = None
    backlog_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Wire):
    """An identity that faces and voices belong to; `ha_person_id` is Home Assistant's entity of the same person.

    In the answer to a change `edit_id` names it for undoing; it is null elsewhere, and when nothing changed.
    """

    id: str
    name: str
    kind: PersonKind = PersonKind.HOUSEHOLD
    aliases: tuple[str, ...] = ()
    ha_person_id: str | None = None
    created_ms: int = 0
    face_count: int = 0
    voice_count: int = 0
    last_seen_ms: int | None = None
    last_camera_id: str | None = None
    edit_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Wire):
    """One stay of one face in front of one camera, and the zones it was in; `end_ms` is None while it lasts.

    Scores are 0 to 1. `decided` means that a user said who it is, or is not: recognition leaves it so.
    """

    id: int
    camera_id: str
    start_ms: int
    end_ms: int | None
    verdict: Verdict
    person_id: str | None = None
    name: str | None = None
    decided: bool = False
    score: float = 0.0
    margin: float = 0.0
    sightings: int = 0
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech(Wire):
    """Someone starts or stops talking near a camera; carries no words."""

    camera_id: str
    phase: Phase
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion(Wire):
    """Something begins to move in front of a camera, or nothing has moved there for some seconds."""

    camera_id: str
    phase: Phase
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitChange(Wire):
    """A visit and what just happened to it."""

    phase: Phase
    visit: Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Wire):
    """One message of the event socket.

    `stream` names the server's current run: a client resumes with (stream, sequence) and is told to `resync` when
    that run is over or the sequence has left the buffer. `data` is the JSON of the value that belongs to `type`:
    camera_* → Camera (removed: `{"id"}`), camera_status → CameraStatus, speech → Speech, motion → Motion, line and
    line_updated (who spoke became known; a part of a line that was cut for that is new) → Line, speech_status →
    SpeechStatus of `wire_speech`, visit → VisitChange, keyword → KeywordHit and alert → Alert of `wire_alerts` (alert
    removed: `{"id", "camera_id"}`), rules (some were changed) → `{}`, person_* → Person (removed: `{"id"}`), job →
    Job of `wire_jobs` (removed: `{"id"}`), story → StoryChange of `wire_stories`, narration → NarrationNews of
    `wire_narration`, health → Health, hello, resync → ServerInfo. partial is told between the server's processes
    only.
    """

    stream: str
    sequence: int
    type: EventType
    at_ms: int
    data: dict[str, Any] = field(default_factory=dict)
