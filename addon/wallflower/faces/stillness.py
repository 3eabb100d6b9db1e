"""Tells from the sizes of a camera's fragments that nothing moves, so that a keyframe need not be decoded to know it.

Between keyframes an encoder stores what has changed. That says something only where little is stored while nothing
moves: a camera with a constant bit rate fills up with noise. So sizes are believed below a bound, against what they
were while the gate saw nothing; never for longer than a few seconds; and for a long time not at all once the gate has
seen motion of which the sizes told nothing.
"""

import statistics
from collections import deque

from wallflower.media.fragment import Fragment

# Bits per pixel and second: 310 kbit/s at 1920 × 1080.
MOST_STILL = 0.15
# So much more than usual is told by the encoder while something moves.
USUAL = 1.3
REMEMBERED, LEAST_REMEMBERED = 20, 5
LONGEST_MS = 4000
DISTRUST_MS = 3_600_000


class GroupSizes:
    """How much each camera stores between two keyframes."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._bytes = 0
        self._length_ms = 0

    def take(self, fragment: Fragment) -> float | None:
        """Count a fragment; return of a key fragment the bits per pixel and second before it, if there were any."""
        if not fragment.is_key:
            self._bytes += len(fragment.data)
            self._length_ms += fragment.duration_ms
            return None
        size, length_ms, self._bytes, self._length_ms = self._bytes, self._length_ms, 0, 0
        pixels = fragment.init.width * fragment.init.height
        return size * 8000 / length_ms / pixels if length_ms > 0 and pixels > 0 else None


class Stillness:
    """What one camera's sizes are worth; times are milliseconds of any one clock."""

    def __init__(self) -> None:
        """Believe nothing yet."""
        self._still: deque[float] = deque(maxlen=REMEMBERED)
        self._looked_ms: int | None = None
        self._distrusted_ms: int | None = None

    def is_still(self, rate: float | None, at_ms: int) -> bool:
        """Return whether one may believe that nothing has moved before this keyframe."""
        if self._looked_ms is None or abs(at_ms - self._looked_ms) >= LONGEST_MS:
            return False
        if self._distrusted_ms is not None and abs(at_ms - self._distrusted_ms) < DISTRUST_MS:
            return False
        return self._is_usual(rate)

    def learn(self, rate: float | None, at_ms: int, *, moved: bool) -> None:
        """Take in what the gate saw in the keyframe behind a group of this rate."""
        self._looked_ms = at_ms
        if rate is None:
            return
        if not moved:
            self._still.append(rate)
        elif self._is_usual(rate):
            self._distrusted_ms = at_ms

    def _is_usual(self, rate: float | None) -> bool:
        if rate is None or len(self._still) < LEAST_REMEMBERED:
            return False
        return rate <= min(MOST_STILL, USUAL * statistics.median(self._still))
