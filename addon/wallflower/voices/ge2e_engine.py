"""The bundled engine: the GE2E speaker encoder of Resemblyzer in onnxruntime, nothing to download."""

import threading
from importlib.resources import files
from typing import Any, override

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wallflower.errors import ModelMissingError
from wallflower.voices.engine import Vectors, VoiceEngine, VoiceProfile
from wallflower.voices.mel import BANDS, FRAME, HOP, RATE_HZ, mel_of

RESOURCE = "ge2e.onnx"
WINDOW_FRAMES = 160
WINDOW_S = WINDOW_FRAMES * HOP / RATE_HZ
# Quieter speech is raised to this level, as it was for the training.
LEVEL_DB = -30.0
# The last window may be this empty: the rest is silence.
LEAST_COVERED = 0.75
MOST_AT_ONCE = 32
LOG_ONLY_FATAL = 4

PROFILE = VoiceProfile(
    engine="ge2e",
    model="resemblyzer-0.1.4",
    dimension=256,
    accept=0.80,
    margin=0.04,
    same=0.83,
    other=0.74,
    change=0.69,
    both=0.80,
    both_margin=0.02,
)


class Ge2eEngine(VoiceEngine):
    """One session on one thread; calls wait for each other."""

    def __init__(self, weights: bytes | None = None, profile: VoiceProfile = PROFILE) -> None:
        """Load the bundled network, or another of its shape; raise `ModelMissingError` if it is damaged or missing."""
        self._profile = profile
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = LOG_ONLY_FATAL
        try:
            bundled = files("wallflower.voices").joinpath(RESOURCE)
            self._session: Any = onnxruntime.InferenceSession(
                weights or bundled.read_bytes(), providers=["CPUExecutionProvider"], sess_options=options
            )
        except Exception as error:  # onnxruntime has an exception for every kind of damage
            message = f"the bundled voice model cannot be loaded ({type(error).__name__}): reinstall the add-on"
            raise ModelMissingError(message) from error
        self._lock = threading.Lock()

    @property
    @override
    def profile(self) -> VoiceProfile:
        return self._profile

    @override
    def windows(self, samples: NDArray[np.float32], every_s: float) -> tuple[Vectors, float]:
        if not len(samples):
            raise ValueError("there is no sound")
        starts = _starts(len(samples), max(1, round(every_s * RATE_HZ / HOP)))
        length = max((starts[-1] + WINDOW_FRAMES) * HOP, FRAME)
        mel = mel_of(np.pad(_raised(samples), (0, max(0, length - len(samples)))))
        windows = np.stack([mel[start : start + WINDOW_FRAMES] for start in starts]).reshape(-1, WINDOW_FRAMES, BANDS)
        parts = [self._run(windows[first : first + MOST_AT_ONCE]) for first in range(0, len(windows), MOST_AT_ONCE)]
        return np.concatenate(parts), WINDOW_S

    def _run(self, windows: NDArray[np.float32]) -> Vectors:
        with self._lock:
            (embeddings,) = self._session.run(None, {"mel": windows})
        return np.nan_to_num(np.asarray(embeddings, np.float32))


def _starts(count: int, step: int) -> list[int]:
    """Return the first frame of each window over so many samples."""
    frames = count // HOP + 1
    starts = list(range(0, max(1, frames - WINDOW_FRAMES + step + 1), step))
    covered = (frames - starts[-1]) / WINDOW_FRAMES
    return starts[:-1] if len(starts) > 1 and covered < LEAST_COVERED else starts


def _raised(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    level_db = 10 * np.log10(float(np.mean(np.square(samples, dtype=np.float64))) + 1e-12)
    return samples if level_db >= LEVEL_DB else (samples * 10 ** ((LEVEL_DB - level_db) / 20)).astype(np.float32)
