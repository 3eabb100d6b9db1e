"""Forgetting a person: nothing stays that tells who they are or what they look and sound like; there is no undo."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, Delete, Row, Select, Table, Update, delete, select, true, update

from wallflower.errors import NotFoundError
from wallflower.store.attribution import NOBODYS
from wallflower.store.database import Database
from wallflower.store.forgotten import folder_key, remember
from wallflower.store.journal import add_edit
from wallflower.store.people_schema import (
    alias,
    edit,
    edit_change,
    edit_person,
    face,
    folder_image,
    person,
    rejection,
    voice,
    voice_print,
)
from wallflower.store.schema import alert, job, line, rule, visit
from wallflower.wire_alerts import RuleKind
from wallflower.wire_jobs import JobKind, JobState
from wallflower.wire_people import EditKind, EditState

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Who was forgotten: their ids; the jobs that went and the uploads of these; how many images are left out now."""

    people: tuple[str, ...]
    job_ids: tuple[str, ...]
    uploads: tuple[str, ...]
    images: int


class Oblivion:
    """Forgets people."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def uploads(self, person_id: str) -> tuple[str, ...]:
        """Return the archives that wait to be taken in for whoever `forget` would forget; raise `NotFoundError`."""
        with self._database.read() as connection:
            return _uploads(_imports(connection, _everybody(connection, person_id)))

    def forget(self, person_id: str, folders: Iterable[str] = ()) -> Gone:
        """Remove all that is known of a person, also of one deleted or merged whom the journal has.

        Visits lose person, picture and embedding, lines their speaker; what was said stays, and so do recordings. The
        journal keeps that somebody was forgotten, and loses every edit that names them. Their images in the folder of
        photographs, which has these `folders`, do not bring them back. Raise `NotFoundError`.
        """
        with self._database.write() as connection:
            people = _everybody(connection, person_id)
            imports = _imports(connection, people)
            connection.execute(delete(job).where(job.c.id.in_([row.id for row in imports])))
            left = _left_by_deleting(connection, people)
            images = _forget_folders(connection, people, set(folders), set(left.get(folder_image.name, ())))
            counts = {table.name: count for table, count in _erase(connection, people, left) if count}
            counts |= {folder_image.name: images} if images else {}
            _leave_rules(connection, people)
            named = select(edit_person.c.edit_id).where(edit_person.c.person_id.in_(people))
            connection.execute(delete(edit).where(edit.c.id.in_(named)))
            connection.execute(delete(person).where(person.c.id.in_(people)))
            add_edit(connection, EditKind.FORGET, counts)
        self._database.scrub()
        return Gone(
            people=tuple(sorted(people)),
            job_ids=tuple(row.id for row in imports),
            uploads=_uploads(imports),
            images=images,
        )


def _everybody(connection: Connection, person_id: str) -> set[str]:
    """Return a person with all who were merged into them; raise `NotFoundError` for an id that names nobody."""
    mentioned = select(edit_person.c.person_id).where(edit_person.c.person_id == person_id)
    known = select(person.c.id).where(person.c.id == person_id)
    if connection.execute(known.union(mentioned)).first() is None:
        raise NotFoundError("no person has this id", field="person_id")
    merges = select(edit.c.id).where(edit.c.kind == EditKind.MERGE.value, edit.c.state == EditState.DONE.value)
    people = {person_id}
    while True:
        of_them = select(edit_person.c.edit_id).where(edit_person.c.person_id.in_(people))
        others = select(edit_person.c.person_id).where(
            edit_person.c.edit_id.in_(of_them),
            edit_person.c.edit_id.in_(merges),
            edit_person.c.person_id.not_in(select(person.c.id)),
        )
        found = set(connection.execute(others).scalars())
        if found <= people:
            return people
        people |= found


def _imports(connection: Connection, people: set[str]) -> list[Row[Any]]:
    """Return the jobs that take or took in archives of these people."""
    query: Select[Any] = select(job.c.id, job.c.state, job.c.spec)
    rows = connection.execute(query.where(job.c.kind == JobKind.PERSON_IMPORT.value)).all()
    return [row for row in rows if row.spec.get("person_id") in people]


def _uploads(imports: Iterable[Row[Any]]) -> tuple[str, ...]:
    """Return the archives that are not taken in yet."""
    return tuple(str(row.spec["upload"]) for row in imports if row.state != JobState.DONE.value)


def _erase(connection: Connection, people: set[str], left: dict[str, list[int]]) -> Iterable[tuple[Table, int]]:
    visits = select(visit.c.id).where(visit.c.person_id.in_(people))
    lines = select(line.c.id).where(line.c.person_id.in_(people))
    of_them = rejection.c.visit_id.in_(visits) | rejection.c.line_id.in_(lines)
    yield rejection, _delete(connection, rejection, of_them | rejection.c.person_id.in_(people))
    heard = alert.c.kind == RuleKind.SPEAKER.value
    yield alert, _delete(connection, alert, heard & alert.c.line_id.in_(lines))
    for table in (alias, face, voice, voice_print):
        yield table, _delete(connection, table, table.c.person_id.in_(people))
    traces: dict[str, Any] = {"best_crop": None, "embedding": None, "crop_bytes": None, "best_parts": {}, "trail": None}
    for column, table in ((rejection.c.visit_id, visit), (rejection.c.line_id, line), (alert.c.line_id, line)):
        for keys in batched(left.get(table.name, ()), AT_ONCE, strict=False):
            _delete(connection, column.table, column.in_(keys) & (heard if column is alert.c.line_id else true()))
    yield voice_print, _each(connection, delete(voice_print), voice_print, left)
    for table, more in ((visit, traces), (line, {"speaker_id": None})):
        this = update(table).values(NOBODYS[table] | more)
        count = connection.execute(this.where(table.c.person_id.in_(people))).rowcount
        yield table, count + _each(connection, this, table, left)


def _forget_folders(connection: Connection, people: set[str], folders: set[str], left: set[int]) -> int:
    """Forget images of these people and those in folders with a name they have or had; return how many.

    What remains is that neither these folders nor these images are taken again.
    """
    keys = _names_of(connection, people) - _names_of_others(connection, people)
    theirs = folder_image.c.person_id.in_(people) | folder_image.c.face_id.in_(
        select(face.c.id).where(face.c.person_id.in_(people))
    )
    columns = (folder_image.c.id, folder_image.c.path, folder_image.c.person_id, folder_image.c.content_sha256)
    images: list[Row[Any]] = []
    for row in connection.execute(select(*columns, theirs.label("is_theirs"))):
        was_theirs = row.id in left and row.person_id is None
        if row.is_theirs or was_theirs or folder_key(row.path.partition("/")[0]) in keys:
            images.append(row)
    found = {folder_key(folder) for folder in folders | {row.path.partition("/")[0] for row in images}}
    remember(connection, found & keys, [row.content_sha256 for row in images if row.content_sha256])
    for some in batched([row.id for row in images], AT_ONCE, strict=False):
        _delete(connection, folder_image, folder_image.c.id.in_(some))
    return len(images)


def _names_of(connection: Connection, people: set[str]) -> set[str]:
    """Return the keys of all names and aliases that these people have, or had as far as the journal knows."""
    names = select(person.c.name_key).where(person.c.id.in_(people))
    aliases = select(alias.c.name_key).where(alias.c.person_id.in_(people))
    keys = set(connection.execute(names.union(aliases)).scalars())
    named = select(edit_person.c.edit_id).where(edit_person.c.person_id.in_(people))
    theirs = select(edit_change).where(edit_change.c.edit_id.in_(named))
    for change in connection.execute(theirs.where(edit_change.c.table_name.in_([person.name, alias.name]))):
        sides = [side for side in (change.before, change.after) if side]
        if change.table_name == person.name and not people.isdisjoint(change.row_keys):
            keys |= {side["name_key"] for side in sides if "name_key" in side}
        elif any(side.get("person_id") in people for side in sides):
            keys |= set(change.row_keys)
    return keys


def _names_of_others(connection: Connection, people: set[str]) -> set[str]:
    names = select(person.c.name_key).where(person.c.id.not_in(people))
    aliases = select(alias.c.name_key).where(alias.c.person_id.not_in(people))
    return set(connection.execute(names.union(aliases)).scalars())


def _left_by_deleting(connection: Connection, people: set[str]) -> dict[str, list[int]]:
    """Return the rows, by table, that were these people's until they were deleted."""
    deleted = select(edit_person.c.edit_id).join(edit).where(edit_person.c.person_id.in_(people))
    deleted = deleted.where(edit.c.kind == EditKind.DELETE.value)
    chosen = select(edit_change.c.table_name, edit_change.c.row_keys).where(edit_change.c.edit_id.in_(deleted))
    left: dict[str, list[int]] = {}
    for row in connection.execute(chosen.where(edit_change.c.table_name.in_([table.name for table in NOBODYS]))):
        left.setdefault(row.table_name, []).extend(row.row_keys)
    return left


def _each(connection: Connection, change: Update | Delete, table: Table, left: dict[str, list[int]]) -> int:
    """Change those of the rows left that are still nobody's; return how many."""
    return sum(
        connection.execute(change.where(table.c.id.in_(keys), table.c.person_id.is_(None))).rowcount
        for keys in batched(left.get(table.name, ()), AT_ONCE, strict=False)
    )


def _delete(connection: Connection, table: Table, which: ColumnElement[bool]) -> int:
    return connection.execute(delete(table).where(which)).rowcount


def _leave_rules(connection: Connection, people: set[str]) -> None:
    """Take people out of rules that listen for them, and remove those that listen for nobody else."""
    for row in connection.execute(select(rule.c.id, rule.c.speakers)).all():
        rest = [who for who in row.speakers if who not in people]
        this = rule.c.id == row.id
        if rest and rest != row.speakers:
            connection.execute(update(rule).where(this).values(speakers=rest))
        elif rest != row.speakers:
            connection.execute(delete(rule).where(this))
