"""What face engines run on: onnxruntime's execution providers, and how many threads of the processor."""

import os
from collections.abc import Sequence
from typing import Any

import onnxruntime

MOST_THREADS = 4
# Fastest first. What else onnxruntime may offer sends pictures away, or was never tried here.
PREFERRED = ("CUDAExecutionProvider", "OpenVINOExecutionProvider", "CPUExecutionProvider")


def choose(available: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the providers to ask for, in order; the processor is always the last."""
    here = onnxruntime.get_available_providers() if available is None else available
    return tuple(name for name in PREFERRED if name in here) or PREFERRED[-1:]


def session_options() -> Any:
    """Return options that leave half of the processor to recording and the rest of the house."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = max(1, min(MOST_THREADS, (os.cpu_count() or 2) // 2))
    options.log_severity_level = 3
    return options
