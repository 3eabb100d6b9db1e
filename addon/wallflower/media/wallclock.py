"""Maps a session's media time to UTC by when packets arrive.

A packet can be late but never early, so the smallest difference between arrival and media time is the best estimate.
It is taken by the steady clock: UTC is only added to it, so that a machine whose clock is set is told from a network
that stalls. The estimate is then only slewed, because recorded time must not run backwards.
"""

from collections import deque

# The first packets of a connection often come as one burst of older frames; the estimate needs them all.
SETTLING_S = 0.7
# Smaller steps of this machine's clock are slewed away within seconds.
HOST_STEP_MS = 500
# A camera whose frames tell a time that runs at another speed cannot be slewed after for ever.
APART_MS = 5_000
_BUCKET_MS = 5_000
_BUCKETS = 6
# Slew by size of the error: crystals drift below 500 ppm, more is a correction.
_SLEWS = ((40.0, 0.0005), (250.0, 0.01), (float("inf"), 0.1))
# The largest part of the media's advance that a correction may take back.
_MAX_RETREAT = 0.5


class WallClock:
    """The UTC instant of media times of one session; feed it packets' (media s, arrival steady s, arrival UTC ms)."""

    def __init__(self) -> None:
        """Know nothing until the first packet."""
        self._offset_ms: float | None = None
        self._first_s = 0.0
        self._last_s = 0.0
        self._media_s = 0.0
        self._utc_minus_steady_ms = 0.0
        self._buckets: deque[tuple[int, float]] = deque(maxlen=_BUCKETS)
        self._is_lost = False
        self._late_ms = 0.0

    @property
    def is_settled(self) -> bool:
        """Whether the first burst is over."""
        return self._offset_ms is not None and self._last_s - self._first_s >= SETTLING_S

    @property
    def is_lost(self) -> bool:
        """Whether this machine's clock was set, or the camera's is of no use: only a new session can follow that."""
        return self._is_lost

    @property
    def late_ms(self) -> float:
        """How much later the last packet came than the promptest of the last half minute."""
        return self._late_ms

    def feed(self, media_s: float, arrival_s: float, arrival_ms: int) -> None:
        """Take one packet's arrival into account."""
        utc_minus_steady_ms = arrival_ms - arrival_s * 1000
        lateness_ms = (arrival_s - media_s) * 1000
        if self._offset_ms is None:
            self._offset_ms = lateness_ms + utc_minus_steady_ms
            self._first_s = self._last_s = arrival_s
            self._media_s = media_s
            self._utc_minus_steady_ms = utc_minus_steady_ms
        self._is_lost |= abs(utc_minus_steady_ms - self._utc_minus_steady_ms) >= HOST_STEP_MS
        self._utc_minus_steady_ms = utc_minus_steady_ms
        self._remember(arrival_s, lateness_ms)
        promptest_ms = min(value for _, value in self._buckets)
        self._late_ms = lateness_ms - promptest_ms
        target_ms = promptest_ms + utc_minus_steady_ms
        if self.is_settled:
            self._slew(target_ms - self._offset_ms, (arrival_s - self._last_s) * 1000, (media_s - self._media_s) * 1000)
        else:
            self._offset_ms = target_ms
        self._last_s, self._media_s = arrival_s, max(media_s, self._media_s)

    def utc_ms(self, media_s: float) -> int:
        """Return the UTC instant of a media time."""
        return round((self._offset_ms or 0.0) + media_s * 1000)

    def _remember(self, arrival_s: float, lateness_ms: float) -> None:
        number = int(arrival_s * 1000) // _BUCKET_MS
        if self._buckets and self._buckets[-1][0] == number:
            if lateness_ms < self._buckets[-1][1]:
                self._buckets[-1] = (number, lateness_ms)
        else:
            self._buckets.append((number, lateness_ms))

    def _slew(self, error_ms: float, elapsed_ms: float, advance_ms: float) -> None:
        self._is_lost |= abs(error_ms) >= APART_MS
        rate = next(rate for limit, rate in _SLEWS if abs(error_ms) <= limit)
        step = rate * min(elapsed_ms, 1000)
        down = min(step, max(0.0, advance_ms) * _MAX_RETREAT)
        self._offset_ms = (self._offset_ms or 0.0) + max(-down, min(step, error_ms))
