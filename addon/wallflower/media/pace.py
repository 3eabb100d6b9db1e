"""Reads files as slowly as they were lived: what arrives faster than real time would be recorded before it came."""

from av.container import InputContainer

# A live stream begins with what libavformat read to understand it and with the group of pictures that is under way.
LIVE_LEAD_S = 5.0
# A live stream whose clock is fast (crystals stay below 500 ppm) must never wait, or it would be ever later.
_DRIFT = 0.001
# A larger step of a stream's times is no time that passed.
_LARGEST_STEP_S = 10.0
# Protocols over which a server sends as fast as it is read; over RTSP and SRT the sender keeps the time.
_PULLED = ("http", "https", "rtmp")


class Pacer:
    """Feed it the times of one track; it says how long to wait before each."""

    def __init__(self, lead_s: float) -> None:
        """Let the stream be ahead of its arrival by this much."""
        self._lead_s = lead_s
        self._position_s = 0.0
        self._last_s: float | None = None
        self._origin_s = 0.0

    def wait_s(self, time_s: float, now_s: float) -> float:
        """Return how long the frame of this time is to wait, at a moment of the steady clock."""
        if self._last_s is None:
            self._origin_s = now_s
        else:
            step_s = time_s - self._last_s
            self._position_s += step_s if 0.0 <= step_s <= _LARGEST_STEP_S else 0.0
        self._last_s = time_s
        allowed_s = (now_s - self._origin_s) * (1 + _DRIFT) + self._lead_s
        return max(0.0, self._position_s - allowed_s)


def pacer_for(scheme: str, container: InputContainer) -> Pacer | None:
    """Return what an open stream is to be paced with; None for one that cannot come too fast.

    The duration in a stream's head proves nothing, as live ones carry some; a length in bytes does.
    """
    if scheme not in _PULLED:
        return None
    if container.format.name == "hls":
        # A live list ends where the present is, and brings whole segments at a time.
        return Pacer(0.0) if container.duration else None
    is_file = (container.size or 0) > 0 or (scheme == "rtmp" and bool(container.duration))
    return Pacer(0.0 if is_file else LIVE_LEAD_S)
