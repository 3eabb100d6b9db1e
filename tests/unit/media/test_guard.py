import bisect
import itertools
import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from wallflower.media.guard import MAX_DEVIATION_S, TimestampGuard

VIDEO_S, AUDIO_S = 0.04, 0.064


def play(
    jumps: dict[float, float],
    *,
    seconds: float = 10.0,
    audio_ahead_s: float = 0.0,
    jitter_s: float = 0.0,
    audio_later_s: float = 0.0,
    ppm: float = 0.0,
    seed: int = 0,
) -> dict[bool, list[tuple[float, float]]]:
    """Feed both tracks in real time; return (capture s, time given s) of each packet that was kept.

    At each key of `jumps` the camera's clock moves by its value; the sound follows `audio_later_s` later, when its own
    sender report comes.
    """
    guard = TimestampGuard()
    chance = random.Random(seed)
    events = sorted(
        [(i * VIDEO_S, True) for i in range(round(seconds / VIDEO_S))]
        + [(i * AUDIO_S, False) for i in range(int(seconds / AUDIO_S))],
        key=lambda item: (item[0], not item[1]),
    )
    out: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    arrival_s = 0.0
    for at_s, is_video in events:
        later_s = 0.0 if is_video else audio_later_s
        offset = sum(value for when, value in jumps.items() if at_s >= when + later_s)
        time_s = at_s * (1 + ppm * 1e-6) + offset + (0.0 if is_video else audio_ahead_s)
        arrival_s = max(arrival_s, 100 + at_s + chance.random() * jitter_s)
        duration_s = VIDEO_S if is_video else AUDIO_S
        shift = guard.shift(is_video=is_video, time_s=time_s, duration_s=duration_s, arrival_s=arrival_s)
        if shift is not None:
            out[is_video].append((at_s, time_s + shift))
    return out


def worst_offset_s(out: dict[bool, list[tuple[float, float]]]) -> float:
    """Return by how much sound and picture were ever apart."""
    errors = {is_video: {at_s: time_s - at_s for at_s, time_s in track} for is_video, track in out.items()}
    pictures = sorted(errors[True])
    return max(
        abs(error - errors[True][pictures[bisect.bisect_right(pictures, at_s) - 1]])
        for at_s, error in errors[False].items()
    )


def test_a_good_stream_is_only_moved_to_zero() -> None:
    out = play({0.0: 5000.0})
    assert out[True][0] == pytest.approx((0.0, 0.0))
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


def feed_one(guard: TimestampGuard, time_s: float, arrival_s: float, *, is_video: bool = True) -> float | None:
    """Return the packet's place on the timeline."""
    duration_s = VIDEO_S if is_video else AUDIO_S
    shift = guard.shift(is_video=is_video, time_s=time_s, duration_s=duration_s, arrival_s=arrival_s)
    return None if shift is None else time_s + shift


def test_sound_that_goes_backwards_is_dropped_but_no_picture_is() -> None:
    guard = TimestampGuard()
    sound = [feed_one(guard, time_s, time_s, is_video=False) for time_s in (0.0, 0.064, 0.032, 0.128)]
    assert sound == [0.0, pytest.approx(0.064), None, pytest.approx(0.128)]
    assert guard.dropped == 1
    guard = TimestampGuard()
    pictures = [feed_one(guard, time_s, time_s) for time_s in (0.0, 0.04, 0.02, 0.08)]
    assert pictures == [0.0, pytest.approx(0.04), pytest.approx(0.041), pytest.approx(0.08)]


def test_a_camera_whose_time_stands_still_is_timed_by_arrival() -> None:
    guard = TimestampGuard()
    times = [feed_one(guard, 0.0, number * VIDEO_S) or 0.0 for number in range(500)]
    assert all(later > earlier for earlier, later in itertools.pairwise(times))
    assert abs(times[-1] - 499 * VIDEO_S) < MAX_DEVIATION_S + 2 * VIDEO_S


def test_frames_without_a_duration_go_on_at_their_own_pace_after_a_jump() -> None:
    guard = TimestampGuard()
    times = []
    for number in range(100):
        time_s = number * VIDEO_S + (3600 if number >= 50 else 0)
        shift = guard.shift(is_video=True, time_s=time_s, duration_s=0.0, arrival_s=number * VIDEO_S)
        times.append(time_s + (shift or 0.0))
    assert times == pytest.approx([number * VIDEO_S for number in range(100)], abs=1e-6)


@pytest.mark.parametrize("second_s", [0.8, -0.9, 1.2])
def test_a_second_step_is_not_taken_for_the_first(second_s: float) -> None:
    out = play({3.0: 2.0, 6.0: second_s})
    assert all(abs(time_s - at_s) < 0.15 for track in out.values() for at_s, time_s in track)


def test_a_hundred_steps_do_not_add_up() -> None:
    out = play({1 + number / 4: 3600.0 * (-1) ** number for number in range(100)}, seconds=30, jitter_s=0.2)
    assert abs(out[True][-1][1] - out[True][-1][0]) < 0.05
    assert worst_offset_s(out) < 0.04


@given(
    st.dictionaries(st.floats(1, 9), st.sampled_from([2.0, -2.0, 3600.0, -3600.0, -1_262_304_000.0]), max_size=4),
    st.floats(0, 0.3),
    st.floats(0, 0.9),
    st.floats(-500, 500),
    st.integers(0, 1000),
)
def test_steps_of_the_clock_never_part_sound_and_picture(
    jumps: dict[float, float], jitter_s: float, audio_later_s: float, ppm: float, seed: int
) -> None:
    out = play(jumps, jitter_s=jitter_s, audio_later_s=audio_later_s, ppm=ppm, seed=seed)
    for track in out.values():
        assert all(later[1] > earlier[1] for earlier, later in itertools.pairwise(track))
        assert all(abs(time_s - at_s) < 0.25 for at_s, time_s in track)
    assert len(out[True]) == round(10 / VIDEO_S)
    assert worst_offset_s(out) < 0.04


@given(
    st.lists(st.tuples(st.booleans(), st.floats(-1e9, 1e9), st.floats(0, 1), st.floats(0, 2)), min_size=1, max_size=60)
)
@example([(True, 0.0, 0.0, 0.0)] * 3 + [(True, 65.0, 0.0, 0.0), (True, 0.0, 0.0, 0.0)])  # 65 + (0.003 - 65) > 0.003
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


def test_a_pause_is_no_jump_though_the_frame_before_it_was_held_back() -> None:
    guard = TimestampGuard()
    frame_s, pause_s = 1 / 15, 6.0
    for index in range(30):
        guard.shift(is_video=True, time_s=index * frame_s, duration_s=frame_s, arrival_s=index * frame_s)
    held = guard.shift(is_video=True, time_s=30 * frame_s, duration_s=frame_s, arrival_s=30 * frame_s + pause_s)
    after_s = 31 * frame_s + pause_s
    assert guard.shift(is_video=True, time_s=after_s, duration_s=frame_s, arrival_s=after_s) == pytest.approx(0.0)
    assert held == pytest.approx(0.0)
    assert guard.fixes == 0


def test_a_slow_camera_clock_does_not_turn_later_pauses_into_jumps() -> None:
    guard = TimestampGuard()
    slow = 1 - 500e-6
    for second in range(7200):
        guard.shift(is_video=True, time_s=second * slow, duration_s=1.0, arrival_s=second)
    guard.shift(is_video=True, time_s=7200 * slow, duration_s=1.0, arrival_s=7206)
    assert guard.shift(is_video=True, time_s=7206 * slow, duration_s=1.0, arrival_s=7206) == pytest.approx(0.0)
