"""Talk begins, and ends whatever happens to whoever hears it."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.support.waiting import until
from wallflower.alerts import talking as module
from wallflower.alerts.silence import SilenceWatch
from wallflower.alerts.talking import TalkWatch
from wallflower.errors import UnavailableError
from wallflower.wire import EventType, Phase, Speech
from wallflower.wire_codec import WireError

if TYPE_CHECKING:
    from tests.unit.alerts.conftest import House


class Hall:
    """A house and what the process hears that is asked; `meanwhile` happens before it answers."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.heard: tuple[str, ...] | None = ()
        self.asked = 0
        self.meanwhile: Callable[[], None] = lambda: None
        self.silence = SilenceWatch(house.desk, house.keeper, self.listening)
        self.watch = TalkWatch(house.bus, self.silence, self.ask)

    async def listening(self) -> tuple[str, ...]:
        return ("a", "b")

    async def ask(self) -> tuple[str, ...]:
        self.asked += 1
        self.meanwhile()
        if self.heard is None:
            raise UnavailableError("it is down")
        return self.heard

    def begin(self, camera_id: str) -> None:
        self.watch.take({"camera_id": camera_id, "phase": "started", "at_ms": 5}, 5)

    async def told(self) -> list[tuple[str, Phase]]:
        events = [Speech.from_json(event.data) for event in await self.house.events() if event.type is EventType.SPEECH]
        return [(event.camera_id, event.phase) for event in events]


@pytest.fixture
def hall(house: House) -> Hall:
    return Hall(house)


async def test_talk_that_is_still_heard_goes_on(hall: Hall) -> None:
    hall.begin("a")
    hall.heard = ("a", "b")
    await hall.watch.look()
    assert await hall.told() == [("a", Phase.STARTED)]


@pytest.mark.parametrize("heard", [("b",), None])
async def test_talk_that_nobody_hears_any_more_ends_once(hall: Hall, heard: tuple[str, ...] | None) -> None:
    hall.begin("a")
    hall.heard = heard
    await hall.watch.look()
    await hall.watch.look()
    assert await hall.told() == [("a", Phase.STARTED), ("a", Phase.ENDED)]
    assert hall.asked == 1


async def test_talk_that_begins_while_this_is_asked_goes_on(hall: Hall) -> None:
    hall.begin("a")
    hall.begin("b")
    hall.meanwhile = lambda: hall.begin("a")
    await hall.watch.look()
    assert (await hall.told())[-2:] == [("a", Phase.STARTED), ("b", Phase.ENDED)]


async def test_nobody_is_asked_while_nobody_talks(hall: Hall) -> None:
    hall.begin("a")
    hall.watch.take({"camera_id": "a", "phase": "ended", "at_ms": 9}, 9)
    await hall.watch.look()
    assert hall.asked == 0


async def test_a_silence_begins_where_talk_was_cut_off(hall: Hall, house: House) -> None:
    await house.keeper.create({"name": "Quiet", "kind": "silence", "silence_minutes": 1, "camera_ids": ("a",)})
    hall.begin("a")
    await hall.silence.look(0.0, 1)
    await hall.silence.look(100.0, 100_001)
    await hall.watch.look()
    await hall.silence.look(101.0, 101_001)
    assert await house.told() == []
    await hall.silence.look(162.0, 162_001)
    assert len(await house.told()) == 1


async def test_what_is_no_speech_is_told_to_nobody(hall: Hall) -> None:
    with pytest.raises(WireError):
        hall.watch.take({"camera_id": 7}, 1)
    assert await hall.told() == []


async def test_it_looks_again_and_again(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EVERY_S", 0.01)
    task = asyncio.create_task(hall.watch.run())
    hall.begin("a")
    await until(lambda: hall.house.bus.last_sequence == 2)
    hall.begin("a")
    await until(lambda: hall.house.bus.last_sequence == 4)
    task.cancel()
