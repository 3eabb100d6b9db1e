"""What travels about how speech becomes text: engines, backlog, and what is done about it."""

from dataclasses import dataclass, field

from .wire import Line
from .wire_codec import TolerantEnum, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState(Wire):
    """One speech engine with its model. `reason` says why it cannot be used, `chosen` why it is this model.

    `rtf` is its seconds of work per second of a short utterance, measured when it was loaded; `device` is cpu, cuda or
    remote. An engine that failed again and again has an `open` breaker; `half_open` it has to prove itself first.
    """

    engine: str
    model: str | None = None
    usable: bool = False
    starting: bool = False
    reason: str | None = None
    chosen: str | None = None
    device: str | None = None
    compute_type: str | None = None
    threads: int = 0
    rtf: float | None = None
    breaker: str = "closed"
    failures: int = 0
    transcribed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraBacklog(Wire):
    """How much speech of one camera waits to be transcribed."""

    camera_id: str
    backlog_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStatus(Wire):
    """How far behind the transcript is, and what is done about it.

    `effort` is careful, packed (several utterances share a window), quick (also a narrow beam), spilling (also ordinary
    speech gives way) or dropping (also the oldest, least urgent speech is given up). `backlog_s` is speech that waits,
    by priority in `live_s`, `normal_s` and `later_s`, and by camera in `cameras`, where those that wait for nothing are
    left out; `work_s` is how long it will take at `rtf`, the seconds of work per second of speech lately. `counts` are
    utterances since the analysis process started, by what became of them; `drops` and `decisions` count by reason;
    `heard_s` and `busy_s` are speech transcribed and the time it took.
    """

    effort: str
    backlog_s: float = 0.0
    live_s: float = 0.0
    normal_s: float = 0.0
    later_s: float = 0.0
    oldest_ms: int | None = None
    queued: int = 0
    running: int = 0
    rtf: float | None = None
    work_s: float = 0.0
    heard_s: float = 0.0
    busy_s: float = 0.0
    counts: dict[str, int] = field(default_factory=dict)
    drops: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    engines: tuple[EngineState, ...] = ()
    cameras: tuple[CameraBacklog, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial(Wire):
    """What is being said near a camera since `start_ms`, as far as it is sure: stretches of it as lines without id.

    Told between the server's processes only, and kept nowhere.
    """

    camera_id: str
    start_ms: int
    lines: tuple[Line, ...] = ()


class PassState(TolerantEnum):
    """Where in its life a retranscription is."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retranscription(Wire):
    """A range that a better model listens to again; `done` of `total` utterances are.

    Empty `camera_ids` are all cameras. `automatic` ones are made in idle hours.
    """

    id: int
    state: PassState
    camera_ids: tuple[str, ...]
    start_ms: int
    end_ms: int
    engine: str
    model: str | None
    automatic: bool
    total: int
    done: int
    created_ms: int
    ended_ms: int | None = None
