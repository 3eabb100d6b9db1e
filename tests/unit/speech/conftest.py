"""Voices, real speech, and the voice activity network."""

import pytest

from tests.support.sound import TEST_DATA, mini_whisper, read_sound, speaker
from wallflower.speech.sound import Samples
from wallflower.speech.vad import VoiceModel

__all__ = ["mini_whisper", "speaker"]


@pytest.fixture(scope="session")
def voice_model() -> VoiceModel:
    return VoiceModel.bundled()


@pytest.fixture(scope="session")
def jfk() -> Samples:
    """Eleven seconds of a real speech with pauses."""
    path = TEST_DATA / "speech" / "jfk.flac"
    if not path.is_file():
        pytest.skip("needs the shared test data (WALLFLOWER_TESTDATA): speech/jfk.flac")
    return read_sound(path)
