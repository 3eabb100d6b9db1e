from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from tests.support.ledgers import INIT
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import (
    Extent,
    NewRecording,
    RecordingRow,
    Recordings,
    _around,
    pack_groups,
)
from wallflower.wire import GapReason

DAY_MS = 86_400_000
NOON_MS = 1_795_176_000_000  # 2026-11-20T12:00:00Z


@pytest.fixture
def store(database: Database) -> Recordings:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    store = Recordings(database)
    store.save_init(INIT)
    return store


def add(store: Recordings, start_ms: int, duration_ms: int, *, camera_id: str = "cam", close: bool = True) -> int:
    new = NewRecording(
        camera_id=camera_id,
        session_id="s",
        init_id=INIT.id,
        path=f"{camera_id}/{start_ms}.mp4",
        start_ms=start_ms,
        base_ticks=7,
    )
    row_id = store.add(new)
    groups = ((100, duration_ms),)
    store.extend([(row_id, Extent(duration_ms=duration_ms, size_bytes=1000, groups=groups))], close=close)
    return row_id


def spans(store: Recordings) -> list[tuple[int, int | None, GapReason]]:
    return [(gap.start_ms, gap.end_ms, gap.reason) for gap in store.gaps("cam", 0, 1 << 60)]


@given(st.lists(st.tuples(st.integers(0, (1 << 32) - 1), st.integers(0, (1 << 32) - 1))))
def test_groups_are_packed_and_unpacked(groups: list[tuple[int, int]]) -> None:
    row = RecordingRow(
        id=1,
        camera_id="cam",
        session_id="s",
        init_id=INIT.id,
        path="",
        start_ms=0,
        duration_ms=0,
        size_bytes=0,
        base_ticks=0,
        packed_groups=pack_groups(groups),
        is_open=False,
    )
    assert row.groups == tuple(groups)
    assert row.group_columns == (tuple(offset for offset, _ in groups), tuple(length for _, length in groups))


def test_how_far_a_camera_is_recorded_is_told_by_its_last_file(store: Recordings) -> None:
    assert store.recorded_until("cam") is None
    add(store, 10_000, 5_000)
    add(store, 20_000, 3_000, close=False)
    add(store, 90_000, 3_000, camera_id="yard")
    assert store.recorded_until("cam") == 23_000


def test_an_init_is_stored_once(store: Recordings) -> None:
    store.save_init(INIT)
    assert store.init(INIT.id) == INIT
    with pytest.raises(NotFoundError):
        store.init("f" * 32)


def test_a_row_lives_from_announcement_to_close(store: Recordings) -> None:
    row_id = add(store, 1000, 500, close=False)
    assert [row.id for row in store.open_rows()] == [row_id]
    assert store.files() == ()
    store.extend([(row_id, Extent(duration_ms=900, size_bytes=2000, groups=((5, 400), (6, 500))))], close=True)
    row = store.get(row_id)
    assert (row.end_ms, row.size_bytes, row.groups, row.is_open, row.base_ticks) == (
        1900,
        2000,
        ((5, 400), (6, 500)),
        False,
        7,
    )
    assert store.used_bytes() == 2000
    assert store.paths("cam").keys() == {"cam/1000.mp4"}
    assert store.paths("yard") == {}
    assert not store.is_empty()


def test_a_window_finds_what_overlaps_it(store: Recordings) -> None:
    ids = [add(store, start, 1000) for start in (0, 1000, 2000)]
    add(store, 1000, 1000, camera_id="yard")
    assert [row.id for row in store.list("cam", 1000, 2000)] == [ids[1]]
    assert [row.id for row in store.list("cam", 999, 2001)] == ids
    assert store.list("cam", 3000, 9000) == ()


def test_a_window_finds_a_file_that_began_long_ago_and_one_below_a_clock_set_back(store: Recordings) -> None:
    hour_ms = 3_600_000
    below = add(store, NOON_MS, hour_ms)
    for minute in range(3):
        add(store, NOON_MS + 1 + 60_000 * minute, 60_000)
    endless = add(store, NOON_MS + 2 * hour_ms, 30 * hour_ms)
    found = store.list("cam", NOON_MS + hour_ms // 2, NOON_MS + hour_ms // 2 + 1)
    assert [row.id for row in found] == [below]
    assert [row.id for row in store.list("cam", NOON_MS + DAY_MS, NOON_MS + DAY_MS + 1)] == [endless]
    assert store.list("cam", 0, NOON_MS) == ()


def test_a_window_is_found_without_walking_through_the_years(
    store: Recordings, database: Database, *, is_sqlite: bool
) -> None:
    if not is_sqlite:
        pytest.skip("PostgreSQL chooses its plans by what is stored")
    with database.read() as connection:
        statement = _around("cam", NOON_MS, NOON_MS + 1).compile(
            dialect=connection.dialect, compile_kwargs={"literal_binds": True}
        )
        plan = [str(row.detail) for row in connection.execute(text(f"EXPLAIN QUERY PLAN {statement}"))]
    assert any("start_ms>? AND start_ms<?" in step for step in plan)


def test_what_is_being_written_can_be_read_though_its_row_is_short(store: Recordings) -> None:
    row_id = add(store, 1000, 0, close=False)
    assert store.list("cam", 5000, 6000) == ()
    assert [row.id for row in store.readable("cam", 5000, 6000)] == [row_id]


def test_a_deleted_file_leaves_a_gap_joined_with_its_neighbours(store: Recordings) -> None:
    ids = [add(store, start, 1000) for start in (0, 1000, 2000)]
    for row_id in (ids[0], ids[2], ids[1]):
        store.delete(row_id, GapReason.EXPIRED)
    assert spans(store) == [(0, 3000, GapReason.EXPIRED)]
    assert store.oldest_ms() is None


def test_an_open_file_cannot_be_deleted(store: Recordings) -> None:
    with pytest.raises(ConflictError):
        store.delete(add(store, 0, 100, close=False), GapReason.DELETED)
    with pytest.raises(NotFoundError):
        store.delete(999, GapReason.DELETED)


def test_one_gap_lasts_at_a_time(store: Recordings) -> None:
    store.open_gap("cam", 100, GapReason.CAMERA_OFFLINE)
    store.open_gap("cam", 200, GapReason.DISK_FULL)
    assert spans(store) == [(100, 200, GapReason.CAMERA_OFFLINE), (200, None, GapReason.DISK_FULL)]
    store.close_gap("cam", 200)  # it would be empty
    assert spans(store) == [(100, 200, GapReason.CAMERA_OFFLINE)]
    assert store.current_gap("cam") is None


def test_the_accounted_life_ends_with_footage_or_gap(store: Recordings) -> None:
    assert store.covered_until("cam") is None
    add(store, 0, 1000)
    assert store.covered_until("cam") == 1000
    assert store.cameras_without_gap() == {"cam"}
    store.open_gap("cam", 1000, GapReason.CRASH)
    assert store.cameras_without_gap() == set()
    store.close_gap("cam", 5000)
    assert store.covered_until("cam") == 5000


@pytest.mark.parametrize(
    ("found", "left"),
    [
        ((200, 300), [(100, 200), (300, 400)]),
        ((50, 150), [(150, 400)]),
        ((350, 450), [(100, 350)]),
        ((100, 400), []),
        ((400, 500), [(100, 400)]),
    ],
)
def test_found_footage_is_taken_out_of_the_gaps(
    store: Recordings, found: tuple[int, int], left: list[tuple[int, int]]
) -> None:
    store.add_gap("cam", 100, 400, GapReason.CRASH)
    store.carve_gaps("cam", *found)
    assert [(start, end) for start, end, _ in spans(store)] == left


def test_a_gap_that_lasts_keeps_lasting_behind_found_footage(store: Recordings) -> None:
    store.open_gap("cam", 100, GapReason.CRASH)
    store.carve_gaps("cam", 200, 300)
    assert spans(store) == [(100, 200, GapReason.CRASH), (300, None, GapReason.CRASH)]


def test_days_are_those_of_the_time_zone(store: Recordings) -> None:
    add(store, NOON_MS, DAY_MS)
    assert [(day.date, day.recorded_ms) for day in store.days("cam", "UTC")] == [
        ("2026-11-20", DAY_MS // 2),
        ("2026-11-21", DAY_MS // 2),
    ]
    (first, second) = store.days("cam", "Asia/Tokyo")
    assert (first.date, first.recorded_ms) == ("2026-11-20", 3 * 3_600_000)
    assert first.end_ms == second.start_ms == NOON_MS + 3 * 3_600_000


def test_a_day_can_have_23_hours(store: Recordings) -> None:
    midnight_ms = 1_774_738_800_000  # 2026-03-29T00:00 in Berlin
    add(store, midnight_ms - 1000, 26 * 3_600_000)
    before, short, after = store.days("cam", "Europe/Berlin")
    assert (before.date, before.recorded_ms) == ("2026-03-28", 1000)
    assert (short.date, short.end_ms - short.start_ms) == ("2026-03-29", 23 * 3_600_000)
    assert short.recorded_ms == 23 * 3_600_000
    assert (after.start_ms, after.recorded_ms) == (short.end_ms, 3 * 3_600_000 - 1000)


def test_a_day_can_have_25_hours_and_overlaps_count_once(store: Recordings) -> None:
    autumn_ms = 1_792_915_200_000  # 2026-10-25T08:00:00Z, Berlin sets its clocks back that night
    add(store, autumn_ms, 1000)
    add(store, autumn_ms + 500, 1000)
    (day,) = store.days("cam", "Europe/Berlin")
    assert day.end_ms - day.start_ms == 25 * 3_600_000
    assert day.recorded_ms == 1500


def test_days_are_the_same_without_how_much(store: Recordings) -> None:
    """Files that reach over midnight, days without any, the days on which the clock changes, a file without length."""
    autumn_ms = 1_792_915_200_000  # 2026-10-25T08:00:00Z
    for at_ms, duration_ms in (
        (NOON_MS, 2 * 3_600_000),
        (NOON_MS + 40 * DAY_MS, 0),
        (NOON_MS + 41 * DAY_MS, 60_000),
        *((autumn_ms + number * 7_100_000, 7_099_999) for number in range(-20, 20)),
        (autumn_ms + 5 * DAY_MS, 2 * 3_600_000),
    ):
        add(store, at_ms, duration_ms)
    for zone in ("UTC", "Europe/Berlin", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Kiritimati"):
        measured = store.days("cam", zone)
        assert len(measured) > 6
        assert store.days("cam", zone, measured=False) == tuple(replace(day, recorded_ms=None) for day in measured)
    assert store.days("yard", "UTC", measured=False) == ()


@pytest.mark.parametrize("zone", ["Nowhere/City", "", "../../etc/passwd", "/etc/localtime"])
def test_an_unknown_time_zone_is_the_callers_mistake(store: Recordings, zone: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        store.days("cam", zone)
    assert caught.value.field == "tz"


def test_a_camera_leaves_nothing_behind(store: Recordings) -> None:
    add(store, 0, 1000)
    add(store, 0, 1000, camera_id="yard")
    store.open_gap("cam", 1000, GapReason.TURNED_OFF)
    store.delete_camera("cam")
    assert store.covered_until("cam") is None
    assert store.covered_until("yard") == 1000
