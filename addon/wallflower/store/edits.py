"""The journal read: what was done to people, newest first, and undoing it exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.attribution import detach
from wallflower.store.database import Database
from wallflower.store.journal import LOOSE, decoded, encoded, key_of, touched
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.people_schema import (
    alias,
    edit,
    edit_change,
    edit_person,
    face,
    folder_image,
    person,
    rejection,
    speaker,
    voice,
    voice_print,
)
from wallflower.store.schema import line, rule, visit
from wallflower.wire_people import Edit, EditKind, EditState

# What the machine changes about rows of people by itself: which engine a picture was embedded with last.
MACHINES = frozenset({"engine", "model", "dimension", "unfound"})
AT_ONCE = 500
# Only edits change these, so what is otherwise than an edit left it is a conflict. Of all others, which recognition
# and retention change, too, undoing puts back what still is as the edit left it.
OWN = {table.name: table for table in (person, alias, face, voice, rejection)}
TABLES = OWN | {table.name: table for table in (visit, line, voice_print, speaker, folder_image, rule)}


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

        Raise `NotFoundError` for an unknown id, `ConflictError` for an edit that is final or undone, and where later
        edits that stand touched the same rows: these must be undone first.
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
    ours = edit_change.c.edit_id == edit_id
    changes = connection.execute(select(edit_change).where(ours).order_by(edit_change.c.id.desc())).all()
    _refuse_later(connection, row, changes)
    before = _present(connection, people[edit_id])
    for change in changes:
        _revert(connection, change)
    connection.execute(delete(edit_change).where(ours))
    undone = {"state": EditState.UNDONE.value, "unique": [], "undone_ms": now_ms()}
    row = connection.execute(update(edit).where(edit.c.id == edit_id).values(undone).returning(edit)).one()
    now = _present(connection, people[edit_id])
    return Undone(
        edit=_edit(row, people),
        came=tuple(sorted(now - before)),
        went=tuple(sorted(before - now)),
        changed=tuple(sorted(now & before)),
        visit_ids=tuple(sorted(touched(changes).get(visit.name, ()))),
    )


def _refuse_later(connection: Connection, row: Row[Any], changes: Sequence[Row[Any]]) -> None:
    """Raise `ConflictError` if a later edit that stands touched one of these rows, names, pictures or new people."""
    ours = touched(changes)
    made = touched(change for change in changes if change.before is None).get(person.name, set())
    standing = (edit.c.id > row.id) & (edit.c.state == EditState.DONE.value)
    named = select(edit.c.id).join(edit_person).where(standing, edit_person.c.person_id.in_(made))
    later = set(connection.execute(named).scalars())
    uses = connection.execute(select(edit.c.id, edit.c.unique).where(standing)).all()
    later |= {other.id for other in uses if not set(row.unique).isdisjoint(other.unique)}
    theirs = select(edit.c.id, edit_change.c.table_name, edit_change.c.row_keys).join(edit)
    for other in connection.execute(theirs.where(standing, edit_change.c.table_name.in_(ours))):
        if not ours[other.table_name].isdisjoint(other.row_keys):
            later.add(other.id)
    if later:
        raise ConflictError(f"a later change touched the same: undo change {max(later)} first", field="edit_id")


def _revert(connection: Connection, change: Row[Any]) -> None:
    """Put the rows of one change back."""
    table = TABLES[change.table_name]
    if change.after is None:
        _restore(connection, table, change.before)
    elif change.before is None:
        _take_back(connection, table, change)
    else:
        for keys in batched(change.row_keys, AT_ONCE, strict=False):
            _set_back(connection, table, keys, change)


def _restore(connection: Connection, table: Table, before: dict[str, Any]) -> None:
    connection.execute(insert(table).values(_linked(connection, table, before)))


def _take_back(connection: Connection, table: Table, change: Row[Any]) -> None:
    same = _same(
        connection, table, change.row_keys, {k: v for k, v in change.after.items() if k not in LOOSE | MACHINES}
    )
    if len(same) < len(change.row_keys):
        raise _changed_since()
    if table is person:
        detach(connection, change.row_keys)
    connection.execute(delete(table).where(key_of(table).in_(change.row_keys)))


def _set_back(connection: Connection, table: Table, keys: Sequence[Any], change: Row[Any]) -> None:
    same = _same(connection, table, keys, change.after)
    if len(same) < len(keys) and table.name in OWN:
        raise _changed_since()
    if same:
        values = _linked(connection, table, change.before)
        connection.execute(update(table).where(key_of(table).in_(same)).values(values))


def _linked(connection: Connection, table: Table, before: dict[str, Any]) -> dict[str, Any]:
    """Return the values of then, without links to rows that retention took away meanwhile."""
    values = decoded(table, before)
    for name in LOOSE & values.keys():
        (link,) = table.c[name].foreign_keys
        is_there = select(link.column).where(link.column == values[name])
        if values[name] is not None and connection.execute(is_there).first() is None:
            values[name] = None
    return values


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
