"""The real faster-whisper on the miniature model, in the real executor's child."""

import asyncio
import os
import random
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from tests.support.engines import LOCAL, real_host
from tests.support.sound import Speaker, room
from tests.support.talking import fragments
from tests.support.transcribing import START_MS, Rig, nothing_recorded
from tests.support.waiting import PATIENCE_S
from wallflower.demo.model import known_sentences
from wallflower.errors import UnavailableError
from wallflower.speech.audio import Recorded
from wallflower.speech.engine import Window
from wallflower.speech.gates import judge, plain_words
from wallflower.speech.host import EngineHost
from wallflower.speech.listener import Listener
from wallflower.speech.pressure import Effort
from wallflower.speech.sound import Samples
from wallflower.speech.treatment import Treatment
from wallflower.speech.vad import VoiceModel
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.workers.executor import EnginePool

SENTENCES = (
    ("the front door is open", "slt"),
    ("there is a dog in the garden", "rms"),
    ("call the police", "slt"),
    ("good night alice", "rms"),
)


@pytest.fixture
async def host(mini_whisper: Path) -> AsyncIterator[EngineHost]:
    made = real_host(mini_whisper)
    yield made
    await made.close()


def errors(expected: list[str], heard: list[str]) -> int:
    """Return the word errors: the edit distance."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(expected, start=1):
        before, row = row, [index, *row[1:]]
        for at, other in enumerate(heard, start=1):
            row[at] = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (word != other))
    return row[-1]


@pytest.mark.slow
async def test_speech_before_a_camera_becomes_searchable_text(
    host: EngineHost, database: Database, voice_model: VoiceModel, speaker: Speaker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    rig = Rig(database, read_recorded=nothing_recorded, treatments={"a": Treatment(language="en")})
    known = {sentence for group in known_sentences().values() for sentence in group}
    spoken = [(sentence, voice) for sentence, voice in SENTENCES if sentence in known]
    parts: list[Samples | float] = [2.0]
    for sentence, voice in spoken:
        parts += [speaker.say(sentence, voice), 1.5]
    listener = Listener("a", voice_model, rig.queue, rig.audio.ring("a"), lambda _event: None)
    for fragment in fragments(room(*parts), "a", START_MS):
        listener.hear(fragment)
    await rig.drain(host)
    expected = [word for sentence, _ in spoken for word in sentence.split()]
    heard = [word for line in rig.lines for word in plain_words(line.text)]
    assert errors(expected, heard) / len(expected) <= 0.15, "word error rate"
    assert len(rig.lines) == len(spoken)
    assert rig.queue.backlog_s() == 0
    assert all(line.start_ms >= START_MS + 1_500 and line.words for line in rig.lines)
    found = Transcripts(database).search(Wanted(text="door")).lines
    assert [line.id for line in found] == [line.id for line in rig.lines if "door" in line.text]
    assert not any(sentence in caplog.text for sentence, _ in spoken)
    assert host.state.device in {"cpu", "cuda"}
    assert (host.state.compute_type or "").startswith("int8")
    assert 0 < (host.state.rtf or 0) < 5


@pytest.mark.slow
async def test_many_utterances_in_one_window_are_heard_as_well_as_alone_and_in_their_places(
    host: EngineHost, database: Database, speaker: Speaker
) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    sentences = random.Random(3).sample(sorted(known_sentences()["en"]), 12)
    sounds = {START_MS + index * 60_000: room(0.3, speaker.say(text), 0.3) for index, text in enumerate(sentences)}

    def read(_camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        return Recorded(sounds[start_ms], [(start_ms, end_ms)])

    rates: dict[Effort, float] = {}
    packed = 0
    for effort in (Effort.CAREFUL, Effort.PACKED):
        rig = Rig(database, read_recorded=read, treatments={"a": Treatment(language="en")}, effort=effort)
        for start_ms, samples in sounds.items():
            rig.add("a", (start_ms - START_MS) / 1000, len(samples) // 16)
        await rig.drain(host)
        heard = dict.fromkeys(sounds, "")
        for line in rig.lines:
            heard[line.start_ms - (line.start_ms - START_MS) % 60_000] += f" {line.text}"
        wrong = sum(
            errors(plain_words(text), plain_words(heard[at_ms])) for at_ms, text in zip(sounds, sentences, strict=True)
        )
        rates[effort] = wrong / sum(len(plain_words(text)) for text in sentences)
        packed = rig.tally.decisions["packed"]
        Forgetting(database).range(START_MS, START_MS + 10_000_000, "a")
    assert packed >= 10
    assert rates[Effort.PACKED] <= rates[Effort.CAREFUL] + 0.05, "word error rate"
    assert rates[Effort.PACKED] <= 0.1, "word error rate"


@pytest.mark.slow
async def test_noise_and_silence_give_no_line_even_without_voice_activity(host: EngineHost) -> None:
    assert await host.is_ready()
    rng = np.random.default_rng(5)
    for samples in (np.zeros(48_000, np.float32), (rng.standard_normal(48_000) * 0.05).astype(np.float32)):
        heard = await host.transcribe(Window(samples=samples, language="en"), 60)
        assert [segment for segment in heard.segments if judge(segment) is None] == []


@pytest.mark.slow
async def test_languages_that_the_model_does_not_know_are_detected_instead(host: EngineHost, speaker: Speaker) -> None:
    assert await host.is_ready()
    sentence, voice = SENTENCES[0]
    heard = await host.transcribe(Window(samples=room(0.3, speaker.say(sentence, voice), 0.3), language="xx"), 60)
    assert heard.language in known_sentences()


@pytest.mark.slow
async def test_a_child_that_dies_or_hangs_is_replaced(mini_whisper: Path) -> None:
    host = real_host(mini_whisper)
    window = Window(samples=np.zeros(8_000, np.float32), language="en")
    assert await host.is_ready()
    assert isinstance(host._pool, EnginePool)
    with pytest.raises(UnavailableError):
        await host._pool.run(os.abort, timeout_s=PATIENCE_S)
    assert await host.is_well()
    with pytest.raises(TimeoutError):
        await host.transcribe(window, 0.001)
    assert await host.is_well()
    assert (await host.transcribe(window, 60)).language == "en"
    await host.close()


@pytest.mark.slow
async def test_weights_that_are_whole_but_wrong_are_a_typed_error(tmp_path: Path, mini_whisper: Path) -> None:
    directory = Path(shutil.copytree(mini_whisper, tmp_path / "odd"))
    weights = directory / "model.bin"
    weights.write_bytes(weights.read_bytes().replace(b"decoder/layer_norm/gamma", b"decoder/layer_norm/other"))
    host = real_host(directory)
    assert not await host.is_ready()
    assert not host.status.usable
    assert "'odd' cannot be loaded" in (host.status.reason or "")
    await host.close()


async def test_nothing_is_asked_without_a_model(tmp_path: Path) -> None:
    host = real_host(tmp_path / "nothing")
    assert not await asyncio.wait_for(host.is_ready(), PATIENCE_S)
    assert host.status.name == LOCAL
    with pytest.raises(UnavailableError):
        await host.transcribe(Window(samples=np.zeros(1, np.float32)), 1)
