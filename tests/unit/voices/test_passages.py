import numpy as np
import pytest

from tests.support.cast import Cast, noisy
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.passages import passages
from wallflower.voices.trim import speech_of


def pause(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE_HZ), np.float32)


def test_speech_is_told_from_the_silence_around_it(cast: Cast) -> None:
    said = cast.say("amy", "the neighbour repaired the garden chairs")
    spoken = speech_of(noisy(np.concatenate([pause(1), said, pause(1)]), 25))
    assert spoken.seconds == pytest.approx(len(said) / RATE_HZ, abs=0.4)
    assert spoken.at_s(0) == pytest.approx(1.0, abs=0.15)
    assert spoken.snr_db == pytest.approx(25 + 5, abs=6)  # the noise was measured against sound and pauses


@pytest.mark.parametrize("samples", [pause(0), pause(0.001), pause(3)], ids=["nothing", "a moment", "silence"])
def test_silence_is_no_speech(voice_engine: Ge2eEngine, samples: Samples) -> None:
    assert speech_of(samples).seconds == 0
    assert passages(voice_engine, samples) == ()


def test_a_single_word_is_too_short(voice_engine: Ge2eEngine, cast: Cast) -> None:
    assert passages(voice_engine, np.concatenate([pause(1), cast.say("bob", "yes"), pause(1)])) == ()


def test_broken_samples_do_no_harm(voice_engine: Ge2eEngine, cast: Cast) -> None:
    broken = cast.talk("amy", 3, seed=1).copy()
    broken[1000:1010] = np.nan
    broken[2000] = np.inf
    (passage,) = passages(voice_engine, broken)
    assert np.isfinite(passage.embedding).all()


@pytest.mark.parametrize("name", ["amy", "carl", "eve", "joe"])
def test_one_person_is_one_passage(voice_engine: Ge2eEngine, cast: Cast, name: str) -> None:
    sound = np.concatenate([pause(0.3), cast.talk(name, 8, seed=4, pause_s=0.3), pause(0.6)])
    (passage,) = passages(voice_engine, sound)
    assert passage.start_s == 0.0
    assert passage.end_s == pytest.approx(len(sound) / RATE_HZ)


@pytest.mark.parametrize(("first", "second"), [("amy", "bob"), ("joe", "eve"), ("gus", "carl"), ("ian", "fay")])
def test_a_change_of_speaker_is_found(voice_engine: Ge2eEngine, cast: Cast, first: str, second: str) -> None:
    one, other = cast.talk(first, 3, seed=1), cast.talk(second, 3, seed=2)
    before, after = passages(voice_engine, np.concatenate([pause(0.3), one, pause(0.3), other, pause(0.6)]))
    assert before.end_s == after.start_s == pytest.approx(3.45, abs=0.5)


def test_three_turns_are_three_passages(voice_engine: Ge2eEngine, cast: Cast) -> None:
    turns = [cast.talk(name, 3, seed=seed) for seed, name in enumerate(("amy", "dan", "amy"))]
    first, second, third = passages(voice_engine, np.concatenate(turns))
    assert first.embedding @ third.embedding > 0.8 > first.embedding @ second.embedding
