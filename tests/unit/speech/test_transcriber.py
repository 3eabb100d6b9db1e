"""The queue's worker: exactly once, whatever the engine does."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from tests.support.engines import Script, said, scripted_host
from wallflower import clock
from wallflower.errors import EngineDownError, ModelMissingError, UnavailableError, WallflowerError
from wallflower.speech import transcriber as module
from wallflower.speech.audio import AudioSource, Recorded
from wallflower.speech.engine import Heard, Window
from wallflower.speech.transcriber import Transcriber
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.schema import utterance
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import Line

START_MS = 1_700_000_000_000

type Make = Callable[[Script], Transcriber]


def recorded(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
    return Recorded(np.zeros((end_ms - start_ms) * 16, np.float32), [(start_ms, end_ms)])


@pytest.fixture
def queue(database: Database) -> Utterances:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Utterances(database)


@pytest.fixture
def lines() -> list[Line]:
    return []


@pytest.fixture
def make(queue: Utterances, lines: list[Line], mini_whisper: Path) -> Make:
    def build(script: Script) -> Transcriber:
        host = scripted_host(mini_whisper, script)
        return Transcriber(
            queue, AudioSource(recorded), host, lines.append, lambda camera_id: "de" if camera_id == "b" else None
        )

    return build


def add(queue: Utterances, camera_id: str, second: int, length_ms: int = 2_000) -> None:
    start_ms = START_MS + second * 1000
    queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + length_ms))


def states(database: Database) -> list[tuple[str, str | None]]:
    with database.read() as connection:
        rows = connection.execute(select(utterance).order_by(utterance.c.start_ms)).all()
    return [(row.state, row.reason) for row in rows]


async def drain(transcriber: Transcriber) -> None:
    while await transcriber._host.is_ready() and await transcriber.work_once():
        pass


async def test_speech_becomes_stored_lines_that_are_told(
    make: Make, queue: Utterances, lines: list[Line], database: Database
) -> None:
    languages: list[str | None] = []

    def script(window: Window) -> Heard:
        languages.append(window.language)
        return said(f"number {len(languages)}")

    for second, camera_id in ((0, "a"), (10, "b"), (20, "a")):
        add(queue, camera_id, second)
    worker = make(script)
    await drain(worker)
    assert [(line.camera_id, line.text) for line in lines] == [("a", "number 1"), ("b", "number 2"), ("a", "number 3")]
    assert lines[0].words[0].start_ms == START_MS + 300
    assert languages == [None, "de", None]
    assert list(reversed(Transcripts(database).search(Wanted(text="number")).lines)) != []
    assert [state for state, _ in states(database)] == ["done"] * 3
    assert worker.transcribed == 3


async def test_invented_text_is_dropped_with_its_reason(make: Make, queue: Utterances, database: Database) -> None:
    answers = iter([said("thanks", no_speech=0.99), Heard(language="en", language_probability=1.0)])
    add(queue, "a", 0)
    add(queue, "a", 10)
    worker = make(lambda _window: next(answers))
    await drain(worker)
    assert states(database) == [("dropped", "no_speech"), ("dropped", "no_text")]
    assert worker.dropped == {"no_speech": 1, "no_text": 1}


async def test_an_utterance_that_kills_the_engine_is_given_up_and_the_others_are_not(
    make: Make, queue: Utterances, database: Database, lines: list[Line], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[Window] = []

    def script(window: Window) -> Heard:
        if len(window.samples) == 5_000 * 16:
            tried.append(window)
            raise UnavailableError("the engine crashed")
        return said("fine")

    monkeypatch.setattr(module, "DEFER_S", 0.0)
    for second in (0, 20, 40):
        add(queue, "a", second, 5_000 if second == 20 else 2_000)
    await drain(make(script))
    assert states(database) == [("done", None), ("dropped", "engine_failed"), ("done", None)]
    assert len(lines) == 2
    assert len(tried) == module.MOST_ATTEMPTS


async def test_what_kills_the_whole_process_again_and_again_is_given_up(
    make: Make, queue: Utterances, database: Database, lines: list[Line]
) -> None:
    add(queue, "a", 0)
    for _ in range(module.MOST_CLAIMS):
        queue.claim(1)
        queue.release_running()
    add(queue, "a", 10)
    await drain(make(lambda _window: said("fine")))
    assert states(database) == [("dropped", "engine_failed"), ("done", None)]


async def test_a_failed_one_lets_others_go_first(
    make: Make, queue: Utterances, lines: list[Line], database: Database
) -> None:
    def script(window: Window) -> Heard:
        if len(window.samples) == 5_000 * 16:
            raise TimeoutError
        return said("fine")

    add(queue, "a", 0, 5_000)
    add(queue, "a", 20)
    await drain(make(script))
    assert states(database) == [("queued", None), ("done", None)]


@pytest.mark.parametrize("error", [ModelMissingError("the model is gone"), EngineDownError("the server is down")])
async def test_an_engine_that_is_not_there_costs_no_attempt(
    make: Make, queue: Utterances, database: Database, monkeypatch: pytest.MonkeyPatch, error: WallflowerError
) -> None:
    def script(_window: Window) -> Heard:
        raise error

    monkeypatch.setattr(module, "DEFER_S", 0.0)
    add(queue, "a", 0)
    worker = make(script)
    for _ in range(5):
        assert await worker._host.is_ready()
        assert await worker.work_once()
    assert states(database) == [("queued", None)]


async def test_without_a_model_speech_waits(queue: Utterances, database: Database, tmp_path: Path) -> None:
    host = scripted_host(tmp_path / "nothing", lambda _window: said("x"))
    worker = Transcriber(queue, AudioSource(recorded), host, lambda _line: None, lambda _camera_id: None)
    add(queue, "a", 0)
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.2)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert states(database) == [("queued", None)]
    assert queue.backlog_s() == 2.0


async def test_a_stop_in_the_middle_puts_the_work_back(make: Make, queue: Utterances, database: Database) -> None:
    begun = asyncio.Event()
    worker = make(lambda _window: said("x"))
    assert await worker._host.is_ready()

    async def hang(_window: Window, _timeout_s: float) -> Heard:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    worker._host.transcribe = hang  # type: ignore[method-assign, assignment]
    add(queue, "a", 0)
    running = asyncio.create_task(worker.run())
    await begun.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert states(database) == [("queued", None)]
    assert queue.claim(1)[0].attempts == 1


async def test_sound_that_is_gone_is_dropped_and_sound_on_its_way_is_awaited(
    queue: Utterances, database: Database, mini_whisper: Path
) -> None:
    host = scripted_host(mini_whisper, lambda _window: said("x"))
    nothing = AudioSource(
        lambda _camera_id, start_ms, end_ms: Recorded(np.zeros((end_ms - start_ms) * 16, np.float32), ())
    )
    worker = Transcriber(queue, nothing, host, lambda _line: None, lambda _camera_id: None)
    add(queue, "a", 0)
    now_ms = clock.now_ms()
    queue.add(NewUtterance(camera_id="a", start_ms=now_ms - 3_000, end_ms=now_ms - 1_000))
    await drain(worker)
    assert states(database) == [("dropped", "audio_missing"), ("queued", None)]


async def test_a_new_utterance_wakes_the_worker(make: Make, queue: Utterances) -> None:
    worker = make(lambda _window: said("soon"))
    told = asyncio.Event()
    worker._on_line = lambda _line: told.set()
    running = asyncio.create_task(worker.run())
    await asyncio.sleep(0.1)
    add(queue, "a", 0)
    worker.wake()
    async with asyncio.timeout(module.IDLE_S / 2):
        await told.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_no_text_is_logged(make: Make, queue: Utterances, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    add(queue, "a", 0)
    await drain(make(lambda _window: said("xylophone")))
    assert "xylophone" not in caplog.text
