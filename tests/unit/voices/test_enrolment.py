import numpy as np
import pytest

from tests.support.cast import Cast, noisy
from wallflower.errors import SoundError
from wallflower.voices.engine import mean_of
from wallflower.voices.enrolment import enrol, examples
from wallflower.voices.gallery import score_of
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.noise import BANDS, noise_of


def with_pauses(samples: Samples) -> Samples:
    pause = np.zeros(RATE_HZ, np.float32)
    return np.concatenate([pause, samples, pause])


def test_ten_clean_seconds_of_one_person_are_enough(voice_engine: Ge2eEngine, cast: Cast) -> None:
    learnt = enrol(voice_engine, noisy(with_pauses(cast.talk("amy", 13, seed=1)), 30))
    assert learnt.seconds > 10
    assert 0.5 < learnt.quality <= 1
    assert set(learnt.parts) == {"seconds", "snr", "clipping", "alike"}
    assert mean_of(voice_engine.windows(cast.talk("amy", 3, seed=9), 0.8)[0]) @ learnt.embedding > 0.85


@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.zeros(RATE_HZ * 12, np.float32)])
def test_silence_is_refused(voice_engine: Ge2eEngine, samples: Samples) -> None:
    with pytest.raises(SoundError, match=r"there are 0\.0 s of speech, and 10 s are needed"):
        enrol(voice_engine, samples)


def test_little_speech_is_refused(voice_engine: Ge2eEngine, cast: Cast) -> None:
    with pytest.raises(SoundError, match="10 s are needed"):
        enrol(voice_engine, with_pauses(cast.talk("bob", 5, seed=1)))


def test_noise_is_refused(voice_engine: Ge2eEngine, cast: Cast) -> None:
    with pytest.raises(SoundError, match="louder than the noise"):
        enrol(voice_engine, noisy(with_pauses(cast.talk("bob", 14, seed=1)), 5))


def test_distorted_sound_is_refused(voice_engine: Ge2eEngine, cast: Cast) -> None:
    loud = np.clip(with_pauses(cast.talk("bob", 14, seed=1)) * np.float32(15), -1, 1)
    with pytest.raises(SoundError, match="distorted"):
        enrol(voice_engine, loud)


def test_two_people_are_refused(voice_engine: Ge2eEngine, cast: Cast) -> None:
    both = np.concatenate([cast.talk("amy", 6, seed=1), cast.talk("joe", 7, seed=2)])
    with pytest.raises(SoundError, match="more than one person speaks"):
        enrol(voice_engine, with_pauses(both))


def test_examples_make_a_voice_known_in_noise(voice_engine: Ge2eEngine, cast: Cast) -> None:
    sound = with_pauses(cast.talk("carl", 12, seed=1))
    known = examples(voice_engine, sound)
    assert (known == examples(voice_engine, sound)).all()
    in_noise = mean_of(voice_engine.windows(noisy(cast.talk("carl", 3, seed=8), 8), 0.8)[0])
    clean, noisier = np.split(known, [len(known) // 3])
    assert (noisier @ in_noise).max() > (clean @ in_noise).max() + 0.05


def test_examples_in_the_noise_of_a_room_make_a_voice_known_there(voice_engine: Ge2eEngine, cast: Cast) -> None:
    power = np.clip((np.arange(BANDS) * 50.0 - 1500) / 6500, 0, 1) + 1e-3
    hiss = np.asarray(power / power.sum(), np.float32)
    sound = with_pauses(cast.talk("carl", 12, seed=1))
    plain, there = examples(voice_engine, sound), examples(voice_engine, sound, (hiss,))
    assert (there[: len(plain)] == plain).all()
    said = cast.talk("carl", 3, seed=8)
    level = float(np.sqrt(np.mean(np.square(said)))) * 10 ** (-8 / 20)
    heard = mean_of(voice_engine.windows((said + level * noise_of(hiss, len(said))[::-1]).astype(np.float32), 0.8)[0])
    assert score_of(there, heard) > score_of(plain, heard) + 0.03
