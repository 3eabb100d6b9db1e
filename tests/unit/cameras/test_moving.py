"""Motion begins once and ends once, whatever becomes of those who see it."""

import asyncio

import pytest

from tests.support.waiting import until
from wallflower.cameras import moving as module
from wallflower.cameras.moving import MotionBoard, Moving, MovingPictures
from wallflower.cameras.status import StatusBoard
from wallflower.events import EventBus
from wallflower.wire import EventType, Motion, Phase
from wallflower.wire_codec import WireError


class Hall:
    """The server's side, and a clock that is moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now_s = 100.0
        monkeypatch.setattr(module, "monotonic_s", lambda: self.now_s)
        self.board, self.bus = StatusBoard(), EventBus()
        self.motion = MotionBoard(self.board, self.bus)

    def move(self, camera_id: str, hold_ms: int = 10_000) -> None:
        self.motion.take(Moving(camera_id=camera_id, at_ms=7, hold_ms=hold_ms).to_json())

    def wait(self, seconds: float) -> None:
        self.now_s += seconds
        self.motion.look()

    async def told(self) -> list[tuple[str, Phase]]:
        if not self.bus.last_sequence:
            return []
        events = await self.bus.subscribe(self.bus.stream, 0).next() or ()
        assert {event.type for event in events} == {EventType.MOTION}
        found = [Motion.from_json(event.data) for event in events]
        return [(motion.camera_id, motion.phase) for motion in found]


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    return Hall(monkeypatch)


async def test_it_does_not_flap_between_pictures(hall: Hall) -> None:
    for _ in range(5):
        hall.move("a")
        hall.wait(9)
    assert await hall.told() == [("a", Phase.STARTED)]
    assert hall.board.moves("a")
    hall.wait(1)
    assert await hall.told() == [("a", Phase.STARTED), ("a", Phase.ENDED)]
    assert not hall.board.moves("a")
    hall.wait(100)
    hall.move("a")
    assert [phase for _, phase in await hall.told()] == [Phase.STARTED, Phase.ENDED, Phase.STARTED]


async def test_each_camera_has_its_own(hall: Hall) -> None:
    hall.move("a")
    hall.wait(6)
    hall.move("b")
    hall.wait(6)
    assert await hall.told() == [("a", Phase.STARTED), ("b", Phase.STARTED), ("a", Phase.ENDED)]


async def test_a_short_hold_does_not_cut_a_long_one(hall: Hall) -> None:
    hall.move("a", 30_000)
    hall.move("a", 1000)
    hall.wait(29)
    assert hall.board.moves("a")


async def test_nobody_can_make_it_last_for_ever(hall: Hall) -> None:
    hall.move("a", 10**12)
    hall.wait(module.LONGEST_HOLD_MS / 1000)
    assert not hall.board.moves("a")


async def test_garbage_is_refused(hall: Hall) -> None:
    with pytest.raises(WireError):
        hall.motion.take({"camera_id": "a"})
    assert await hall.told() == []


async def test_a_camera_that_was_deleted_does_not_move(hall: Hall) -> None:
    hall.move("a")
    hall.board.forget("a")
    assert not hall.board.moves("a")


async def test_it_ends_by_itself(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVERY_S", 0.01)
    hall.move("a")
    hall.now_s += 11
    task = asyncio.create_task(hall.motion.run())
    await until(lambda: not hall.board.moves("a"))
    task.cancel()


@pytest.mark.parametrize(
    ("starts_ms", "hold_ms"),
    [
        ([], module.HOLD_MS),
        ([0], module.HOLD_MS),
        ([0, 2000], module.HOLD_MS),
        ([0, 8000], 20_000),
        ([8000, 0], 20_000),
        ([0, 60_000], module.LONGEST_HOLD_MS),
        ([0, 60_000, 61_000], module.HOLD_MS),
    ],
)
def test_rare_keyframes_count_for_longer(starts_ms: list[int], hold_ms: int) -> None:
    told: list[Moving] = []
    pictures = MovingPictures(told.append)
    for start_ms in starts_ms:
        pictures.keyframe("a", start_ms)
    pictures.motion("a", 5)
    assert told == [Moving(camera_id="a", at_ms=5, hold_ms=hold_ms)]
    pictures.keep_only({"b"})
    pictures.motion("a", 6)
    assert told[-1].hold_ms == module.HOLD_MS
