"""What travels about people's identities: kinds, labels and the journal of changes; see `wire`."""

from dataclasses import dataclass, field

from .wire_codec import TolerantEnum, Wire


class PersonKind(TolerantEnum):
    """What a person is to the household, for automations: who lives there, who may come, who serves, who must not."""

    HOUSEHOLD = "household"
    GUEST = "guest"
    SERVICE = "service"
    UNWANTED = "unwanted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePlace(Wire):
    """Where one of several faces is in an image, in its pixels; `index` chooses it."""

    index: int
    x: int
    y: int
    width: int
    height: int


class EditKind(TolerantEnum):
    """What a user did to people."""

    CREATE = "create"
    RENAME = "rename"
    CHANGE = "change"
    DELETE = "delete"
    MERGE = "merge"
    SPLIT = "split"
    ENROL = "enrol"
    REMOVE = "remove"
    ASSIGN = "assign"
    UNASSIGN = "unassign"
    REJECT = "reject"
    MERGE_SPEAKERS = "merge_speakers"
    DISMISS = "dismiss"
    IMPORT = "import"
    SCAN = "scan"
    FORGET = "forget"
    UNKNOWN = "unknown"


class EditState(TolerantEnum):
    """Whether a change stands."""

    DONE = "done"
    UNDONE = "undone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Face(Wire):
    """One image of a person; `quality` is 0 to 1. One not `trained` is a label only; `refused` tells why.

    In the answer to enrolling it `edit_id` names that change for undoing; it is null elsewhere, and if it was there.
    """

    id: int
    person_id: str
    quality: float
    engine: str
    created_ms: int
    source: str = "upload"
    trained: bool = True
    refused: str | None = None
    edit_id: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit(Wire):
    """One change of people. `counts` is how many rows it touched, by table; a person it names may be gone.

    What a job does, an import or a scan of the folder, is one change; `created_ms` is when its last step was made.
    `can_undo` is false for what was undone, and for forgetting somebody, which is final.
    """

    id: int
    kind: EditKind
    state: EditState
    person_ids: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    created_ms: int = 0
    undone_ms: int | None = None
    can_undo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited(Wire):
    """Something was changed; `edit_id` names it for undoing, null when nothing was."""

    edit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Wire):
    """What went with a person: how many `people` (those merged into them counted) and waiting archives (`imports`).

    `images` are those in the folder of photographs that are not taken again: neither their folder, as long as nobody
    has its name, nor, anywhere, the very images that were looked at. Only keyed hashes of both are kept.
    """

    people: int
    imports: int = 0
    images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Wire):
    """What was said of one visit or line, and whether recognition learns from it.

    `reason` tells why it does not; `edit_id` names the change for undoing, None when nothing changed.
    """

    visit_id: int | None = None
    line_id: int | None = None
    person_id: str | None = None
    face_id: int | None = None
    trained: bool = False
    reason: str | None = None
    edit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection(Wire):
    """What was once taken for a person and is not; `modality` is face or voice."""

    id: int
    person_id: str
    modality: str
    visit_id: int | None = None
    line_id: int | None = None
    created_ms: int = 0
