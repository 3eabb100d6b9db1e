"""Cuts an utterance where another person begins to speak, and tells what each part sounds like."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from wallflower.voices.engine import Vector, Vectors, VoiceEngine, mean_of
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.trim import FRAME, Spoken, speech_of

EVERY_S = 0.4
LEAST_S = 1.2
# So many windows on either side are compared.
NEAR = 4
# A change is moved to the longest pause so near to it.
PAUSE_WITHIN_S = 0.4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """A part of a sound in which one person speaks, in seconds from its start. `seconds` is its speech without pauses.

    `windows` are the embeddings it was made of; their mean is `embedding`.
    """

    start_s: float
    end_s: float
    seconds: float
    snr_db: float | None
    embedding: Vector
    windows: Vectors


def passages(engine: VoiceEngine, samples: Samples) -> tuple[Passage, ...]:
    """Return the parts of a sound by who speaks, oldest first; nothing where less than `LEAST_S` is spoken."""
    spoken = speech_of(samples)
    if spoken.seconds < LEAST_S:
        return ()
    windows, length_s = engine.windows(spoken.samples, EVERY_S)
    span = round(length_s / EVERY_S)
    steps = [0, *changes(windows, span, engine.profile.change), len(windows) + span - 1]
    moments = [spoken.at_s(each, PAUSE_WITHIN_S) for each in _refined(windows, span, steps)]
    bounds_s = [0.0, *moments, len(samples) / RATE_HZ]
    return tuple(
        _passage(spoken, windows[first : max(first + 1, last - span + 1)], bounds)
        for (first, last), bounds in zip(pairwise(steps), pairwise(bounds_s), strict=True)
    )


def changes(windows: Vectors, span: int, below: float) -> list[int]:
    """Return at which steps another person begins to speak.

    A window covers `span` steps, so that the speech before a step and after it is compared by windows that lie whole
    on either side; the step where these are least alike is taken if they are less alike than `below`, and each side is
    searched again.
    """
    return _changes(windows, span, below, (0, len(windows) + span - 1))


def _changes(windows: Vectors, span: int, below: float, bounds: tuple[int, int]) -> list[int]:
    first, last = bounds
    found: list[tuple[float, int]] = []
    for step in range(first + span, last - span + 1):
        before = windows[max(first, step - span - NEAR + 1) : step - span + 1]
        after = windows[step : min(step + NEAR, last - span + 1)]
        found.append((float(mean_of(before) @ mean_of(after)), step))
    likeness, step = min(found, default=(1.0, 0))
    if likeness >= below:
        return []
    left, right = (_changes(windows, span, below, part) for part in ((first, step), (step, last)))
    return [*left, step, *right]


def _refined(windows: Vectors, span: int, steps: list[int]) -> list[float]:
    """Return when, in seconds of the speech, each change is: where windows that hold some of both are as like both."""
    moments: list[float] = []
    for first, step, last in zip(steps, steps[1:], steps[2:], strict=False):
        before, after = windows[first : step - span + 1], windows[step : max(step + 1, last - span + 1)]
        between = windows[step - span : step + 1]
        lead = between @ (mean_of(after) - mean_of(before))
        crossing = int(np.argmax(lead > 0)) if (lead > 0).any() else span
        part = float(lead[crossing] / (lead[crossing] - lead[crossing - 1])) if crossing else 0.0
        moments.append((step - span + crossing - part + span / 2) * EVERY_S)
    return moments


def _passage(spoken: Spoken, windows: Vectors, bounds_s: tuple[float, float]) -> Passage:
    inside = (spoken.starts_s >= bounds_s[0]) & (spoken.starts_s < bounds_s[1])
    return Passage(
        start_s=bounds_s[0],
        end_s=bounds_s[1],
        seconds=float(np.count_nonzero(inside)) * FRAME / RATE_HZ,
        snr_db=spoken.snr_db,
        embedding=mean_of(windows),
        windows=windows,
    )
