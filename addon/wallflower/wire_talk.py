"""What is told of transcripts beyond their lines: other transcriptions, and figures about them."""

from dataclasses import dataclass

from wallflower.wire import Line
from wallflower.wire_codec import Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcription(Wire):
    """What one engine made of an utterance; of several, one is `shown`. `chosen` is one that a user wants shown."""

    utterance_id: int
    version: int
    engine: str
    model: str
    task: str
    created_ms: int
    shown: bool
    chosen: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Wire):
    """How many utterances were deleted, with all that was made of them."""

    utterances: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkDay(Wire):
    """How long people talked on a calendar day of the asked time zone, in each of its 24 hours.

    Where a clock change repeats an hour, both are in one; where it leaves one out, that is 0. `weekday` 0 is Monday.
    `mood` is the mean sentiment of the day's lines, -1 to 1, where that is configured.
    """

    date: str
    weekday: int
    hours_ms: tuple[int, ...]
    mood: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTime(Wire):
    """How long somebody talked near a camera; `speaker` null is everybody who is not known."""

    camera_id: str
    speaker: str | None
    talk_ms: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount(Wire):
    """How often a word was said, in its most frequent spelling without capitals."""

    word: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkFigures(Wire):
    """Figures about what was said. `words` are counted in the newest `words_of_lines` lines."""

    days: tuple[TalkDay, ...] = ()
    talk: tuple[TalkTime, ...] = ()
    words: tuple[WordCount, ...] = ()
    words_of_lines: int = 0
