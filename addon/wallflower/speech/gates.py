"""Text that nobody said, kept out: each gate has a reason that is counted, and none acts on words alone.

The thresholds are the camera's, `wire_options.GateOptions`. A gate that asks for what the engine does not tell stays
open: where nothing is known of the confidence, loops, compression and an impossible pace keep text out.
"""

import math
import re
import unicodedata
from enum import StrEnum

from wallflower.speech.engine import HeardSegment
from wallflower.wire_options import GateOptions

DEFAULTS = GateOptions()
LOOP_UNIT_WORDS = 6
LOOP_REPEATS = 4
LOOP_WORDS = 8
LOOP_SHARE = 0.6
FEW_WORDS = 30
SLOWEST_WORDS_PER_S = 1.0  # an invented phrase lies over all of a noise, however long that is

# What Whisper invents most, learnt from subtitles. Compared with a whole segment, and only when confidence is weak.
SUBTITLES = frozenset(
    {
        "thank you for watching",
        "thank you so much for watching",
        "thanks for watching",
        "please subscribe",
        "please subscribe to my channel",
        "like and subscribe",
        "see you in the next video",
        "subtitles by the amara org community",
        "transcription by castingwords",
        "vielen dank fürs zuschauen",
        "untertitel der amara org community",
        "untertitel im auftrag des zdf für funk 2017",
        "untertitelung des zdf 2020",
        "sous titres réalisés par la communauté d amara org",
        "merci d avoir regardé cette vidéo",
        "subtítulos realizados por la comunidad de amara org",
        "gracias por ver el video",
        "sottotitoli creati dalla comunità amara org",
        "ondertitels ingediend door de amara org gemeenschap",
    }
)
# People do say these at a door, so both signs of weakness are needed.
EVERYDAY = frozenset({"thank you", "you", "bye", "bye bye", "vielen dank", "merci", "gracias"})
_NO_WORD = re.compile(r"[^\w]+")


class Drop(StrEnum):
    """Why a segment gives no line."""

    EMPTY = "empty"
    NO_SPEECH = "no_speech"
    COMPRESSION = "compression"
    LOOP = "loop"
    TOO_FAST = "too_fast"
    PHRASE = "phrase"


def judge(segment: HeardSegment, limits: GateOptions = DEFAULTS) -> Drop | None:
    """Return why the segment must not become text, None when it may."""
    words = plain_words(segment.text)
    if not words or not all(math.isfinite(known) for known in _known(segment)):
        return Drop.EMPTY
    rate = len(words) / max(0.1, segment.end_s - segment.start_s)
    gates = (
        (Drop.NO_SPEECH, _is_no_speech(segment, limits)),
        (Drop.COMPRESSION, _exceeds(segment.compression, limits.most_compression)),
        (Drop.LOOP, _is_loop(words) and (rate > limits.fastest_repeats_per_s or _is_doubtful(segment, limits))),
        (Drop.TOO_FAST, len(words) > FEW_WORDS and rate > limits.fastest_words_per_s),
        (Drop.PHRASE, _is_invented_phrase(" ".join(words), segment, limits, rate)),
    )
    return next((reason for reason, applies in gates if applies), None)


def plain_words(text: str) -> list[str]:
    """Return the words in lower case without punctuation."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return _NO_WORD.sub(" ", composed).split()


def _known(segment: HeardSegment) -> list[float]:
    told = (segment.logprob, segment.no_speech, segment.compression)
    return [value for value in told if value is not None]


def _exceeds(value: float | None, limit: float) -> bool:
    return value is not None and value > limit


def _is_below(value: float | None, limit: float) -> bool:
    return value is not None and value < limit


def _is_no_speech(segment: HeardSegment, limits: GateOptions) -> bool:
    if _exceeds(segment.no_speech, limits.surely_no_speech):
        return True
    return _exceeds(segment.no_speech, limits.maybe_no_speech) and _is_doubtful(segment, limits)


def _is_doubtful(segment: HeardSegment, limits: GateOptions) -> bool:
    return _is_below(segment.logprob, limits.doubtful_logprob)


def _is_invented_phrase(text: str, segment: HeardSegment, limits: GateOptions, words_per_s: float) -> bool:
    if segment.logprob is None and segment.no_speech is None:
        return text in SUBTITLES and not SLOWEST_WORDS_PER_S < words_per_s < limits.fastest_words_per_s
    doubts = _is_below(segment.logprob, limits.weak_logprob) + _exceeds(segment.no_speech, limits.weak_no_speech)
    return (text in SUBTITLES and doubts >= 1) or (text in EVERYDAY and doubts == 2)


def _is_loop(words: list[str]) -> bool:
    """Tell whether one run of a repeated group of words makes up most of the text."""
    return any(
        run >= max(LOOP_REPEATS * unit, LOOP_WORDS, LOOP_SHARE * len(words))
        for unit in range(1, LOOP_UNIT_WORDS + 1)
        for run in [_longest_run(words, unit)]
    )


def _longest_run(words: list[str], unit: int) -> int:
    """Return the length in words of the longest stretch that repeats with period `unit`."""
    longest = current = 0
    for word, earlier in zip(words[unit:], words, strict=False):
        current = current + 1 if word == earlier else 0
        longest = max(longest, current)
    return longest + unit if longest else 0
