"""Which of onnxruntime's execution providers face engines run on."""

from collections.abc import Sequence

import onnxruntime

# Fastest first. What else onnxruntime may offer sends pictures away, or was never tried here.
PREFERRED = ("CUDAExecutionProvider", "OpenVINOExecutionProvider", "CPUExecutionProvider")


def choose(available: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the providers to ask for, in order; the processor is always the last."""
    here = onnxruntime.get_available_providers() if available is None else available
    return tuple(name for name in PREFERRED if name in here) or PREFERRED[-1:]
