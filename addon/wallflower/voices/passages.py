"""Cuts an utterance where another person begins to speak, and tells what each part sounds like."""

from collections.abc import Callable
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


type TellApart = Callable[[Vector, Vector], bool]


def unknown(_one: Vector, _other: Vector) -> bool:
    """Nobody is known, so nobody can be told apart by name."""
    return False


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


def passages(engine: VoiceEngine, samples: Samples, tell_apart: TellApart = unknown) -> tuple[Passage, ...]:
    """Return the parts of a sound by who speaks, oldest first; nothing where less than `LEAST_S` is spoken.

    `tell_apart` says of two voices whether they are surely of different people, who are known.
    """
    spoken = speech_of(samples)
    if spoken.seconds < LEAST_S:
        return ()
    windows, length_s = engine.windows(spoken.samples, EVERY_S)
    span = round(length_s / EVERY_S)
    steps = [0, *changes(windows, span, engine.profile.change, tell_apart), len(windows) + span - 1]
    moments = [spoken.at_s(each, PAUSE_WITHIN_S) for each in _refined(windows, span, steps)]
    bounds_s = [0.0, *moments, len(samples) / RATE_HZ]
    return tuple(
        _passage(spoken, windows[first : max(first + 1, last - span + 1)], bounds)
        for (first, last), bounds in zip(pairwise(steps), pairwise(bounds_s), strict=True)
    )


def changes(windows: Vectors, span: int, below: float, tell_apart: TellApart = unknown) -> list[int]:
    """Return at which steps another person begins to speak.

    A window covers `span` steps, so that the speech before a step and after it is compared by windows that lie whole
    on either side; the step where these are least alike is taken if they are less alike than `below`, or `tell_apart`
    knows better, and each side is searched again.
    """
    return _changes(windows, span, lambda one, other: float(one @ other) < below or tell_apart(one, other))


def _changes(windows: Vectors, span: int, differ: TellApart) -> list[int]:
    found: list[tuple[float, int]] = []
    for step in range(span, len(windows)):
        before, after = _sides(windows, span, step)
        found.append((float(before @ after), step))
    _, step = min(found, default=(1.0, 0))
    if not step or not differ(*_sides(windows, span, step)):
        return []
    left, right = windows[: step - span + 1], windows[step:]
    return [*_changes(left, span, differ), step, *(step + each for each in _changes(right, span, differ))]


def _sides(windows: Vectors, span: int, step: int) -> tuple[Vector, Vector]:
    return mean_of(windows[max(0, step - span - NEAR + 1) : step - span + 1]), mean_of(windows[step : step + NEAR])


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
