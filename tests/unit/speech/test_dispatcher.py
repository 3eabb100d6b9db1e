"""The lanes of the engines, and what is done about a backlog."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, override

import numpy as np
import pytest

from tests.support.engines import LOCAL, Script, ScriptedPool, said
from tests.support.transcribing import START_MS, Rig
from tests.support.waiting import PATIENCE_S, eventually, until
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import dispatcher as module
from wallflower.speech import worker
from wallflower.speech.dispatcher import Dispatcher
from wallflower.speech.engine import Heard, Window
from wallflower.speech.engines import Engines
from wallflower.speech.segmenter import Growing
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.speech.treatment import Treatment
from wallflower.store.backlog import Backlog
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.utterances import Priority
from wallflower.wire_options import SpeechOptions

HOUR_S = 3_600


class House:
    """A dispatcher over two cameras; engines follow scripts."""

    def __init__(self, rig: Rig, models: Path, script: Script) -> None:
        self.rig = rig
        self.pools: dict[str, ScriptedPool] = {}
        self.scripts: dict[str, Script] = {}
        self._script = script
        settings = SourceSettings(models_directory=models, addresses={"wyoming": "tcp://speech:10300"})
        self.engines = Engines(
            (LOCAL, "wyoming"), lambda engine, model: make_source(settings, engine, model), self.pool
        )
        self.dispatcher = Dispatcher(
            rig.transcriber, rig.partials, self.engines, Backlog(rig.database), rig.tally, rig.treatments
        )

    def pool(self, _load: object, _arguments: object, name: str) -> ScriptedPool:
        script = self.scripts.get(name.partition(" ")[0], self._script)
        return self.pools.setdefault(name.partition(" ")[0], ScriptedPool(script))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.dispatcher.run())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def until(self, condition: Callable[[], bool]) -> None:
        await eventually(lambda: asyncio.to_thread(condition), bool)


type Furnish = Callable[[Script], House]


@pytest.fixture
def rig(database: Database) -> Rig:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Rig(database, treatments={"a": Treatment(language="en"), "b": Treatment(language="de")})


@pytest.fixture
def furnish(rig: Rig, mini_whisper: Path) -> Furnish:
    return lambda script: House(rig, mini_whisper.parent, script)


async def test_a_new_utterance_wakes_the_lane(furnish: Furnish, rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "IDLE_S", 600.0)
    house = furnish(lambda _window: said("soon"))
    async with house.running():
        await house.until(lambda: house.engines.status.usable)
        await asyncio.sleep(0.2)
        rig.add("a", 0)
        house.dispatcher.wake()
        await until(lambda: rig.lines)
    assert house.dispatcher.status.counts == {"done": 1}


async def test_without_an_engine_speech_waits_and_the_status_says_why(rig: Rig, tmp_path: Path) -> None:
    house = House(rig, tmp_path / "nothing", lambda _window: said("x"))
    house.engines = Engines(
        (LOCAL,), lambda e, m: make_source(SourceSettings(models_directory=tmp_path), e, m), house.pool
    )
    house.dispatcher = Dispatcher(
        rig.transcriber, rig.partials, house.engines, Backlog(rig.database), rig.tally, rig.treatments
    )
    rig.add("a", 0)
    async with house.running():
        await house.until(lambda: not house.engines.status.starting)
        await asyncio.sleep(0.1)
    assert rig.states() == [("queued", None)]
    status = house.dispatcher.status
    assert (status.backlog_s, status.normal_s, status.queued, status.oldest_ms) == (2.0, 2.0, 1, START_MS)
    assert str(tmp_path) in (status.engines[0].reason or "")
    assert not house.dispatcher.is_idle


async def test_two_engines_work_at_the_same_time_each_for_its_cameras(furnish: Furnish, rig: Rig) -> None:
    both = threading.Barrier(2)
    served = {LOCAL: 0, "wyoming": 0}

    class MeetingPool(ScriptedPool):
        """Works in a thread, as a child would beside the loop."""

        @override
        async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float) -> Any:
            if function is worker.calibrate:
                return await super().run(function, *args, timeout_s=timeout_s)
            return await asyncio.to_thread(self._script, args[-1])

    def script(engine: str) -> Script:
        def answer(_window: Window) -> Heard:
            both.wait(PATIENCE_S)
            served[engine] += 1
            return said("fine")

        return answer

    house = furnish(script(LOCAL))
    for engine in served:
        house.pools[engine] = MeetingPool(script(engine))
    rig.treatments.update({"a": Treatment(), "b": Treatment(options=SpeechOptions(engine="wyoming"))})
    for second in range(3):
        rig.add("a", second * 10)
        rig.add("b", second * 10)
    async with house.running():
        await house.until(lambda: rig.count() == {"done": 6})
    assert served == {LOCAL: 3, "wyoming": 3}


async def test_when_an_engine_dies_the_next_one_takes_over_and_nothing_is_lost(
    furnish: Furnish, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallflower.speech.transcriber.DEFER_S", 0.05)
    monkeypatch.setattr(module, "IDLE_S", 0.1)

    def dies(_window: Window) -> Heard:
        house.pools[LOCAL].load_error = ModelMissingError("the disk is gone")
        raise UnavailableError("crashed")

    house = furnish(lambda _window: said("fine"))
    house.scripts[LOCAL] = dies
    rig.treatments.update({"a": Treatment(), "b": Treatment()})  # of unknown language: each utterance is alone
    for second in range(20):
        rig.add("a" if second % 2 else "b", second * 10)
    async with house.running():
        await house.until(lambda: rig.count() == {"done": 20})
    by_engine = {state.engine: state.usable for state in house.dispatcher.status.engines}
    assert by_engine == {LOCAL: False, "wyoming": True}
    assert rig.tally.decisions["retried"] >= 1


async def test_a_lane_outlives_what_one_window_does_to_it(
    furnish: Furnish, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "RESTART_S", 0.0)
    monkeypatch.setattr(module, "IDLE_S", 0.1)
    failures = iter([RuntimeError("a fault of ours"), RuntimeError("again")])

    def script(_window: Window) -> Heard:
        if (error := next(failures, None)) is not None:
            raise error
        return said("fine")

    house = furnish(script)
    rig.add("a", 0)
    rig.add("a", 10)
    async with house.running():
        await house.until(lambda: rig.count() == {"done": 2})


async def test_what_is_not_over_is_heard_when_nothing_else_waits(
    furnish: Furnish, rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wallflower.speech.partials.REST", 0.0)
    lengths_ms: list[int] = []

    def script(window: Window) -> Heard:
        lengths_ms.append(len(window.samples) // 16)
        return said("fine")

    house = furnish(script)
    rig.partials.follow(frozenset({"a"}))
    rig.audio.ring("a").write(START_MS, np.zeros(16 * 5_000, np.float32))
    async with house.running():
        await house.until(lambda: house.engines.status.usable)
        rig.add("b", 0, 1_000)
        rig.add("a", 10, 1_500)
        rig.partials.grow("a", Growing(START_MS, START_MS + 5_000))
        house.dispatcher.wake()
        await house.until(lambda: len(lengths_ms) == 3)
    assert sorted(lengths_ms[:2]) == [1_000, 1_500]
    assert lengths_ms[2] == 5_000
    assert rig.count() == {"done": 2}
    assert house.dispatcher.status.decisions["partial"] == 1


class TestBacklog:
    @staticmethod
    def fill(rig: Rig, hours: float, priority: Priority, camera_id: str = "a", from_s: int = 0) -> None:
        for index in range(int(hours * HOUR_S / 20)):
            rig.add(camera_id, from_s + index * 20, 20_000, priority)

    async def looks(self, house: House, times: int) -> None:
        for _ in range(times):
            house.rig.tally.decisions["window"] += 10
            await house.dispatcher.look()

    async def test_ordinary_speech_gives_way_and_live_speech_does_not(self, furnish: Furnish, rig: Rig) -> None:
        house = furnish(lambda _window: said("x"))
        rig.tally.window(10.0, 10.0, 1)
        self.fill(rig, 0.5, Priority.NORMAL)
        self.fill(rig, 0.1, Priority.LIVE, "b")
        await self.looks(house, 2)
        assert house.dispatcher.status.effort == "quick"
        assert house.dispatcher.status.later_s == 0
        await self.looks(house, 2)
        status = house.dispatcher.status
        assert rig.tally.decisions["spilled"] == 0.5 * HOUR_S / 20
        assert (status.live_s, status.normal_s, status.later_s) == (360, 0, 1_800)
        assert status.drops == {}
        assert {"became_packed", "became_quick", "became_spilling"} <= set(status.decisions)

    async def test_only_a_day_of_work_loses_its_oldest_least_urgent_part(self, furnish: Furnish, rig: Rig) -> None:
        house = furnish(lambda _window: said("x"))
        rig.tally.window(1.0, 50.0, 1)
        self.fill(rig, 0.7, Priority.BACKFILL)
        self.fill(rig, 0.1, Priority.LIVE, "b")
        await self.looks(house, 3)
        assert rig.tally.drops == {}
        await self.looks(house, 1)
        assert house.dispatcher.status.effort == "dropping"
        await self.looks(house, 1)
        status = house.dispatcher.status
        assert status.effort == "spilling"
        dropped = status.drops["overload"]
        assert 0 < dropped < 0.7 * HOUR_S / 20
        assert status.work_s == pytest.approx(20 * HOUR_S, abs=2 * 20 * 50)
        states = rig.states()
        with rig.database.read():
            assert ("dropped", "overload") in states
        assert status.counts["dropped"] == dropped
        assert status.live_s == 360
