"""The product's own Whisper engine, but for how many tokens it writes: as many as speech of that length has.

Weights of chance never end a text by themselves; without this, every window would cost the longest text there is. They
also put words anywhere, and the queue hears again what got none; so as many words as speech has lie where it is loud.
"""

import random
from dataclasses import replace
from string import ascii_lowercase
from typing import Any

from wallflower.speech import worker
from wallflower.speech.engine import EngineSpec, Heard, SpeechEngine, Window
from wallflower.speech.inference import from_text
from wallflower.speech.sound import RATE_HZ
from wallflower.speech.whisper import WhisperEngine

# English speech has about 150 words a minute, and a word about 1.3 of Whisper's tokens.
WORDS_PER_S = 150 / 60
TOKENS_PER_S = WORDS_PER_S * 1.3
LEAST_TOKENS = 3
LETTERS = 5


class PacedEngine:
    """A Whisper model of chance that writes at the pace of speech."""

    def __init__(self, spec: EngineSpec) -> None:
        """Load the model as the product does."""
        self._engine = WhisperEngine(spec)
        self._model = self._engine._model  # noqa: SLF001 - the product has no use for such a limit
        self._transcribe = self._model.transcribe
        self._model.transcribe = self._limited
        self._random = random.Random(0)
        self.runs = self._engine.runs

    def transcribe(self, window: Window) -> Heard:
        """Let chance say something in the window, and return words that only count."""
        heard = self._engine.transcribe(window)
        count = max(1, round(len(window.samples) / RATE_HZ * WORDS_PER_S))
        words = ("".join(self._random.choices(ascii_lowercase, k=LETTERS)) for _ in range(count))
        said = from_text(" ".join(words), window.samples)
        return replace(heard, segments=(said,) if said else ())

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
