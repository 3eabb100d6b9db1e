"""Hearing what is not over yet."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, override

import numpy as np
import pytest

from tests.support.engines import Script, ScriptedPool, scripted_host
from tests.support.transcribing import START_MS, Rig
from wallflower import clock
from wallflower.errors import EngineDownError, ModelMissingError, UnavailableError
from wallflower.speech import partials as module
from wallflower.speech import worker
from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.partials import EVERY_MS
from wallflower.speech.pressure import Effort
from wallflower.speech.segmenter import Growing
from wallflower.speech.sound import RATE_KHZ
from wallflower.speech.treatment import Treatment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.wire_options import SpeechOptions

type Hosted = Callable[[Script], EngineHost]

TALK_MS = 20_000


@pytest.fixture
def rig(database: Database) -> Rig:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    rig = Rig(database, treatments={"a": Treatment(language="en"), "b": Treatment(language="de")})
    rig.partials.follow(frozenset({"a", "b"}))
    for name in ("a", "b"):
        rig.audio.ring(name).write(START_MS, np.full(TALK_MS * RATE_KHZ, 0.1, np.float32))
    return rig


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let engines rest after nothing, and cameras ask all the time."""
    monkeypatch.setattr(module, "REST", 0.0)
    monkeypatch.setattr(module, "ASK_EVERY_S", 0.0)


@pytest.fixture
def hosted(mini_whisper: Path) -> Hosted:
    return lambda script: scripted_host(mini_whisper, script)


def said_so_far(window: Window) -> Heard:
    """Return a word for each second."""
    words = tuple(
        HeardWord(text=f"w{second}", start_s=second, end_s=second + 0.5, probability=0.9)
        for second in range(len(window.samples) // RATE_KHZ // 1000)
    )
    text = " ".join(word.text for word in words)
    segment = HeardSegment(text=text, start_s=0, end_s=words[-1].end_s, words=words, logprob=-0.2, no_speech=0.0)
    return Heard(language="en", segments=(segment,))


def growing(length_ms: int, *, start_ms: int = START_MS, is_pausing: bool = False) -> Growing:
    return Growing(start_ms, start_ms + length_ms, is_pausing)


async def hear(rig: Rig, host: EngineHost, *lengths_ms: int) -> int:
    """Let the first camera's talk grow; return how often an engine heard it."""
    await host.is_ready()
    count = 0
    for length_ms in lengths_ms:
        rig.partials.grow("a", growing(length_ms))
        count += await rig.partials.hear_once(host, rig.order)
    return count


async def test_what_was_heard_twice_is_told_and_nothing_is_stored(rig: Rig, hosted: Hosted) -> None:
    assert await hear(rig, hosted(said_so_far), 2_000, 4_000) == 2
    (partial,) = rig.told
    assert (partial.camera_id, partial.start_ms, [line.text for line in partial.lines]) == ("a", START_MS, ["w0 w1"])
    (line,) = partial.lines
    assert (line.id, line.language, line.words[1].start_ms) == (0, "en", START_MS + 1_000)
    assert (rig.lines, rig.states(), rig.tally.decisions["partial"]) == ([], [], 2)
    assert (rig.tally.rtf, rig.tally.decisions["window"]) == (None, 0)


async def test_the_engine_is_asked_quickly_and_as_the_camera_is_set(rig: Rig, hosted: Hosted) -> None:
    windows: list[Window] = []
    rig.treatments["a"] = Treatment(
        language="en", hot_words=("Rex",), options=SpeechOptions(beam=5, temperatures=(0.0, 0.4))
    )

    def script(window: Window) -> Heard:
        windows.append(window)
        return said_so_far(window)

    await hear(rig, hosted(script), 2_500)
    (window,) = windows
    assert (window.language, window.hot_words, window.beam, window.temperatures) == ("en", ("Rex",), 1, (0.0,))
    assert len(window.samples) == 2_500 * RATE_KHZ


async def test_it_is_heard_from_two_seconds_on_and_every_two_seconds(rig: Rig, hosted: Hosted) -> None:
    host = hosted(said_so_far)
    assert await hear(rig, host, 500, EVERY_MS - 1) == 0
    assert await hear(rig, host, EVERY_MS, EVERY_MS + 32, 2 * EVERY_MS - 1) == 1
    assert await hear(rig, host, 2 * EVERY_MS + 100, 3 * EVERY_MS) == 1
    assert rig.partials.grow("a", growing(4 * EVERY_MS + 100))
    assert not rig.partials.grow("a", growing(4 * EVERY_MS + 100, is_pausing=True))


async def test_who_is_due_asks_now_and_then(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASK_EVERY_S", 0.5)
    now_s = [100.0]
    monkeypatch.setattr(clock, "monotonic_s", lambda: now_s[0])
    asked = []
    for _ in range(9):
        asked.append(rig.partials.grow("a", growing(4_000)))
        now_s[0] += 0.125
    assert asked.count(True) == 3


async def test_another_utterance_begins_anew(rig: Rig, hosted: Hosted) -> None:
    host = hosted(said_so_far)
    await hear(rig, host, 2_000)
    rig.partials.grow("a", growing(2_000, start_ms=START_MS + 3_000))
    assert await rig.partials.hear_once(host, rig.order)
    rig.partials.grow("a", None)
    assert await hear(rig, host, 2_000) == 1
    assert rig.told == []


async def test_only_cameras_that_want_it_of_this_engine_are_heard(rig: Rig, hosted: Hosted) -> None:
    host = hosted(said_so_far)
    await host.is_ready()
    rig.partials.grow("a", growing(3_000))
    assert not await rig.partials.hear_once(host, replace(rig.order, cameras=frozenset({"b"})))
    rig.partials.follow(frozenset({"b"}))
    assert not await rig.partials.hear_once(host, rig.order)
    assert not rig.partials.grow("a", growing(3_000))
    assert rig.partials.grow("b", growing(3_000))
    assert await rig.partials.hear_once(host, rig.order)


async def test_who_waits_longest_goes_first(rig: Rig, hosted: Hosted) -> None:
    languages: list[str | None] = []

    def script(window: Window) -> Heard:
        languages.append(window.language)
        return said_so_far(window)

    host = hosted(script)
    await host.is_ready()
    for _ in range(2):
        rig.partials.grow("a", growing(9_000))
        rig.partials.grow("b", growing(9_000, start_ms=START_MS + 1_000))
        await rig.partials.hear_once(host, rig.order)
    assert languages == ["en", "de"]


async def test_under_pressure_nothing_is_heard_early(rig: Rig, hosted: Hosted) -> None:
    rig.effort = Effort.PACKED
    assert await hear(rig, hosted(said_so_far), 5_000) == 0


async def test_an_engine_that_works_for_others_is_not_asked(rig: Rig, mini_whisper: Path) -> None:
    over = asyncio.Event()

    class BusyPool(ScriptedPool):
        @override
        async def run(self, function: Callable[..., Any], *args: Any, timeout_s: float) -> Any:
            if function is worker.transcribe:
                await over.wait()
            return await super().run(function, *args, timeout_s=timeout_s)

    host = scripted_host(mini_whisper, said_so_far, BusyPool(said_so_far))
    await host.is_ready()
    command = Window(samples=np.zeros(RATE_KHZ * 1_000, np.float32))
    task = asyncio.create_task(host.transcribe(command, 5.0))
    await asyncio.sleep(0)
    assert await hear(rig, host, 2_000) == 0
    over.set()
    await task
    assert await hear(rig, host, 2_000) == 1


async def test_a_slow_engine_is_asked_once_in_a_while(
    rig: Rig, mini_whisper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s = [100.0]
    monkeypatch.setattr(clock, "monotonic_s", lambda: now_s[0])

    def script(window: Window) -> Heard:
        now_s[0] += 3.1
        return said_so_far(window)

    pool = ScriptedPool(script)
    pool.rtf = 0.8
    host = scripted_host(mini_whisper, script, pool)
    assert await hear(rig, host, 5_000) == 0
    now_s[0] += module.LONG_REST_S
    assert await hear(rig, host, 5_000) == 1
    now_s[0] += module.LONG_REST_S - 0.1
    assert await hear(rig, host, 8_000) == 0


async def test_an_engine_rests_as_long_as_it_worked(rig: Rig, hosted: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REST", 1.0)
    now_s = [100.0]
    monkeypatch.setattr(clock, "monotonic_s", lambda: now_s[0])

    def script(window: Window) -> Heard:
        now_s[0] += 2.0
        return said_so_far(window)

    host = hosted(script)
    assert await hear(rig, host, 2_000, 4_000) == 1
    now_s[0] += 1.9
    assert not rig.partials.grow("a", growing(6_000))
    assert await hear(rig, host, 6_000) == 0
    now_s[0] += 0.2
    assert rig.partials.grow("a", growing(6_000))
    assert await hear(rig, host, 6_000) == 1


@pytest.mark.parametrize(
    "error", [UnavailableError("crashed"), EngineDownError("nobody there"), ModelMissingError("gone"), TimeoutError()]
)
async def test_a_failure_costs_nothing_but_a_rest(rig: Rig, hosted: Hosted, error: Exception) -> None:
    def script(_window: Window) -> Heard:
        raise error

    host = hosted(script)
    assert await hear(rig, host, 2_000, 4_000, 6_000) == 1
    assert rig.tally.decisions["partial_failed"] == 1
    assert host.breaker.failures == 0
    assert (rig.told, rig.states()) == ([], [])


async def test_sound_that_is_not_there_is_not_waited_for(rig: Rig, hosted: Hosted) -> None:
    rig.audio.forget("a")
    assert await hear(rig, hosted(said_so_far), 2_000, 4_000) == 2
    assert rig.tally.decisions["partial"] == 0


async def test_what_ended_meanwhile_is_not_told(rig: Rig, hosted: Hosted) -> None:
    host = hosted(said_so_far)
    await hear(rig, host, 2_000)

    def ends(window: Window) -> Heard:
        rig.partials.grow("a", None)
        return said_so_far(window)

    assert await hear(rig, hosted(ends), 4_000) == 1
    assert rig.told == []


async def test_invented_text_is_not_told(rig: Rig, hosted: Hosted) -> None:
    def invents(window: Window) -> Heard:
        heard = said_so_far(window)
        return replace(heard, segments=tuple(replace(segment, no_speech=0.99) for segment in heard.segments))

    assert await hear(rig, hosted(invents), 2_000, 4_000) == 2
    assert rig.told == []


async def test_a_stop_in_the_middle_leaves_nothing_behind(rig: Rig, hosted: Hosted) -> None:
    host = hosted(said_so_far)
    await host.is_ready()
    rig.partials.grow("a", growing(2_000))
    task = asyncio.create_task(rig.partials.hear_once(host, rig.order))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert (rig.told, rig.states()) == ([], [])
