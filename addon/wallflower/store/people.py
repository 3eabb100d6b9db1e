"""People, what they are called, and their enrolled faces; every change is kept in the journal and can be undone."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Connection, Row, Select, Table, func, select
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.attribution import NOBODYS, drop
from wallflower.store.database import Database
from wallflower.store.journal import Batch, Recorder, recorded
from wallflower.store.names import clean, name_key, refuse_taken, set_aliases
from wallflower.store.paging import after_id, check_limit
from wallflower.store.people_schema import alias, face, person, rejection, voice
from wallflower.store.schema import visit
from wallflower.wire import Person
from wallflower.wire_people import Edited, EditKind, Face, PersonKind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NewFace:
    """A face to enrol; `crop` is a JPEG, `quality` and each of its `parts` 0 to 1.

    `source` is upload, visit, folder or import; `refused` tells why recognition must not learn from it.
    """

    engine: str
    model: str
    embedding: NDArray[np.float32] = field(repr=False)
    quality: float
    parts: Mapping[str, float]
    crop: bytes = field(repr=False)
    source: str = "upload"
    refused: str | None = None
    visit_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """New values of a person; None leaves a value, an empty `ha_person_id` takes it away."""

    name: str | None = None
    kind: PersonKind | None = None
    aliases: tuple[str, ...] | None = None
    ha_person_id: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class GalleryRow:
    """One embedding, enrolled or rejected, and whose it is, or is not."""

    person_id: str
    embedding: NDArray[np.float32] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Some people, by name; pass `cursor` back for the next page, None at the end."""

    people: tuple[Person, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class FacesPage:
    """Some faces, oldest first; pass `cursor` back for the next page, None at the end."""

    faces: tuple[Face, ...]
    cursor: str | None


class People:
    """The person and face tables."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[Person, ...]:
        """Return everybody, by name."""
        with self._database.read() as connection:
            rows = connection.execute(_people().order_by(person.c.name_key)).all()
            called = _aliases(connection, alias.c.person_id.is_not(None))
        return tuple(_person(row, called) for row in rows)

    def page(self, *, limit: int = 100, cursor: str | None = None) -> PersonPage:
        """Return some of `list`; the cursor is the id of a page's last person, lest a name gets into an address.

        Raise `InvalidRequestError` for a bad limit, or for a cursor whose person is gone: begin anew.
        """
        check_limit(limit)
        query = _people().order_by(person.c.name_key).limit(limit + 1)
        with self._database.read() as connection:
            if cursor is not None:
                last = connection.execute(select(person.c.name_key).where(person.c.id == cursor)).scalar_one_or_none()
                if last is None:
                    raise InvalidRequestError("the last person of that page is gone: begin anew", field="cursor")
                query = query.where(person.c.name_key > last)
            rows = connection.execute(query).all()
            found = rows[:limit]
            called = _aliases(connection, alias.c.person_id.in_([row.id for row in found]))
        people = tuple(_person(row, called) for row in found)
        return PersonPage(people, people[-1].id if len(rows) > limit else None)

    def get(self, person_id: str) -> Person:
        """Return one person; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            return require(connection, person_id)

    def create(self, name: str, change: PersonChange | None = None, batch: Batch | None = None) -> Person:
        """Add a person; raise `InvalidRequestError` for a bad name, `ConflictError` for one that is taken."""
        try:
            with recorded(self._database, batch or EditKind.CREATE) as recorder:
                person_id = add_person(recorder, name)
                _change(recorder, person_id, change or PersonChange())
                made = require(recorder.connection, person_id)
        except IntegrityError as error:
            raise _taken() from error
        return replace(made, edit_id=recorder.edit_id)

    def change(self, person_id: str, change: PersonChange) -> Person:
        """Change what is given, with the errors of `create` and `get`."""
        kind = EditKind.CHANGE if change.name is None else EditKind.RENAME
        try:
            with recorded(self._database, kind, [person_id]) as recorder:
                require(recorder.connection, person_id)
                _change(recorder, person_id, change)
                changed = require(recorder.connection, person_id)
        except IntegrityError as error:
            raise _taken() from error
        return replace(changed, edit_id=recorder.edit_id)

    def rename(self, person_id: str, name: str) -> Person:
        """Change a name, with the errors of `create` and `get`."""
        return self.change(person_id, PersonChange(name=name))

    def delete(self, person_id: str) -> Edited:
        """Remove a person with all faces and voices; their visits and lines stay, as those of somebody unknown."""
        with recorded(self._database, EditKind.DELETE, [person_id]) as recorder:
            require(recorder.connection, person_id)
            for table in (alias, rejection, face, voice):
                drop(recorder, table, table.c.person_id == person_id)
            for table, values in NOBODYS.items():
                recorder.update(table, table.c.person_id == person_id, values)
            recorder.delete(person, person.c.id == person_id)
        return Edited(edit_id=recorder.edit_id)

    def add_face(self, person_id: str, new: NewFace, batch: Batch | None = None) -> Face:
        """Enrol a face; the same image again returns the row that exists, as another person's it is a conflict."""
        with recorded(self._database, batch or EditKind.ENROL, [person_id]) as recorder:
            require(recorder.connection, person_id)
            existing = find_face(recorder.connection, new)
            if existing is None:
                recorder.delete(rejection, rejection_of(person_id, new.engine, new.model, _blob(new.embedding)))
                key = insert_face(recorder, person_id, new)
                existing = recorder.connection.execute(select(face).where(face.c.id == key)).one()
        if existing.person_id != person_id:
            raise ConflictError("this image is already enrolled for another person", field="image")
        return replace(_face(existing), edit_id=recorder.edit_id)

    def faces(self, person_id: str) -> tuple[Face, ...]:
        """Return a person's faces, oldest first; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            require(connection, person_id)
            theirs = select(*_TOLD).where(face.c.person_id == person_id).order_by(face.c.id)
            rows = connection.execute(theirs).all()
        return tuple(_face(row) for row in rows)

    def faces_page(self, person_id: str, *, limit: int = 100, cursor: str | None = None) -> FacesPage:
        """Return some of `faces`; errors as of that, and `InvalidRequestError` for a bad limit or cursor."""
        check_limit(limit)
        theirs = select(*_TOLD).where(face.c.person_id == person_id, face.c.id > after_id(cursor))
        with self._database.read() as connection:
            require(connection, person_id)
            rows = connection.execute(theirs.order_by(face.c.id).limit(limit + 1)).all()
        found = tuple(_face(row) for row in rows[:limit])
        return FacesPage(found, str(found[-1].id) if len(rows) > limit else None)

    def face_crop(self, person_id: str, face_id: int) -> bytes:
        """Return the JPEG of an enrolled face; raise `NotFoundError` if this person has no such face."""
        found = select(face.c.crop).where((face.c.id == face_id) & (face.c.person_id == person_id))
        with self._database.read() as connection:
            crop = connection.execute(found).scalar_one_or_none()
        if crop is None:
            raise no_face()
        return bytes(crop)

    def remove_face(self, person_id: str, face_id: int) -> Edited:
        """Remove one face; raise `NotFoundError` if this person has no such face."""
        return self.remove_faces(person_id, [face_id])

    def remove_faces(self, person_id: str, face_ids: Sequence[int]) -> Edited:
        """Remove faces in one edit; raise `NotFoundError`, and remove none, unless all of them are this person's."""
        these = face.c.id.in_(list(face_ids)) & (face.c.person_id == person_id)
        with recorded(self._database, EditKind.REMOVE, [person_id]) as recorder:
            if drop(recorder, face, these) < len(set(face_ids)):
                raise no_face()
        return Edited(edit_id=recorder.edit_id)

    def gallery(self, engine: str, model: str) -> tuple[GalleryRow, ...]:
        """Return every embedding of this engine and model that is learned from, each person's together."""
        wanted = (face.c.engine == engine) & (face.c.model == model) & face.c.trained
        return self._embeddings(face, wanted)

    def rejected(self, engine: str, model: str) -> tuple[GalleryRow, ...]:
        """Return the faces of this engine and model that are not those of the person they name."""
        theirs = (rejection.c.engine == engine) & (rejection.c.model == model)
        return self._embeddings(rejection, theirs & (rejection.c.modality == "face"))

    def _embeddings(self, table: Table, wanted: ColumnElement[bool]) -> tuple[GalleryRow, ...]:
        chosen = select(table.c.person_id, table.c.embedding).where(wanted).order_by(table.c.person_id, table.c.id)
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
        return tuple(GalleryRow(row.person_id, np.frombuffer(row.embedding, "<f4")) for row in rows)


def require(connection: Connection, person_id: str, field: str = "person_id") -> Person:
    """Return one person; raise `NotFoundError` for an unknown id."""
    row = connection.execute(_people().where(person.c.id == person_id)).one_or_none()
    if row is None:
        raise NotFoundError("no person has this id", field=field)
    return _person(row, _aliases(connection, alias.c.person_id == person_id))


def add_person(recorder: Recorder, name: str) -> str:
    """Add a person within an edit; return the id. Errors as of `People.create`."""
    cleaned = clean(name)
    refuse_taken(recorder.connection, name_key(cleaned))
    person_id = base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
    values = {"id": person_id, "name": cleaned, "name_key": name_key(cleaned), "created_ms": now_ms()}
    recorder.people.add(person_id)
    recorder.insert(person, values)
    return person_id


def find_face(connection: Connection, new: NewFace) -> Row[Any] | None:
    """Return the enrolled row of the same image, engine and model, whosever it is."""
    same = (face.c.engine == new.engine) & (face.c.model == new.model) & (face.c.crop_sha256 == _digest(new.crop))
    return connection.execute(select(face).where(same)).first()


def insert_face(recorder: Recorder, person_id: str, new: NewFace) -> int:
    """Add a face within an edit; return its id."""
    values = _face_values(new) | {"person_id": person_id, "crop_sha256": _digest(new.crop)}
    return int(recorder.insert(face, values))


def rejection_of(person_id: str, engine: str, model: str, embedding: bytes) -> ColumnElement[bool]:
    """Return the condition for the rejections of a person that are of this very picture."""
    of_engine = (rejection.c.engine == engine) & (rejection.c.model == model)
    return (rejection.c.person_id == person_id) & of_engine & (rejection.c.embedding == embedding)


def _change(recorder: Recorder, person_id: str, change: PersonChange) -> None:
    this, connection = person.c.id == person_id, recorder.connection
    if change.name is not None:
        cleaned = clean(change.name)
        key = name_key(cleaned)
        refuse_taken(connection, key, of=person_id)
        recorder.delete(alias, alias.c.name_key == key)
        recorder.update(person, this, {"name": cleaned, "name_key": key})
    if change.kind is not None:
        recorder.update(person, this, {"kind": change.kind.value})
    if change.ha_person_id is not None:
        _link(recorder, person_id, change.ha_person_id or None)
    if change.aliases is not None:
        own = connection.execute(select(person.c.name_key).where(this)).scalar_one()
        set_aliases(recorder, person_id, own, change.aliases)


def _link(recorder: Recorder, person_id: str, entity: str | None) -> None:
    taken = select(person.c.id).where(person.c.ha_person_id == entity, person.c.id != person_id)
    if entity is not None and recorder.connection.execute(taken).first() is not None:
        raise ConflictError("another person is linked to this entity: unlink that one first", field="ha_person_id")
    recorder.update(person, person.c.id == person_id, {"ha_person_id": entity})


def _people() -> Select[Any]:
    """Select people with their number of faces and voices, and where and when they were last seen."""
    newest = select(visit).where(visit.c.person_id == person.c.id).order_by(visit.c.start_ms.desc()).limit(1)
    faces = select(func.count()).select_from(face).where(face.c.person_id == person.c.id)
    voices = select(func.count()).select_from(voice).where(voice.c.person_id == person.c.id)
    return select(
        person,
        faces.scalar_subquery().label("face_count"),
        voices.scalar_subquery().label("voice_count"),
        newest.with_only_columns(visit.c.last_seen_ms).scalar_subquery().label("last_seen_ms"),
        newest.with_only_columns(visit.c.camera_id).scalar_subquery().label("last_camera_id"),
    )


def _aliases(connection: Connection, which: ColumnElement[bool]) -> Mapping[str, Sequence[str]]:
    called: dict[str, list[str]] = {}
    for row in connection.execute(select(alias).where(which).order_by(alias.c.name_key)):
        called.setdefault(row.person_id, []).append(row.name)
    return called


def _person(row: Row[Any], called: Mapping[str, Sequence[str]]) -> Person:
    return Person(
        id=row.id,
        name=row.name,
        kind=PersonKind(row.kind),
        aliases=tuple(called.get(row.id, ())),
        ha_person_id=row.ha_person_id,
        created_ms=row.created_ms,
        face_count=row.face_count,
        voice_count=row.voice_count,
        last_seen_ms=row.last_seen_ms,
        last_camera_id=row.last_camera_id,
    )


# All but pictures and embeddings, of which a person may have many megabytes.
_TOLD = [face.c[name] for name in Face.__dataclass_fields__ if name != "edit_id"]


def _face(row: Row[Any]) -> Face:
    return Face(**{column.name: getattr(row, column.name) for column in _TOLD})


def _blob(embedding: NDArray[np.float32]) -> bytes:
    return embedding.astype("<f4").tobytes()


def _digest(crop: bytes) -> str:
    return hashlib.sha256(crop).hexdigest()


def _face_values(new: NewFace) -> dict[str, Any]:
    return {
        "engine": new.engine,
        "model": new.model,
        "dimension": new.embedding.size,
        "embedding": _blob(new.embedding),
        "quality": new.quality,
        "parts": dict(new.parts),
        "source": new.source,
        "trained": new.refused is None,
        "refused": new.refused,
        "visit_id": new.visit_id,
        "crop": new.crop,
        "created_ms": now_ms(),
    }


def no_face() -> NotFoundError:
    """Return the error of a face that is not, or not this person's."""
    return NotFoundError("this person has no face with this id", field="face_id")


def _taken() -> ConflictError:
    return ConflictError("another person has this name", field="name")
