"""From sound to an early alert and what it comes to, with an engine that hears what a test says."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.engines import ScriptedPool, said
from tests.support.sound import Speaker, mini_whisper, room, speaker
from tests.support.talking import fragments
from tests.support.transcribing import recorded
from tests.support.waiting import until
from wallflower import clock
from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.alerts.silence import SilenceWatch
from wallflower.alerts.talking import TalkWatch
from wallflower.api.intake import Intake
from wallflower.cameras.moving import MotionBoard
from wallflower.cameras.speaking import Speaking, Told
from wallflower.cameras.status import StatusBoard
from wallflower.config import Settings
from wallflower.events import EventBus
from wallflower.media.fragment import Fragment
from wallflower.speech import partials
from wallflower.speech.engine import Heard, Window
from wallflower.store.alerts import Alerts
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.early_alerts import EarlyAlerts
from wallflower.store.rules import Rules
from wallflower.wire import EventType
from wallflower.wire_alerts import Alert, AlertPhase
from wallflower.wire_options import SpeechOptions

__all__ = ["mini_whisper", "speaker"]

HALL = CameraRow(id="a", name="Hall", url="rtsp://cam/1", language="en", speech=SpeechOptions(live=True))
SECRET = "zanzibar"
BESIDE = "quxwallaby"
# The silence behind the talk, and a last word of it.
END_MS = 3_500


class House:
    """Both processes in one, without the links between them."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.final = ""
        self.windows = 0
        Cameras(database).create(HALL)
        self.rules = RuleKeeper(Rules(database))
        self.bus = EventBus()
        self.alerts = Alerts(database)
        desk = AlertDesk(self.alerts, EarlyAlerts(database), self.rules, self.bus)
        silence = SilenceWatch(desk, self.rules, self.listening)
        talk = TalkWatch(self.bus, silence, self.listening)
        board = StatusBoard()
        intake = Intake(board, desk, talk, MotionBoard(board, self.bus), self.bus)
        told = Told(
            line=lambda line: intake.take(EventType.LINE, line.start_ms, line.to_json()),
            partial=lambda heard: intake.take(EventType.PARTIAL, heard.start_ms, heard.to_json()),
            speech=lambda _speech: None,
            status=lambda _status: None,
        )
        self.speaking = Speaking(settings, database, recorded, lambda *_: ScriptedPool(self.hear), told)
        self._jobs = (self.speaking.transcribe, desk.run, desk.early.run)
        self._tasks: list[asyncio.Task[None]] = []

    async def listening(self) -> tuple[str, ...]:
        return ()

    def hear(self, window: Window) -> Heard:
        self.windows += 1
        return said(f"{SECRET} {BESIDE}" if window.beam == 1 else self.final)

    async def begin(self) -> None:
        """Listen to the camera with the rules that there are."""
        await self.speaking.follow((HALL,))
        self._tasks = [asyncio.create_task(job()) for job in self._jobs]
        await until(lambda: self.speaking.engine.usable)

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.speaking.close()

    async def play(self, sound: list[Fragment], *, heard: int = 0) -> None:
        """Play it a little faster than it is, and its end only when so many events were told."""
        for fragment in sound:
            if fragment.start_ms > sound[-1].end_ms - END_MS:
                await until(lambda: self.bus.last_sequence >= heard)
            self.speaking.put(fragment)
            await asyncio.sleep((fragment.end_ms - fragment.start_ms) / 3_000)

    async def told(self) -> list[Any]:
        if not self.bus.last_sequence:
            return []
        return list(await self.bus.subscribe(self.bus.stream, 0).next() or ())

    async def phases(self) -> list[AlertPhase]:
        return [Alert.from_json(event.data).phase for event in await self.told() if event.type is EventType.ALERT]


@pytest.fixture
async def house(
    database: Database, tmp_path: Path, mini_whisper: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    monkeypatch.setattr(partials, "REST", 0.0)
    shutil.copytree(mini_whisper, tmp_path / "models" / "mini")
    made = House(database, Settings(data=tmp_path, media=tmp_path / "media"))
    yield made
    await made.end()


@pytest.fixture
def long_talk(speaker: Speaker) -> list[Fragment]:
    """Return six seconds of speech without a pause, and silence behind it."""
    words = [speaker.say("the front door is open"), speaker.say("good night alice"), speaker.say("turn on the light")]
    sound = room(1.5, *words, *words, 2.5)
    return fragments(sound, "a", clock.now_ms() - len(sound) // 16)


def on_disk(directory: Path) -> bytes:
    return b"".join(path.read_bytes() for path in directory.glob("wallflower.db*"))


@pytest.mark.parametrize(("final", "phase"), [(SECRET, AlertPhase.CONFIRMED), ("something else", AlertPhase.WITHDRAWN)])
async def test_what_was_heard_early_is_judged_by_the_line(
    house: House, long_talk: list[Fragment], caplog: pytest.LogCaptureFixture, final: str, phase: AlertPhase
) -> None:
    house.final = final
    await house.rules.create({"name": "Help", "phrases": (SECRET,), "early": True})
    await house.begin()
    await house.play(long_talk, heard=2)
    await until(lambda: house.bus.last_sequence >= 4)
    events = await house.told()
    assert [event.type for event in events][:3] == [EventType.ALERT, EventType.KEYWORD, EventType.LINE]
    assert [event.type for event in events].count(EventType.KEYWORD) == 1
    assert await house.phases() == [AlertPhase.EARLY, phase]
    assert house.alerts.get(events[0].data["id"]).phase is phase
    assert SECRET not in caplog.text


async def test_what_was_heard_early_is_kept_nowhere(house: House, long_talk: list[Fragment], tmp_path: Path) -> None:
    house.final = "something else"
    await house.rules.create({"name": "Help", "phrases": (SECRET,), "early": True})
    await house.begin()
    await house.play(long_talk, heard=2)
    await until(lambda: house.bus.last_sequence >= 4)
    (keyword,) = [event for event in await house.told() if event.type is EventType.KEYWORD]
    assert BESIDE in keyword.data["line"]["text"]
    kept = await asyncio.to_thread(on_disk, tmp_path)
    assert b"something else" in kept
    assert BESIDE.encode() not in kept


async def test_without_an_early_rule_no_engine_hears_early(house: House, long_talk: list[Fragment]) -> None:
    house.final = SECRET
    await house.rules.create({"name": "Help", "phrases": (SECRET,)})
    await house.begin()
    await house.play(long_talk)
    await until(lambda: house.bus.last_sequence == 3)
    assert await house.phases() == [AlertPhase.FINAL]
    assert house.windows == 1
