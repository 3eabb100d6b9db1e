"""What travels about face engines: which one works, the packs it may have, and the library that it embeds.

Standard library only, like `wire`, whose rules hold here, too.
"""

from dataclasses import dataclass

from .wire_codec import Wire
from .wire_models import ModelState, Trust


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Wire):
    """One analysed face of a visit: when, where in the picture, and how good a view it was.

    `left`, `top`, `width` and `height` are fractions of the picture; `quality`, and `detector`, the part of it that the
    detector's score is, are 0 to 1.
    """

    at_ms: int
    left: float
    top: float
    width: float
    height: float
    quality: float
    detector: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePack(Wire):
    """Models of a face engine that are installed or can be.

    With `terms`, that text must be accepted, by its `terms_digest`, before the pack is used; `accepted_by` is who said
    they did. `trust` is the least of its files'; null before it is installed.
    """

    engine: str
    name: str
    title: str
    state: ModelState
    size_bytes: int = 0
    reason: str | None = None
    in_use: bool = False
    job_id: str | None = None
    machine: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    terms: str | None = None
    terms_digest: str | None = None
    accepted_ms: int | None = None
    accepted_by: str | None = None
    trust: Trust | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceChoice(Wire):
    """Which face engine was chosen; `model` null is the best pack found, the rest null where a setting chose."""

    engine: str
    model: str | None = None
    chosen_ms: int | None = None
    chosen_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryState(Wire):
    """How many of all enrolled faces the engine can compare, still has to embed, and finds no face in."""

    faces: int = 0
    ready: int = 0
    waiting: int = 0
    unfound: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceStatus(Wire):
    """Which face engine works and why this one; `providers` is what it computes on, empty until its first picture.

    While faces of the library wait to be embedded, nobody is recognised: `reembedding` is the job that does it.
    """

    engine: str
    model: str | None = None
    usable: bool = False
    reason: str | None = None
    why: str = ""
    providers: tuple[str, ...] = ()
    chosen_ms: int | None = None
    chosen_by: str | None = None
    library: LibraryState = LibraryState()
    reembedding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reembedding(Wire):
    """The library is to be embedded anew, from the stored crops, with this engine and model."""

    engine: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReembeddingOutcome(Wire):
    """How many faces were embedded, and in how many crops the engine found no face: these keep what they had.

    `rejections` ("not them") and `visits` are those embedded besides, from the pictures of visits that are kept.
    """

    embedded: int
    unfound: int = 0
    rejections: int = 0
    visits: int = 0
