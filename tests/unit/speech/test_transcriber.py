"""The queue's worker: exactly once, whatever the engine does."""

import asyncio
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.engines import LOCAL, Script, ScriptedPool, said, scripted_host, spoken
from tests.support.transcribing import START_MS, Rig
from wallflower import clock
from wallflower.errors import EngineDownError, ModelMissingError, StorageError, UnavailableError
from wallflower.speech import transcriber as module
from wallflower.speech.engine import Heard, Window
from wallflower.speech.host import EngineHost
from wallflower.speech.pressure import Effort
from wallflower.speech.sources import RemoteSource
from wallflower.speech.treatment import Treatment
from wallflower.speech.window import PAUSE_S
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import Priority
from wallflower.wire_options import GateOptions, LanguageMode, SpeechOptions, SpeechTask

type Hosted = Callable[[Script], EngineHost]


@pytest.fixture
def rig(database: Database) -> Rig:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Rig(database, treatments={"a": Treatment(), "b": Treatment(language="de")})


@pytest.fixture
def hosted(mini_whisper: Path) -> Hosted:
    return lambda script: scripted_host(mini_whisper, script)


def failing(error: Exception, length_ms: int | None = None) -> Script:
    """Return a script that fails with sound of this length, or with all."""

    def script(window: Window) -> Heard:
        if length_ms is None or len(window.samples) == length_ms * 16:
            raise error
        return said("fine")

    return script


async def test_speech_becomes_stored_lines_that_are_told(rig: Rig, hosted: Hosted, database: Database) -> None:
    languages: list[str | None] = []

    def script(window: Window) -> Heard:
        languages.append(window.language)
        return said(f"number {len(languages)}")

    for second, camera_id in ((0, "a"), (10, "b"), (20, "a")):
        rig.add(camera_id, second)
    await rig.drain(hosted(script))
    told = [(line.camera_id, line.text) for line in rig.lines]
    assert told == [("a", "number 1"), ("b", "number 2"), ("a", "number 3")]
    assert rig.lines[0].words[0].start_ms == START_MS + 300
    assert languages == [None, "de", None]
    assert len(Transcripts(database).search(Wanted(text="number")).lines) == 3
    assert [state for state, _ in rig.states()] == ["done"] * 3
    assert rig.tally.counts == {"done": 3}
    assert rig.tally.heard_s == 6.0


async def test_what_a_camera_is_set_to_reaches_the_engine(rig: Rig, hosted: Hosted) -> None:
    windows: list[Window] = []

    def script(window: Window) -> Heard:
        windows.append(window)
        return said("fine", no_speech=0.5)

    options = SpeechOptions(beam=3, temperatures=(0.0, 0.2), gates=GateOptions(surely_no_speech=0.4))
    rig.treatments["a"] = Treatment(language="en", options=options, hot_words=("Alice",))
    rig.add("a", 0)
    rig.add("b", 10)
    await rig.drain(hosted(script))
    assert (windows[0].beam, windows[0].temperatures, windows[0].hot_words) == (3, (0.0, 0.2), ("Alice",))
    assert (windows[1].beam, windows[1].hot_words) == (5, ())
    assert rig.states() == [("dropped", "no_speech"), ("done", None)]


async def test_invented_text_is_dropped_with_its_reason(rig: Rig, hosted: Hosted) -> None:
    answers = iter([said("thanks", no_speech=0.99), Heard(language="en", language_probability=1.0)])
    rig.add("a", 0)
    rig.add("a", 10)
    await rig.drain(hosted(lambda _window: next(answers)))
    assert rig.states() == [("dropped", "no_speech"), ("dropped", "no_text")]
    assert rig.tally.drops == {"no_speech": 1, "no_text": 1}
    assert rig.tally.counts == {"dropped": 2}


class TestPacking:
    async def test_waiting_utterances_of_a_camera_share_a_window_and_get_their_own_words(
        self, rig: Rig, hosted: Hosted
    ) -> None:
        windows: list[Window] = []

        def script(window: Window) -> Heard:
            windows.append(window)
            parts = round((len(window.samples) / 16_000 + PAUSE_S) / (2 + PAUSE_S))
            starts = [index * (2 + PAUSE_S) for index in range(parts)]
            segments = tuple(spoken(f"w{index}", at + 0.5, at + 1.5) for index, at in enumerate(starts))
            return Heard(language="de", language_probability=1.0, segments=segments)

        rig.effort = Effort.PACKED
        for index in range(12):
            rig.add("b", index * 100)
        await rig.drain(hosted(script))
        assert [len(window.samples) <= 16 * 16_000 for window in windows] == [True] * 2
        assert [line.start_ms - START_MS for line in rig.lines] == [index * 100_000 + 500 for index in range(12)]
        assert rig.count() == {"done": 12}
        assert rig.tally.decisions["packed"] == 12
        assert rig.tally.decisions["packed_window"] == 2

    @pytest.mark.parametrize(
        ("treatment", "engine"),
        [
            (Treatment(), LOCAL),
            (Treatment(language="de", options=SpeechOptions(language_mode=LanguageMode.AUTO)), LOCAL),
            (Treatment(options=SpeechOptions(language_mode=LanguageMode.LOCKED)), LOCAL),
            (Treatment(language="de"), "wyoming"),
        ],
        ids=["detected", "automatic", "not yet locked", "engine without times"],
    )
    async def test_where_words_could_not_be_told_apart_each_utterance_is_alone(
        self, rig: Rig, treatment: Treatment, engine: str
    ) -> None:
        pool = ScriptedPool(lambda _window: said("fine"))
        source = RemoteSource(engine, "tcp://speech:10300", None)
        rig.effort = Effort.DROPPING
        rig.treatments["a"] = treatment
        for index in range(3):
            rig.add("a", index * 10)
        await rig.drain(EngineHost(engine, source, lambda *_: pool))
        assert rig.count() == {"done": 3}
        assert rig.tally.decisions["packed"] == 0

    async def test_what_gives_nothing_among_others_is_heard_alone_before_it_is_dropped(
        self, rig: Rig, hosted: Hosted
    ) -> None:
        def script(window: Window) -> Heard:
            if len(window.samples) == 3_000 * 16:
                return Heard(language="de", language_probability=1.0)
            return said("first")

        rig.effort = Effort.PACKED
        for second, length_ms in ((0, 2_000), (10, 3_000), (20, 2_500)):
            rig.add("b", second, length_ms)
        await rig.drain(hosted(script))
        assert rig.states() == [("done", None), ("dropped", "no_text"), ("done", None)]
        assert rig.tally.decisions["heard_alone"] == 2

    async def test_what_fails_together_is_tried_alone(
        self, rig: Rig, hosted: Hosted, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "DEFER_S", 0.0)
        tried: list[int] = []

        def script(window: Window) -> Heard:
            tried.append(len(window.samples) // 16)
            if tried[-1] not in {1_000, 2_000}:
                raise UnavailableError("too much")
            return said("fine", 0.1, 0.9, language="de")

        rig.effort = Effort.PACKED
        rig.add("b", 0, 1_000)
        rig.add("b", 10, 2_000)
        await rig.drain(hosted(script))
        assert tried == [3_800, 1_000, 2_000]
        assert rig.count() == {"done": 2}

    async def test_under_pressure_the_beam_is_narrow_and_only_one_temperature_is_tried(
        self, rig: Rig, hosted: Hosted
    ) -> None:
        windows: list[Window] = []

        def script(window: Window) -> Heard:
            windows.append(window)
            return said("fine")

        rig.effort = Effort.QUICK
        rig.add("a", 0)
        await rig.drain(hosted(script))
        assert (windows[0].beam, windows[0].temperatures) == (1, (0.0,))
        assert rig.tally.decisions["quick_window"] == 1


class TestFailures:
    async def test_an_utterance_that_kills_the_engine_is_given_up_and_the_others_are_not(
        self, rig: Rig, hosted: Hosted, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(module, "DEFER_S", 0.0)
        for second in (0, 20, 40):
            rig.add("a", second, 5_000 if second == 20 else 2_000)
        await rig.drain(hosted(failing(UnavailableError("it crashed"), 5_000)))
        assert rig.states() == [("done", None), ("dropped", "engine_failed"), ("done", None)]
        assert rig.tally.drops == {"engine_failed": 1}
        assert rig.tally.decisions["retried"] == module.MOST_ATTEMPTS

    @pytest.mark.parametrize(
        "error",
        [ModelMissingError("gone"), EngineDownError("no server"), UnavailableError("crashed"), TimeoutError()],
        ids=lambda error: type(error).__name__,
    )
    async def test_an_engine_that_fails_with_everything_costs_no_attempt(
        self, rig: Rig, mini_whisper: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        monkeypatch.setattr(module, "DEFER_S", 0.0)
        pool = ScriptedPool(failing(error))
        host = scripted_host(mini_whisper, failing(error), pool)
        rig.add("a", 0)
        assert await host.is_ready()
        pool.load_error = error
        for _ in range(module.MOST_ATTEMPTS + 2):
            await rig.transcriber.work_once(host, rig.order)
        assert rig.states() == [("queued", None)]
        assert not host.is_usable
        (claim,) = rig.queue.claim(1)
        assert claim.attempts == 1

    async def test_what_a_process_dies_over_costs_no_attempt_until_it_is_absurd(self, rig: Rig, hosted: Hosted) -> None:
        rig.add("a", 0)
        for _ in range(50):
            rig.queue.claim(1)
            rig.queue.release_running()
        rig.add("a", 10)
        await rig.drain(hosted(lambda _window: said("fine")))
        assert rig.count() == {"done": 2}
        rig.add("a", 20)
        for _ in range(module.MOST_DEATHS + 1):
            rig.queue.claim(1)
            rig.queue.release_running()
        await rig.drain(hosted(lambda _window: said("fine")))
        assert rig.states()[-1] == ("dropped", "engine_failed")

    async def test_a_failed_one_lets_others_go_first_and_waits_longer_each_time(
        self, rig: Rig, hosted: Hosted, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rig.add("a", 0, 5_000)
        rig.add("a", 20)
        host = hosted(failing(TimeoutError(), 5_000))
        for attempt in range(3):
            begun_s = clock.monotonic_s()
            await rig.drain(host)
            (until_s,) = rig.transcriber._deferred.values()
            pause_s = module.DEFER_S * module.DEFER_GROWTH**attempt
            assert begun_s + pause_s <= until_s <= clock.monotonic_s() + pause_s
            assert rig.states() == [("queued", None), ("done", None)]
            rig.transcriber._deferred.clear()

    @pytest.mark.parametrize(
        "answer",
        [
            "no transcript",
            None,
            replace(said("x"), segments=(replace(spoken("x", 0, 1), start_s=math.nan),)),
            replace(said("x"), segments=(spoken("x", math.inf, math.inf),)),
            replace(said("x"), segments=(spoken("word " * 10_000, 0, 1),)),
            replace(said("x"), segments=tuple(spoken("x", 0, 1) for _ in range(10_000))),
        ],
        ids=["text", "none", "nan", "infinity", "10,000 words", "10,000 segments"],
    )
    async def test_an_answer_that_makes_no_sense_is_a_failure(self, rig: Rig, hosted: Hosted, answer: Any) -> None:
        rig.add("a", 0, 5_000)
        rig.add("a", 20)
        await rig.drain(hosted(lambda window: answer if len(window.samples) == 80_000 else said("fine")))
        assert rig.states() == [("queued", None), ("done", None)]

    async def test_odd_times_and_languages_are_put_right(self, rig: Rig, hosted: Hosted) -> None:
        odd = replace(said("fine", -5.0, 90.0, language="<|klingon|>"), language_probability=math.nan)
        rig.add("a", 0)
        await rig.drain(hosted(lambda _window: odd))
        (line,) = rig.lines
        assert (line.start_ms, line.end_ms, line.language) == (START_MS, START_MS + 2_000, None)

    async def test_a_stop_in_the_middle_puts_the_work_back(self, rig: Rig, hosted: Hosted) -> None:
        begun = asyncio.Event()
        host = hosted(lambda _window: said("x"))
        assert await host.is_ready()

        async def hang(_window: Window, _timeout_s: float) -> Heard:
            begun.set()
            await asyncio.Event().wait()
            raise AssertionError

        host.transcribe = hang  # type: ignore[method-assign, assignment]
        rig.add("a", 0)
        running = asyncio.create_task(rig.drain(host))
        await begun.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        assert rig.states() == [("queued", None)]
        assert rig.queue.claim(1)[0].attempts == 1

    async def test_a_database_that_fails_loses_nothing(
        self, rig: Rig, hosted: Hosted, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_arguments: object) -> None:
            raise StorageError("the disk is full")

        host = hosted(lambda _window: said("fine"))
        rig.add("a", 0)
        with monkeypatch.context() as broken:
            broken.setattr(rig.queue, "finish", fail)
            with pytest.raises(StorageError):
                await rig.drain(host)
        assert rig.states() == [("queued", None)]
        await rig.drain(host)
        assert rig.states() == [("done", None)]


class TestTranslation:
    @staticmethod
    def script(window: Window) -> Heard:
        if window.task is SpeechTask.TRANSLATE:
            return said("the door is open", language="en")
        return said("die Tür ist zu", language=window.language or "de")

    async def test_both_texts_are_kept(self, rig: Rig, hosted: Hosted) -> None:
        rig.treatments["b"] = Treatment(language="de", options=SpeechOptions(task=SpeechTask.TRANSLATE))
        rig.add("b", 0)
        await rig.drain(hosted(self.script))
        (line,) = rig.lines
        assert (line.text, line.translation, line.language) == ("die Tür ist zu", "the door is open", "de")
        assert rig.tally.decisions["translated"] == 1

    async def test_english_is_not_translated(self, rig: Rig, hosted: Hosted) -> None:
        rig.treatments["a"] = Treatment(language="en", options=SpeechOptions(task=SpeechTask.TRANSLATE))
        rig.add("a", 0)
        await rig.drain(hosted(self.script))
        assert [line.translation for line in rig.lines] == [None]

    async def test_an_engine_that_cannot_translate_is_not_asked_to(self, rig: Rig) -> None:
        pool = ScriptedPool(self.script)
        rig.treatments["b"] = Treatment(language="de", options=SpeechOptions(task=SpeechTask.TRANSLATE))
        rig.add("b", 0)
        source = RemoteSource("wyoming", "tcp://speech:10300", None)
        await rig.drain(EngineHost("wyoming", source, lambda *_: pool))
        assert [line.translation for line in rig.lines] == [None]
        assert rig.tally.decisions["translation_impossible"] == 1

    async def test_without_a_translation_the_text_is_kept(self, rig: Rig, hosted: Hosted) -> None:
        def script(window: Window) -> Heard:
            if window.task is SpeechTask.TRANSLATE:
                raise UnavailableError("cannot")
            return self.script(window)

        rig.treatments["b"] = Treatment(language="de", options=SpeechOptions(task=SpeechTask.TRANSLATE))
        rig.add("b", 0)
        await rig.drain(hosted(script))
        assert [(line.text, line.translation) for line in rig.lines] == [("die Tür ist zu", None)]
        assert rig.tally.decisions["translation_failed"] == 1


async def test_a_language_is_locked_after_enough_confident_segments(rig: Rig, hosted: Hosted) -> None:
    asked: list[str | None] = []

    def script(window: Window) -> Heard:
        asked.append(window.language)
        return said("hallo", language="de")

    locked = SpeechOptions(language_mode=LanguageMode.LOCKED, lock_after=3)
    rig.treatments["a"] = Treatment(options=locked)
    for index in range(5):
        rig.add("a", index * 10)
    await rig.drain(hosted(script))
    assert asked == [None, None, None, "de", "de"]
    again = Rig(rig.database, treatments={"a": Treatment(options=locked)})
    again.add("a", 100)
    await again.drain(hosted(script))
    assert asked[-1] == "de"
    again.treatments["a"] = Treatment(options=replace(locked, lock_after=2))
    again.add("a", 200)
    await again.drain(hosted(script))
    assert asked[-1] is None


async def test_live_goes_first_and_nobody_waits_for_ever(rig: Rig, hosted: Hosted) -> None:
    for index in range(40):
        rig.add("a", index * 10, priority=Priority.LIVE)
    rig.add("b", 0, priority=Priority.BACKFILL)
    rig.add("b", 10, priority=Priority.NORMAL)
    await rig.drain(hosted(lambda _window: said("x")))
    order = [line.camera_id for line in rig.lines]
    assert order[:8] == ["a"] * 8
    assert order.index("b") <= 9
    assert order.count("b") == 2
    assert len(order) - order[::-1].index("b") <= 20


async def test_no_text_is_logged(rig: Rig, hosted: Hosted, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    rig.add("a", 0)
    await rig.drain(hosted(lambda _window: said("xylophone")))
    assert "xylophone" not in caplog.text
