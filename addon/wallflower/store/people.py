"""People and their enrolled faces."""

import base64
import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.names import clean_name
from wallflower.store.database import Database
from wallflower.store.people_schema import face, person
from wallflower.store.schema import visit
from wallflower.wire import Face, Person, Verdict


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewFace:
    """A face to enrol; `crop` is a JPEG, `quality` and each of its `parts` 0 to 1, `source` upload or visit."""

    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    crop: bytes = field(repr=False)
    source: str = "upload"


@dataclass(frozen=True, slots=True, eq=False)
class GalleryRow:
    """One enrolled embedding and whose it is."""

    person_id: str
    embedding: NDArray[np.float32] = field(repr=False)


class People:
    """The person and face tables."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[Person, ...]:
        """Return everybody, by name."""
        with self._database.read() as connection:
            rows = connection.execute(_people().order_by(person.c.name_key)).all()
        return tuple(_person(row) for row in rows)

    def get(self, person_id: str) -> Person:
        """Return one person; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            return _get(connection, person_id)

    def create(self, name: str) -> Person:
        """Add a person; raise `InvalidRequestError` for a bad name, `ConflictError` for one that is taken."""
        clean = _clean(name)
        person_id = base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
        values = {"id": person_id, "name": clean, "name_key": name_key(clean), "created_ms": now_ms()}
        try:
            with self._database.write() as connection:
                connection.execute(insert(person).values(values))
                return _get(connection, person_id)
        except IntegrityError as error:
            raise _taken() from error

    def rename(self, person_id: str, name: str) -> Person:
        """Change a name, with the errors of `create` and `get`."""
        clean = _clean(name)
        change = update(person).where(person.c.id == person_id).values(name=clean, name_key=name_key(clean))
        try:
            with self._database.write() as connection:
                connection.execute(change)
                return _get(connection, person_id)
        except IntegrityError as error:
            raise _taken() from error

    def delete(self, person_id: str) -> None:
        """Remove a person with all faces; their visits stay, as those of somebody unknown."""
        with self._database.write() as connection:
            theirs = update(visit).where(visit.c.person_id == person_id)
            connection.execute(theirs.values(person_id=None, verdict=Verdict.UNKNOWN, score=0.0, margin=0.0))
            if connection.execute(delete(person).where(person.c.id == person_id)).rowcount == 0:
                raise _unknown()

    def add_face(self, person_id: str, new: NewFace) -> Face:
        """Enrol a face; the same image again returns the row that exists, as another person's it is a conflict."""
        digest = hashlib.sha256(new.crop).hexdigest()
        with self._database.write() as connection:
            _get(connection, person_id)
            same = (face.c.engine == new.engine) & (face.c.model == new.model) & (face.c.crop_sha256 == digest)
            existing = connection.execute(select(face).where(same)).first()
            if existing is None:
                values = _face_values(new) | {"person_id": person_id, "crop_sha256": digest}
                existing = connection.execute(insert(face).values(values).returning(face)).one()
        if existing.person_id != person_id:
            raise ConflictError("this image is already enrolled for another person", field="image")
        return _face(existing)

    def faces(self, person_id: str) -> tuple[Face, ...]:
        """Return a person's faces, oldest first; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            _get(connection, person_id)
            rows = connection.execute(select(face).where(face.c.person_id == person_id).order_by(face.c.id)).all()
        return tuple(_face(row) for row in rows)

    def face_crop(self, person_id: str, face_id: int) -> bytes:
        """Return the JPEG of an enrolled face; raise `NotFoundError` if this person has no such face."""
        found = select(face.c.crop).where((face.c.id == face_id) & (face.c.person_id == person_id))
        with self._database.read() as connection:
            crop = connection.execute(found).scalar_one_or_none()
        if crop is None:
            raise _no_face()
        return bytes(crop)

    def remove_face(self, person_id: str, face_id: int) -> None:
        """Forget one face; raise `NotFoundError` if this person has no such face."""
        with self._database.write() as connection:
            gone = delete(face).where((face.c.id == face_id) & (face.c.person_id == person_id))
            if connection.execute(gone).rowcount == 0:
                raise _no_face()

    def gallery(self, engine: str, model: str) -> tuple[GalleryRow, ...]:
        """Return every embedding of this engine and model, each person's together."""
        wanted = select(face.c.person_id, face.c.embedding).where((face.c.engine == engine) & (face.c.model == model))
        with self._database.read() as connection:
            rows = connection.execute(wanted.order_by(face.c.person_id, face.c.id)).all()
        return tuple(GalleryRow(row.person_id, np.frombuffer(row.embedding, "<f4")) for row in rows)


def _clean(name: str) -> str:
    try:
        return clean_name(name)
    except ValueError as error:
        raise InvalidRequestError(str(error), field="name") from error


def name_key(clean: str) -> str:
    """Return what two names must not share: the name without regard to case."""
    return unicodedata.normalize("NFC", clean.casefold())


def _people() -> Select[Any]:
    """Select people with their number of faces and where and when they were last seen."""
    newest = select(visit).where(visit.c.person_id == person.c.id).order_by(visit.c.start_ms.desc()).limit(1)
    count = select(func.count()).select_from(face).where(face.c.person_id == person.c.id)
    return select(
        person,
        count.scalar_subquery().label("face_count"),
        newest.with_only_columns(visit.c.last_seen_ms).scalar_subquery().label("last_seen_ms"),
        newest.with_only_columns(visit.c.camera_id).scalar_subquery().label("last_camera_id"),
    )


def _get(connection: Connection, person_id: str) -> Person:
    row = connection.execute(_people().where(person.c.id == person_id)).one_or_none()
    if row is None:
        raise _unknown()
    return _person(row)


def _person(row: Row[Any]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        created_ms=row.created_ms,
        face_count=row.face_count,
        last_seen_ms=row.last_seen_ms,
        last_camera_id=row.last_camera_id,
    )


def _face(row: Row[Any]) -> Face:
    return Face(id=row.id, person_id=row.person_id, quality=row.quality, engine=row.engine, created_ms=row.created_ms)


def _face_values(new: NewFace) -> dict[str, Any]:
    return {
        "engine": new.engine,
        "model": new.model,
        "dimension": new.embedding.size,
        "embedding": new.embedding.astype("<f4").tobytes(),
        "quality": new.quality,
        "parts": dict(new.parts),
        "source": new.source,
        "trained": True,
        "crop": new.crop,
        "created_ms": now_ms(),
    }


def _unknown() -> NotFoundError:
    return NotFoundError("no person has this id", field="person_id")


def _no_face() -> NotFoundError:
    return NotFoundError("this person has no face with this id", field="face_id")


def _taken() -> ConflictError:
    return ConflictError("another person has this name", field="name")
