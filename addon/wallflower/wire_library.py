"""What travels about the library of people: archives, the folder of photographs, groups of unknowns, how scores lie.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass
from typing import Any

from wallflower.wire_codec import TolerantEnum, Wire
from wallflower.wire_people import Label


class Modality(TolerantEnum):
    """What an example of a person is of."""

    FACE = "face"
    VOICE = "voice"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedExample(Wire):
    """One face or voice of an archive: its file (JPEG, or 16 kHz mono 16-bit PCM) and what was known about it.

    `embedding` is base64 of float32, little endian; `refused` tells why recognition does not learn from it.
    """

    file: str
    sha256: str
    size_bytes: int
    modality: Modality
    engine: str
    model: str
    embedding: str
    quality: float
    parts: dict[str, Any]
    refused: str | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPerson(Wire):
    """The manifest of an archive: who it is, and everything that is in it."""

    format: str
    version: int
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    made_ms: int = 0
    examples: tuple[ArchivedExample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonImport(Wire):
    """An archive that was uploaded and found whole, to be taken in for a person who exists."""

    upload: str
    person_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Wire):
    """An example of an archive that was not taken, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome(Wire):
    """What became of an archive: examples added (of these `embedded` anew by the engine in use) or there already."""

    person_id: str
    added: int = 0
    embedded: int = 0
    known: int = 0
    refused: tuple[Refusal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderScan(Wire):
    """Learn from what is new in the folder of photographs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderOutcome(Wire):
    """What became of the folder: images `looked` at because they are new or changed, and what became of these.

    `forgotten` are left out: their folder was of somebody who was forgotten, and nobody has its name now.
    """

    images: int = 0
    looked: int = 0
    added: int = 0
    known: int = 0
    refused: int = 0
    people: int = 0
    forgotten: int = 0


class ImageState(TolerantEnum):
    """What became of an image of the folder."""

    ADDED = "added"
    KNOWN = "known"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderImage(Wire):
    """An image of the folder of photographs; `path` is below it.

    `known` is one whose very content is enrolled already; `reason` tells why one was refused. It is looked at again
    when the file changes.
    """

    id: int
    state: ImageState
    path: str
    reason: str | None = None
    person_id: str | None = None
    face_id: int | None = None
    looked_ms: int = 0


class OutlierReason(TolerantEnum):
    """Why a face disagrees with its person: it is like somebody else, or unlike their other images."""

    LIKE_ANOTHER = "like_another"
    UNLIKE_OWN = "unlike_own"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlier(Wire):
    """An image that disagrees with its person. Scores are 0 to 1, as of recognition.

    `own` is that against the person's other images (null: there is none), `other` that against the nearest other
    person, `lead` the one less the other: the lower, the worse.
    """

    face_id: int
    person_id: str
    reason: OutlierReason
    lead: float
    own: float | None = None
    other: float | None = None
    other_person_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration(Wire):
    """How alike the library's images of one person are (`genuine`), and of different people (`impostor`).

    Both are histograms in equal steps from 0 to 1. `accept` and `maybe` are the thresholds in use. The rates are those
    of images refused and of wrong names at `suggested`, or at `accept` where that is null for the given `reason`; each
    is no larger than its `…_most` with 95 % certainty. They are about the enrolled images: cameras see worse ones.
    """

    engine: str
    model: str
    accept: float
    maybe: float
    people: int = 0
    genuine: tuple[int, ...] = ()
    impostor: tuple[int, ...] = ()
    genuine_count: int = 0
    impostor_count: int = 0
    suggested: float | None = None
    reason: str | None = None
    false_reject: float | None = None
    false_reject_most: float | None = None
    false_accept: float | None = None
    false_accept_most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceGroup(Wire):
    """Visits of people who are not known and probably are one person; `cover_visit_id` has the best picture.

    Visits that are sorted in later may change a group: whoever names one says which visits are meant.
    """

    cover_visit_id: int
    visit_ids: tuple[int, ...]
    count: int
    first_seen_ms: int
    last_seen_ms: int
    camera_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNaming(Wire):
    """What came of naming a group: a label for each visit, and the job that compares the others again."""

    person_id: str
    labels: tuple[Label, ...]
    rematch_job_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rematch(Wire):
    """Compare the visits of nobody in particular with everybody again, because somebody got a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RematchOutcome(Wire):
    """How many visits were compared, and how many of them are somebody known now."""

    compared: int = 0
    named: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence(Wire):
    """Where a person was seen last: by which camera, in which of its zones, from when to when in that visit.

    `present` while the visit lasts. Visits that are unsure say nothing about anybody.
    """

    person_id: str
    name: str
    present: bool
    visit_id: int
    camera_id: str
    since_ms: int
    last_seen_ms: int
    zones: tuple[str, ...] = ()
