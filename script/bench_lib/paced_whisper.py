"""The product's own Whisper engine, but for how many tokens it writes: as many as speech of that length has.

Weights of chance never end a text by themselves; without this, every window would cost the longest text there is.
"""

from typing import Any

from wallflower.speech import worker
from wallflower.speech.engine import EngineSpec, Heard, SpeechEngine, Window
from wallflower.speech.sound import RATE_HZ
from wallflower.speech.whisper import WhisperEngine

# English speech has about 150 words a minute, and a word about 1.3 of Whisper's tokens.
TOKENS_PER_S = 150 / 60 * 1.3
LEAST_TOKENS = 3


class PacedEngine:
    """A Whisper model of chance that writes at the pace of speech."""

    def __init__(self, spec: EngineSpec) -> None:
        """Load the model as the product does."""
        self._engine = WhisperEngine(spec)
        self._model = self._engine._model  # noqa: SLF001 - the product has no use for such a limit
        self._transcribe = self._model.transcribe
        self._model.transcribe = self._limited
        self.runs = self._engine.runs

    def transcribe(self, window: Window) -> Heard:
        """Return what chance says in the window."""
        return self._engine.transcribe(window)

    def _limited(self, samples: Any, **options: Any) -> Any:
        tokens = max(LEAST_TOKENS, round(len(samples) / RATE_HZ * TOKENS_PER_S))
        return self._transcribe(samples, max_new_tokens=tokens, **options)


def create(spec: EngineSpec) -> SpeechEngine:
    """Load the engine."""
    return PacedEngine(spec)


def load(spec: EngineSpec) -> None:
    """Be the child's initializer: this engine instead of the usual one."""
    worker.MODULES[spec.engine] = __name__
    worker.load(spec)
