import numpy as np
import pytest

from wallflower.demo import voices
from wallflower.errors import UnavailableError


@pytest.mark.parametrize("voice", ["flite:slt", "flite:rms", "espeak:en-us"])
def test_a_voice_speaks_equally_loud(voice: str) -> None:
    samples = voices.speak(voice, "who is at the door")
    assert 0.7 < len(samples) / voices.SAMPLE_RATE_HZ < 3.0
    assert np.abs(samples).max() == pytest.approx(0.3, abs=0.001)


def test_the_same_sentence_sounds_the_same() -> None:
    first, second = (voices.speak("flite:slt", "hello alice") for _ in range(2))
    assert np.array_equal(first, second)


def test_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(ValueError, match="no such kind"):
        voices.speak("parrot:polly", "hello")


@pytest.mark.parametrize(("voice", "package"), [("flite:slt", "flite"), ("espeak:en-us", "espeak-ng")])
def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch, voice: str, package: str) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnavailableError, match=package):
        voices.speak(voice, "hello")


def test_silence_stays_silent() -> None:
    assert not voices._normal(np.zeros(10, np.float32)).any()
