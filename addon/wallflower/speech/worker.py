"""What runs in the executor's child: load an engine once, then turn windows into words.

Engines are named by module and imported here, in the child, so that the parent never holds their libraries.
"""

import os
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.speech.engine import EngineSpec, Heard, SpeechEngine, Window

MODULES = {
    "faster-whisper": "wallflower.speech.whisper",
    "onnx-asr": "wallflower.speech.onnx_asr_engine",
    "whisper-live": "wallflower.speech.whisper_live_engine",
    "wyoming": "wallflower.speech.wyoming_engine",
}
# Transcription may wait; recording and the picture may not.
NICENESS = 10


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
    os.nice(NICENESS)
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


def warm_up() -> None:
    """Do nothing, after the child has loaded its engine."""
