"""The enrolled faces as numbers to compare with each other."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from wallflower.store.database import Database
from wallflower.store.people_schema import face


@dataclass(frozen=True, slots=True, eq=False)
class FaceVector:
    """One face that recognition learns from."""

    face_id: int
    person_id: str
    embedding: NDArray[np.float32] = field(repr=False)


class LibraryFaces:
    """The face table, as figures about the library see it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def vectors(self, engine: str, model: str, dimension: int) -> tuple[FaceVector, ...]:
        """Return what an engine and model learn from, each person's together."""
        own = (face.c.engine == engine) & (face.c.model == model) & (face.c.dimension == dimension) & face.c.trained
        query = select(face.c.id, face.c.person_id, face.c.embedding).where(own)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(face.c.person_id, face.c.id)).all()
        return tuple(FaceVector(row.id, row.person_id, np.frombuffer(row.embedding, "<f4")) for row in rows)
