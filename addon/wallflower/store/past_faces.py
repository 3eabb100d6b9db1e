"""Faces of the past that another engine embeds anew as long as their pictures are kept: of visits, and of rejections.

What has no picture any more keeps its embedding, which only the engine that made it can compare.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select, update

from wallflower.store.database import Database
from wallflower.store.faces import StoredCrop, is_own, is_waiting, key_of
from wallflower.store.people_schema import rejection
from wallflower.store.schema import visit

# As many as are ever sorted into groups; of older ones nobody compares the embeddings.
MOST_VISITS = 5_000


class PastVisits:
    """The newest visits that are over."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def count(self, engine: str, model: str) -> int:
        """Return how many wait to be embedded by an engine."""
        return _count(self._database, _visits(engine, model))

    def waiting(self, engine: str, model: str, after: int = 0, limit: int = 50) -> tuple[StoredCrop, ...]:
        """Return some of them with their pictures, in the order of their ids, behind `after`."""
        query = _visits(engine, model).where(visit.c.id > after).order_by(visit.c.id)
        return _stored(self._database, query.limit(limit))

    def embed(self, stored: StoredCrop, engine: str, model: str, embedding: NDArray[np.float32]) -> bool:
        """Replace a visit's embedding; False when its picture has expired, or it was changed, meanwhile."""
        vector = embedding.astype("<f4").tobytes()
        values = {"engine": engine, "model": model, "embedding": vector, "unfound": None}
        return self._change(stored, values | {"crop_bytes": len(stored.crop) + len(vector)})

    def miss(self, stored: StoredCrop, engine: str, model: str) -> None:
        """Note that this engine finds no face in a picture."""
        self._change(stored, {"unfound": key_of(engine, model)})

    def _change(self, stored: StoredCrop, values: dict[str, Any]) -> bool:
        unchanged = (visit.c.id == stored.id) & is_own(visit, stored.engine, stored.model)
        with self._database.write() as connection:
            kept = update(visit).where(unchanged, visit.c.crop_bytes.is_not(None))
            return connection.execute(kept.values(values)).rowcount == 1


class PastRejections:
    """What is not somebody ("not them") and was rejected at a visit."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def count(self, engine: str, model: str) -> int:
        """As of visits."""
        return _count(self._database, _rejections(engine, model))

    def waiting(self, engine: str, model: str, after: int = 0, limit: int = 50) -> tuple[StoredCrop, ...]:
        """As of visits."""
        query = _rejections(engine, model).where(rejection.c.id > after).order_by(rejection.c.id)
        return _stored(self._database, query.limit(limit))

    def embed(self, stored: StoredCrop, engine: str, model: str, embedding: NDArray[np.float32]) -> bool:
        """Replace a rejection's embedding; False when it is gone, or was changed, meanwhile."""
        values = {"engine": engine, "model": model, "dimension": embedding.size, "unfound": None}
        return self._change(stored, values | {"embedding": embedding.astype("<f4").tobytes()})

    def miss(self, stored: StoredCrop, engine: str, model: str) -> None:
        """As of visits."""
        self._change(stored, {"unfound": key_of(engine, model)})

    def _change(self, stored: StoredCrop, values: dict[str, Any]) -> bool:
        unchanged = (rejection.c.id == stored.id) & is_own(rejection, stored.engine, stored.model)
        with self._database.write() as connection:
            return connection.execute(update(rejection).where(unchanged).values(values)).rowcount == 1


def _visits(engine: str, model: str) -> Select[Any]:
    over = (visit.c.end_ms.is_not(None), visit.c.crop_bytes.is_not(None))
    behind = select(visit.c.id).where(*over).order_by(visit.c.id.desc()).offset(MOST_VISITS).limit(1)
    newest = visit.c.id > func.coalesce(behind.scalar_subquery(), 0)
    columns = (visit.c.id, visit.c.engine, visit.c.model, visit.c.best_crop)
    return select(*columns).where(*over, newest, is_waiting(visit, engine, model))


def _rejections(engine: str, model: str) -> Select[Any]:
    columns = (rejection.c.id, rejection.c.engine, rejection.c.model, visit.c.best_crop)
    kept = (visit.c.end_ms.is_not(None), visit.c.crop_bytes.is_not(None))
    query = select(*columns).join(visit, visit.c.id == rejection.c.visit_id)
    return query.where(rejection.c.modality == "face", *kept, is_waiting(rejection, engine, model))


def _count(database: Database, query: Select[Any]) -> int:
    with database.read() as connection:
        return int(connection.execute(query.with_only_columns(func.count())).scalar_one())


def _stored(database: Database, query: Select[Any]) -> tuple[StoredCrop, ...]:
    with database.read() as connection:
        rows = connection.execute(query).all()
    return tuple(StoredCrop(id=row.id, engine=row.engine, model=row.model, crop=bytes(row.best_crop)) for row in rows)
