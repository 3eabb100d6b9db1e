"""The figures that memory is handed out by, held against a model of the exact size in a process of its own."""

import subprocess
import sys
from pathlib import Path

from tests.support.random_whisper import build
from wallflower.speech.models import check
from wallflower.workers.budget import estimate_bytes

LOADED = """
import sys
import numpy as np
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.whisper import create
engine = create(EngineSpec(engine="faster-whisper", place=sys.argv[1], compute_type="int8", device="cpu"))
noise = np.random.default_rng(0).standard_normal(16000 * 24).astype(np.float32) * np.float32(0.05)
engine.transcribe(Window(samples=noise, language="en", beam=1, temperatures=(0.0,)))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def test_a_model_takes_no_more_than_was_estimated_and_not_much_less(tmp_path: Path) -> None:
    directory = build(tmp_path / "tiny", "tiny")
    weights = check(directory, tmp_path).size_bytes
    assert abs(weights - 75_538_270) < 200_000  # the true one's
    told = subprocess.run(
        [sys.executable, "-c", LOADED, str(directory)], capture_output=True, text=True, timeout=240, check=True
    )
    highest = int(told.stdout) * 1024
    assert highest < estimate_bytes(weights) < 2 * highest
