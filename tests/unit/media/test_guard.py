import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.media.guard import TimestampGuard

VIDEO_S, AUDIO_S = 0.04, 0.064


def play(jumps: dict[float, float], *, seconds: float = 10.0, audio_ahead_s: float = 0.0) -> dict[bool, list[tuple]]:
    """Feed both tracks in real time; at each key of `jumps` the camera's clock moves by its value."""
    guard = TimestampGuard()
    events = sorted(
        [(i * VIDEO_S, True) for i in range(int(seconds / VIDEO_S))]
        + [(i * AUDIO_S, False) for i in range(int(seconds / AUDIO_S))],
        key=lambda item: (item[0], not item[1]),
    )
    out: dict[bool, list[tuple]] = {True: [], False: []}
    for at_s, is_video in events:
        offset = sum(value for when, value in jumps.items() if at_s >= when)
        time_s = at_s + offset + (0.0 if is_video else audio_ahead_s)
        shift = guard.shift(
            is_video=is_video, time_s=time_s, duration_s=VIDEO_S if is_video else AUDIO_S, arrival_s=100 + at_s
        )
        if shift is not None:
            out[is_video].append((at_s, time_s + shift))
    return out


def test_a_good_stream_is_only_moved_to_zero() -> None:
    out = play({0.0: 5000.0})
    assert out[True][0] == (0.0, pytest.approx(0.0))
    assert all(at_s == pytest.approx(time_s, abs=1e-6) for track in out.values() for at_s, time_s in track)


@pytest.mark.parametrize("jump_s", [2.0, -2.0, 3600.0, -3600.0, -1_262_304_000.0])
def test_a_step_of_the_cameras_clock_leaves_no_trace(jump_s: float) -> None:
    out = play({4.0: jump_s})
    for track in out.values():
        assert all(later[1] > earlier[1] for earlier, later in itertools.pairwise(track))
        assert all(abs(time_s - at_s) < 0.15 for at_s, time_s in track)
    # One shift for both: picture and sound stay together.
    assert out[True][-1][1] - out[True][-1][0] == pytest.approx(out[False][-1][1] - out[False][-1][0], abs=0.02)


def test_a_small_offset_between_the_tracks_is_kept() -> None:
    out = play({}, audio_ahead_s=0.3)
    assert out[False][-1][1] - out[False][-1][0] == pytest.approx(0.3, abs=1e-6)


def test_tracks_whose_clocks_have_nothing_in_common_are_put_together() -> None:
    out = play({}, audio_ahead_s=-40_000.0)
    assert all(abs(time_s - at_s) < 0.1 for at_s, time_s in out[False])


def test_a_pause_of_the_camera_is_no_jump() -> None:
    guard = TimestampGuard()
    guard.shift(is_video=True, time_s=0.0, duration_s=VIDEO_S, arrival_s=0.0)
    assert guard.shift(is_video=True, time_s=5.0, duration_s=VIDEO_S, arrival_s=5.1) == 0.0
    assert guard.fixes == 0


def test_what_goes_backwards_is_dropped() -> None:
    guard = TimestampGuard()
    for time_s in (0.0, 0.04, 0.02):
        result = guard.shift(is_video=True, time_s=time_s, duration_s=VIDEO_S, arrival_s=time_s)
    assert result is None
    assert guard.dropped == 1


@given(
    st.lists(st.tuples(st.booleans(), st.floats(-1e9, 1e9), st.floats(0, 1), st.floats(0, 2)), min_size=1, max_size=60)
)
def test_each_track_is_monotone_whatever_comes(packets: list[tuple[bool, float, float, float]]) -> None:
    guard = TimestampGuard()
    last: dict[bool, float] = {}
    arrival_s = 0.0
    for is_video, time_s, duration_s, wait_s in packets:
        arrival_s += wait_s
        shift = guard.shift(is_video=is_video, time_s=time_s, duration_s=duration_s, arrival_s=arrival_s)
        if shift is not None:
            assert time_s + shift > last.get(is_video, float("-inf"))
            last[is_video] = time_s + shift
