import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.media.wallclock import WallClock

NOW_MS = 1_795_132_800_000


def feed(
    clock: WallClock,
    seconds: float,
    *,
    jitter_ms: float = 0.0,
    ppm: float = 0.0,
    from_s: float = 0.0,
    host_ms: int = 0,
) -> float:
    """Play 25 packets/s to a machine whose clock is `host_ms` off; return the largest error once settled."""
    chance = random.Random(1)
    worst = 0.0
    arrival_ms = 0
    for number in range(int(seconds * 25)):
        truth_s = from_s + number / 25
        media_s = truth_s * (1 + ppm * 1e-6)
        arrival_ms = max(arrival_ms, NOW_MS + round(truth_s * 1000 + chance.random() * jitter_ms))
        clock.feed(media_s, (arrival_ms - NOW_MS) / 1000, arrival_ms + host_ms)
        if clock.is_settled:
            worst = max(worst, abs(clock.utc_ms(media_s) - NOW_MS - host_ms - truth_s * 1000))
    return worst


def test_jitter_is_not_taken_for_time() -> None:
    assert feed(WallClock(), 60, jitter_ms=150) <= 30


@pytest.mark.parametrize("ppm", [500, -500, 100])
def test_a_drifting_camera_is_followed(ppm: float) -> None:
    assert feed(WallClock(), 1800, jitter_ms=40, ppm=ppm) <= 250


def test_the_first_burst_of_old_frames_is_put_where_it_belongs() -> None:
    clock = WallClock()
    for number in range(50):  # two seconds of pictures at once, the last of them fresh
        clock.feed(number / 25, 1.96, NOW_MS + 1960)
    feed(clock, 2, from_s=2.0)
    assert clock.is_settled
    assert abs(clock.utc_ms(0.0) - NOW_MS) <= 10


def test_time_never_runs_backwards() -> None:
    clock = WallClock()
    feed(clock, 2, jitter_ms=0)
    last = arrival_ms = 0
    chance = random.Random(2)
    for number in range(2000):
        media_s = 2 + number / 25
        arrival_ms = max(arrival_ms, NOW_MS + round(media_s * 1000) - min(1500, number) + chance.randrange(200))
        clock.feed(media_s, (arrival_ms - NOW_MS) / 1000, arrival_ms)
        now = clock.utc_ms(media_s)
        assert now > last
        last = now


@pytest.mark.parametrize("step_ms", [3_600_000, -3_600_000, 10_000, 600, -600])
def test_a_step_of_this_machines_clock_is_noticed_with_the_next_packet(step_ms: int) -> None:
    clock = WallClock()
    feed(clock, 10)
    assert not clock.is_lost
    clock.feed(10.0, 10.0, NOW_MS + 10_000 + step_ms)
    assert clock.is_lost


@pytest.mark.parametrize("step_ms", [400, -400])
def test_a_small_step_of_this_machines_clock_is_slewed_away(step_ms: int) -> None:
    clock = WallClock()
    feed(clock, 10)
    assert feed(clock, 2, from_s=10, host_ms=step_ms) <= 400
    assert feed(clock, 10, from_s=12, host_ms=step_ms) <= 250
    feed(clock, 30, from_s=22, host_ms=step_ms)
    assert feed(clock, 10, from_s=52, host_ms=step_ms) <= 40
    assert not clock.is_lost


@pytest.mark.parametrize("speed", [2.0, 0.5])
def test_a_camera_whose_clock_runs_at_another_speed_is_noticed(speed: float) -> None:
    clock = WallClock()
    numbers = iter(range(25 * 120))
    while not clock.is_lost:
        number = next(numbers)
        clock.feed(number / 25 * speed, number / 25, NOW_MS + number * 40)


def test_a_stall_of_the_network_is_no_step() -> None:
    clock = WallClock()
    feed(clock, 10)
    for number in range(200):  # eight seconds arrive together
        clock.feed(10 + number / 25, 18.0, NOW_MS + 18_000)
    feed(clock, 10, from_s=18.0)
    assert not clock.is_lost
    assert abs(clock.utc_ms(28.0) - NOW_MS - 28_000) <= 40


def test_a_slow_link_makes_frames_late_and_not_younger() -> None:
    clock = WallClock()
    feed(clock, 30)
    for number in range(25 * 20):  # every second arrives a tenth later than the one before
        at_s = 30 + number / 25
        clock.feed(at_s, at_s + number / 250, NOW_MS + round((at_s + number / 250) * 1000))
        assert abs(clock.utc_ms(at_s) - NOW_MS - at_s * 1000) <= 250
    assert not clock.is_lost


@given(
    st.lists(st.tuples(st.floats(0, 0.2), st.floats(0, 3)), min_size=50, max_size=200),
    st.floats(-500, 500),
    st.integers(-300, 300),
)
def test_recorded_time_never_runs_backwards(packets: list[tuple[float, float]], ppm: float, host_step_ms: int) -> None:
    clock = WallClock()
    media_s = arrival_s = 0.0
    before = 0
    for number, (advance_s, wait_s) in enumerate(packets):
        media_s += advance_s
        arrival_s += wait_s * (1 + ppm * 1e-6)
        step_ms = host_step_ms if number > 30 else 0
        clock.feed(media_s, arrival_s, NOW_MS + round(arrival_s * 1000) + step_ms)
        if clock.is_settled:
            assert clock.utc_ms(media_s) >= before
            before = clock.utc_ms(media_s)
