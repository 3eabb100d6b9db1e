"""Where a face was: exact enough to draw, and bounded."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.faces.trail import MOST, RECORD, Seen, Trail, unpack

SHARES = st.floats(0.0, 1.0)


def seen(at_ms: int, left: float = 0.25) -> Seen:
    return Seen(at_ms=at_ms, box=(left, 0.5, 0.125, 0.2), quality=0.8, detector=1.0)


@given(
    at_ms=st.integers(0, 4_102_444_800_000), box=st.tuples(SHARES, SHARES, SHARES, SHARES), quality=SHARES, part=SHARES
)
def test_what_is_packed_comes_back(
    at_ms: int, box: tuple[float, float, float, float], quality: float, part: float
) -> None:
    trail = Trail()
    trail.add(Seen(at_ms=at_ms, box=box, quality=quality, detector=part))
    (found,) = unpack(trail.pack())
    assert found.at_ms == at_ms
    assert found.box == pytest.approx(box, abs=2e-5)
    assert (found.quality, found.detector) == pytest.approx((quality, part), abs=0.002)


def test_a_box_beyond_the_edge_ends_at_it() -> None:
    trail = Trail()
    trail.add(Seen(at_ms=1, box=(-0.1, 0.9, 1.4, 0.2), quality=1.0, detector=0.0))
    assert unpack(trail.pack())[0].box == pytest.approx((0.0, 0.9, 1.0, 0.2), abs=2e-5)


@pytest.mark.parametrize("count", [1, MOST, MOST + 1, 5 * MOST, 40 * MOST])
def test_long_stays_are_thinned_out_evenly(count: int) -> None:
    trail = Trail()
    for number in range(count):
        trail.add(seen(number * 500))
    kept = [each.at_ms for each in unpack(trail.pack())]
    steps = {after - before for before, after in itertools.pairwise(kept)}
    assert kept[0] == 0
    assert len(kept) == min(count, MOST) or MOST // 2 <= len(kept) <= MOST
    assert max(steps, default=0) <= 2 * min(steps, default=0)
    assert count * 500 - kept[-1] <= 2 * max(steps, default=500)


def test_two_trails_of_one_face_become_one_in_order() -> None:
    first, second = Trail(), Trail()
    for number in range(MOST):
        (first if number % 3 else second).add(seen(number))
    first.absorb(second)
    assert [each.at_ms for each in unpack(first.pack())] == list(range(MOST))
    first.absorb(first)
    assert len(unpack(first.pack())) <= MOST


def test_a_torn_record_is_left_out() -> None:
    trail = Trail()
    trail.add(seen(1))
    trail.add(seen(2))
    data = trail.pack()
    assert len(data) == 2 * RECORD.itemsize
    assert [each.at_ms for each in unpack(data[:-1])] == [1]
    assert unpack(b"") == ()
