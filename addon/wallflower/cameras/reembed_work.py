"""Embedding the library anew as a job: every stored crop through the engine that was chosen."""

import math
from collections.abc import Callable
from pathlib import Path

from wallflower.cameras.face_choice import FaceTerms
from wallflower.config import Settings
from wallflower.errors import ImageError, InvalidRequestError
from wallflower.faces.analysis import load_engine
from wallflower.faces.engine import DetectedFace, FaceEngine, Rgb
from wallflower.media.picture import decode_image
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary, StoredCrop
from wallflower.store.meta import Meta
from wallflower.wire_faces import ReembeddingOutcome
from wallflower.wire_jobs import Job

# A crop's own face lies in its middle: what is further off, in parts of the crop's side, is a neighbour's.
FURTHEST = 0.2


class ReembedWork:
    """Embeds libraries. What is done stays done: a job that begins again goes on where it was."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Use models of these settings and faces of this database."""
        self._settings = settings
        self._library = FaceLibrary(database)
        self._terms = FaceTerms(Meta(database))

    def do(self, job: Job, report: Callable[[float], None]) -> ReembeddingOutcome:
        """Embed what waits; raise `ModelMissingError` when the engine cannot work."""
        order = job.reembedding
        if order is None:
            raise InvalidRequestError("this job does not say which engine", field="reembedding")
        self._terms.check(order.engine, order.model)
        packed = order.model if order.engine != "dlib" else None
        engine = load_engine(order.engine, self._settings.models_directory, packed)
        total = max(1, self._library.state(order.engine, order.model).waiting)
        embedded = unfound = after = 0
        while batch := self._library.waiting(order.engine, order.model, after):
            for stored in batch:
                after = stored.id
                face = _face_of(engine, stored)
                if face is None:
                    self._library.miss(stored, order.engine, order.model)
                    unfound += 1
                elif self._library.embed(stored, order.engine, order.model, face.embedding):
                    embedded += 1
                report(min(1.0, (embedded + unfound) / total))
        return ReembeddingOutcome(embedded=embedded, unfound=unfound)


def _face_of(engine: FaceEngine, stored: StoredCrop) -> DetectedFace | None:
    try:
        rgb = decode_image(stored.crop)
    except ImageError:
        return None
    near = [(_distance(rgb, face), number, face) for number, face in enumerate(engine.analyse(rgb))]
    return min(near)[2] if near and min(near)[0] <= FURTHEST else None


def _distance(rgb: Rgb, face: DetectedFace) -> float:
    """Return how far a face's middle is from the picture's, in parts of its smaller side."""
    height, width = rgb.shape[:2]
    across = face.box.x + face.box.width / 2 - width / 2
    down = face.box.y + face.box.height / 2 - height / 2
    return float(math.hypot(across, down) / int(min(height, width)))


def create(settings: Settings, database: Database, _runtime: Path | None) -> ReembedWork:
    """Return who embeds libraries."""
    return ReembedWork(settings, database)
