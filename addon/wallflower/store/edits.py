"""The journal read: what was done to people, newest first, and undoing it exactly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.attribution import detach
from wallflower.store.database import Database
from wallflower.store.journal import LOOSE, decoded, encoded, is_blob, key_of, later_of_same, touched
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.people_schema import (
    alias,
    edit,
    edit_change,
    edit_person,
    edit_unique,
    face,
    folder_image,
    person,
    rejection,
    speaker,
    voice,
    voice_print,
)
from wallflower.store.schema import job, line, rule, visit
from wallflower.store.voice_schema import suggestion
from wallflower.wire_jobs import JobState
from wallflower.wire_people import Edit, EditKind, EditState

# What the machine changes about rows of people by itself: which engine a picture was embedded with last.
MACHINES = frozenset({"engine", "model", "dimension", "unfound"})
AT_ONCE = 500
# Only edits change these, so what is otherwise than an edit left it is a conflict. Of all others, which recognition
# and retention change, too, undoing puts back what still is as the edit left it.
OWN = {table.name: table for table in (person, alias, face, voice, rejection)}
TABLES = OWN | {table.name: table for table in (visit, line, voice_print, speaker, suggestion, folder_image, rule)}


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPage:
    """Edits, newest first; `cursor` continues, None at the end."""

    edits: tuple[Edit, ...] = ()
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What an undoing changed: everybody it is about, who may be there or gone, and visits."""

    edit: Edit
    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[str, ...]
    visit_ids: tuple[int, ...]


class Edits:
    """The tables of the journal."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self, *, person_id: str | None = None, limit: int = 100, cursor: str | None = None) -> EditPage:
        """Return a page of edits, newest first, perhaps of one person; `InvalidRequestError` for bad bounds."""
        check_limit(limit)
        chosen = select(edit).order_by(edit.c.created_ms.desc(), edit.c.id.desc()).limit(limit + 1)
        if person_id is not None:
            chosen = chosen.join(edit_person).where(edit_person.c.person_id == person_id)
        if cursor is not None:
            chosen = chosen.where(after(cursor, edit.c.created_ms, edit.c.id))
        with self._database.read() as connection:
            rows = connection.execute(chosen).all()
            people = _people_of(connection, [row.id for row in rows])
        more = cursor_of(rows[limit - 1].created_ms, rows[limit - 1].id) if len(rows) > limit else None
        return EditPage(edits=tuple(_edit(row, people) for row in rows[:limit]), cursor=more)

    def undo(self, edit_id: int) -> Undone:
        """Put everything back as it was before an edit.

        Raise `NotFoundError` for an unknown id, `ConflictError` for an edit that is final or undone, while its job is
        at work, and where later edits that stand touched the same rows: these must be undone first.
        """
        try:
            with self._database.write() as connection:
                return _undo(connection, edit_id)
        except IntegrityError as error:
            message = "somebody or a name of then is in the way: undo later changes of the same people first"
            raise ConflictError(message, field="edit_id") from error

    def expire(self, oldest_ms: int) -> int:
        """Delete edits from before an instant, but for the note that somebody was forgotten; return how many."""
        old = (edit.c.created_ms < oldest_ms) & (edit.c.kind != EditKind.FORGET.value)
        with self._database.write() as connection:
            count = connection.execute(delete(edit).where(old)).rowcount
        if count:
            self._database.scrub()
        return count


def _undo(connection: Connection, edit_id: int) -> Undone:
    row = connection.execute(select(edit).where(edit.c.id == edit_id)).one_or_none()
    if row is None:
        raise NotFoundError("no change has this id, or it is too old to be undone", field="edit_id")
    people = _people_of(connection, [edit_id])
    if not _edit(row, people).can_undo:
        why = "is final" if row.kind == EditKind.FORGET.value else "was undone already"
        raise ConflictError(f"this change {why}", field="edit_id")
    _refuse_unfinished(connection, row.batch)
    ours = edit_change.c.edit_id == edit_id
    changes = connection.execute(select(edit_change).where(ours).order_by(edit_change.c.id.desc())).all()
    _refuse_later(connection, edit_id, changes)
    before = _present(connection, people[edit_id])
    for (table_name, is_new), run in groupby(changes, key=lambda change: (change.table_name, change.before is None)):
        if is_new:
            _take_back(connection, TABLES[table_name], list(run))
        else:
            for change in run:
                _revert(connection, change)
    connection.execute(delete(edit_change).where(ours))
    connection.execute(delete(edit_unique).where(edit_unique.c.edit_id == edit_id))
    undone = {"state": EditState.UNDONE.value, "undone_ms": now_ms()}
    row = connection.execute(update(edit).where(edit.c.id == edit_id).values(undone).returning(edit)).one()
    now = _present(connection, people[edit_id])
    return Undone(
        edit=_edit(row, people),
        came=tuple(sorted(now - before)),
        went=tuple(sorted(before - now)),
        changed=tuple(sorted(now & before)),
        visit_ids=tuple(sorted(_touched(changes).get(visit.name, ()))),
    )


def _touched(changes: Sequence[Row[Any]]) -> dict[str, set[Any]]:
    return touched((change.table_name, change.row_keys) for change in changes)


def _refuse_unfinished(connection: Connection, batch: str | None) -> None:
    """Raise `ConflictError` while a job may still add to an edit."""
    alive = job.c.state.in_([JobState.QUEUED.value, JobState.RUNNING.value])
    if connection.execute(select(job.c.id).where(job.c.id == batch, alive)).first() is not None:
        message = "the job that makes this change is not over: cancel it, or wait for its end"
        raise ConflictError(message, field="edit_id")


def _refuse_later(connection: Connection, edit_id: int, changes: Sequence[Row[Any]]) -> None:
    """Raise `ConflictError` if a later edit that stands touched one of these rows, names, pictures or new people."""
    made = _touched([change for change in changes if change.before is None]).get(person.name, set())
    unique = select(edit_unique.c.value).where(edit_unique.c.edit_id == edit_id)
    later = later_of_same(connection, edit_id, _touched(changes), unique, made)
    if later:
        raise ConflictError(f"a later change touched the same: undo change {max(later)} first", field="edit_id")


def _revert(connection: Connection, change: Row[Any]) -> None:
    """Put the rows of one change back that were there before it."""
    table = TABLES[change.table_name]
    if change.after is None:
        _restore(connection, table, change.before)
    else:
        for keys in batched(change.row_keys, AT_ONCE, strict=False):
            _set_back(connection, table, keys, change)


def _restore(connection: Connection, table: Table, before: dict[str, Any]) -> None:
    values = decoded(table, before)
    gone = _broken_links(connection, table, values)
    if table is suggestion and gone:  # it is about somebody who is not there any more
        return
    connection.execute(insert(table).values(values | dict.fromkeys(LOOSE & gone)))


def _take_back(connection: Connection, table: Table, changes: Sequence[Row[Any]]) -> None:
    """Remove rows that were not there before; raise `ConflictError` unless they are as they were made."""
    key, told = key_of(table), [column for column in table.c if not is_blob(column)]
    made = {change.row_keys[0]: change.after for change in changes}
    for keys in batched(made, AT_ONCE, strict=False):
        rows = connection.execute(select(*told).where(key.in_(keys))).all()
        found = {values[key.name]: values for values in (dict(row._mapping) for row in rows)}  # noqa: SLF001 - public
        if any(each not in found or _was_changed(found[each], made[each]) for each in keys):
            raise _changed_since()
        if table is person:
            detach(connection, keys)
        connection.execute(delete(table).where(key.in_(keys)))


def _was_changed(found: Mapping[str, Any], made: Mapping[str, Any]) -> bool:
    return any(found.get(name) != value for name, value in made.items() if name not in LOOSE | MACHINES)


def _set_back(connection: Connection, table: Table, keys: Sequence[Any], change: Row[Any]) -> None:
    same = _same(connection, table, keys, change.after)
    if len(same) < len(keys) and table.name in OWN:
        raise _changed_since()
    if same:
        values = decoded(table, change.before)
        gone = LOOSE & _broken_links(connection, table, values)
        connection.execute(update(table).where(key_of(table).in_(same)).values(values | dict.fromkeys(gone)))


def _broken_links(connection: Connection, table: Table, values: Mapping[str, Any]) -> set[str]:
    """Return the columns of the values of then that point to rows which are not there any more."""
    gone = set()
    for name, value in values.items():
        for link in table.c[name].foreign_keys if value is not None else ():
            if connection.execute(select(link.column).where(link.column == value)).first() is None:
                gone.add(name)
    return gone


def _same(connection: Connection, table: Table, keys: Sequence[Any], after: dict[str, Any]) -> list[Any]:
    """Return the keys of rows that are as an edit left them."""
    columns = [table.c[name] for name in after]
    rows = connection.execute(select(key_of(table), *columns).where(key_of(table).in_(keys))).all()
    names = list(after)
    return [row[0] for row in rows if encoded(table, dict(zip(names, row[1:], strict=True))) == after]


def _people_of(connection: Connection, edit_ids: Sequence[int]) -> dict[int, list[str]]:
    people: dict[int, list[str]] = {edit_id: [] for edit_id in edit_ids}
    rows = select(edit_person).where(edit_person.c.edit_id.in_(edit_ids)).order_by(edit_person.c.person_id)
    for row in connection.execute(rows) if edit_ids else ():
        people[row.edit_id].append(row.person_id)
    return people


def _present(connection: Connection, person_ids: Sequence[str]) -> set[str]:
    return set(connection.execute(select(person.c.id).where(person.c.id.in_(person_ids))).scalars())


def _edit(row: Row[Any], people: dict[int, list[str]]) -> Edit:
    kind, state = EditKind(row.kind), EditState(row.state)
    return Edit(
        id=row.id,
        kind=kind,
        state=state,
        person_ids=tuple(people[row.id]),
        counts=row.counts,
        created_ms=row.created_ms,
        undone_ms=row.undone_ms,
        can_undo=state is EditState.DONE and kind is not EditKind.FORGET,
    )


def _changed_since() -> ConflictError:
    return ConflictError("what this change left is not as it was any more: undo later changes first", field="edit_id")
