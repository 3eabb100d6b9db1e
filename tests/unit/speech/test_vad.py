"""Silero, run with a state per camera."""

import subprocess
import sys

import numpy as np
import pytest

from tests.support.sound import Speaker, room
from wallflower.speech.sound import WINDOW, Samples, Windows
from wallflower.speech.vad import VoiceDetector, VoiceModel


def windows(samples: Samples) -> Windows:
    return samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)


def test_speech_is_likely_and_noise_is_not(voice_model: VoiceModel, speaker: Speaker) -> None:
    spoken = room(1.0, speaker.say("the front door is open"), 1.0)
    probabilities = VoiceDetector(voice_model).probabilities(windows(spoken))
    assert probabilities.max() > 0.9
    assert probabilities[:25].max() < 0.2
    noise = np.random.default_rng(0).standard_normal(10 * 16_000).astype(np.float32) * 0.05
    assert VoiceDetector(voice_model).probabilities(windows(noise)).max() < 0.5


@pytest.mark.parametrize("size", [1, 7, 31])
def test_pieces_of_sound_are_judged_as_the_whole(voice_model: VoiceModel, speaker: Speaker, size: int) -> None:
    whole = windows(room(0.3, speaker.say("there is a dog in the garden"), 0.5))
    detector = VoiceDetector(voice_model)
    pieces = [detector.probabilities(whole[start : start + size]) for start in range(0, len(whole), size)]
    expected = VoiceDetector(voice_model).probabilities(whole)
    assert np.allclose(np.concatenate(pieces), expected, atol=1e-4)
    assert detector.probabilities(whole[:0]).shape == (0,)


def test_cameras_do_not_hear_each_other(voice_model: VoiceModel, speaker: Speaker) -> None:
    spoken, silent = windows(room(speaker.say("help me please"), 0.5)), windows(room(3.0))
    alone = VoiceDetector(voice_model).probabilities(silent[:20])
    first, second = VoiceDetector(voice_model), VoiceDetector(voice_model)
    beside = []
    for index in range(20):
        first.probabilities(spoken[index : index + 1])
        beside.append(second.probabilities(silent[index : index + 1]))
    assert np.allclose(np.concatenate(beside), alone, atol=1e-4)


def test_reset_forgets(voice_model: VoiceModel, speaker: Speaker) -> None:
    detector = VoiceDetector(voice_model)
    spoken = windows(room(speaker.say("good night alice"), 0.2))
    first = detector.probabilities(spoken)
    detector.reset()
    assert np.array_equal(detector.probabilities(spoken), first)


def test_voice_activity_loads_neither_whisper_nor_libav() -> None:
    code = (
        "import sys; from wallflower.speech.vad import VoiceModel; VoiceModel.bundled();"
        "sys.exit(len({'faster_whisper', 'ctranslate2', 'av'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
