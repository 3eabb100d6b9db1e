"""What travels about jobs: long work that the server does in the background, such as exports.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass

from wallflower.wire import GapReason, Problem
from wallflower.wire_codec import TolerantEnum, Wire


class JobState(TolerantEnum):
    """Where in its life a job is; the last three are its ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class ExportKind(TolerantEnum):
    """What an export makes: pictures with sound, sound alone (mixed if of several cameras), or a fast film."""

    CLIP = "clip"
    AUDIO = "audio"
    TIMELAPSE = "timelapse"
    UNKNOWN = "unknown"


class Cut(TolerantEnum):
    """Where a clip begins: at the keyframe before its start, copied as it is, or at the very frame."""

    KEYFRAME = "keyframe"
    EXACT = "exact"
    UNKNOWN = "unknown"


class Captions(TolerantEnum):
    """How the transcript goes into a clip: not, as a track to switch on, as a file beside it, or into the pictures."""

    NONE = "none"
    SOFT = "soft"
    SIDECAR = "sidecar"
    BURNED_IN = "burned_in"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Wire):
    """What is to be exported.

    `strict` fails the job when a part cannot be read, which else is only listed. A timelapse runs `speed` times as fast
    as life. `note` is the asker's own label.
    """

    kind: ExportKind
    camera_ids: tuple[str, ...]
    start_ms: int
    end_ms: int
    cut: Cut = Cut.KEYFRAME
    captions: Captions = Captions.NONE
    speed: int = 60
    strict: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile(Wire):
    """One file of a finished export; `start_ms` is the instant of its first frame, 0 where that means nothing."""

    name: str
    media_type: str
    size_bytes: int
    sha256: str
    start_ms: int = 0
    duration_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportHole(Wire):
    """A stretch that was asked for and is not in the export; `unreadable` means it was recorded but not sound."""

    camera_id: str
    start_ms: int
    end_ms: int
    reason: GapReason
    unreadable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult(Wire):
    """What an export made: its first file is the main one, `manifest.json` the last."""

    files: tuple[ExportFile, ...]
    holes: tuple[ExportHole, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Wire):
    """Long work: durable, cancellable, with progress from 0 to 1. `attempts` counts how often it was begun."""

    id: str
    state: JobState
    export: Export
    progress: float = 0.0
    attempts: int = 0
    created_ms: int = 0
    started_ms: int | None = None
    ended_ms: int | None = None
    cancelling: bool = False
    result: ExportResult | None = None
    problem: Problem | None = None
