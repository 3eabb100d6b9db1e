"""The journal of people: every change of them goes through a `Recorder`, which keeps how it was before."""

import base64
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, insert, select, update
from sqlalchemy.types import LargeBinary

from wallflower.clock import now_ms
from wallflower.store.database import Database
from wallflower.store.people_schema import edit, edit_change, edit_person
from wallflower.wire_people import EditKind, EditState

# Keys in one row of the journal: a year of somebody's lines are some hundred thousand.
KEYS_AT_ONCE = 10_000
# A link to a row that retention may take away; it says nothing about who somebody is.
LOOSE = frozenset({"visit_id", "line_id", "speaker_id", "face_id"})

# Columns whose values one person has at a time: names with aliases, entities, pictures and sounds.
UNIQUE = ("name_key", "ha_person_id", "crop_sha256", "clip_sha256")

type Values = Mapping[str, Any]


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
        """Write the journal's entry; nothing when nothing changed."""
        if not self._changes:
            return
        counts: Counter[str] = Counter()
        for change in self._changes:
            counts[change.table.name] += len(change.keys)
        self.edit_id = add_edit(self.connection, self.kind, counts, self._unique())
        if self.people:
            named = [{"edit_id": self.edit_id, "person_id": who} for who in sorted(self.people)]
            self.connection.execute(insert(edit_person), named)
        for change in self._changes:
            values = {"edit_id": self.edit_id, "table_name": change.table.name, "row_keys": change.keys}
            values |= {"before": change.before, "after": change.after}
            self.connection.execute(insert(edit_change).values(values))

    def _unique(self) -> list[str]:
        """Return what two people cannot both have, and these changes gave or took away."""
        values = (values for change in self._changes for values in (change.before, change.after) if values)
        return sorted({f"{name} {each[name]}" for each in values for name in UNIQUE if each.get(name)})


@contextmanager
def recorded(database: Database, kind: EditKind, people: Iterable[str] = ()) -> Iterator[Recorder]:
    """One writing transaction whose changes of people go through the recorder, and into the journal at its end.

    Errors as of `Database.write`; an edit names every person it touches, in `people` or added while it is made.
    """
    with database.write() as connection:
        recorder = Recorder(connection, kind, set(people))
        yield recorder
        recorder.save()


def add_edit(connection: Connection, kind: EditKind, counts: Mapping[str, int], unique: Sequence[str] = ()) -> int:
    """Add the journal's entry without people and rows; return its id."""
    values: dict[str, Any] = {"kind": kind.value, "state": EditState.DONE.value, "counts": dict(counts)}
    values |= {"unique": list(unique), "created_ms": now_ms()}
    return int(connection.execute(insert(edit).values(values).returning(edit.c.id)).scalar_one())


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


def touched(changes: Iterable[Any]) -> dict[str, set[Any]]:
    """Return the keys of all rows that rows of `edit_change` are about, by table."""
    keys: defaultdict[str, set[Any]] = defaultdict(set)
    for change in changes:
        keys[change.table_name].update(change.row_keys)
    return keys
