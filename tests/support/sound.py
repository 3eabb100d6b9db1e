"""Spoken sentences from the synthesisers, sound files and rooms, as 16 kHz samples; the miniature Whisper model."""

import io
import os
import shutil
import subprocess
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from wallflower.demo import model
from wallflower.speech.sound import RATE_HZ, Samples, to_pcm

ROOT = Path(__file__).parents[2]
TEST_DATA = Path(os.environ.get("WALLFLOWER_TESTDATA", ROOT.parent / "shared" / "testdata"))


@pytest.fixture(scope="session")
def mini_whisper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of the demo's miniature Whisper model."""
    return model.unpack_model(tmp_path_factory.mktemp("models"))


@pytest.fixture(scope="session")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Speaker:
    """Return the synthetic voices."""
    if shutil.which("flite") is None or shutil.which("espeak-ng") is None:
        pytest.skip("needs flite and espeak-ng (Debian packages of the same names)")
    return Speaker(tmp_path_factory.mktemp("voices"))


class Speaker:
    """Says sentences with synthetic voices, as 16 kHz samples."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def say(self, text: str, voice: str = "slt", stretch: float = 1.05) -> Samples:
        """Speak with a flite voice, or with an espeak-ng voice when its name has a dash or is `de`."""
        path = self._folder / "speech.wav"
        if "-" in voice or voice.startswith("de"):
            command = ["espeak-ng", "-v", voice, "-s", "150", "-w", str(path), text]
        else:
            command = ["flite", "-voice", voice, "--setf", f"duration_stretch={stretch}", "-t", text, "-o", str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=30)
        return read_wave(path)


def read_wave(path: Path) -> Samples:
    with wave.open(str(path)) as reader:
        rate = reader.getframerate()
        raw = np.frombuffer(reader.readframes(reader.getnframes()), "<i2").astype(np.float32)
    times = np.arange(int(len(raw) * RATE_HZ / rate)) * rate / RATE_HZ
    samples: Samples = (np.interp(times, np.arange(len(raw)), raw) / 32768).astype(np.float32)
    return samples


def to_wave(samples: Samples) -> bytes:
    """Return a WAV file of them, in 16 bit."""
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE_HZ)
        writer.writeframes(to_pcm(samples).tobytes())
    return file.getvalue()


def read_sound(path: Path) -> Samples:
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
    with av.open(str(path)) as container:
        pieces = [piece.to_ndarray()[0] for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate(pieces)


def room(*parts: Samples | float, noise: float = 3e-4, seed: int = 1) -> Samples:
    """Join sounds and pauses (seconds) and put a little noise under them."""
    joined = np.concatenate([np.zeros(int(p * RATE_HZ), np.float32) if isinstance(p, float) else p for p in parts])
    hiss = np.random.default_rng(seed).standard_normal(len(joined)) * noise
    return (joined * 0.8 + hiss).astype(np.float32)
