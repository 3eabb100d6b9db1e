"""Visits: who stood in front of which camera, from when to when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, Select, case, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.people_schema import person
from wallflower.store.schema import visit
from wallflower.wire import Verdict, Visit


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VisitState:
    """A visit as it stands; `best_crop` (JPEG) and all else `best_`, and `embedding` are those of its best sighting.

    `best_px` is the smaller side of the face, `best_parts` what its quality is made of, each 0 to 1. `trail` is where
    the face was, as `faces.trail` packs it.
    """

    camera_id: str
    start_ms: int
    last_seen_ms: int
    verdict: Verdict
    person_id: str | None
    score: float
    margin: float
    sightings: int
    zones: tuple[str, ...] = ()
    trail: bytes = field(default=b"", repr=False)
    best_quality: float
    best_px: int
    best_parts: Mapping[str, float]
    engine: str
    model: str
    best_crop: bytes = field(repr=False)
    embedding: NDArray[np.float32] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilter:
    """Which visits are wanted; those that touch [start_ms, end_ms) count, with `begins` those that begin in it.

    `among` is the cameras that whoever asks may see, None for all.
    """

    camera_id: str | None = None
    person_id: str | None = None
    verdict: Verdict | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    begins: bool = False
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """Visits, newest first; `cursor` continues, None at the end."""

    visits: tuple[Visit, ...] = ()
    cursor: str | None = None


class Visits:
    """The visit table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def open(self, state: VisitState) -> Visit:
        """Begin a visit; raise `NotFoundError` when its camera is gone."""
        values = {"camera_id": state.camera_id, "start_ms": state.start_ms, "engine": state.engine}
        values |= {"model": state.model} | _changing(state)
        try:
            with self._database.write() as connection:
                visit_id = connection.execute(insert(visit).values(values).returning(visit.c.id)).scalar_one()
                return _visit(connection.execute(_visits().where(visit.c.id == visit_id)).one())
        except IntegrityError as error:
            raise NotFoundError("no camera has this id", field="camera_id") from error

    def update(self, visit_id: int, state: VisitState, *, end_ms: int | None = None) -> Visit:
        """Store how the visit stands now, and with `end_ms` end it; raise `NotFoundError` when the row is gone.

        Who it is stays as a user decided, if one did.
        """
        values = _changing(state) | {"end_ms": end_ms}
        for name in ("person_id", "verdict", "score", "margin"):
            values[name] = case((visit.c.decided, visit.c[name]), else_=values[name])
        with self._database.write() as connection:
            connection.execute(update(visit).where(visit.c.id == visit_id).values(values))
            row = connection.execute(_visits().where(visit.c.id == visit_id)).one_or_none()
        return _visit(_found(row))

    def close_open(self) -> tuple[Visit, ...]:
        """End every open visit when it was last seen, for a fresh start after a crash; return those."""
        ended = update(visit).where(visit.c.end_ms.is_(None)).values(end_ms=visit.c.last_seen_ms)
        with self._database.write() as connection:
            ids = connection.execute(ended.returning(visit.c.id)).scalars().all()
            rows = connection.execute(_visits().where(visit.c.id.in_(ids)).order_by(visit.c.id)).all()
        return tuple(_visit(row) for row in rows)

    def get(self, visit_id: int) -> Visit:
        """Return one visit; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            return _visit(_found(connection.execute(_visits().where(visit.c.id == visit_id)).one_or_none()))

    def image(self, visit_id: int) -> bytes:
        """Return the JPEG of the best sighting; raise `NotFoundError` when there is none, or none any more."""
        with self._database.read() as connection:
            row = _found(connection.execute(select(visit.c.best_crop).where(visit.c.id == visit_id)).one_or_none())
        if row.best_crop is None:
            message = (
                "the picture of this visit has expired: larger `unknown_crop_days`, `retention_days` or `crops_gb` "
                "keep the next ones longer"
            )
            raise NotFoundError(message, field="visit_id")
        return bytes(row.best_crop)

    def trail(self, visit_id: int) -> bytes:
        """Return where the face was, as it was packed; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            row = _found(connection.execute(select(visit.c.trail).where(visit.c.id == visit_id)).one_or_none())
        return bytes(row.trail or b"")

    def list(self, wanted: VisitFilter, *, limit: int = 100, cursor: str | None = None) -> VisitPage:
        """Return a page of visits, newest first; raise `InvalidRequestError` for a bad limit or cursor."""
        check_limit(limit)
        conditions = _conditions(wanted) + ([] if cursor is None else [after(cursor, visit.c.start_ms, visit.c.id)])
        query = _visits().where(*conditions).order_by(visit.c.start_ms.desc(), visit.c.id.desc()).limit(limit + 1)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        more = cursor_of(rows[limit - 1].start_ms, rows[limit - 1].id) if len(rows) > limit else None
        return VisitPage(visits=tuple(_visit(row) for row in rows[:limit]), cursor=more)


def _changing(state: VisitState) -> dict[str, Any]:
    """Return the columns that change; whoever was deleted meanwhile has become somebody unknown."""
    embedding = state.embedding.astype("<f4").tobytes()
    who: ColumnElement[str | None] | None = None
    verdict: ColumnElement[str] | str = state.verdict.value
    if state.person_id is not None:
        who = select(person.c.id).where(person.c.id == state.person_id).scalar_subquery()
        verdict = case((who.is_(None), Verdict.UNKNOWN.value), else_=verdict)
    return {
        "last_seen_ms": state.last_seen_ms,
        "verdict": verdict,
        "person_id": who,
        "score": state.score,
        "margin": state.margin,
        "sightings": state.sightings,
        "zones": list(state.zones),
        "trail": state.trail,
        "best_crop": state.best_crop,
        "best_quality": state.best_quality,
        "best_px": state.best_px,
        "best_parts": dict(state.best_parts),
        "embedding": embedding,
        "crop_bytes": len(state.best_crop) + len(embedding),
    }


def _conditions(wanted: VisitFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.camera_id is not None:
        conditions.append(visit.c.camera_id == wanted.camera_id)
    if wanted.among is not None:
        conditions.append(visit.c.camera_id.in_(sorted(wanted.among)))
    if wanted.person_id is not None:
        conditions.append(visit.c.person_id == wanted.person_id)
    if wanted.verdict is not None:
        conditions.append(visit.c.verdict == wanted.verdict.value)
    if wanted.start_ms is not None and wanted.begins:
        conditions.append(visit.c.start_ms >= wanted.start_ms)
    elif wanted.start_ms is not None:
        conditions.append(or_(visit.c.end_ms.is_(None), visit.c.end_ms > wanted.start_ms))
    if wanted.end_ms is not None:
        conditions.append(visit.c.start_ms < wanted.end_ms)
    return conditions


def _visits() -> Select[Any]:
    columns = [column for column in visit.c if column.name not in {"best_crop", "embedding", "crop_bytes", "trail"}]
    return select(*columns, person.c.name).outerjoin(person, person.c.id == visit.c.person_id)


def _found(row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise unknown_visit()
    return row


def unknown_visit() -> NotFoundError:
    """Return what is said of an id that no visit has."""
    return NotFoundError("no visit has this id", field="visit_id")


def _visit(row: Row[Any]) -> Visit:
    return Visit(
        id=row.id,
        camera_id=row.camera_id,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        verdict=Verdict(row.verdict),
        person_id=row.person_id,
        name=row.name,
        decided=row.decided,
        score=row.score,
        margin=row.margin,
        sightings=row.sightings,
        zones=tuple(row.zones),
    )
