"""The library onnx-asr, unmodified, on a hand-made model with its real pre-processing and decoding."""

import json
import socket
from pathlib import Path

import numpy as np
import pytest

from tests.support.sound import room
from tests.support.tone_model import write
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech import worker
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.gates import judge
from wallflower.speech.onnx_asr_engine import create
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.wire_options import SpeechTask
from wallflower.workers.executor import EnginePool


def tone(hertz: float, length_s: float) -> Samples:
    return (0.3 * np.sin(np.arange(int(length_s * RATE_HZ)) * 2 * np.pi * hertz / RATE_HZ)).astype(np.float32)


def spec(directory: Path) -> EngineSpec:
    return EngineSpec(engine="onnx-asr", model=directory.name, place=str(directory), threads=1)


@pytest.fixture(scope="module")
def tones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("models") / "tones")


SPOKEN = room(1.0, tone(300, 0.4), 0.2, tone(3_000, 0.4), 1.5, tone(300, 0.4), 1.0)


def test_words_have_their_times_and_confidence(tones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object) -> None:
        raise AssertionError("it must stay offline")

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    engine = create(spec(tones))
    assert (engine.runs.device, engine.runs.compute_type) == ("cpu", "float32")
    heard = engine.transcribe(Window(samples=SPOKEN, language="en"))
    first, second = heard.segments
    assert [segment.text for segment in heard.segments] == ["lo high", "lo"]
    expected = [(1.0, first.words[0]), (1.6, first.words[1]), (3.5, second.words[0])]
    assert all(abs(word.start_s - at_s) < 0.17 for at_s, word in expected)
    assert all(word.probability is not None and 0.3 < word.probability <= 1 for _, word in expected)
    assert (heard.language, first.no_speech) == ("en", None)
    assert first.logprob is not None
    assert judge(first) is None


def test_silence_has_no_words(tones: Path) -> None:
    engine = create(spec(tones))
    assert engine.transcribe(Window(samples=np.zeros(32_000, np.float32))).segments == ()
    assert engine.transcribe(Window(samples=np.zeros(100, np.float32))).segments == ()


async def test_it_runs_in_the_executors_child(tones: Path) -> None:
    pool = EnginePool(worker.load, (spec(tones),), "speech tones")
    heard = await pool.run(worker.transcribe, spec(tones), Window(samples=SPOKEN), timeout_s=60)
    assert [segment.text for segment in heard.segments] == ["lo high", "lo"]
    await pool.close()


@pytest.mark.parametrize("kind", ["nemo-conformer-aed", "whisper", 7, None])
def test_kinds_without_times_are_refused(tmp_path: Path, kind: object) -> None:
    directory = write(tmp_path / "odd")
    (directory / "config.json").write_text(json.dumps({"model_type": kind}))
    with pytest.raises(ModelMissingError, match="no times"):
        create(spec(directory))


@pytest.mark.parametrize("broken", ["config.json", "model.onnx", "vocab.txt"])
@pytest.mark.parametrize("damage", ["gone", "cut"])
async def test_a_broken_directory_is_one_typed_error(tmp_path: Path, broken: str, damage: str) -> None:
    directory = write(tmp_path / "parakeet")
    file = directory / broken
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[: 12 if broken != "vocab.txt" else 6])
    pool = EnginePool(worker.load, (spec(directory),), "speech broken")
    with pytest.raises((ModelMissingError, UnavailableError), match=r"'parakeet' (cannot|has no)|failed"):
        await pool.run(worker.transcribe, spec(directory), Window(samples=SPOKEN), timeout_s=60)
    await pool.close()


def test_a_name_that_the_library_knows_downloads_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "config.json").write_text('{"model_type": "nemo-parakeet-ctc-0.6b"}')
    with pytest.raises(FileNotFoundError):
        create(spec(tmp_path / "empty"))


def test_a_model_is_found_by_its_name_in_the_directory_of_models(tones: Path) -> None:
    settings = SourceSettings(models_directory=tones.parent, addresses={"onnx-asr": tones.name})
    choice = make_source(settings, "onnx-asr", None)()
    assert create(choice.spec).transcribe(Window(samples=SPOKEN)).segments


def test_translation_is_left_to_others(tones: Path) -> None:
    with pytest.raises(UnavailableError, match="does not translate"):
        create(spec(tones)).transcribe(Window(samples=SPOKEN, task=SpeechTask.TRANSLATE))
