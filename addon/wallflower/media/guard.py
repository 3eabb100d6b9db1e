"""Keeps a session's timeline monotone and its tracks in step, whatever the camera's clock does.

libavformat turns every step of a camera's clock into a jump of its timestamps (±1 h and −40 years were seen), and each
track jumps when its own sender report comes. The guard answers a jump with a correction, one for all tracks, chosen so
that the timeline goes on as the time of arrival says.
"""

from dataclasses import dataclass

MAX_DEVIATION_S = 0.75
_SAME_JUMP_S = 1.0
# How fast a slow clock of the camera may let packets seem ever later; crystals stay below 500 ppm.
_DRIFT = 0.001
# The distance of video frames that are not later than their predecessors; the coarsest time base (RTMP) counts in ms.
_NUDGE_S = 0.001


@dataclass(slots=True)
class _Track:
    """`shift_s` is what is added to the track's times; `correction_s` is the part of it that answered jumps.

    `origin_s` is the steady time of the timeline's zero: the smallest difference of arrival and time so far.
    """

    shift_s: float
    correction_s: float
    last_s: float
    arrival_s: float
    step_s: float
    origin_s: float

    def lateness_s(self, time_s: float, arrival_s: float) -> float:
        """How much later than the promptest packets this one came."""
        return arrival_s - (time_s + self.shift_s) - self.origin_s

    def follow(self, time_s: float, arrival_s: float) -> None:
        """Take a packet into account that is on the timeline."""
        late_s = self.lateness_s(time_s, arrival_s)
        self.origin_s += min(late_s, _DRIFT * max(0.0, arrival_s - self.arrival_s))
        self.last_s, self.arrival_s = time_s + self.shift_s, arrival_s


class TimestampGuard:
    """Feed every packet's time in seconds; get the shift to add to it, or None to drop the packet."""

    def __init__(self) -> None:
        """Start with the first packet as time 0."""
        self._tracks: dict[bool, _Track] = {}
        self.fixes = 0
        self.dropped = 0

    def shift(self, *, is_video: bool, time_s: float, duration_s: float, arrival_s: float) -> float | None:
        """Return the seconds to add to this packet's times; None for sound that would go backwards."""
        track = self._tracks.get(is_video)
        if track is None:
            track = self._tracks[is_video] = self._begin(is_video=is_video, time_s=time_s, arrival_s=arrival_s)
            return track.shift_s
        track.step_s = duration_s or track.step_s
        self._follow_jump(track, self._tracks.get(not is_video), time_s, arrival_s)
        moved_s = time_s + track.shift_s - track.last_s
        if moved_s > 0:
            if not duration_s:
                track.step_s = min(moved_s, MAX_DEVIATION_S)
            track.follow(time_s, arrival_s)
            return track.shift_s
        if not is_video:
            self.dropped += 1
            return None
        # Frames refer to each other, so none may be lost: they are pressed together until time has caught up.
        shift_s = track.last_s + _NUDGE_S - time_s
        track.last_s = time_s + shift_s  # as whoever adds the two up gets it, rounded
        return shift_s

    def _begin(self, *, is_video: bool, time_s: float, arrival_s: float) -> _Track:
        """A second track takes over the first one's shift, unless their clocks have nothing in common."""
        other = self._tracks.get(not is_video)
        if other is None:
            return _Track(-time_s, 0.0, 0.0, arrival_s, 0.0, arrival_s)
        expected = other.last_s + arrival_s - other.arrival_s
        is_near = abs(time_s + other.shift_s - expected) <= 2 * MAX_DEVIATION_S
        shift_s = other.shift_s if is_near else expected - time_s
        last_s = time_s + shift_s
        return _Track(shift_s, other.correction_s, last_s, arrival_s, 0.0, arrival_s - last_s)

    def _follow_jump(self, track: _Track, other: _Track | None, time_s: float, arrival_s: float) -> None:
        """Correct the track's shift if its time is neither where its last packet nor where the arrival puts it."""
        moved_s = time_s + track.shift_s - track.last_s
        waited_s = arrival_s - track.arrival_s
        is_stuck = moved_s <= 0 and waited_s > MAX_DEVIATION_S
        if abs(moved_s - track.step_s) <= MAX_DEVIATION_S and not is_stuck:
            return
        # After a pause the frame that libavformat had held back comes late, and the next one is prompt again.
        if moved_s > 0 and abs(track.lateness_s(time_s, arrival_s)) <= MAX_DEVIATION_S:
            return
        # Arrival jitters, frames do not: only a pause is measured by it.
        is_pause = is_stuck or waited_s - track.step_s > MAX_DEVIATION_S
        jump_s = (waited_s if is_pause else track.step_s) - moved_s
        if abs(jump_s) <= MAX_DEVIATION_S and not is_stuck:
            return  # the camera paused: real time passed, and its clock says the same
        correction_s = track.correction_s + jump_s
        if other is not None and abs(other.correction_s - correction_s) < min(_SAME_JUMP_S, abs(jump_s) / 2):
            correction_s = other.correction_s  # the other track has jumped already: the same keeps them in step
        else:
            self.fixes += 1
        track.shift_s += correction_s - track.correction_s
        track.correction_s = correction_s
