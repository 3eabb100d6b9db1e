"""How a face to enrol travels from the analysis process, which has the engine, to the server, which has none."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any

import numpy as np

from wallflower.errors import UnavailableError
from wallflower.store.people import NewFace

METHOD = "enrol_face"


def face_to_json(face: NewFace) -> dict[str, Any]:
    """Return the answer of the control method `enrol_face`."""
    return {
        "engine": face.engine,
        "model": face.model,
        "embedding": base64.b64encode(face.embedding.astype("<f4").tobytes()).decode(),
        "quality": face.quality,
        "parts": dict(face.parts),
        "crop": base64.b64encode(face.crop).decode(),
        "source": face.source,
    }


def face_from_json(data: Mapping[str, Any]) -> NewFace:
    """Read what `face_to_json` wrote; raise `UnavailableError` when it is something else."""
    try:
        return NewFace(
            engine=str(data["engine"]),
            model=str(data["model"]),
            embedding=np.frombuffer(base64.b64decode(data["embedding"], validate=True), "<f4").astype(np.float32),
            quality=float(data["quality"]),
            parts={str(name): float(value) for name, value in data["parts"].items()},
            crop=base64.b64decode(data["crop"], validate=True),
            source=str(data["source"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
        raise UnavailableError("the face engine's answer is not understood: restart the server") from error
