"""What an engine does not tell, worked out from its text and the sound: where the words are, and how text repeats.

A Wyoming server answers with bare text. Its words are laid over those parts of the utterance that are loud, each for a
time in proportion to its letters; that is right to a few tenths of a second while one utterance is in the window.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

from wallflower.speech.engine import HeardSegment, HeardWord
from wallflower.speech.sound import RATE_HZ, Samples

FRAME = RATE_HZ // 50  # 20 ms
# Between the quiet and the loud parts of an utterance; speech stands at least this far above its room.
QUIET_PERCENTILE, LOUD_PERCENTILE = 10, 95
VOICED_ABOVE = 0.3  # of the way from quiet to loud, in decibels
SILENCE = 1e-5
LEAST_DB = 6.0


def from_text(text: str, samples: Samples) -> HeardSegment | None:
    """Return bare text as a segment with the words' probable times, None when it holds no word."""
    texts = text.split()
    if not texts:
        return None
    words = _words(texts, _voiced(samples))
    plain = " ".join(texts)
    return HeardSegment(
        text=plain,
        start_s=words[0].start_s,
        end_s=words[-1].end_s,
        words=words,
        compression=compression(plain),
    )


def compression(text: str) -> float:
    """Return how many times smaller the text becomes when deflated, as Whisper reckons it."""
    raw = text.encode()
    return len(raw) / len(zlib.compress(raw)) if raw else 0.0


def _words(texts: list[str], voiced: NDArray[np.intp]) -> tuple[HeardWord, ...]:
    """Share the voiced frames out by the words' letters; pauses between frames stay pauses."""
    lengths = np.array([len(text) + 1 for text in texts], np.float64)
    ends = np.cumsum(lengths) / lengths.sum() * len(voiced)
    starts = np.concatenate(([0.0], ends[:-1]))
    first = np.minimum(starts.astype(np.intp), len(voiced) - 1)
    last = np.clip(np.ceil(ends).astype(np.intp) - 1, first, len(voiced) - 1)
    frame_s = FRAME / RATE_HZ
    return tuple(
        HeardWord(text=text, start_s=float(voiced[a]) * frame_s, end_s=float(voiced[b] + 1) * frame_s)
        for text, a, b in zip(texts, first, last, strict=True)
    )


def _voiced(samples: Samples) -> NDArray[np.intp]:
    """Return the numbers of the loud frames, all of them where nothing stands out; never empty."""
    count = max(1, len(samples) // FRAME)
    padded = np.zeros(count * FRAME, np.float64)
    padded[: len(samples)] = samples[: count * FRAME]
    levels = 10 * np.log10(np.mean(np.square(padded.reshape(count, FRAME)), axis=1) + SILENCE**2)
    quiet, loud = np.percentile(levels, (QUIET_PERCENTILE, LOUD_PERCENTILE))
    if loud - quiet < LEAST_DB:
        return np.arange(count)
    return np.flatnonzero(levels > quiet + VOICED_ABOVE * (loud - quiet))
