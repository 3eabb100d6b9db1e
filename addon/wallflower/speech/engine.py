"""What a speech engine is: something that turns a window of sound into segments of words with their confidence."""

from dataclasses import dataclass, field
from typing import Protocol

from wallflower.speech.sound import Samples


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Window:
    """Sound for one call: float32 at 16 kHz, at most 30 s, of one utterance or of several with pauses between.

    `language` None lets the engine detect it; `hot_words` are names it should expect.
    """

    samples: Samples = field(repr=False)
    language: str | None = None
    hot_words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardWord:
    """A word, in seconds from the window's start; `probability` is 0 to 1."""

    text: str = field(repr=False)
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSegment:
    """About a sentence. `logprob` is the mean log probability of its tokens, `no_speech` 0 to 1."""

    text: str = field(repr=False)
    start_s: float
    end_s: float
    words: tuple[HeardWord, ...] = field(repr=False, default=())
    logprob: float
    no_speech: float
    compression: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """All that was heard in a window."""

    language: str
    language_probability: float
    segments: tuple[HeardSegment, ...] = ()


class SpeechEngine(Protocol):
    """A loaded engine; used by one thread at a time."""

    def transcribe(self, window: Window) -> Heard:
        """Return what is said in the window."""
        ...
