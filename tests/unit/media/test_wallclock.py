import random

import pytest

from wallflower.media.wallclock import WallClock

NOW_MS = 1_795_132_800_000


def feed(clock: WallClock, seconds: float, *, jitter_ms: float = 0.0, ppm: float = 0.0, from_s: float = 0.0) -> float:
    """Play 25 packets/s; return the largest error against the truth once settled."""
    chance = random.Random(1)
    worst = 0.0
    arrival_ms = 0
    for number in range(int(seconds * 25)):
        truth_s = from_s + number / 25
        media_s = truth_s * (1 + ppm * 1e-6)
        arrival_ms = max(arrival_ms, NOW_MS + round(truth_s * 1000 + chance.random() * jitter_ms))
        clock.feed(media_s, arrival_ms)
        if clock.is_settled:
            worst = max(worst, abs(clock.utc_ms(media_s) - NOW_MS - truth_s * 1000))
    return worst


def test_jitter_is_not_taken_for_time() -> None:
    assert feed(WallClock(), 60, jitter_ms=150) <= 30


@pytest.mark.parametrize("ppm", [500, -500, 100])
def test_a_drifting_camera_is_followed(ppm: float) -> None:
    assert feed(WallClock(), 1800, jitter_ms=40, ppm=ppm) <= 250


def test_the_first_burst_of_old_frames_is_put_where_it_belongs() -> None:
    clock = WallClock()
    for number in range(50):  # two seconds of pictures at once, the last of them fresh
        clock.feed(number / 25, NOW_MS + 1960)
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
        clock.feed(media_s, arrival_ms)
        now = clock.utc_ms(media_s)
        assert now > last
        last = now


@pytest.mark.parametrize("step_ms", [3_600_000, -3_600_000, 10_000])
def test_a_step_of_this_machines_clock_is_noticed(step_ms: int) -> None:
    clock = WallClock()
    feed(clock, 10)
    for number in range(250):
        clock.feed(10 + number / 25, NOW_MS + step_ms + 10_000 + number * 40)
    assert clock.is_lost


def test_a_stall_of_the_network_is_no_step() -> None:
    clock = WallClock()
    feed(clock, 10)
    for number in range(200):  # eight seconds arrive together
        clock.feed(10 + number / 25, NOW_MS + 18_000)
    feed(clock, 10, from_s=18.0)
    assert not clock.is_lost
    assert abs(clock.utc_ms(28.0) - NOW_MS - 28_000) <= 40
