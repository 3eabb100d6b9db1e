"""What became of each image of the folder of photographs, so that none is looked at twice."""

import builtins
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.forgotten import is_forgotten, shut_folders
from wallflower.store.journal import Batch, recorded
from wallflower.store.names import name_key
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.people import NewFace, add_person, find_face, insert_face
from wallflower.store.people_schema import alias, folder_image, person
from wallflower.wire_library import FolderImage, ImageState

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """One version of a file; `key` is the SHA-256 of its path."""

    key: str
    path: str
    size_bytes: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class SeenImage:
    """What is known about a file."""

    id: int
    size_bytes: int
    changed_ns: int
    state: ImageState
    attempts: int

    def is_same(self, file: ImageFile) -> bool:
        """Whether this is about the file as it is now."""
        return (self.size_bytes, self.changed_ns) == (file.size_bytes, file.changed_ns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """Whose face an image is, and what of that is new."""

    person_id: str
    face_id: int
    is_new_person: bool
    is_new_face: bool


class FolderImages:
    """The table of images."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def seen(self) -> dict[str, SeenImage]:
        """Return what is known, by the key of the file."""
        columns = (folder_image.c.id, folder_image.c.size_bytes, folder_image.c.changed_ns, folder_image.c.state)
        query = select(*columns, folder_image.c.attempts, folder_image.c.path_sha256)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return {
            row.path_sha256: SeenImage(row.id, row.size_bytes, row.changed_ns, ImageState(row.state), row.attempts)
            for row in rows
        }

    def shut(self, folders: Iterable[str]) -> set[str]:
        """Return those of these folders that are of somebody who was forgotten and whose name nobody has."""
        with self._database.read() as connection:
            return shut_folders(connection, folders)

    def begin(self, file: ImageFile, seen: SeenImage | None) -> int:
        """Note that a file is looked at now, once more if it is the same; return its row.

        Raise `NotFoundError` when its person was forgotten just now.
        """
        attempts = seen.attempts + 1 if seen is not None and seen.is_same(file) else 1
        values: dict[str, Any] = {
            "path": file.path,
            "size_bytes": file.size_bytes,
            "changed_ns": file.changed_ns,
            "content_sha256": None,
            "state": ImageState.UNKNOWN.value,
            "reason": None,
            "attempts": attempts,
            "looked_ms": now_ms(),
        }
        with self._database.write() as connection:
            if shut_folders(connection, [file.path.partition("/")[0]]):
                raise _forgotten()
            if seen is not None:
                connection.execute(update(folder_image).where(folder_image.c.id == seen.id).values(values))
                return seen.id
            new = insert(folder_image).values(values | {"path_sha256": file.key}).returning(folder_image.c.id)
            return int(connection.execute(new).scalar_one())

    def read(self, image_id: int, content_sha256: str) -> bool:
        """Note what a file holds; False when an image of somebody who was forgotten held the same."""
        with self._database.write() as connection:
            if is_forgotten(connection, content_sha256):
                return False
            this = update(folder_image).where(folder_image.c.id == image_id)
            connection.execute(this.values(content_sha256=content_sha256))
        return True

    def enrol(self, image_id: int, name: str, new: NewFace, batch: Batch) -> Enrolled:
        """Enrol an image's face for whom its folder is called by, who is made with it if there is nobody so called.

        Raise `ConflictError` when it is somebody else's, `NotFoundError` when that person was forgotten since the image
        was begun, `InvalidRequestError`.
        """
        with recorded(self._database, batch) as recorder:
            here = select(folder_image.c.id).where(folder_image.c.id == image_id)
            if recorder.connection.execute(here).first() is None:
                raise _forgotten()
            found, there = _named(recorder.connection, name), find_face(recorder.connection, new)
            if there is not None and there.person_id != found:
                raise ConflictError("this image is already enrolled for another person", field="image")
            person_id = add_person(recorder, name) if found is None else found
            if there is None:
                recorder.people.add(person_id)
            face_id = insert_face(recorder, person_id, new) if there is None else int(there.id)
        return Enrolled(person_id=person_id, face_id=face_id, is_new_person=found is None, is_new_face=there is None)

    def end(
        self,
        image_id: int,
        state: ImageState,
        *,
        reason: str | None = None,
        person_id: str | None = None,
        face_id: int | None = None,
    ) -> None:
        """Note what became of it; whoever was deleted meanwhile is nobody."""
        whose = select(person.c.id).where(person.c.id == person_id).scalar_subquery()
        values = {"state": state.value, "reason": reason, "person_id": whose, "face_id": face_id, "looked_ms": now_ms()}
        with self._database.write() as connection:
            connection.execute(update(folder_image).where(folder_image.c.id == image_id).values(values))

    def drop(self, image_ids: Collection[int]) -> None:
        """Forget files that are gone."""
        for ids in batched(image_ids, AT_ONCE, strict=False):
            with self._database.write() as connection:
                connection.execute(delete(folder_image).where(folder_image.c.id.in_(ids)))

    def person_named(self, name: str) -> str | None:
        """Return who is called so, by name or alias, without regard to case."""
        with self._database.read() as connection:
            return _named(connection, name)

    def list(
        self, *, state: ImageState | None = None, limit: int = 100, cursor: str | None = None
    ) -> tuple[builtins.list[FolderImage], str | None]:
        """Return a page, what was looked at last first, and the cursor of the next; raise `InvalidRequestError`."""
        check_limit(limit)
        query = select(folder_image).order_by(folder_image.c.looked_ms.desc(), folder_image.c.id.desc())
        if state is not None:
            query = query.where(folder_image.c.state == state.value)
        if cursor is not None:
            query = query.where(after(cursor, folder_image.c.looked_ms, folder_image.c.id))
        with self._database.read() as connection:
            rows = connection.execute(query.limit(limit + 1)).all()
        more = cursor_of(rows[limit - 1].looked_ms, rows[limit - 1].id) if len(rows) > limit else None
        return [_image(row) for row in rows[:limit]], more


def _named(connection: Connection, name: str) -> str | None:
    key = name_key(name)
    by_name = select(person.c.id).where(person.c.name_key == key)
    by_alias = select(alias.c.person_id).where(alias.c.name_key == key)
    return connection.execute(by_name.union_all(by_alias)).scalars().first()


def _forgotten() -> NotFoundError:
    return NotFoundError("the person of this image was forgotten")


def _image(row: Row[Any]) -> FolderImage:
    return FolderImage(
        id=row.id,
        state=ImageState(row.state),
        path=row.path,
        reason=row.reason,
        person_id=row.person_id,
        face_id=row.face_id,
        looked_ms=row.looked_ms,
    )
