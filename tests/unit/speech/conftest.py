"""Voices, real speech, and the voice activity network."""

import shutil

import pytest

from tests.support.sound import TEST_DATA, Speaker, read_sound
from wallflower.speech.sound import Samples
from wallflower.speech.vad import VoiceModel


@pytest.fixture(scope="session")
def voice_model() -> VoiceModel:
    return VoiceModel.bundled()


@pytest.fixture(scope="session")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Speaker:
    if shutil.which("flite") is None or shutil.which("espeak-ng") is None:
        pytest.skip("needs flite and espeak-ng (Debian packages of the same names)")
    return Speaker(tmp_path_factory.mktemp("voices"))


@pytest.fixture(scope="session")
def jfk() -> Samples:
    """Eleven seconds of a real speech with pauses."""
    path = TEST_DATA / "speech" / "jfk.flac"
    if not path.is_file():
        pytest.skip("needs the shared test data (WALLFLOWER_TESTDATA): speech/jfk.flac")
    return read_sound(path)
