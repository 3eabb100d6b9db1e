"""What travels about jobs: long work that the server does in the background, such as exports.

Standard library only, like `wire`, whose rules hold here, too. Every kind of job has a key of its own for what was
ordered and one for what came of it; `SHAPES` names them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Self, override

from wallflower.wire import GapReason, Problem
from wallflower.wire_codec import TolerantEnum, Wire
from wallflower.wire_faces import Reembedding, ReembeddingOutcome
from wallflower.wire_library import FolderOutcome, FolderScan, ImportOutcome, PersonImport, Rematch, RematchOutcome
from wallflower.wire_models import ModelImport, ModelOrder, ModelOutcome
from wallflower.wire_tuning import Tuning, TuningOutcome
from wallflower.wire_voices import VoiceReembedding, VoiceReembeddingOutcome


class JobKind(TolerantEnum):
    """What a job does. Jobs of one kind wait for each other; those of another never do."""

    EXPORT = "export"
    MODEL_DOWNLOAD = "model_download"
    MODEL_IMPORT = "model_import"
    TUNING = "tuning"
    REEMBEDDING = "reembedding"
    PERSON_IMPORT = "person_import"
    FOLDER_SCAN = "folder_scan"
    REMATCH = "rematch"
    VOICE_REEMBEDDING = "voice_reembedding"
    UNKNOWN = "unknown"


class JobState(TolerantEnum):
    """Where in its life a job is; the last three are its ends."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class JobWait(TolerantEnum):
    """What a running job waits for before it goes on: that Home Assistant speaks the narration of a story."""

    NARRATION = "narration"
    UNKNOWN = "unknown"


class ExportKind(TolerantEnum):
    """What an export makes: pictures with sound, sound alone (mixed if of several cameras), a fast film, or a story."""

    CLIP = "clip"
    AUDIO = "audio"
    TIMELAPSE = "timelapse"
    STORY = "story"
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


class FaceBlur(TolerantEnum):
    """Whose faces a clip does not show: anybody's, or those of people who are not known."""

    ALL = "all"
    UNKNOWN = "unknown"

    @override
    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Take what only a newer peer knows for all: too much hidden is no harm."""
        return cls.__members__["ALL"] if isinstance(value, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryClip(Wire):
    """A stretch [start, end) of one camera's footage in a story; `id` is its maker's, unique in the story.

    It sounds as the cameras in `sound` heard it, mixed on one clock; empty is its own camera. `muted` silences it.
    `narration` is spoken over it from its beginning.
    """

    id: str
    camera_id: str
    start_ms: int
    end_ms: int
    sound: tuple[str, ...] = ()
    muted: bool = False
    narration: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOrder(Wire):
    """A story as it was when its export was ordered: what becomes of it later changes nothing."""

    story_id: str
    version: int
    clips: tuple[StoryClip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Export(Wire):
    """What is to be exported.

    With `blur` the pictures of a clip are encoded anew, with faces made unrecognisable. `strict` fails the job when a
    part cannot be read, which else is only listed. A timelapse runs `speed` times as fast as life. `note` is the
    asker's own label. Of a story, whose edit list is in `story`, cameras and range are all that its clips touch.
    """

    kind: ExportKind
    camera_ids: tuple[str, ...]
    start_ms: int
    end_ms: int
    cut: Cut = Cut.KEYFRAME
    captions: Captions = Captions.NONE
    blur: FaceBlur | None = None
    speed: int = 60
    strict: bool = False
    note: str = ""
    story: StoryOrder | None = None


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
    """A stretch that was asked for and is not in the export; `unreadable` means it was recorded but not sound.

    `clip_id` names the clip of a story that lacks it.
    """

    camera_id: str
    start_ms: int
    end_ms: int
    reason: GapReason
    unreadable: bool = False
    clip_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportResult(Wire):
    """What an export made: its first file is the main one, `manifest.json` the last."""

    files: tuple[ExportFile, ...]
    holes: tuple[ExportHole, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(Wire):
    """How far a running job is in bytes; what cannot be told yet is null."""

    done_bytes: int = 0
    total_bytes: int | None = None
    bytes_per_s: int | None = None
    left_s: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job(Wire):
    """Long work: durable, cancellable, with progress from 0 to 1. `attempts` counts how often it was begun.

    `waits_for` tells why one that runs does not go on. An export's order is in `export` and what it made in
    `result`, a download's in `model` and `installed`, an import's in `model_import` and `installed`, a tuning's in
    `tuning` and `tuned`, a re-embedding's in `reembedding` and `reembedded`, a person's archive in `person_import`
    and `imported`, the folder of photographs in `folder_scan` and `scanned`, comparing visits again in `rematch`
    and `rematched`, hearing enrolled voices anew in `voice_reembedding` and `revoiced`; what belongs to other kinds
    is null.
    """

    id: str
    state: JobState
    kind: JobKind = JobKind.EXPORT
    export: Export | None = None
    model: ModelOrder | None = None
    model_import: ModelImport | None = None
    tuning: Tuning | None = None
    reembedding: Reembedding | None = None
    person_import: PersonImport | None = None
    folder_scan: FolderScan | None = None
    rematch: Rematch | None = None
    voice_reembedding: VoiceReembedding | None = None
    progress: float = 0.0
    transfer: Transfer | None = None
    waits_for: JobWait | None = None
    attempts: int = 0
    created_ms: int = 0
    started_ms: int | None = None
    ended_ms: int | None = None
    cancelling: bool = False
    result: ExportResult | None = None
    installed: ModelOutcome | None = None
    tuned: TuningOutcome | None = None
    reembedded: ReembeddingOutcome | None = None
    imported: ImportOutcome | None = None
    scanned: FolderOutcome | None = None
    rematched: RematchOutcome | None = None
    revoiced: VoiceReembeddingOutcome | None = None
    problem: Problem | None = None


type Order = (
    Export | ModelOrder | ModelImport | Tuning | Reembedding | PersonImport | FolderScan | Rematch | VoiceReembedding
)
type Outcome = (
    ExportResult
    | ModelOutcome
    | TuningOutcome
    | ReembeddingOutcome
    | ImportOutcome
    | FolderOutcome
    | RematchOutcome
    | VoiceReembeddingOutcome
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Of one kind of job: the types of its orders and outcomes, and the job's keys for them."""

    order: type[Order]
    order_key: str
    outcome: type[Outcome]
    outcome_key: str


SHAPES: Final[Mapping[JobKind, Shape]] = MappingProxyType(
    {
        JobKind.EXPORT: Shape(Export, "export", ExportResult, "result"),
        JobKind.MODEL_DOWNLOAD: Shape(ModelOrder, "model", ModelOutcome, "installed"),
        JobKind.MODEL_IMPORT: Shape(ModelImport, "model_import", ModelOutcome, "installed"),
        JobKind.TUNING: Shape(Tuning, "tuning", TuningOutcome, "tuned"),
        JobKind.REEMBEDDING: Shape(Reembedding, "reembedding", ReembeddingOutcome, "reembedded"),
        JobKind.PERSON_IMPORT: Shape(PersonImport, "person_import", ImportOutcome, "imported"),
        JobKind.FOLDER_SCAN: Shape(FolderScan, "folder_scan", FolderOutcome, "scanned"),
        JobKind.REMATCH: Shape(Rematch, "rematch", RematchOutcome, "rematched"),
        JobKind.VOICE_REEMBEDDING: Shape(VoiceReembedding, "voice_reembedding", VoiceReembeddingOutcome, "revoiced"),
    }
)


def kind_of(order: Order) -> JobKind:
    """Return which kind of job does this."""
    return next(kind for kind, shape in SHAPES.items() if isinstance(order, shape.order))
