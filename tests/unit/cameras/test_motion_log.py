"""What moved is written soon and once, whatever the database and the clock do."""

from collections.abc import Iterable
from typing import override

import pytest

from wallflower.cameras.motion_log import MOST_WAITING, PICTURE_MS, MotionLog
from wallflower.cameras.moving import Moving
from wallflower.errors import StorageError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.motion import HOUR_MS, MotionStore, moved
from wallflower.store.spans import Span

NOON_MS = 1_795_176_000_000


class Moody(MotionStore):
    """A store on a disk that is full at times."""

    is_full = False
    told = 0

    @override
    def add(self, camera_id: str, spans: Iterable[Span]) -> None:
        if self.is_full:
            raise StorageError("the disk is full")
        spans = tuple(spans)
        self.told += len(spans)
        super().add(camera_id, spans)


class Desk:
    """A log, and what came of it."""

    def __init__(self, database: Database) -> None:
        self.store = Moody(database)
        self.log = MotionLog(self.store)
        self._database = database

    def move(self, *at_s: float, camera_id: str = "cam", hold_ms: int = 10_000) -> None:
        for second in at_s:
            self.log.put(Moving(camera_id=camera_id, at_ms=NOON_MS + round(second * 1000), hold_ms=hold_ms))

    @property
    def written(self) -> list[tuple[float, float]]:
        with self._database.read() as connection:
            found = moved(connection, "cam", NOON_MS - HOUR_MS, NOON_MS + 9 * HOUR_MS)
            return [((begin - NOON_MS) / 1000, (stop - NOON_MS) / 1000) for begin, stop in found]


@pytest.fixture
def desk(database: Database) -> Desk:
    Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
    return Desk(database)


async def test_motion_that_goes_on_is_one(desk: Desk) -> None:
    desk.move(1, 2, 3)
    await desk.log.write()
    assert desk.written == [(1, 4)]
    desk.move(12, 13)
    await desk.log.write()
    desk.move(60)
    await desk.log.write()
    assert desk.written == [(1, 14), (60, 61)]
    told = desk.store.told
    await desk.log.write()
    assert desk.store.told == told  # nothing new


async def test_cameras_with_rare_keyframes_are_held_longer(desk: Desk) -> None:
    desk.move(0, 40, 80, hold_ms=50_000)
    await desk.log.write()
    assert desk.written == [(0, 81)]


async def test_what_lasts_for_hours_is_not_written_from_its_beginning_each_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.move(*range(0, 5000, 10))
    await desk.log.write()
    spans: list[Span] = []
    monkeypatch.setattr(desk.store, "add", lambda _, told: spans.extend(told))
    desk.move(5000)
    await desk.log.write()
    ((begin_ms, end_ms),) = spans
    assert end_ms - begin_ms <= 11 * PICTURE_MS


async def test_what_a_full_disk_refuses_is_written_later_and_takes_a_bounded_room(desk: Desk) -> None:
    desk.store.is_full = True
    desk.move(*range(0, 100 * (MOST_WAITING + 5), 100))
    await desk.log.write()
    assert not desk.written
    desk.store.is_full = False
    await desk.log.write()
    assert desk.written[:1] == [(500, 501)]
    assert desk.store.told == MOST_WAITING


async def test_a_clock_that_was_set_loses_nothing(desk: Desk) -> None:
    desk.move(7200, 7201, 3, 4, 7300)
    await desk.log.write()
    assert desk.written == [(3, 5), (7200, 7202), (7300, 7301)]


async def test_a_camera_that_is_gone_is_forgotten(desk: Desk) -> None:
    desk.move(1)
    desk.move(1, camera_id="gone")
    await desk.log.write()
    assert desk.written == [(1, 2)]
    desk.move(20)
    desk.log.keep_only([])
    await desk.log.write()
    assert desk.written == [(1, 2)]
