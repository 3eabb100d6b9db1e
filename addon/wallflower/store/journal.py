"""The journal of people: every change of them goes through a `Recorder`, which keeps how it was before."""

import base64
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, Table, delete, insert, select, update
from sqlalchemy.types import LargeBinary

from wallflower.clock import now_ms
from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.people_schema import edit, edit_change, edit_person, edit_unique
from wallflower.wire_people import EditKind, EditState

# Keys in one row of the journal: a year of somebody's lines are some hundred thousand.
KEYS_AT_ONCE = 10_000
# A link to a row that retention may take away; it says nothing about who somebody is.
LOOSE = frozenset({"visit_id", "line_id", "speaker_id", "face_id", "camera_id"})

# Columns whose values one person has at a time: names with aliases, entities, pictures and sounds.
UNIQUE = ("name_key", "ha_person_id", "crop_sha256", "clip_sha256")

type Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is changed in several transactions and is one edit all the same.

    All steps have the `key`: the id of the job that makes them, or any other that nothing else has.
    """

    kind: EditKind
    key: str


@dataclass(slots=True)
class _Change:
    table: Table
    keys: list[Any]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(slots=True)
class Recorder:
    """Changes rows within one transaction and remembers how they were; `edit_id` is known when that has ended."""

    connection: Connection
    kind: EditKind
    people: set[str] = field(default_factory=set)
    batch: str | None = None
    edit_id: int | None = None
    _changes: list[_Change] = field(default_factory=list)

    def insert(self, table: Table, values: Values) -> Any:
        """Add a row and return its primary key."""
        row = self.connection.execute(insert(table).values(dict(values)).returning(*table.c)).one()
        known = {name: value for name, value in row._mapping.items() if not is_blob(table.c[name])}  # noqa: SLF001 - public
        self._changes.append(_Change(table, [known[key_of(table).name]], None, encoded(table, known)))
        return known[key_of(table).name]

    def update(self, table: Table, where: ColumnElement[bool], values: Values) -> int:
        """Set columns of the rows a condition holds for; return how many of them were otherwise before."""
        columns = [table.c[name] for name in values]
        groups: dict[str, tuple[dict[str, Any], list[Any]]] = {}
        after = encoded(table, values)
        for row in self.connection.execute(select(key_of(table), *columns).where(where)).all():
            before = encoded(table, {column.name: value for column, value in zip(columns, row[1:], strict=True)})
            if before != after:
                groups.setdefault(repr(before), (before, []))[1].append(row[0])
        if not groups:
            return 0
        self.connection.execute(update(table).where(where).values(dict(values)))
        for before, keys in groups.values():
            self._changes.extend(
                _Change(table, list(some), before, after) for some in batched(keys, KEYS_AT_ONCE, strict=False)
            )
        return sum(len(keys) for _before, keys in groups.values())

    def delete(self, table: Table, where: ColumnElement[bool]) -> int:
        """Remove rows, whose children must have been removed before; return how many."""
        rows = self.connection.execute(select(*table.c).where(where)).all()
        for row in rows:
            values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name
            self._changes.append(_Change(table, [values[key_of(table).name]], encoded(table, values), None))
        if rows:
            self.connection.execute(delete(table).where(where))
        return len(rows)

    def save(self) -> None:
        """Write the journal's entry, or add to that of the same batch; nothing when nothing changed."""
        if not self._changes:
            return
        counts: Counter[str] = Counter()
        for change in self._changes:
            counts[change.table.name] += len(change.keys)
        unique = self._unique()
        begun = self._begun(unique)
        if begun is None:
            self.edit_id = add_edit(self.connection, self.kind, counts, self.batch)
        else:
            self.edit_id = int(begun.id)
            grown = {"counts": dict(counts + Counter(begun.counts)), "created_ms": now_ms()}
            self.connection.execute(update(edit).where(edit.c.id == self.edit_id).values(grown))
        self._note(edit_person, "person_id", sorted(self.people))
        self._note(edit_unique, "value", unique)
        for change in self._changes:
            values = {"edit_id": self.edit_id, "table_name": change.table.name, "row_keys": change.keys}
            values |= {"before": change.before, "after": change.after}
            self.connection.execute(insert(edit_change).values(values))

    def _begun(self, unique: Sequence[str]) -> Row[Any] | None:
        """Return the edit that this batch goes on with.

        It begins another one when somebody changed the same since: each of the two could only be undone before the
        other.
        """
        if self.batch is None:
            return None
        mine = select(edit).where(edit.c.batch == self.batch, edit.c.state == EditState.DONE.value)
        row = self.connection.execute(mine.order_by(edit.c.id.desc()).limit(1)).one_or_none()
        if row is None:
            return None
        keys = touched((change.table.name, change.keys) for change in self._changes)
        return None if later_of_same(self.connection, row.id, keys, unique, self.people) else row

    def _note(self, table: Table, column: str, values: Sequence[str]) -> None:
        if values:
            rows = [{"edit_id": self.edit_id, column: value} for value in values]
            self.connection.execute(insert_or(self.connection, table).on_conflict_do_nothing(), rows)

    def _unique(self) -> list[str]:
        """Return what two people cannot both have, and these changes gave or took away."""
        values = (values for change in self._changes for values in (change.before, change.after) if values)
        return sorted({f"{name} {each[name]}" for each in values for name in UNIQUE if each.get(name)})


@contextmanager
def recorded(database: Database, kind: EditKind | Batch, people: Iterable[str] = ()) -> Iterator[Recorder]:
    """One writing transaction whose changes of people go through the recorder, and into the journal at its end.

    Errors as of `Database.write`; an edit names every person it touches, in `people` or added while it is made.
    """
    with database.write() as connection:
        if isinstance(kind, Batch):
            recorder = Recorder(connection, kind.kind, set(people), kind.key)
        else:
            recorder = Recorder(connection, kind, set(people))
        yield recorder
        recorder.save()


def add_edit(connection: Connection, kind: EditKind, counts: Mapping[str, int], batch: str | None = None) -> int:
    """Add the journal's entry without people and rows; return its id."""
    values: dict[str, Any] = {"kind": kind.value, "state": EditState.DONE.value, "counts": dict(counts)}
    values |= {"batch": batch, "created_ms": now_ms()}
    return int(connection.execute(insert(edit).values(values).returning(edit.c.id)).scalar_one())


def later_of_same(
    connection: Connection,
    edit_id: int,
    keys: Mapping[str, set[Any]],
    unique: Sequence[str] | Select[tuple[str]],
    people: Iterable[str],
) -> set[int]:
    """Return the edits behind one that stand and touched the same: rows (by table), unique values, or people."""
    standing = (edit.c.id > edit_id) & (edit.c.state == EditState.DONE.value)
    if connection.execute(select(edit.c.id).where(standing).limit(1)).first() is None:
        return set()
    named = select(edit.c.id).join(edit_person).where(standing, edit_person.c.person_id.in_(list(people)))
    using = select(edit.c.id).join(edit_unique).where(standing, edit_unique.c.value.in_(unique))
    later = set(connection.execute(named.union(using)).scalars())
    theirs = select(edit.c.id, edit_change.c.table_name, edit_change.c.row_keys).join(edit)
    for other in connection.execute(theirs.where(standing, edit_change.c.table_name.in_(list(keys)))):
        if not keys[other.table_name].isdisjoint(other.row_keys):
            later.add(other.id)
    return later


def key_of(table: Table) -> Column[Any]:
    """Return the one column of a table's primary key."""
    (key,) = table.primary_key.columns
    return key


def is_blob(column: ColumnElement[Any]) -> bool:
    """Return whether a column holds bytes, which never change once they are there."""
    return isinstance(column.type, LargeBinary)


def encoded(table: Table, values: Values) -> dict[str, Any]:
    """Return columns as the journal's JSON has them."""
    return {
        name: base64.b64encode(value).decode() if value is not None and is_blob(table.c[name]) else value
        for name, value in values.items()
    }


def decoded(table: Table, values: Values) -> dict[str, Any]:
    """Return what `encoded` was given."""
    return {
        name: base64.b64decode(value) if value is not None and is_blob(table.c[name]) else value
        for name, value in values.items()
    }


def touched(changes: Iterable[tuple[str, Iterable[Any]]]) -> dict[str, set[Any]]:
    """Return the keys of all rows that changes, given as tables with keys, are about, by table."""
    keys: defaultdict[str, set[Any]] = defaultdict(set)
    for table_name, row_keys in changes:
        keys[table_name].update(row_keys)
    return keys
