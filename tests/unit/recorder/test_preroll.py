"""Footage held in memory: whole groups, long enough, never too much."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.footage import as_camera, make_footage, make_fragments
from wallflower.media.fragment import Fragment
from wallflower.recorder.preroll import PreRoll


@pytest.fixture(scope="module")
def fragments() -> list[Fragment]:
    return make_fragments(make_footage(8))


def held(preroll: PreRoll) -> list[Fragment]:
    return preroll.since(0)


def test_as_much_as_asked_for_is_held_as_whole_groups(fragments: list[Fragment]) -> None:
    preroll = PreRoll(2500)
    for fragment in fragments:
        preroll.push(fragment)
    kept = held(preroll)
    assert kept[0].is_key
    assert kept == fragments[-len(kept) :]
    assert 2500 <= kept[-1].end_ms - kept[0].start_ms <= 3500
    assert preroll.size_bytes == sum(len(item.data) for item in kept)


def test_only_what_is_wanted_comes_out_from_its_keyframe_on(fragments: list[Fragment]) -> None:
    preroll = PreRoll(60_000)
    for fragment in fragments:
        preroll.push(fragment)
    wanted = preroll.since(fragments[0].start_ms + 5300)
    assert wanted[0].is_key
    assert wanted[0].start_ms == fragments[0].start_ms + 5000
    assert wanted[-1] == fragments[-1]
    assert preroll.since(fragments[-1].end_ms) == []


def test_it_begins_with_a_keyframe(fragments: list[Fragment]) -> None:
    preroll = PreRoll(10_000)
    first_key = next(number for number, item in enumerate(fragments) if number and item.is_key)
    for fragment in fragments[1 : first_key + 1]:
        preroll.push(fragment)
    assert held(preroll) == [fragments[first_key]]


def test_a_hole_and_another_connection_begin_anew(fragments: list[Fragment]) -> None:
    preroll = PreRoll(60_000)
    key = next(number for number, item in enumerate(fragments) if number > 2 and item.is_key)
    for fragment in [*fragments[:2], fragments[3]]:
        preroll.push(fragment)
    assert held(preroll) == ([fragments[3]] if fragments[3].is_key else [])
    other = as_camera(fragments, "cam", session_id="another")
    for fragment in (fragments[key], other[0]):
        preroll.push(fragment)
    assert held(preroll) == [other[0]]


@given(st.integers(0, 9000), st.integers(1, 60_000))
def test_memory_is_bounded_before_length(length_ms: int, most_bytes: int) -> None:
    fragments = [_fragment(number) for number in range(60)]
    preroll = PreRoll(length_ms, most_bytes)
    for fragment in fragments:
        preroll.push(fragment)
        kept = held(preroll)
        assert preroll.size_bytes == sum(len(item.data) for item in kept) <= most_bytes
        assert not kept or kept[0].is_key


def _fragment(number: int) -> Fragment:
    template = _TEMPLATE
    return replace(
        template,
        sequence=number,
        is_key=number % 7 == 0,
        start_ms=number * 500,
        duration_ms=500,
        data=bytes(1000 + number % 7 * 100),
    )


_TEMPLATE = make_fragments(make_footage(1, audio=None))[0]
