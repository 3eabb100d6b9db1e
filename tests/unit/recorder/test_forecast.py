import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.recorder.forecast import Flow, Scene, days_until, forecast
from wallflower.recorder.retention import DAY_MS, Limits, Policy
from wallflower.store.shelf import Usage

NOW_MS = 1_000 * DAY_MS
GB = 1_000_000_000


def usage(name: str, *, days: float, per_day: int = GB) -> Usage:
    """A camera that recorded so many days until now."""
    oldest_ms = NOW_MS - int(days * DAY_MS)
    return Usage(
        camera_id=name, used_bytes=int(days * per_day), oldest_ms=oldest_ms, recent_bytes=int(min(1, days) * per_day)
    )


def scene(*items: Usage, free: int = 1000 * GB, policy: Policy | None = None, protected: int = 0) -> Scene:
    return Scene(
        now_ms=NOW_MS,
        free_bytes=free,
        policy=policy or Policy(default=Limits(keep_ms=10 * DAY_MS)),
        usage=items,
        protected_bytes={"cam": protected} if protected else {},
    )


def test_nothing_recorded_lasts_for_ever() -> None:
    told = forecast(scene())
    assert (told.used_bytes, told.days_left, told.oldest_ms, told.cameras) == (0, None, None, ())


def test_a_large_disk_never_fills_and_age_decides() -> None:
    told = forecast(scene(usage("cam", days=4)))
    (camera,) = told.cameras
    assert told.days_left is None
    assert (camera.bytes_per_day, camera.days_left, camera.reach_days) == (GB, 6, 10)


def test_half_a_day_tells_the_whole() -> None:
    (camera,) = forecast(scene(usage("cam", days=0.5))).cameras
    assert camera.bytes_per_day == GB


def test_a_small_disk_fills_before_anything_expires() -> None:
    told = forecast(scene(usage("cam", days=4), usage("yard", days=2), free=4 * GB))
    assert told.room_bytes == 4 * GB
    assert told.days_left == 2
    # 10 GB for two cameras of 1 GB a day each.
    assert [item.reach_days for item in told.cameras] == [5, 5]
    assert [item.days_left for item in told.cameras] == [2, 2]


def test_the_total_quota_and_the_free_minimum_limit_the_room() -> None:
    limits = Limits(keep_ms=10 * DAY_MS)
    assert scene(usage("cam", days=4), policy=Policy(default=limits, quota_bytes=5 * GB)).room_bytes == GB
    assert scene(free=3 * GB, policy=Policy(default=limits, min_free_bytes=2 * GB)).room_bytes == GB
    assert scene(free=3 * GB, policy=Policy(default=limits, min_free_bytes=9 * GB)).room_bytes == 0


def test_a_camera_with_a_quota_rotates_while_the_others_grow() -> None:
    policy = Policy(
        default=Limits(keep_ms=10 * DAY_MS), cameras={"cam": Limits(keep_ms=10 * DAY_MS, quota_bytes=3 * GB)}
    )
    told = forecast(scene(usage("cam", days=3), usage("yard", days=3), policy=policy))
    assert [item.reach_days for item in told.cameras] == [3, 10]
    assert [item.days_left for item in told.cameras] == [0, 7]


def test_protected_footage_takes_from_the_cameras_quota() -> None:
    policy = Policy(
        default=Limits(keep_ms=10 * DAY_MS), cameras={"cam": Limits(keep_ms=10 * DAY_MS, quota_bytes=3 * GB)}
    )
    told = forecast(scene(usage("cam", days=3), policy=policy, protected=GB))
    assert (told.protected_bytes, told.cameras[0].reach_days) == (GB, 2)


def test_a_camera_that_stands_still_has_no_reach() -> None:
    still = Usage(camera_id="cam", used_bytes=GB, oldest_ms=NOW_MS - 4 * DAY_MS, recent_bytes=0)
    (camera,) = forecast(scene(still)).cameras
    assert (camera.bytes_per_day, camera.reach_days, camera.days_left) == (0, None, 6)


@pytest.mark.parametrize(
    ("flows", "room", "days"),
    [
        ([], 1, None),
        ([Flow(1, 5)], 5, 5),
        ([Flow(1, 5)], 5.1, None),
        ([Flow(1, 1), Flow(1, 9)], 4, 3),
        ([Flow(2, 5)], 0, 0),
    ],
)
def test_flows_fill_a_room(flows: list[Flow], room: float, days: float | None) -> None:
    assert days_until(flows, room) == days


@given(
    st.lists(st.builds(Flow, st.integers(0, 100), st.integers(0, 100)), max_size=6),
    st.integers(0, 10_000),
)
def test_at_the_time_told_the_room_is_exactly_full(flows: list[Flow], room: int) -> None:
    days = days_until(flows, room)
    if days is None:
        assert sum(rate * limit for rate, limit in flows) <= room
    else:
        assert sum(rate * min(days, limit) for rate, limit in flows) == pytest.approx(room)
