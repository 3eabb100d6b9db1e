"""The enrolled faces as pictures that an engine embeds: which of them it can compare, and which it still has to do."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Table, and_, case, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.store.database import Database
from wallflower.store.people_schema import face
from wallflower.wire_faces import LibraryState


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCrop:
    """One enrolled face whose embedding is another engine's; `crop` is its JPEG."""

    id: int
    engine: str
    model: str
    crop: bytes = field(repr=False)


class FaceLibrary:
    """The face table, as engines see it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def state(self, engine: str, model: str) -> LibraryState:
        """Return how many faces there are for this engine and model."""
        own, unfound = is_own(face, engine, model), face.c.unfound == key_of(engine, model)
        query = select(
            func.count().label("faces"),
            func.count(case((own, 1))).label("ready"),
            func.count(case((and_(~own, unfound), 1))).label("unfound"),
        ).select_from(face)
        with self._database.read() as connection:
            row = connection.execute(query).one()
        waiting = row.faces - row.ready - row.unfound
        return LibraryState(faces=row.faces, ready=row.ready, waiting=waiting, unfound=row.unfound)

    def count(self, engine: str, model: str) -> int:
        """Return how many wait to be embedded."""
        return self.state(engine, model).waiting

    def waiting(self, engine: str, model: str, after: int = 0, limit: int = 50) -> tuple[StoredCrop, ...]:
        """Return some of the faces that wait to be embedded, in the order of their ids, behind `after`."""
        wanted = and_(face.c.id > after, is_waiting(face, engine, model))
        query = select(face.c.id, face.c.engine, face.c.model, face.c.crop).where(wanted)
        with self._database.read() as connection:
            rows = connection.execute(query.order_by(face.c.id).limit(limit)).all()
        return tuple(StoredCrop(id=row.id, engine=row.engine, model=row.model, crop=bytes(row.crop)) for row in rows)

    def embed(self, stored: StoredCrop, engine: str, model: str, embedding: NDArray[np.float32]) -> bool:
        """Replace a face's embedding; False when it is gone, was changed since, or is there a second time."""
        values = {
            "engine": engine,
            "model": model,
            "dimension": embedding.size,
            "embedding": embedding.astype("<f4").tobytes(),
            "unfound": None,
        }
        try:
            return self._change(stored, values)
        except IntegrityError:  # the same picture was enrolled again meanwhile, with the new engine
            self.miss(stored, engine, model)
            return False

    def miss(self, stored: StoredCrop, engine: str, model: str) -> None:
        """Note that this engine finds no face in a crop, which keeps the embedding that it has."""
        self._change(stored, {"unfound": key_of(engine, model)})

    def _change(self, stored: StoredCrop, values: dict[str, Any]) -> bool:
        unchanged = and_(face.c.id == stored.id, is_own(face, stored.engine, stored.model))
        with self._database.write() as connection:
            return connection.execute(update(face).where(unchanged).values(values)).rowcount == 1


def key_of(engine: str, model: str) -> str:
    """Return the name of an engine with a model, as `face.unfound` has it."""
    return f"{engine}/{model}"


def is_own(table: Table, engine: str, model: str) -> ColumnElement[bool]:
    """Return the condition for rows whose embedding is of this engine and model."""
    return and_(table.c.engine == engine, table.c.model == model)


def is_waiting(table: Table, engine: str, model: str) -> ColumnElement[bool]:
    """Return the condition for rows that this engine and model can try to embed."""
    not_tried = or_(table.c.unfound.is_(None), table.c.unfound != key_of(engine, model))
    return and_(~is_own(table, engine, model), not_tried)
