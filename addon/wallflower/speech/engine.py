"""What a speech engine is: something that turns a window of sound into segments of words with their confidence."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from wallflower.errors import InvalidRequestError
from wallflower.speech.sound import RATE_HZ, Samples, checked
from wallflower.wire_options import SpeechTask

LONGEST_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSpec:
    """Which engine to create, and how: a module's `create(spec)` makes a `SpeechEngine` of it.

    `model` is what users call the model, `place` its directory or the address of a server. `device` and `compute_type`
    are "auto" where the engine is to choose; an engine that runs elsewhere ignores them. `options` are (name, value)
    pairs that only the engine knows; `niceness` is how far its process stands back.
    """

    engine: str
    model: str = ""
    place: str = field(default="", repr=False)
    threads: int = 1
    device: str = "auto"
    compute_type: str = "auto"
    options: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    niceness: int = 10


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """Sound for one call: float32 at 16 kHz, at most 30 s, of one utterance or of several with pauses between.

    `language` None lets the engine detect it; `hot_words` are names it should expect. An engine that knows no `beam`
    or `temperatures` goes without; one that cannot do the `task` raises `UnavailableError`.
    """

    samples: Samples = field(repr=False)
    language: str | None = None
    hot_words: tuple[str, ...] = field(default=(), repr=False)
    task: SpeechTask = SpeechTask.TRANSCRIBE
    beam: int = 5
    temperatures: tuple[float, ...] = (0.0, 0.4)

    def __post_init__(self) -> None:
        """Raise `InvalidRequestError` for sound of another kind than said above."""
        if not np.isfinite(checked(self.samples)).all():
            raise InvalidRequestError("the sound holds samples that are no numbers")
        if len(self.samples) > LONGEST_S * RATE_HZ:
            raise InvalidRequestError(f"a window is at most {LONGEST_S} s long, with {RATE_HZ} samples a second")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word, in seconds from the window's start; `probability` is 0 to 1, None where the engine tells none."""

    text: str = field(repr=False)
    start_s: float
    end_s: float
    probability: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSegment:
    """About a sentence. `logprob` is the mean log probability of its tokens, `no_speech` 0 to 1.

    `compression` is how many times smaller the text becomes when it is deflated. None is what the engine does not tell.
    """

    text: str = field(repr=False)
    start_s: float
    end_s: float
    words: tuple[HeardWord, ...] = field(repr=False, default=())
    logprob: float | None = None
    no_speech: float | None = None
    compression: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that was heard in a window; None is what the engine does not tell."""

    language: str | None
    language_probability: float | None = None
    segments: tuple[HeardSegment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """What an engine runs on: `device` is cpu, cuda or remote."""

    device: str = "cpu"
    compute_type: str = ""
    threads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How an engine fared at its trial; `rtf` is its seconds of work per second of one typical short utterance."""

    runs: Runs
    rtf: float


class SpeechEngine(Protocol):
    """A loaded engine; used by one thread at a time."""

    @property
    def runs(self) -> Runs:
        """Tell what it runs on."""
        ...

    def transcribe(self, window: Window) -> Heard:
        """Return what is said in the window."""
        ...
