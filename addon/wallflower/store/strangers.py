"""Visits of nobody in particular, as faces to be sorted and compared again."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, Select, exists, func, select, update

from wallflower.store.database import Database
from wallflower.store.people_schema import person
from wallflower.store.schema import visit
from wallflower.wire import Verdict


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class StrangerFace:
    """The best sighting of one visit that is over."""

    visit_id: int
    camera_id: str
    start_ms: int
    last_seen_ms: int
    sightings: int
    quality: float
    embedding: NDArray[np.float32] = field(repr=False)


class Strangers:
    """The visit table; those whose picture has expired cannot be compared any more."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def unknown(self, engine: str, model: str, *, least_quality: float, limit: int) -> tuple[StrangerFace, ...]:
        """Return the newest visits of people who are not known, newest first."""
        wanted = [visit.c.verdict == Verdict.UNKNOWN.value, visit.c.best_quality >= least_quality]
        query = _faces(engine, model, *wanted).order_by(visit.c.start_ms.desc(), visit.c.id.desc())
        with self._database.read() as connection:
            return tuple(_face(row) for row in connection.execute(query.limit(limit)))

    def undecided(self, engine: str, model: str, *, after: int, limit: int) -> tuple[StrangerFace, ...]:
        """Return visits that recognition does not know and about which no user said anything, by id behind `after`."""
        query = _faces(engine, model, *_undecided(), visit.c.id > after).order_by(visit.c.id)
        with self._database.read() as connection:
            return tuple(_face(row) for row in connection.execute(query.limit(limit)))

    def count_undecided(self, engine: str, model: str) -> int:
        """Return how many of these there are."""
        with self._database.read() as connection:
            query = _faces(engine, model, *_undecided()).with_only_columns(func.count())
            return int(connection.execute(query).scalar_one())

    def recognise(self, visit_id: int, person_id: str, score: float, margin: float) -> bool:
        """Say that recognition knows now who a visit was; False when a user, or a deletion, was faster."""
        there = exists().where(person.c.id == person_id)
        known = {"verdict": Verdict.KNOWN.value, "person_id": person_id, "score": score, "margin": margin}
        with self._database.write() as connection:
            change = update(visit).where(visit.c.id == visit_id, *_undecided(), there).values(known)
            return connection.execute(change).rowcount == 1


def _undecided() -> tuple[ColumnElement[bool], ...]:
    unsure = visit.c.verdict.in_([Verdict.UNKNOWN.value, Verdict.UNSURE.value])
    return unsure, ~visit.c.decided, visit.c.person_id.is_(None)


def _faces(engine: str, model: str, *wanted: ColumnElement[bool]) -> Select[Any]:
    columns = (visit.c.id, visit.c.camera_id, visit.c.start_ms, visit.c.last_seen_ms, visit.c.sightings)
    own = (visit.c.engine == engine, visit.c.model == model)
    over = (visit.c.end_ms.is_not(None), visit.c.embedding.is_not(None))
    return select(*columns, visit.c.best_quality, visit.c.embedding).where(*own, *over, *wanted)


def _face(row: Row[Any]) -> StrangerFace:
    return StrangerFace(
        visit_id=row.id,
        camera_id=row.camera_id,
        start_ms=row.start_ms,
        last_seen_ms=row.last_seen_ms,
        sightings=row.sightings,
        quality=row.best_quality,
        embedding=np.frombuffer(row.embedding, "<f4"),
    )
