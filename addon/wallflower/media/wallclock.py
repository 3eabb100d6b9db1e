"""Maps a session's media time to UTC by when packets arrive.

A packet can be late but never early, so the smallest difference between arrival and media time is the best estimate.
The estimate is then only slewed, because recorded time must not run backwards.
"""

from collections import deque

# The first packets of a connection often come as one burst of older frames; the estimate needs them all.
SETTLING_S = 0.7
_BUCKET_MS = 5_000
_BUCKETS = 6
_STEP_MS = 2_000
_STEP_PATIENCE_MS = 5_000
# Slew by size of the error: crystals drift below 500 ppm, more is a correction.
_SLEWS = ((40.0, 0.0005), (250.0, 0.01), (float("inf"), 0.1))


class WallClock:
    """The UTC instant of media times of one session; feed it every packet's (media s, arrival UTC ms)."""

    def __init__(self) -> None:
        """Know nothing until the first packet."""
        self._offset_ms: float | None = None
        self._first_ms = 0
        self._last_ms = 0
        self._stepped_since_ms: int | None = None
        self._buckets: deque[tuple[int, float]] = deque(maxlen=_BUCKETS)

    @property
    def is_settled(self) -> bool:
        """Whether the first burst is over."""
        return self._offset_ms is not None and self._last_ms - self._first_ms >= SETTLING_S * 1000

    @property
    def is_lost(self) -> bool:
        """Whether this machine's clock was set by seconds: only a new session can follow that."""
        return self._stepped_since_ms is not None and self._last_ms - self._stepped_since_ms >= _STEP_PATIENCE_MS

    def feed(self, media_s: float, arrival_ms: int) -> None:
        """Take one packet's arrival into account."""
        candidate = arrival_ms - media_s * 1000
        if self._offset_ms is None:
            self._offset_ms = candidate
            self._first_ms = self._last_ms = arrival_ms
        self._remember(arrival_ms, candidate)
        elapsed = max(0, arrival_ms - self._last_ms)
        if self.is_settled:
            self._slew(candidate, elapsed, arrival_ms)
        else:
            self._offset_ms = min(self._offset_ms, candidate)
        # A clock set backwards must not stop the counting of patience.
        self._last_ms = arrival_ms if arrival_ms >= self._last_ms else self._after_step_back(arrival_ms)

    def utc_ms(self, media_s: float) -> int:
        """Return the UTC instant of a media time."""
        return round((self._offset_ms or 0.0) + media_s * 1000)

    def _after_step_back(self, arrival_ms: int) -> int:
        self._stepped_since_ms = arrival_ms if self._stepped_since_ms is None else self._stepped_since_ms
        self._stepped_since_ms = min(self._stepped_since_ms, arrival_ms)
        self._buckets.clear()
        return arrival_ms

    def _remember(self, arrival_ms: int, candidate: float) -> None:
        number = arrival_ms // _BUCKET_MS
        if self._buckets and self._buckets[-1][0] == number:
            if candidate < self._buckets[-1][1]:
                self._buckets[-1] = (number, candidate)
        else:
            self._buckets.append((number, candidate))

    def _slew(self, candidate: float, elapsed_ms: int, arrival_ms: int) -> None:
        offset = self._offset_ms or 0.0
        if abs(candidate - offset) >= _STEP_MS:
            self._stepped_since_ms = arrival_ms if self._stepped_since_ms is None else self._stepped_since_ms
            return
        self._stepped_since_ms = None
        error = min(value for _, value in self._buckets) - offset
        rate = next(rate for limit, rate in _SLEWS if abs(error) <= limit)
        step = rate * min(elapsed_ms, 1000)
        self._offset_ms = offset + max(-step, min(step, error))
