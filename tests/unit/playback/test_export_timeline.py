"""What is in a film and what is not: together they are the range that was asked for."""

from hypothesis import given
from hypothesis import strategies as st

from wallflower.playback.export_timeline import Caption, Timeline, holes, join
from wallflower.wire import Gap, GapReason
from wallflower.wire_jobs import ExportHole

SPANS = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 50)).map(lambda pair: (pair[0], sum(pair))), max_size=8)
REASONS = st.sampled_from([GapReason.CAMERA_OFFLINE, GapReason.CRASH, GapReason.EXPIRED])


def unreadable(start: int, end: int) -> ExportHole:
    return ExportHole(camera_id="cam", start_ms=start, end_ms=end, reason=GapReason.DAMAGED, unreadable=True)


@given(
    covered=SPANS,
    damaged=SPANS,
    gaps=SPANS,
    reason=REASONS,
    window=st.tuples(st.integers(0, 100), st.integers(101, 260)),
)
def test_covered_and_holes_are_the_window_exactly(
    covered: list[tuple[int, int]],
    damaged: list[tuple[int, int]],
    gaps: list[tuple[int, int]],
    reason: GapReason,
    window: tuple[int, int],
) -> None:
    known = [Gap(camera_id="cam", start_ms=start, end_ms=end, reason=reason) for start, end in gaps]
    found = holes("cam", window, join(covered), [unreadable(*span) for span in damaged], known)
    missing = [at for hole in found for at in range(hole.start_ms, hole.end_ms)]
    seen = {at for start, end in covered for at in range(start, end)}
    assert sorted(missing) == [at for at in range(*window) if at not in seen]
    for hole in found:
        for at in range(hole.start_ms, hole.end_ms):
            is_damaged = any(start <= at < end for start, end in damaged)
            assert hole.unreadable is is_damaged
            if not is_damaged:
                assert (hole.reason is reason) is any(start <= at < end for start, end in gaps)


def test_a_gap_that_lasts_explains_the_rest() -> None:
    lasting = Gap(camera_id="cam", start_ms=50, end_ms=None, reason=GapReason.TURNED_OFF)
    (hole,) = holes("cam", (0, 100), [(0, 50)], [], [lasting])
    assert (hole.start_ms, hole.end_ms, hole.reason) == (50, 100, GapReason.TURNED_OFF)


def film() -> Timeline:
    """Return a film of [1000, 2000) and [5000, 6000)."""
    timeline = Timeline()
    timeline.add(1000, 2000, 0)
    timeline.add(5000, 6000, 1000)
    return timeline


def test_captions_follow_the_film_over_its_holes() -> None:
    said = [
        Caption(0, 900, ("before",)),
        Caption(900, 1200, ("begins early",)),
        Caption(1900, 2500, ("ends in the hole",)),
        Caption(3000, 4000, ("in the hole",)),
        Caption(4900, 5500, ("begins in it",)),
        Caption(5900, 9000, ("ends late",)),
    ]
    placed = [(item.start_ms, item.end_ms, item.rows[0]) for item in film().place(said)]
    assert placed == [
        (0, 200, "begins early"),
        (900, 1000, "ends in the hole"),
        (1000, 1500, "begins in it"),
        (1900, 2000, "ends late"),
    ]
    assert (film().start_ms, film().length_ms, Timeline().length_ms) == (1000, 2000, 0)
