"""What a camera's microphone brings, gathered while it is listened to: levels, noise, clipping, speech.

Nothing here looks at sound a second time that the ear did not already cut into windows: a level per window is there
from the gate, and only windows of speech are measured again.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from wallflower.speech.sound import WINDOW_MS, Windows

PIECE_MS = 300_000
KEPT_MS = 3_600_000
# Levels are counted in whole decibels from 0 down to this; a window of zeros is counted there.
LOWEST_DB = 100
# Coding and resampling smear a sample that was cut off at full scale, so a little below it counts, too.
CLIPPED = 0.98
# One sample of a window at full scale makes it louder than this by itself, so clipped windows are among the loud ones.
LOUD_DB = 30


@dataclass(slots=True)
class Piece:
    """Sums over five minutes; `levels[n]` counts windows of -n dB, `speech_power` is summed over windows of speech.

    `clipped` and `speech` count windows.
    """

    start_ms: int
    end_ms: int
    levels: NDArray[np.int64] = field(default_factory=lambda: np.zeros(LOWEST_DB + 1, np.int64))
    floor_db: float = 0.0
    clipped: int = 0
    speech: int = 0
    speech_power: float = 0.0

    @property
    def windows(self) -> int:
        """How many windows were heard."""
        return int(self.levels.sum())

    def to_json(self) -> dict[str, Any]:
        """Return what can be stored."""
        counted = {str(level): int(count) for level, count in enumerate(self.levels) if count}
        names = ("start_ms", "end_ms", "floor_db", "clipped", "speech", "speech_power")
        return {"levels": counted} | {name: getattr(self, name) for name in names}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Return what was stored; raise `KeyError`, `TypeError` or `ValueError` for anything else."""
        piece = cls(int(data["start_ms"]), int(data["end_ms"]))
        for level, count in data["levels"].items():
            piece.levels[min(LOWEST_DB, max(0, int(level)))] += int(count)
        piece.floor_db, piece.speech_power = float(data["floor_db"]), float(data["speech_power"])
        piece.clipped, piece.speech = int(data["clipped"]), int(data["speech"])
        return piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the last hour amounts to; levels are in dB of full scale, and None where there is nothing to tell from.

    `clipping` is the share of loud windows that reach full scale.
    """

    heard_s: float = 0.0
    since_ms: int | None = None
    last_ms: int | None = None
    level_db: float | None = None
    loud_db: float | None = None
    floor_db: float | None = None
    speech_db: float | None = None
    speech_s: float = 0.0
    clipping: float = 0.0


class Microphone:
    """Gathers for one camera; one thread brings sound, any other may ask."""

    def __init__(self, pieces: Sequence[dict[str, Any]] = ()) -> None:
        """Go on from what was stored; what cannot be read is left out."""
        self._lock = threading.Lock()
        self._pieces: list[Piece] = []
        for data in pieces:
            try:
                self._pieces.append(Piece.from_json(data))
            except KeyError, TypeError, ValueError, AttributeError:
                continue

    def heard(self, end_ms: int, windows: Windows, levels_db: Sequence[float], floor_db: float) -> None:
        """Take windows with their levels; the last one ends at `end_ms`, and `floor_db` is the noise then."""
        if not len(windows):
            return
        numbers = np.clip(-np.rint(levels_db), 0, LOWEST_DB).astype(np.int64)
        counts = np.bincount(numbers, minlength=LOWEST_DB + 1)
        clipped = int(np.count_nonzero(np.abs(windows).max(axis=1) >= CLIPPED))
        with self._lock:
            piece = self._piece(end_ms)
            before = piece.windows
            piece.floor_db = (piece.floor_db * before + floor_db * len(windows)) / (before + len(windows))
            piece.levels += counts
            piece.clipped += clipped

    def spoken(self, windows: Windows) -> None:
        """Take windows of speech among those that were just heard."""
        if not len(windows):
            return
        power = float(np.mean(np.square(windows, dtype=np.float64), axis=1).sum())
        with self._lock:
            if self._pieces:
                self._pieces[-1].speech += len(windows)
                self._pieces[-1].speech_power += power

    def to_json(self) -> list[dict[str, Any]]:
        """Return what is to be stored."""
        with self._lock:
            return [piece.to_json() for piece in self._pieces]

    def sums(self, now_ms: int) -> Sums:
        """Return what the last hour amounts to."""
        with self._lock:
            return _sums([piece for piece in self._pieces if now_ms - KEPT_MS < piece.end_ms <= now_ms + PIECE_MS])

    def _piece(self, end_ms: int) -> Piece:
        """Return the piece that sound up to this instant belongs to; a clock that was set back begins anew."""
        start_ms = end_ms - end_ms % PIECE_MS
        if self._pieces and end_ms < self._pieces[-1].start_ms:
            self._pieces.clear()
        if not self._pieces or self._pieces[-1].start_ms != start_ms:
            self._pieces = [piece for piece in self._pieces if piece.end_ms > end_ms - KEPT_MS]
            self._pieces.append(Piece(start_ms, end_ms))
        self._pieces[-1].end_ms = end_ms
        return self._pieces[-1]


def _sums(pieces: Sequence[Piece]) -> Sums:
    windows = sum(piece.windows for piece in pieces)
    if not windows:
        return Sums()
    levels = sum((piece.levels for piece in pieces), start=np.zeros(LOWEST_DB + 1, np.int64))
    speech = sum(piece.speech for piece in pieces)
    power = sum(piece.speech_power for piece in pieces) / speech if speech else 0.0
    return Sums(
        heard_s=windows * WINDOW_MS / 1000,
        since_ms=pieces[0].start_ms,
        last_ms=pieces[-1].end_ms,
        level_db=_level(levels, 0.5),
        loud_db=_level(levels, 0.01),
        floor_db=sum(piece.floor_db * piece.windows for piece in pieces) / windows,
        speech_db=10 * math.log10(power) if power > 0 else None,
        speech_s=speech * WINDOW_MS / 1000,
        clipping=sum(piece.clipped for piece in pieces) / max(1, int(levels[: LOUD_DB + 1].sum())),
    )


def _level(levels: NDArray[np.int64], share: float) -> float:
    """Return the level that this share of the windows reaches."""
    return -float(np.searchsorted(np.cumsum(levels), share * levels.sum()))
