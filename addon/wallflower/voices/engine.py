"""What a voice engine is: something that turns a stretch of one person's speech into numbers that can be compared."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

type Vector = NDArray[np.float32]
type Vectors = NDArray[np.float32]  # n × dimension


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceProfile:
    """How to judge the embeddings of one engine and model; all scores are cosines cut at 0, higher is more alike.

    A person is named from `accept` on, if the runner-up is at least `margin` behind. Nobody enrolled: a provisional
    speaker is known again from `same` on, and only what is below `other` to all of them may become a new one; between
    the two nothing is said. Two neighbouring stretches below `change` are of different people. Two people talk at once
    where a voice is like a mixture of theirs from `both` on, and so by `both_margin` more than like anybody alone.
    """

    engine: str
    model: str
    dimension: int
    accept: float
    margin: float
    same: float
    other: float
    change: float
    both: float
    both_margin: float


class VoiceEngine(Protocol):
    """A loaded engine; it may be called by any one thread at a time."""

    @property
    def profile(self) -> VoiceProfile:
        """How its embeddings are judged."""

    def windows(self, samples: NDArray[np.float32], every_s: float) -> tuple[Vectors, float]:
        """Return an embedding of length 1 for each window of 16 kHz speech, and how long a window is in seconds.

        A window begins every `every_s`; the last one may reach beyond the end. Raise `ValueError` without any sound.
        """


def mean_of(vectors: Vectors) -> Vector:
    """Return the direction of the mean, of length 1."""
    mean = vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), np.float32)
