"""Samples through ear, engine and gates: what is counted, and what is done only once."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.engines import said
from tests.support.sound import Speaker, room
from wallflower.speech.engine import EngineSpec, Heard, HeardSegment, Window
from wallflower.speech.sound import SILENCE
from wallflower.speech.tuning import OverError
from wallflower.speech.tuning_trial import Rehearsal, Sample, plain
from wallflower.speech.vad import VoiceModel
from wallflower.speech.whisper import create
from wallflower.wire_options import GateOptions, SpeechOptions, VoiceOptions
from wallflower.wire_tuning import TunedOptions

NORMAL = TunedOptions.of(SpeechOptions())
CLOSED = GateOptions(surely_no_speech=1e-9, maybe_no_speech=1e-9)
LIKE = Window(samples=SILENCE, language="en")


class Engine:
    """Always hears the same; remembers what it was given."""

    def __init__(self, *texts: str, no_speech: float = 0.1) -> None:
        segments = tuple(HeardSegment(text=text, start_s=0.0, end_s=1.0, no_speech=no_speech) for text in texts)
        self.windows: list[Window] = []
        self._heard = Heard(language="en", segments=segments)

    def __call__(self, window: Window) -> Heard:
        self.windows.append(window)
        return self._heard


@pytest.fixture
def sample(speaker: Speaker) -> Sample:
    return Sample(samples=room(1.0, speaker.say("the front door is open"), 1.0), text="The front door is open!")


def nothing() -> None:
    """Let every step be done."""


def test_the_real_engine_understands_and_the_gates_matter(
    voice_model: VoiceModel, mini_whisper: Path, sample: Sample
) -> None:
    engine = create(EngineSpec(engine="faster-whisper", place=str(mini_whisper)))
    rehearsal = Rehearsal(voice_model, engine.transcribe, LIKE, [sample], nothing)
    open_, closed = rehearsal.score(NORMAL, [NORMAL.gates, CLOSED])
    assert (open_.wer, open_.wrong, open_.missing, open_.invented) == (0.0, 0, 0, 0)
    assert open_.seconds > 0
    assert (closed.wer, closed.missing) == (1.0, 5)


def test_wrong_missing_and_invented_words_are_counted(voice_model: VoiceModel, sample: Sample) -> None:
    rehearsal = Rehearsal(voice_model, Engine("a front DOOR,", "and it is"), LIKE, [sample], nothing)
    (score,) = rehearsal.score(NORMAL, [NORMAL.gates])
    assert score.wrong + score.missing + score.invented == round(score.wer * 5)
    assert score.wer == pytest.approx(0.8)


def test_what_was_decoded_once_is_remembered(voice_model: VoiceModel, sample: Sample) -> None:
    engine = Engine("the front door is open")
    rehearsal = Rehearsal(voice_model, engine, LIKE, [sample], nothing)
    rehearsal.score(NORMAL, [NORMAL.gates])
    rehearsal.score(NORMAL, [NORMAL.gates, CLOSED])
    assert len(engine.windows) == 1
    assert (engine.windows[0].beam, engine.windows[0].language) == (5, "en")
    other = TunedOptions(beam=2, temperatures=(0.0,), vad=NORMAL.vad, gates=NORMAL.gates)
    rehearsal.score(other, [NORMAL.gates])
    assert (len(engine.windows), engine.windows[1].beam, engine.windows[1].temperatures) == (2, 2, (0.0,))


def test_speech_that_is_not_found_is_missing(voice_model: VoiceModel, sample: Sample) -> None:
    engine = Engine("the front door is open")
    deaf = TunedOptions(
        beam=5, temperatures=(0.0,), vad=VoiceOptions(onset=0.9999, least_speech_ms=5_000), gates=NORMAL.gates
    )
    (score,) = Rehearsal(voice_model, engine, LIKE, [sample], nothing).score(deaf, [NORMAL.gates])
    assert (score.wer, score.missing, engine.windows) == (1.0, 5, [])


def test_samples_that_are_no_numbers_are_silence(voice_model: VoiceModel) -> None:
    broken = Sample(samples=np.full(32_000, np.nan, np.float32), text="two words")
    (score,) = Rehearsal(voice_model, Engine("two words"), LIKE, [broken], nothing).score(NORMAL, [NORMAL.gates])
    assert score.wer == 1.0


def test_the_end_of_the_time_ends_the_work(voice_model: VoiceModel, sample: Sample) -> None:
    def over() -> None:
        raise OverError

    with pytest.raises(OverError):
        Rehearsal(voice_model, lambda _: said("x"), LIKE, [sample], over).score(NORMAL, [NORMAL.gates])


@pytest.mark.parametrize(
    ("text", "words"),
    [("Hello,  WORLD…", "hello world"), ("Füße – Café", "fusse cafe"), ("你好 hi", "你 好 hi"), ("… ?!", ""), ("", "")],
)
def test_both_sides_are_compared_without_case_and_signs(text: str, words: str) -> None:
    assert plain(text) == words
