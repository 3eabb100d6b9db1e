"""Where each instant of the recording lies in the exported film: holes are cut out, so the two clocks differ."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wallflower.wire import Gap, GapReason
from wallflower.wire_jobs import ExportHole


@dataclass(frozen=True, slots=True)
class Caption:
    """A text to show, times in UTC or, once placed, in milliseconds of the film."""

    start_ms: int
    end_ms: int
    rows: tuple[str, ...]


class Timeline:
    """Grows with the film, fragment by fragment."""

    def __init__(self) -> None:
        """Begin an empty film."""
        self._starts: list[int] = []
        self._spans: list[tuple[int, int, float]] = []

    def add(self, start_ms: int, end_ms: int, film_ms: float) -> None:
        """Say that what happened in [start, end) is shown from `film_ms` on."""
        self._starts.append(start_ms)
        self._spans.append((start_ms, end_ms, film_ms))

    @property
    def start_ms(self) -> int:
        """The instant of the first frame, 0 in an empty film."""
        return self._starts[0] if self._starts else 0

    @property
    def length_ms(self) -> int:
        """How long the film is."""
        if not self._spans:
            return 0
        start, end, film_ms = self._spans[-1]
        return round(film_ms + end - start)

    def covered(self) -> list[tuple[int, int]]:
        """Return the stretches of time that are in the film, joined where they touch."""
        return join((start, end) for start, end, _ in self._spans)

    def place(self, captions: Sequence[Caption]) -> list[Caption]:
        """Return the captions at their times in the film; those of time that is not in it are left out."""
        placed: list[Caption] = []
        for caption in captions:
            start, end = self._film_ms(caption.start_ms), self._film_ms(caption.end_ms)
            if placed:
                start = max(start, placed[-1].end_ms)
            if end > start:
                placed.append(Caption(start, end, caption.rows))
        return placed

    def _film_ms(self, at_ms: int) -> int:
        """Return the film's time at an instant; one that lies in a hole is where the hole was cut out."""
        index = bisect_right(self._starts, at_ms) - 1
        if index < 0:
            return 0
        start, end, film_ms = self._spans[index]
        return round(film_ms + min(at_ms, end) - start)


def join(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the union of stretches of time, in order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif end > start:
            joined.append((start, end))
    return joined


def holes(
    camera_id: str,
    window: tuple[int, int],
    covered: Sequence[tuple[int, int]],
    unreadable: Sequence[ExportHole],
    gaps: Sequence[Gap],
) -> tuple[ExportHole, ...]:
    """Return what of the window is not covered, with reasons: covered and holes together are the window, exactly."""
    found: list[ExportHole] = []
    at_ms, end_ms = window
    for start, end in [*covered, (end_ms, end_ms)]:
        if at_ms < min(start, end_ms):
            found += _explained(camera_id, at_ms, min(start, end_ms), unreadable, gaps)
        at_ms = max(at_ms, end)
    return tuple(found)


def _explained(
    camera_id: str, start_ms: int, end_ms: int, unreadable: Sequence[ExportHole], gaps: Sequence[Gap]
) -> list[ExportHole]:
    """Cut a stretch at the edges of what is known about it and name each piece's reason."""
    known = [(hole.start_ms, hole.end_ms, hole.reason, True) for hole in unreadable]
    known += [(gap.start_ms, end_ms if gap.end_ms is None else gap.end_ms, gap.reason, False) for gap in gaps]
    edges = {start_ms, end_ms, *(edge for start, end, *_ in known for edge in (start, end))}
    cuts = sorted(edge for edge in edges if start_ms <= edge <= end_ms)
    pieces: list[ExportHole] = []
    for begin, finish in pairwise(cuts):
        reasons = ((reason, bad) for start, end, reason, bad in known if start <= begin and finish <= end)
        reason, is_bad = next(reasons, (GapReason.UNKNOWN, False))
        if pieces and (pieces[-1].reason, pieces[-1].unreadable) == (reason, is_bad):
            begin = pieces.pop().start_ms  # noqa: PLW2901 - the piece before and this one are one
        pieces.append(ExportHole(camera_id=camera_id, start_ms=begin, end_ms=finish, reason=reason, unreadable=is_bad))
    return pieces
