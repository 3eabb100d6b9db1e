"""When something moved: known once, however often it is told, and gone with its pictures, its time and its camera."""

import tempfile
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.support.ledgers import INIT
from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.motion import APART_MS, HOUR_MS, MotionStore, moved
from wallflower.store.protections import Protections
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.store.schema import motion
from wallflower.store.shelf import Shelf
from wallflower.store.spans import Span
from wallflower.wire import GapReason

NOON_MS = 1_795_176_000_000
MINUTE_MS = 60_000


@pytest.fixture
def motions(database: Database) -> MotionStore:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    return MotionStore(database)


def stored(database: Database, camera_id: str = "cam", start_ms: int = 0, end_ms: int = 1 << 60) -> list[Span]:
    with database.read() as connection:
        return [(begin - NOON_MS, stop - NOON_MS) for begin, stop in moved(connection, camera_id, start_ms, end_ms)]


def at(*spans: Span) -> list[Span]:
    return [(NOON_MS + begin, NOON_MS + stop) for begin, stop in spans]


def test_what_is_told_twice_is_known_once_and_what_soon_begins_again_goes_on(
    motions: MotionStore, database: Database
) -> None:
    motions.add("cam", at((0, 5000), (30_000, 31_000)))
    motions.add("cam", at((4000, 9000), (30_000, 31_000)))
    motions.add("cam", at((41_000, 42_000), (60_000, 61_000)))
    motions.add("yard", at((1000, 2000)))
    assert stored(database) == [(0, 9000), (30_000, 42_000), (60_000, 61_000)]
    assert stored(database, "yard") == [(1000, 2000)]


def test_what_lasts_for_hours_is_one_span_of_few_rows(motions: MotionStore, database: Database) -> None:
    motions.add("cam", at((-MINUTE_MS, 2 * HOUR_MS + MINUTE_MS)))
    assert stored(database) == [(-MINUTE_MS, 2 * HOUR_MS + MINUTE_MS)]
    assert stored(database, "cam", NOON_MS, NOON_MS + 1) == [(0, HOUR_MS)]
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(motion)).scalar_one() == 4


def test_an_hour_of_flicker_is_a_small_row(motions: MotionStore, database: Database) -> None:
    motions.add("cam", at(*((begin, begin + 100) for begin in range(0, HOUR_MS, APART_MS + 200))))
    with database.read() as connection:
        (packed,) = connection.execute(select(motion.c.spans)).scalars()
    assert len(packed) <= 1440


def test_it_goes_after_its_time_unless_it_is_protected(motions: MotionStore, database: Database) -> None:
    Protections(database).protect("cam", NOON_MS + 3 * HOUR_MS, NOON_MS + 3 * HOUR_MS + 1, None, 0)
    for hour in range(6):
        motions.add("cam", at((hour * HOUR_MS, hour * HOUR_MS + 1000)))
    motions.add("yard", at((0, 1000)))
    assert motions.expire("cam", NOON_MS + 5 * HOUR_MS) == 4
    assert [begin // HOUR_MS for begin, _ in stored(database)] == [3, 5]
    assert stored(database, "yard")


def test_it_goes_with_the_footage_it_was_seen_in(motions: MotionStore, database: Database) -> None:
    recordings, shelf = Recordings(database), Shelf(database)
    recordings.save_init(INIT)
    new = NewRecording(
        camera_id="cam", session_id="s", init_id=INIT.id, path="a.mp4", start_ms=NOON_MS + 2000, base_ticks=0
    )
    row_id = recordings.add(new)
    extent = Extent(duration_ms=MINUTE_MS, size_bytes=1000, groups=((100, MINUTE_MS),))
    recordings.extend([(row_id, extent)], close=True)
    for camera_id in ("cam", "yard"):
        motions.add(camera_id, at((0, 5000), (30_000, 31_000), (MINUTE_MS, MINUTE_MS + 9000)))
    shelf.doom([row_id], GapReason.DELETED)
    shelf.bury([row_id])
    assert stored(database) == [(0, 2000), (MINUTE_MS + 2000, MINUTE_MS + 9000)]
    assert len(stored(database, "yard")) == 3


def test_it_goes_with_its_camera(motions: MotionStore, database: Database) -> None:
    motions.add("cam", at((0, 1000)))
    Cameras(database).delete("cam")
    assert stored(database) == []
    with pytest.raises(NotFoundError):
        motions.add("cam", at((0, 1000)))


@given(st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 50_000)), max_size=8))
def test_every_moment_told_is_covered_in_any_order(spans: list[Span]) -> None:
    told = [(begin * 100, (begin + lasts) * 100) for begin, lasts in spans]
    with tempfile.TemporaryDirectory() as directory:
        database = Database(Path(directory) / "wallflower.db")
        database.migrate()
        Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
        for span in told:
            MotionStore(database).add("cam", at(span))
        found = stored(database)
        database.close()
    assert all(any(one <= begin and stop <= other for one, other in found) for begin, stop in told)
    assert all(before[1] < later[0] for before, later in pairwise(found))
    assert not told or found[-1][1] == max(stop for _, stop in told)
