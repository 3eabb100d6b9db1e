"""Synthetic voices for the demo's scene: flite and espeak-ng, as 16 kHz mono samples."""

import shutil
import subprocess
import tempfile
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import UnavailableError

SAMPLE_RATE_HZ = 16000
_PEAK = 0.3

type Samples = NDArray[np.float32]


def speak(voice: str, sentence: str) -> Samples:
    """Say a sentence with `flite:<voice>` or `espeak:<voice>`; raise `UnavailableError` when the program is missing."""
    program, _, name = voice.partition(":")
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "speech.wav"
        match program:
            case "flite":
                command = ["flite", "-voice", name, "-t", sentence, "-o", str(path)]
            case "espeak":
                command = ["espeak-ng", "-v", name, "-s", "150", "-w", str(path), sentence]
            case _:
                raise ValueError(f"no such kind of voice: {program}")
        if shutil.which(command[0]) is None:
            raise UnavailableError(f"the demo's voices need {command[0]}: install the Debian package of that name")
        subprocess.run(command, check=True, capture_output=True, timeout=20)
        return _normal(_read(path))


def _read(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        rate_hz = file.getframerate()
        samples = np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768
    count = len(samples) * SAMPLE_RATE_HZ // rate_hz
    positions = np.arange(count) * (rate_hz / SAMPLE_RATE_HZ)
    resampled: Samples = np.interp(positions, np.arange(len(samples)), samples).astype(np.float32)
    return resampled


def _normal(samples: Samples) -> Samples:
    """Bring every voice to the same loudness."""
    loudest = float(np.abs(samples).max(initial=0.0))
    return samples if loudest == 0 else (samples * (_PEAK / loudest)).astype(np.float32)
