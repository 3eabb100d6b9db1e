"""The analysis process as a process: fragments in, events and answers out, whatever is killed."""

import asyncio
import base64
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from operator import eq
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.info import Describe, Info

from tests.support.footage import as_camera
from tests.support.ports import free_port
from tests.support.processes import Spawn, spawn
from tests.support.sound import Speaker, mini_whisper, room, speaker
from tests.support.talking import fragments
from tests.support.visits import STAY
from tests.support.waiting import PATIENCE_S, eventually, until
from tests.support.yard import PER_S, film
from wallflower import clock
from wallflower.cameras.engine_loan import LEND_METHOD
from wallflower.cameras.events import METHOD, read_occurrence
from wallflower.cameras.feeds import sub_stream
from wallflower.cameras.moving import HOLD_MS
from wallflower.config import Settings
from wallflower.errors import ImageError, InvalidRequestError, NotFoundError, UnavailableError, WallflowerError
from wallflower.media.fragment import Fragment
from wallflower.media.picture import encode_jpeg
from wallflower.recorder.keeper import Occurrence
from wallflower.recorder.layout import ensure_media
from wallflower.recorder.writer import SegmentWriter
from wallflower.speech.gates import plain_words
from wallflower.speech.sound import to_pcm
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.lanes import LaneStore
from wallflower.store.recordings import Recordings
from wallflower.store.schema import line, utterance
from wallflower.store.utterances import Utterances
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import EventType, RecordMode
from wallflower.wire_options import AnalysisHours, ScheduleSlot
from wallflower.workers.budget import estimate_bytes
from wallflower.workers.link import ControlClient, ControlServer, EventReceiver, FragmentPublisher

__all__ = ["mini_whisper", "spawn", "speaker"]

RUN = """
import sys, pathlib
from wallflower.cameras import analysis
from wallflower.config import Settings
from wallflower.playback import snapshot
snapshot.FRESH_MS = 3_600_000  # what is shown as live is of now, but a busy machine may be late
analysis.run(Settings.model_validate_json(sys.argv[1]), pathlib.Path(sys.argv[2]))
"""

type Start = Callable[[], subprocess.Popen[bytes]]


@dataclass(frozen=True, slots=True)
class Process:
    """How to start the process, what it is set to, and where its log is."""

    start: Start
    settings: Settings
    log: Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path, media=tmp_path / "media")


@pytest.fixture
def cameras(database: Database) -> Cameras:
    made = Cameras(database)
    made.create(CameraRow(id="a", name="a", url="rtsp://cam/1", language="en", record=False))
    return made


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def start(settings: Settings, runtime: Path, cameras: Cameras, log: Path) -> Iterator[Start]:
    """Start the process; its log goes to a file."""
    started: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        with log.open("ab") as target:
            command = [sys.executable, "-c", RUN, settings.model_dump_json(), str(runtime)]
            started.append(subprocess.Popen(command, stderr=target, stdout=target))
        return started[-1]

    yield begin
    for process in started:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@pytest.fixture
def process(start: Start, settings: Settings, log: Path) -> Process:
    return Process(start, settings, log)


class Outside:
    """The other processes: ingest's fragments, the server's events and calls."""

    def __init__(self, runtime: Path) -> None:
        self.publisher = FragmentPublisher(runtime)
        self.client = ControlClient(runtime, "analysis")
        self.receiver = EventReceiver(runtime)
        self.events: list[tuple[EventType, dict[str, Any]]] = []
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for kind, _at_ms, data in self.receiver:
            self.events.append((kind, data))

    async def call(self, method: str, params: dict[str, Any], blob: bytes = b"") -> dict[str, Any]:
        return await self.client.call(method, params, blob, timeout_s=PATIENCE_S)

    def of(self, kind: EventType) -> list[dict[str, Any]]:
        return [data for got, data in self.events if got is kind]

    async def play(self, sound: list[Fragment]) -> None:
        for fragment in sound:
            self.publisher.publish(fragment)
            await asyncio.sleep(0.02)

    async def taken(self, sound: list[Fragment]) -> None:
        """Wait until the process has taken the last of these fragments."""
        last_ms = [fragment.start_ms for fragment in sound if fragment.is_key][-1]

        async def newest_ms() -> int:
            with suppress(NotFoundError):
                return int((await self.call("snapshot", {"camera_id": sound[0].camera_id, "at_ms": last_ms}))["at_ms"])
            return 0

        await eventually(newest_ms, partial(eq, last_ms))

    async def listens_to(self, *cameras: str) -> None:
        """Wait until the process follows what the cameras' table says of sound."""

        async def listened() -> list[str]:
            return [report["camera_id"] for report in (await self.call("microphones", {}))["microphones"]]

        await eventually(listened, partial(eq, list(cameras)))

    async def close(self) -> None:
        self._reader.cancel()
        await asyncio.gather(self._reader, return_exceptions=True)
        await self.client.close()
        self.receiver.close()
        self.publisher.close()


@pytest.fixture
async def outside(runtime: Path) -> AsyncIterator[Outside]:
    made = Outside(runtime)
    yield made
    await made.close()


@pytest.fixture
def talk(speaker: Speaker) -> list[Fragment]:
    sound = room(2.0, speaker.say("the front door is open"), 1.5, speaker.say("good night alice", "rms"), 2.0)
    return fragments(sound, "a", clock.now_ms() - len(sound) // 16)


def rows(database: Database) -> list[tuple[str, str]]:
    with database.read() as connection:
        joined = select(utterance.c.state, line.c.text).select_from(
            utterance.outerjoin(line, line.c.utterance_id == utterance.c.id)
        )
        return [(row.state, row.text) for row in connection.execute(joined).all()]


@pytest.mark.slow
async def test_assist_uses_the_engine_when_a_port_is_set(
    process: Process, runtime: Path, spawn: Spawn, outside: Outside, mini_whisper: Path, speaker: Speaker
) -> None:
    port = free_port()
    shutil.copytree(mini_whisper, process.settings.models_directory / "mini-whisper")
    running = spawn(RUN, process.settings.model_copy(update={"wyoming_port": port}).model_dump_json(), runtime)
    await eventually(lambda: outside.call("engines", {}), lambda told: told["speech"]["usable"])
    async with AsyncTcpClient("127.0.0.1", port, read_timeout=PATIENCE_S) as client:
        await client.write_event(Describe().event())
        told = await client.read_event()
        assert told is not None
        (model,) = Info.from_event(told).asr[0].models
        assert (model.name, model.installed) == ("mini-whisper", True)
        assert {"de", "en"} <= set(model.languages)
        await client.write_event(Transcribe(language="en").event())
        pcm = to_pcm(room(0.3, speaker.say("the front door is open"), 0.4)).tobytes()
        await client.write_event(AudioChunk(rate=16_000, width=2, channels=1, audio=pcm).event())
        await client.write_event(AudioStop().event())
        answer = await client.read_event()
        assert answer is not None
        assert plain_words(Transcript.from_event(answer).text) == ["the", "front", "door", "is", "open"]
    running.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(running.wait, PATIENCE_S) == 0


@pytest.mark.slow
async def test_speech_waits_for_a_model_and_is_text_as_soon_as_one_appears(
    process: Process, outside: Outside, talk: list[Fragment], database: Database, mini_whisper: Path
) -> None:
    start, settings, log = process.start, process.settings, process.log
    running = start()
    engines = await eventually(lambda: outside.call("engines", {}), lambda answer: not answer["speech"]["starting"])
    assert engines["speech"]["usable"] is False
    assert str(settings.models_directory) in engines["speech"]["reason"]
    assert engines["faces"]["name"] == "dlib"
    await outside.play(talk)
    await until(lambda: len(rows(database)) == 2)
    assert (await outside.call("backlog", {}))["backlog_s"] > 1
    assert [data["phase"] for data in outside.of(EventType.SPEECH)] == ["started", "ended"] * 2
    settings.models_directory.mkdir()
    shutil.copytree(mini_whisper, settings.models_directory / ".part")
    (settings.models_directory / ".part").rename(settings.models_directory / "mini")
    await until(lambda: len(outside.of(EventType.LINE)) == 2)
    told = [data["text"] for data in outside.of(EventType.LINE)]
    assert sorted(rows(database)) == sorted(("done", text) for text in told)
    assert (await outside.call("engines", {}))["speech"]["usable"] is True
    assert (await outside.call("backlog", {}))["backlog_s"] == 0
    running.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(running.wait, PATIENCE_S) == 0
    written = await asyncio.to_thread(log.read_text)
    assert not any(text in written for text in [*told, "front door", "good night"])


@pytest.mark.slow
async def test_a_killed_process_leaves_nothing_undone_and_nothing_twice(
    start: Start, outside: Outside, talk: list[Fragment], settings: Settings, database: Database, mini_whisper: Path
) -> None:
    shutil.copytree(mini_whisper, settings.models_directory / "mini")
    process = start()
    await outside.call("backlog", {})
    await outside.play(talk)
    await until(lambda: len(rows(database)) == 2)
    process.kill()  # most likely while the engine is being loaded or at work
    await asyncio.to_thread(process.wait)
    start()
    await until(lambda: [state for state, _ in rows(database)] == ["done", "done"])


@pytest.mark.slow
async def test_speech_that_was_recorded_while_the_process_was_down_is_found(
    process: Process, outside: Outside, cameras: Cameras, database: Database, mini_whisper: Path, speaker: Speaker
) -> None:
    cameras.update("a", {"record": True})
    settings = process.settings
    shutil.copytree(mini_whisper, settings.models_directory / "mini")
    sound = room(2.0, speaker.say("the front door is open"), 1.5, speaker.say("good night alice", "rms"), 2.0)
    recorded_ms = clock.now_ms() - 120_000
    Utterances(database).set_heard_until("a", recorded_ms)
    ensure_media(settings.media)
    writer = SegmentWriter(settings.media, Recordings(database), lambda _state: None)
    writer.start()
    for fragment in fragments(sound, "a", recorded_ms):
        writer.put(fragment)
    assert await asyncio.to_thread(writer.stop, recorded_ms + 10_000, PATIENCE_S)
    process.start()
    await outside.call("backlog", {})
    await outside.play(fragments(room(2.0), "a", clock.now_ms() - 2_000, "s2"))
    await until(lambda: len(outside.of(EventType.LINE)) == 2)
    starts = [data["start_ms"] - recorded_ms for data in outside.of(EventType.LINE)]
    assert 1_500 < starts[0] < starts[1] < len(sound) // 16
    await until(lambda: (Utterances(database).heard_until("a") or 0) > recorded_ms + 100_000)


@pytest.mark.slow
async def test_what_the_server_asks_is_answered_or_refused(
    start: Start, outside: Outside, talk: list[Fragment], cameras: Cameras, database: Database
) -> None:
    start()
    await outside.call("reload_people", {})
    with pytest.raises(NotFoundError):
        await outside.call("snapshot", {"camera_id": "a", "at_ms": None})
    await outside.play(talk)
    await until(lambda: len(rows(database)) == 2)
    picture = await outside.call("snapshot", {"camera_id": "a", "at_ms": None})
    assert base64.b64decode(picture["jpeg"]).startswith(b"\xff\xd8")
    assert picture["at_ms"] in [fragment.start_ms for fragment in talk if fragment.is_key]
    blank = encode_jpeg(np.full((200, 200, 3), 90, np.uint8))
    assert (await outside.call("analyse_image", {}, blank))["faces"] == []
    model = await outside.call("face_model", {})
    assert (model["engine"], model["dimension"]) == ("dlib", 128)
    assert await outside.call("face_outliers", {"person_id": None}) == {"outliers": []}
    assert "too few" in (await outside.call("face_calibration", {}))["reason"]
    assert await outside.call("face_groups", {}) == {"groups": []}
    assert (await outside.call("rematch", {"after": 0}))["compared"] == 0
    refused: list[tuple[str, dict[str, Any], bytes, type[WallflowerError]]] = [
        ("snapshot", {"camera_id": "a", "at_ms": 5}, b"", NotFoundError),
        ("snapshot", {"camera_id": None}, b"", InvalidRequestError),
        ("snapshot", {"camera_id": "a", "at_ms": "x"}, b"", InvalidRequestError),
        ("enrol_face", {"index": "x"}, blank, InvalidRequestError),
        ("enrol_face", {"index": None}, blank, ImageError),
        ("analyse_image", {}, b"no image", ImageError),
        ("nothing", {}, b"", InvalidRequestError),
    ]
    for method, params, blob, error in refused:
        with pytest.raises(error):
            await outside.call(method, params, blob)


async def test_pictures_of_visits_expire(start: Start, outside: Outside, cameras: Cameras, database: Database) -> None:
    visits = Visits(database)
    long_ago_ms = clock.now_ms() - 8 * 86_400_000
    for at_ms in (long_ago_ms, clock.now_ms()):
        state = replace(STAY, camera_id="a", start_ms=at_ms, last_seen_ms=at_ms)
        visits.update(visits.open(state).id, state, end_ms=at_ms)
    size = Crops(database).used_bytes()
    start()
    await until(lambda: Crops(database).used_bytes() == size // 2)
    assert len(visits.list(VisitFilter()).visits) == 2


@pytest.mark.slow
async def test_settings_of_cameras_are_followed_without_a_restart(
    start: Start, outside: Outside, talk: list[Fragment], cameras: Cameras, database: Database, speaker: Speaker
) -> None:
    cameras.update("a", {"transcribe": False})
    start()
    await outside.call("backlog", {})
    await outside.play(talk)
    await outside.taken(talk)
    cameras.update("a", {"transcribe": True})
    cameras.create(CameraRow(id="b", name="b", url="rtsp://cam/2", record=False))
    await outside.listens_to("a", "b")
    assert rows(database) == []
    sound = room(2.0, speaker.say("help me please"), 1.5)
    for camera_id in ("a", "b"):
        await outside.play(fragments(sound, camera_id, clock.now_ms() - len(sound) // 16, "s2"))
    await until(lambda: len(rows(database)) == 2)


@pytest.mark.slow
async def test_outside_its_hours_a_camera_is_not_listened_to(
    start: Start, outside: Outside, talk: list[Fragment], cameras: Cameras, database: Database, speaker: Speaker
) -> None:
    tomorrow = (datetime.fromtimestamp(clock.now_ms() / 1000, UTC).weekday() + 2) % 7
    never = (ScheduleSlot(weekdays=(tomorrow,), start_minute=0, end_minute=1),)
    cameras.update("a", {"hours": AnalysisHours(text=never, faces=never)})
    start()
    await outside.call("backlog", {})
    await outside.play(talk)
    await outside.taken(talk)
    cameras.update("a", {"hours": AnalysisHours()})
    await outside.listens_to("a")
    assert rows(database) == []
    assert outside.of(EventType.SPEECH) == []
    sound = room(2.0, speaker.say("help me please"), 1.5)
    await outside.play(fragments(sound, "a", clock.now_ms() - len(sound) // 16, "s2"))
    await until(lambda: len(rows(database)) == 1)


@pytest.mark.slow
async def test_events_are_told_to_the_recording_process_and_a_second_stream_is_heard(
    start: Start, outside: Outside, talk: list[Fragment], cameras: Cameras, database: Database, runtime: Path
) -> None:
    cameras.update("a", {"mode": RecordMode.EVENTS, "record": True})
    told: list[tuple[str, Occurrence]] = []

    async def occur(params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        told.append(read_occurrence(params))
        return {}

    ingest = asyncio.create_task(ControlServer(runtime, "ingest", {METHOD: occur}).run())
    start()
    await outside.call("backlog", {})
    await outside.play([replace(fragment, camera_id=sub_stream("a")) for fragment in talk])
    await until(lambda: len(rows(database)) == 2)
    await until(lambda: [item.is_going for _, item in told if item.kind == "speech"][-1:] == [False])
    speech = [item for camera_id, item in told if (camera_id, item.kind) == ("a", "speech")]
    assert speech[0].is_going
    assert speech[0].start_ms == outside.of(EventType.SPEECH)[0]["at_ms"]
    assert {data["camera_id"] for data in outside.of(EventType.SPEECH)} == {"a"}
    ingest.cancel()
    await asyncio.gather(ingest, return_exceptions=True)


async def test_an_engine_of_another_process_is_counted_until_that_is_killed(
    start: Start, outside: Outside, tmp_path: Path
) -> None:
    (tmp_path / "model.bin").write_bytes(b"x")
    start()
    pipe = asyncio.subprocess.PIPE
    other = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=pipe)
    await outside.call(LEND_METHOD, {"pid": other.pid, "model": "base", "place": str(tmp_path)})
    (held,) = (await outside.call("engine_memory", {}))["engines"]
    assert (held["name"], held["size_bytes"]) == ("tuning base", estimate_bytes(1))
    other.kill()
    await other.communicate()
    assert await eventually(lambda: outside.call("engine_memory", {}), lambda told: told["engines"] == [])


async def test_an_absent_process_is_said_to_be(outside: Outside) -> None:
    with pytest.raises(UnavailableError):
        await outside.client.call("engines", {}, timeout_s=0.2)


async def test_what_moves_is_told_and_kept(start: Start, outside: Outside, database: Database) -> None:
    start()
    await outside.call("backlog", {})
    yard = as_camera(film(9, range(4 * PER_S, 6 * PER_S)), "a")
    while not outside.of(EventType.MOTION):  # of pictures that come faster than they are looked at the newest counts
        await outside.play(yard)
    told = outside.of(EventType.MOTION)[0]
    assert (told["camera_id"], told["hold_ms"]) == ("a", HOLD_MS)
    lanes, at_ms = LaneStore(database), told["at_ms"]
    await until(lambda: (motion := lanes.of_camera("a", at_ms, at_ms + 1).motion) is not None and motion.lasts_ms)
