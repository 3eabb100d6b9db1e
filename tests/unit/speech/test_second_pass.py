"""A better model hears again, and only when nothing else waits."""

import shutil
from pathlib import Path

import pytest

from tests.support.engines import LOCAL, ScriptedPool, said, scripted_host, spoken
from tests.support.transcribing import START_MS, Rig
from wallflower import clock
from wallflower.speech.engine import Heard, Window
from wallflower.speech.engines import Engines
from wallflower.speech.second_pass import LOOK_BACK_MS, Leisure, SecondPass
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.speech.treatment import Treatment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.passes import NewPass
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance
from wallflower.wire import Line
from wallflower.wire_speech import PassState

QUICK = Hearer(engine=LOCAL, model="tiny", quality=0)


class House:
    """What was heard by a quick model; `answer` is what the better one hears."""

    def __init__(self, database: Database, models: Path) -> None:
        Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
        self.database = database
        self.rig = Rig(database, treatments={"a": Treatment(language="en")})
        self.pool = ScriptedPool(self.hear)
        self.answer = said("better")
        self.quiet = True
        self.idle_hour = False
        self.model: str | None = None
        self._settings = SourceSettings(models_directory=models)

    def second(self) -> SecondPass:
        """Return one with the settings as they are now."""
        engines = Engines((LOCAL,), lambda e, m: make_source(self._settings, e, m), lambda *_: self.pool)
        leisure = Leisure(is_quiet=lambda: self.quiet, is_hour=lambda: self.idle_hour, model=self.model)
        return SecondPass(self.rig.transcriber, engines, self.rig.desk.passes, self.rig.queue, leisure)

    def hear(self, _window: Window) -> Heard:
        return self.answer

    def heard(self, start_ms: int, confidence: float = 0.8) -> None:
        """Store what the quick model heard at an instant."""
        self.rig.queue.add(NewUtterance(camera_id="a", start_ms=start_ms, end_ms=start_ms + 2_000))
        (claim,) = self.rig.queue.claim(1)
        line = NewLine(start_ms=start_ms, end_ms=start_ms + 1_000, text="quick", confidence=confidence)
        self.rig.queue.finish(claim.id, [line], QUICK)

    def shown(self) -> list[Line]:
        """Return what is shown."""
        return list(Transcripts(self.database).search(Wanted()).lines)


@pytest.fixture
def house(database: Database, tmp_path: Path, mini_whisper: Path) -> House:
    shutil.copytree(mini_whisper, tmp_path / "good")
    return House(database, tmp_path)


async def test_what_a_user_chose_is_heard_again_at_any_hour(house: House) -> None:
    for index in range(3):
        house.heard(START_MS + index * 10_000)
    begun = house.rig.desk.passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL, model="good"))
    second = house.second()
    assert [await second.work_once() for _ in range(3)] == [True, True, False]
    assert sorted(line.text for line in house.shown()) == ["better", "better", "quick"]
    assert house.rig.desk.passes.get(begun.id).state is PassState.DONE


async def test_the_engine_of_new_speech_leaves_it_to_the_better_model(house: House, mini_whisper: Path) -> None:
    house.heard(START_MS)
    house.rig.desk.passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL, model="good"))
    quick = scripted_host(mini_whisper, lambda _window: said("quick again"))
    assert await quick.is_ready()
    assert not await house.rig.transcriber.work_once(quick, house.rig.order)
    assert await house.second().work_once()
    assert [line.text for line in house.shown()] == ["better"]


async def test_what_must_wait_for_its_model_holds_up_nothing_else(house: House) -> None:
    house.heard(START_MS)
    house.heard(START_MS + 60_000)
    house.heard(clock.now_ms() - 7_200_000)
    passes = house.rig.desk.passes
    stuck = passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL, model="gone"))
    wanted = passes.start(NewPass(start_ms=START_MS + 50_000, end_ms=START_MS + 75_000, engine=LOCAL, model="good"))
    house.model, house.idle_hour = "good", True
    second = house.second()
    while await second.work_once():
        pass
    (automatic, *_) = passes.list()
    assert automatic.automatic
    states = [passes.get(each.id).state for each in (stuck, wanted, automatic)]
    assert states == [PassState.RUNNING, PassState.DONE, PassState.DONE]
    assert sorted(line.text for line in house.shown()) == ["better", "better", "quick"]


async def test_nothing_is_heard_again_while_speech_waits_for_its_first_time(house: House) -> None:
    house.heard(START_MS)
    house.rig.desk.passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL))
    house.quiet = False
    assert not await house.second().work_once()
    assert [line.text for line in house.shown()] == ["quick"]


@pytest.mark.parametrize(("confidence", "text"), [(0.8, "better"), (0.3, "quick")])
async def test_the_better_model_wins_unless_it_is_clearly_less_sure(house: House, confidence: float, text: str) -> None:
    house.heard(START_MS, confidence=0.9)
    house.answer = Heard(language="en", segments=(spoken("better", 0.1, 0.9, probability=confidence),))
    house.rig.desk.passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL))
    second = house.second()
    while await second.work_once():
        pass
    assert [line.text for line in house.shown()] == [text]
    assert house.rig.tally.decisions["kept_first"] == (text == "quick")


async def test_hearing_nothing_again_keeps_the_text(house: House) -> None:
    house.heard(START_MS)
    house.answer = said("invented", no_speech=0.99)
    house.rig.desk.passes.start(NewPass(start_ms=0, end_ms=START_MS + 15_000, engine=LOCAL))
    second = house.second()
    while await second.work_once():
        pass
    assert [line.text for line in house.shown()] == ["quick"]
    assert house.rig.count() == {"done": 1}


async def test_in_idle_hours_what_a_lesser_model_heard_lately_is_heard_again(house: House) -> None:
    now_ms = clock.now_ms()
    house.heard(now_ms - 7_200_000)
    house.heard(now_ms - 60_000)
    house.heard(now_ms - LOOK_BACK_MS - 60_000)
    second = house.second()
    assert not await second.work_once(), "there is no second model"
    house.model = "good"
    second = house.second()
    assert not await second.work_once(), "it is no idle hour"
    house.idle_hour = True
    assert await second.work_once()
    house.idle_hour = False
    assert not await second.work_once(), "the idle hours are over"
    house.idle_hour = True
    while await second.work_once():
        pass
    assert sorted(line.text for line in house.shown()) == ["better", "quick", "quick"]
    (done,) = house.rig.desk.passes.list()
    assert (done.automatic, done.total, done.state, done.model) == (True, 1, PassState.DONE, "good")
