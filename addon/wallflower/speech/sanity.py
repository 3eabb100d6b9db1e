"""What an engine answers is believed only so far: numbers are finite, times lie in the window, text is bounded."""

import math
import re
from dataclasses import replace

from wallflower.errors import UnavailableError
from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.sound import RATE_HZ

MOST_SEGMENTS = 300
MOST_CHARACTERS = 20_000
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def checked(heard: object, window: Window) -> Heard:
    """Return the answer with its times inside the window; raise `UnavailableError` for one that makes no sense."""
    if not isinstance(heard, Heard) or len(heard.segments) > MOST_SEGMENTS:
        raise UnavailableError("the speech engine answered with what is no transcript")
    if sum(len(segment.text) for segment in heard.segments) > MOST_CHARACTERS:
        raise UnavailableError("the speech engine answered with more text than anybody can say")
    length_s = len(window.samples) / RATE_HZ
    return replace(
        heard,
        language=heard.language if heard.language and _LANGUAGE.fullmatch(heard.language) else None,
        language_probability=_share(heard.language_probability),
        segments=tuple(_segment(segment, length_s) for segment in heard.segments),
    )


def _segment(segment: HeardSegment, length_s: float) -> HeardSegment:
    start_s, end_s = _span(segment.start_s, segment.end_s, length_s)
    words = tuple(_word(word, length_s) for word in segment.words if word.text)
    return replace(segment, start_s=start_s, end_s=end_s, words=words)


def _word(word: HeardWord, length_s: float) -> HeardWord:
    start_s, end_s = _span(word.start_s, word.end_s, length_s)
    return replace(word, start_s=start_s, end_s=end_s, probability=_share(word.probability))


def _span(start_s: float, end_s: float, length_s: float) -> tuple[float, float]:
    if not (math.isfinite(start_s) and math.isfinite(end_s)):
        raise UnavailableError("the speech engine answered with times that are no numbers")
    start_s = min(max(0.0, start_s), length_s)
    return start_s, min(max(start_s, end_s), length_s)


def _share(value: float | None) -> float | None:
    return min(max(0.0, value), 1.0) if value is not None and math.isfinite(value) else None
