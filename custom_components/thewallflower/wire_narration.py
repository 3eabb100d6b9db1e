"""What travels about narration: text of stories that Home Assistant speaks, for the server has no voice of its own.

Standard library only, like `wire`, whose rules hold here, too; copied into the integration as it is.
"""

from dataclasses import dataclass, field

from .wire_codec import TolerantEnum, Wire

LONGEST_TEXT = 500
LONGEST_S = 120
MOST_SOUND_BYTES = 4_000_000


class NarrationState(TolerantEnum):
    """Whether a text was spoken; `failed` stays until it is wanted again, or somebody speaks it after all."""

    WANTED = "wanted"
    READY = "ready"
    FAILED = "failed"
    UNKNOWN = "unknown"


class NarrationFailure(TolerantEnum):
    """Why nobody spoke: there is no text-to-speech, or it failed, or what it made is no sound that can be used."""

    NO_ENGINE = "no_engine"
    FAILED = "failed"
    UNUSABLE = "unusable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narration(Wire):
    """A text that is to be spoken; its id follows from the text. `length_ms` is 0 without a sound."""

    id: str
    state: NarrationState
    text: str = field(default="", repr=False)
    failure: NarrationFailure | None = None
    length_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrationNews(Wire):
    """Something became of a narration; without its text, which only those get who ask for it."""

    id: str
    state: NarrationState
