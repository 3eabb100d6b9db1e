"""Keeps a session's timeline monotone and its tracks in step, whatever the camera's clock does.

libavformat turns every step of a camera's clock into a jump of its timestamps (±1 h and −40 years were seen). The guard
answers a jump with a shift, one for all tracks, chosen so that the timeline goes on as the time of arrival says.
"""

MAX_DEVIATION_S = 0.75
_SAME_JUMP_S = 1.0


class TimestampGuard:
    """Feed every packet's time in seconds; get the shift to add to it, or None to drop the packet."""

    def __init__(self) -> None:
        """Start with the first packet as time 0."""
        self._shifts: dict[bool, float] = {}
        self._last: dict[bool, float] = {}
        self._arrivals: dict[bool, float] = {}
        self._last_fix: float | None = None
        self.fixes = 0
        self.dropped = 0

    def shift(self, *, is_video: bool, time_s: float, duration_s: float, arrival_s: float) -> float | None:
        """Return the seconds to add to this packet's times; None when it would go backwards."""
        shift = self._shifts.get(is_video)
        if shift is None:
            shift = self._first_shift(is_video=is_video, time_s=time_s, arrival_s=arrival_s)
            self._shifts[is_video] = shift
        last = self._last.get(is_video)
        if last is not None:
            if abs(time_s + shift - last - duration_s) > MAX_DEVIATION_S:
                shift = self._after_jump(is_video=is_video, time_s=time_s, duration_s=duration_s, arrival_s=arrival_s)
            if time_s + shift <= last:
                self.dropped += 1
                return None
        self._last[is_video] = time_s + shift
        self._arrivals[is_video] = arrival_s
        return shift

    def _first_shift(self, *, is_video: bool, time_s: float, arrival_s: float) -> float:
        """A second track takes over the first one's shift, unless their clocks have nothing in common."""
        other = self._shifts.get(not is_video)
        if other is None:
            return -time_s
        expected = self._last[not is_video] + arrival_s - self._arrivals[not is_video]
        return other if abs(time_s + other - expected) <= 2 * MAX_DEVIATION_S else expected - time_s

    def _after_jump(self, *, is_video: bool, time_s: float, duration_s: float, arrival_s: float) -> float:
        shift = self._shifts[is_video]
        expected = self._last[is_video] + max(duration_s, arrival_s - self._arrivals[is_video])
        if abs(time_s + shift - expected) <= MAX_DEVIATION_S:
            return shift  # the camera paused: real time passed, and its clock says the same
        new = expected - time_s
        if self._last_fix is not None and abs(self._last_fix - new) < _SAME_JUMP_S:
            new = self._last_fix  # the other track has jumped already: the same shift keeps them in step
        else:
            self._last_fix = new
            self.fixes += 1
        self._shifts[is_video] = new
        return new
