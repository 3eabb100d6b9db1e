"""What runs in the executor's child: load an engine once, then turn windows into words.

Engines are named by module and imported here, in the child, so that the parent never holds their libraries.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

import numpy as np

from wallflower import clock
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech.engine import Calibration, EngineSpec, Heard, SpeechEngine, Window
from wallflower.speech.sound import RATE_HZ

MODULES = {
    "faster-whisper": "wallflower.speech.whisper",
    "onnx-asr": "wallflower.speech.onnx_asr_engine",
    "whisper-live": "wallflower.speech.whisper_live_engine",
    "wyoming": "wallflower.speech.wyoming_engine",
}
# As long as people usually speak in one go; a faint hiss costs the engine what quiet speech does, but for the words.
TYPICAL_S = 4.0
HISS = 1e-3


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What an engine can do, known without loading it.

    Only an engine that `gives_times` can be given several utterances in one window. One that is `remote` needs an
    address and no model directory.
    """

    gives_times: bool = True
    translates: bool = True
    remote: bool = False


TRAITS = {
    "faster-whisper": Traits(),
    "onnx-asr": Traits(translates=False),
    "whisper-live": Traits(remote=True),
    "wyoming": Traits(gives_times=False, translates=False, remote=True),
}


@lru_cache(maxsize=1)
def load(spec: EngineSpec) -> SpeechEngine:
    """Create the engine; raise `ModelMissingError` when it cannot be, `UnavailableError` as the engine itself does."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.nice(spec.niceness)
    module = import_module(MODULES[spec.engine])
    try:
        loaded: SpeechEngine = module.create(spec)
    except ModelMissingError, UnavailableError:
        raise
    except Exception as error:  # the boundary of foreign code: broken files raise anything there
        raise ModelMissingError(
            f"the speech model {spec.model!r} cannot be loaded ({type(error).__name__}): install it again"
        ) from error
    return loaded


def transcribe(spec: EngineSpec, window: Window) -> Heard:
    """Return what is said in the window, with the engine that was loaded from the same description.

    Raise `UnavailableError` whatever goes wrong in the engine.
    """
    loaded = load(spec)
    try:
        return loaded.transcribe(window)
    except UnavailableError:
        raise
    except Exception as error:  # the boundary of foreign code, as above
        raise UnavailableError(f"the engine {spec.engine} failed ({type(error).__name__})") from error


def calibrate(spec: EngineSpec) -> Calibration:
    """Transcribe a stretch of typical length that holds no words: it proves that the engine works, and how fast."""
    samples = np.random.default_rng(0).standard_normal(int(TYPICAL_S * RATE_HZ)) * HISS
    window = Window(samples=samples.astype(np.float32), language="en", beam=1, temperatures=(0.0,))
    began_s = clock.monotonic_s()
    transcribe(spec, window)
    return Calibration(runs=load(spec).runs, rtf=(clock.monotonic_s() - began_s) / TYPICAL_S)
