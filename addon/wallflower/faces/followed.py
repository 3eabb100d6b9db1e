"""One face through the frames of a film: where it was found, and where it may be while it is not."""

from bisect import bisect_left
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from wallflower.faces.area import Area
from wallflower.faces.engine import MatchProfile
from wallflower.faces.verdict import Vote, decide
from wallflower.wire import Verdict

# A face that is found again within this time was there all the while.
BRIDGE_MS = 2_000
# Before it is found first and after it is found last, a face may be there for so long.
HOLD_MS = 1_000
# Where nothing is found, what may be hidden grows by so many sizes a second on every side.
WIDER_PER_S = 1.0
# Nobody moves faster, in sizes of their face.
SIZES_PER_S = 6.0
# The pace of a face is that of so long before it is lost.
PACE_MS = 500
# The sightings that decide who it is.
EVIDENCE = 64
# Who is known in one sighting is taken for the same person in those around that may not tell, for so long.
VOUCH_MS = 500
# More sightings than lie within any of these times; older ones are dropped when there are many.
NEAR = 128


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting; `vote` is who it speaks for, None where it may not tell."""

    at_ms: float
    area: Area
    vote: Vote | None = None


class Followed:
    """The sightings of one face, in the order of time."""

    def __init__(self) -> None:
        """Begin without a sighting."""
        self._seen: list[Seen] = []
        self._votes: deque[Vote] = deque(maxlen=EVIDENCE)
        self._known: str | None = None
        self._is_decided = True

    @property
    def last(self) -> Seen:
        """The newest sighting."""
        return self._seen[-1]

    def distance(self, area: Area, at_ms: float) -> float | None:
        """Return how far a face is from where this one may have got, 0 to 1; None where it cannot be this one."""
        away_ms = at_ms - self.last.at_ms
        if not 0 < away_ms <= BRIDGE_MS:
            return None
        part = self.last.area.distance(area) / (1 + SIZES_PER_S * away_ms / 1000)
        return part if part <= 1 else None

    def add(self, seen: Seen, *, is_new: bool) -> None:
        """Go on with a sighting; one that `is_new` may vote."""
        self._seen.append(seen)
        if is_new and seen.vote is not None:
            self._votes.append(seen.vote)
            self._is_decided = False

    def known(self, profile: MatchProfile) -> str | None:
        """Return who this is, None for somebody not known."""
        if not self._is_decided:
            decision = decide(profile, tuple(self._votes))
            self._known = decision.person_id if decision.verdict is Verdict.KNOWN else None
            self._is_decided = True
        return self._known

    def is_vouched_for(self, at_ms: float, speaks_for: Callable[[Vote], bool]) -> bool:
        """Return whether the vote of this instant, or else the nearest ones before and behind it, are for somebody."""
        index = bisect_left(self._seen, at_ms, key=_at)
        behind, before = self._seen[index : index + NEAR], self._seen[max(0, index - NEAR) : index]
        if behind and behind[0].at_ms == at_ms and behind[0].vote is not None:
            return speaks_for(behind[0].vote)
        for side in (behind, reversed(before)):
            nearest = next((seen for seen in side if seen.vote is not None), None)
            if nearest is None or nearest.vote is None or abs(nearest.at_ms - at_ms) > VOUCH_MS:
                return False
            if not speaks_for(nearest.vote):
                return False
        return True

    def forget(self, at_ms: float) -> None:
        """Drop what nobody asks for who asks for this instant and later ones."""
        index = bisect_left(self._seen, at_ms, key=_at)
        if index > 4 * NEAR:
            del self._seen[: index - NEAR]

    def cover(self, at_ms: float) -> Area | None:
        """Return all of where this face may be at an instant."""
        index = bisect_left(self._seen, at_ms, key=_at)
        before = self._seen[index - 1] if index > 0 else None
        after = self._seen[index] if index < len(self._seen) else None
        if after is not None and after.at_ms == at_ms:
            return after.area
        if before is not None and after is not None:
            gap_ms = min(at_ms - before.at_ms, after.at_ms - at_ms)
            return before.area.joined(after.area).grown(WIDER_PER_S * gap_ms / 1000)
        end = before or after
        return None if end is None else self._beyond(end, at_ms)

    def _beyond(self, end: Seen, at_ms: float) -> Area | None:
        away_s = (at_ms - end.at_ms) / 1000
        if abs(away_s) * 1000 > HOLD_MS:
            return None
        across, down = self._pace(end)
        there = end.area.moved(across * away_s, down * away_s)
        return end.area.joined(there).grown(WIDER_PER_S * abs(away_s))

    def _pace(self, end: Seen) -> tuple[float, float]:
        """Return how fast the face moves at an end of what is known of it, in parts of the picture a second."""
        near = [seen for seen in self._nearest(end) if abs(seen.at_ms - end.at_ms) <= PACE_MS]
        other = near[-1] if near else end
        if other.at_ms == end.at_ms:
            return 0.0, 0.0
        (across, down), (other_across, other_down) = end.area.middle, other.area.middle
        seconds = (end.at_ms - other.at_ms) / 1000
        return (across - other_across) / seconds, (down - other_down) / seconds

    def _nearest(self, end: Seen) -> list[Seen]:
        """Return some sightings, from this end on."""
        return self._seen[-NEAR:][::-1] if end is self._seen[-1] else self._seen[:NEAR]


def _at(seen: Seen) -> float:
    return seen.at_ms
