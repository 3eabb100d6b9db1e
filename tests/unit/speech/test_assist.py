"""Whose turn it is: cameras that must be heard at once, then commands in their order."""

import asyncio
from collections.abc import AsyncIterator

import numpy as np
import pytest

from tests.support.engines import said
from tests.support.waiting import PATIENCE_S, until
from wallflower.errors import UnavailableError
from wallflower.speech import assist as module
from wallflower.speech.assist import Assist
from wallflower.speech.engine import Heard, Window
from wallflower.wire import Engine


def window(number: int = 0) -> Window:
    return Window(samples=np.full(1_600, number, np.float32), language="en")


class Host:
    """Answers when told to, and remembers what it was asked."""

    def __init__(self) -> None:
        self.status = Engine(name="scripted", usable=True, model="m")
        self.asked: list[int] = []
        self.at_once = 0
        self.most_at_once = 0
        self.go = asyncio.Event()
        self.error: Exception | None = None

    async def transcribe(self, heard: Window, timeout_s: float) -> Heard:
        self.asked.append(int(heard.samples[0]))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await self.go.wait()
        self.at_once -= 1
        if self.error is not None:
            raise self.error
        return said(f"number {int(heard.samples[0])}")


class Place:
    def __init__(self) -> None:
        self.host = Host()
        self.live = False
        self.assist = Assist(lambda: self.host, lambda: self.live)

    async def text(self, number: int = 0) -> str:
        return (await self.assist.transcribe_now(window(number))).segments[0].text


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    made = Place()
    yield made
    made.host.go.set()
    await made.assist.close()


async def test_commands_go_one_by_one_in_their_order(place: Place) -> None:
    tasks = []
    for number in range(5):
        tasks.append(asyncio.create_task(place.text(number)))
        await asyncio.sleep(0)
    await until(lambda: place.host.asked)
    place.host.go.set()
    assert await asyncio.gather(*tasks) == [f"number {number}" for number in range(5)]
    assert place.host.asked == list(range(5))
    assert place.host.most_at_once == 1


async def test_speech_that_cameras_must_hear_at_once_goes_first(place: Place) -> None:
    place.live = True
    place.host.go.set()
    task = asyncio.create_task(place.text())
    await asyncio.sleep(3 * module.LIVE_LOOK_S)
    assert place.host.asked == []
    place.live = False
    assert await task == "number 0"


async def test_but_not_for_ever(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIVE_PATIENCE_S", 0.2)
    place.live = True
    place.host.go.set()
    assert await asyncio.wait_for(place.text(), PATIENCE_S) == "number 0"


async def test_whoever_waits_too_long_is_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_S", 0.3)
    place.live = True
    with pytest.raises(UnavailableError, match="too busy"):
        await place.text()
    place.live = False
    place.host.go.set()
    assert await place.text(1) == "number 1"
    assert place.host.asked == [1]


async def test_an_engine_that_began_is_not_stopped_with_its_client(place: Place) -> None:
    task = asyncio.create_task(place.text(1))
    await until(lambda: place.host.asked)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    other = asyncio.create_task(place.text(2))
    await asyncio.sleep(0.05)
    assert place.host.asked == [1]  # the engine is still at it
    place.host.go.set()
    assert await other == "number 2"
    assert place.host.at_once == 0


async def test_whoever_leaves_while_waiting_is_forgotten(place: Place) -> None:
    first, second, third = (asyncio.create_task(place.text(number)) for number in range(3))
    await until(lambda: place.host.asked)
    second.cancel()
    place.host.go.set()
    assert list(await asyncio.gather(first, third)) == ["number 0", "number 2"]
    assert place.host.asked == [0, 2]


async def test_only_so_many_wait(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_WAITING", 2)
    tasks = [asyncio.create_task(place.text(number)) for number in range(2)]
    await until(lambda: place.host.asked)
    with pytest.raises(UnavailableError, match="too many"):
        await place.text(9)
    place.host.go.set()
    await asyncio.gather(*tasks)
    assert await place.text(3) == "number 3"


async def test_an_engine_that_cannot_work_is_not_asked(place: Place) -> None:
    place.host.status = Engine(name="scripted", usable=False, reason="no speech model is installed")
    with pytest.raises(UnavailableError, match="no speech model"):
        await place.text()
    assert place.host.asked == []


async def test_an_engine_that_fails_frees_the_turn(place: Place) -> None:
    place.host.error = UnavailableError("it crashed")
    place.host.go.set()
    with pytest.raises(UnavailableError, match="crashed"):
        await place.text()
    place.host.error = None
    assert await place.text(1) == "number 1"
