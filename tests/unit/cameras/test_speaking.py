"""What the analysis process does about speech, put together."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.support.engines import ScriptedPool, said
from tests.support.ledgers import INIT
from tests.support.sound import Speaker, mini_whisper, room, speaker
from tests.support.talking import fragments
from tests.support.transcribing import recorded
from tests.support.waiting import eventually
from wallflower import clock
from wallflower.cameras import ears
from wallflower.cameras import speaking as module
from wallflower.cameras.speaking import Speaking, Told
from wallflower.config import Settings
from wallflower.speech.audio import ReadRecorded, Recorded
from wallflower.speech.engine import Heard, Window
from wallflower.speech.microphone import Microphone
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.microphones import Microphones
from wallflower.store.people import People
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.store.rules import Rules
from wallflower.store.schema import utterance
from wallflower.store.utterances import NewUtterance, Priority
from wallflower.wire import Line, Phase, Speech
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_options import SpeechOptions
from wallflower.wire_speech import CameraBacklog, Partial, SpeechStatus

__all__ = ["mini_whisper", "speaker"]

HALL = CameraRow(id="a", name="Hall", url="rtsp://cam/1", language="en", record=False)
DOOR = replace(HALL, id="b", name="Front door", speech=SpeechOptions(hot_words=("Rex",)))


class House:
    """Two cameras, one person, and an engine that remembers its windows."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.settings = settings
        self.windows: list[Window] = []
        self.lines: list[Line] = []
        self.partials: list[Partial] = []
        self.statuses: list[SpeechStatus] = []
        self.speech: list[Speech] = []
        self.read_recorded: ReadRecorded = recorded
        for row in (HALL, DOOR):
            Cameras(database).create(row)
        People(database).create("Alice")
        told = Told(
            line=self.lines.append,
            partial=self.partials.append,
            speech=self.speech.append,
            status=self.statuses.append,
        )
        self.speaking = Speaking(settings, database, self._read_recorded, lambda *_: ScriptedPool(self.hear), told)

    def _read_recorded(self, camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return self.read_recorded(camera_id, start_ms, end_ms)

    def hear(self, window: Window) -> Heard:
        self.windows.append(window)
        return said("hello")

    def add(self, camera_id: str, start_ms: int) -> None:
        self.speaking.queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + 2_000))

    async def count(self, state: str) -> int:
        def read() -> int:
            with self.database.read() as connection:
                return len(connection.execute(select(utterance).where(utterance.c.state == state)).all())

        return await asyncio.to_thread(read)


@pytest.fixture
async def house(database: Database, tmp_path: Path, mini_whisper: Path) -> AsyncIterator[House]:
    shutil.copytree(mini_whisper, tmp_path / "models" / "mini")
    made = House(database, Settings(data=tmp_path, media=tmp_path / "media"))
    yield made
    await made.speaking.close()


async def test_names_and_settings_reach_the_engine_and_changes_are_told(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "STATUS_EVERY_S", 0.05)
    await house.speaking.follow((HALL, DOOR))
    jobs = [asyncio.create_task(job()) for job in (house.speaking.transcribe, house.speaking.tell)]
    house.add("b", 1_000)
    await eventually(lambda: house.count("done"), lambda count: count == 1)
    assert house.windows[0].hot_words == ("Rex", "Alice", "Hall", "Front door")
    assert house.windows[0].language == "en"
    assert house.speaking.engine.usable
    await eventually(lambda: asyncio.sleep(0, house.statuses), lambda told: told and told[-1].engines[0].usable)
    await asyncio.sleep(0.3)
    told = len(house.statuses)
    await asyncio.sleep(0.3)
    assert len(house.statuses) == told, "nothing changed"
    assert house.speaking.status.counts == {"done": 1}
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)


async def test_that_nothing_waits_any_more_is_told(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STATUS_EVERY_S", 0.01)
    telling = asyncio.create_task(house.speaking.tell())
    look = house.speaking._dispatcher.look  # as the dispatcher does it, without an engine
    await eventually(lambda: asyncio.sleep(0, house.statuses), bool)
    assert [status.cameras for status in house.statuses] == [()]
    monkeypatch.setattr(module, "BACKLOG_EVERY_S", 0.0)
    await asyncio.to_thread(house.add, "b", 1_000)
    await look()
    await eventually(lambda: asyncio.sleep(0, house.statuses), lambda told: told[-1].backlog_s == 2)
    assert house.statuses[-1].cameras == (CameraBacklog(camera_id="b", backlog_s=2.0),)
    monkeypatch.setattr(module, "BACKLOG_EVERY_S", 600.0)
    await asyncio.to_thread(house.speaking.queue.drop_before, 100_000)
    await look()
    await eventually(
        lambda: asyncio.sleep(0, house.statuses[-1]), lambda told: (told.backlog_s, told.cameras) == (0, ())
    )
    telling.cancel()
    await asyncio.gather(telling, return_exceptions=True)


async def test_speech_of_a_camera_that_a_rule_names_goes_first(house: House, speaker: Speaker) -> None:
    rule = Rule(id="r", name="Help", phrases=("help",), camera_ids=("b",))
    off = replace(rule, id="s", camera_ids=("a",), enabled=False)
    disarmed = replace(rule, id="d", camera_ids=("a",), armed=False)
    silence = Rule(id="q", name="Quiet", kind=RuleKind.SILENCE, silence_minutes=1, camera_ids=("a",))
    for each in (rule, off, disarmed, silence):
        await asyncio.to_thread(Rules(house.database).create, each)
    await house.speaking.follow((HALL, DOOR))
    sound = room(2.0, speaker.say("the front door is open"), 1.5)
    for camera_id in ("a", "b"):
        for fragment in fragments(sound, camera_id, clock.now_ms() - len(sound) // 16):
            house.speaking.put(fragment)
    await eventually(lambda: house.count("queued"), lambda count: count == 2)

    def priorities() -> dict[str, int]:
        with house.database.read() as connection:
            return {row.camera_id: row.priority for row in connection.execute(select(utterance)).all()}

    assert await asyncio.to_thread(priorities) == {"a": Priority.NORMAL, "b": Priority.LIVE}


async def talks_on(house: House, speaker: Speaker, hall: CameraRow = HALL) -> None:
    """Let somebody at camera `a` be cut off in the middle of a sentence."""
    await house.speaking.follow((hall, DOOR))
    sound = room(2.0, speaker.say("the front door is open"), 0.0)
    for fragment in fragments(sound, "a", clock.now_ms() - len(sound) // 16):
        house.speaking.put(fragment)
    await eventually(lambda: asyncio.sleep(0, house.speaking.talking), ["a"].__eq__)


async def test_who_is_cut_off_talks_as_long_as_sound_arrives(
    house: House, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talks_on(house, speaker)
    monkeypatch.setattr(ears, "STALLED_S", -1.0)
    assert house.speaking.talking == []


@pytest.mark.parametrize("is_recorded", [True, False])
async def test_talk_ends_with_the_listening(house: House, speaker: Speaker, *, is_recorded: bool) -> None:
    await talks_on(house, speaker)
    await house.speaking.follow((replace(HALL, record=is_recorded), DOOR))
    await house.speaking.close()
    assert [speech.phase for speech in house.speech] == [Phase.STARTED, Phase.ENDED]
    assert house.speaking.talking == []


@pytest.mark.parametrize("is_recorded", [True, False])
async def test_the_last_words_at_a_camera_that_is_gone_are_kept(
    house: House, speaker: Speaker, monkeypatch: pytest.MonkeyPatch, *, is_recorded: bool
) -> None:
    monkeypatch.setattr(ears, "GONE_S", 0.5)
    await talks_on(house, speaker, replace(HALL, record=is_recorded))
    await eventually(lambda: house.count("queued"), (1).__eq__)
    assert [speech.phase for speech in house.speech] == [Phase.STARTED, Phase.ENDED]
    assert house.speaking.talking == []


async def test_what_was_recorded_while_nobody_listened_is_searched_though_the_camera_is_gone(
    house: House, speaker: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = room(2.0, speaker.say("the front door is open"), 2.0)
    start_ms = clock.now_ms() - 600_000

    def read(_camera_id: str, begin_ms: int, end_ms: int) -> Recorded:
        return Recorded(sound[(begin_ms - start_ms) * 16 : (end_ms - start_ms) * 16], [(begin_ms, end_ms)])

    def record() -> None:
        recordings = Recordings(house.database)
        recordings.save_init(INIT)
        new = NewRecording(
            camera_id="a", session_id="s", init_id=INIT.id, path="a/1.mp4", start_ms=start_ms, base_ticks=0
        )
        extent = Extent(duration_ms=len(sound) // 16, size_bytes=1_000, groups=((100, len(sound) // 16),))
        recordings.extend([(recordings.add(new), extent)], close=True)
        house.speaking.queue.set_heard_until("a", start_ms)

    await asyncio.to_thread(record)
    house.read_recorded = read
    monkeypatch.setattr(ears, "GONE_S", 0.05)
    monkeypatch.setattr(ears, "BACKFILL_PAUSE_S", 0.05)
    await house.speaking.follow((replace(HALL, record=True), DOOR))
    searching = asyncio.create_task(house.speaking._ears.search_recordings())
    await eventually(lambda: house.count("queued"), (1).__eq__)
    searching.cancel()
    await asyncio.gather(searching, return_exceptions=True)


async def test_what_waited_too_long_is_given_up_and_counted(house: House) -> None:
    house.add("a", 1_000)
    house.add("a", clock.now_ms() - 10_000)
    tidying = asyncio.create_task(house.speaking.tidy())
    await eventually(lambda: house.count("dropped"), lambda count: count == 1)
    await eventually(lambda: asyncio.sleep(0, house.speaking.status.drops), lambda drops: drops == {"expired": 1})
    tidying.cancel()
    await asyncio.gather(tidying, return_exceptions=True)
    assert await house.count("queued") == 1


async def test_what_a_dead_process_left_is_done(house: House) -> None:
    house.add("a", 1_000)
    await asyncio.to_thread(house.speaking.queue.claim, 1)
    await house.speaking.follow((HALL, DOOR))
    job = asyncio.create_task(house.speaking.transcribe())
    await eventually(lambda: house.count("done"), lambda count: count == 1)
    assert len(house.lines) == 1
    job.cancel()
    await asyncio.gather(job, return_exceptions=True)


async def test_what_a_microphone_brought_survives_a_restart(house: House, speaker: Speaker) -> None:
    await house.speaking.follow((HALL, DOOR))
    sound = room(70.0, speaker.say("the front door is open"), 1.5)
    start_ms = clock.now_ms() - len(sound) // 16
    for fragment in fragments(sound, "a", start_ms)[:60]:
        house.speaking.put(fragment)
    await eventually(
        lambda: asyncio.sleep(0, house.speaking.microphones.reports), lambda told: bool(told) and told[0].heard_s > 10
    )
    await house.speaking.close()
    assert house.speaking.microphones.reports == ()
    heard_s = Microphone(Microphones(house.database).get("a")).sums(clock.now_ms()).heard_s
    assert heard_s > 10
    told = Told(
        line=house.lines.append,
        partial=house.partials.append,
        speech=lambda _speech: None,
        status=house.statuses.append,
    )
    again = Speaking(house.settings, house.database, recorded, lambda *_: ScriptedPool(house.hear), told)
    await again.follow((HALL, DOOR))
    assert [(each.camera_id, each.heard_s) for each in again.microphones.reports] == [
        ("a", pytest.approx(heard_s, abs=0.1)),
        ("b", 0.0),
    ]
    await again.close()
