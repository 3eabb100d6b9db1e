"""How a voice to enrol travels from the analysis process, which has the engine, to the server, which stores it."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import UnavailableError

FROM_FILE = "enrol_voice"
FROM_RANGES = "enrol_voice_ranges"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VoiceSample:
    """A voice that was found good enough to be learnt; `pcm` is 16 kHz mono 16-bit, `parts` are 0 to 1."""

    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    seconds: float
    pcm: bytes = field(repr=False)
    source: str

    def to_json(self) -> dict[str, Any]:
        """Return the answer of the control methods."""
        return {
            "engine": self.engine,
            "model": self.model,
            "embedding": base64.b64encode(self.embedding.astype("<f4").tobytes()).decode(),
            "quality": self.quality,
            "parts": dict(self.parts),
            "seconds": self.seconds,
            "pcm": base64.b64encode(self.pcm).decode(),
            "source": self.source,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_json` wrote; raise `UnavailableError` when it is something else."""
        try:
            return cls(
                engine=str(data["engine"]),
                model=str(data["model"]),
                embedding=np.frombuffer(base64.b64decode(data["embedding"], validate=True), "<f4").astype(np.float32),
                quality=float(data["quality"]),
                parts={str(name): float(value) for name, value in data["parts"].items()},
                seconds=float(data["seconds"]),
                pcm=base64.b64decode(data["pcm"], validate=True),
                source=str(data["source"]),
            )
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
            raise UnavailableError("the voice engine's answer is not understood: restart the server") from error
