"""The rules, and since when each of them rests."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import rule, rule_rest
from wallflower.wire_alerts import Rule

MOST_RULES = 200


class Rules:
    """The rule table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[Rule, ...]:
        """Return every rule, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(rule).order_by(rule.c.created_ms, rule.c.id)).all()
        return tuple(_rule(row) for row in rows)

    def get(self, rule_id: str) -> Rule:
        """Return a rule; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            row = connection.execute(select(rule).where(rule.c.id == rule_id)).one_or_none()
        return _rule(_found(row))

    def create(self, value: Rule) -> None:
        """Add a rule; its id must be new. Raise `ConflictError` when there are too many."""
        columns = value.to_json() | {"created_ms": now_ms()}
        with self._database.write() as connection:
            if len(connection.execute(select(rule.c.id)).all()) >= MOST_RULES:
                raise ConflictError(f"there are {MOST_RULES} rules already: delete one first")
            connection.execute(insert(rule).values(columns))

    def update(self, rule_id: str, changes: Mapping[str, Any]) -> Rule:
        """Set the named columns, values as JSON has them; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if changes:
                connection.execute(update(rule).where(rule.c.id == rule_id).values(dict(changes)))
            row = connection.execute(select(rule).where(rule.c.id == rule_id)).one_or_none()
        return _rule(_found(row))

    def arm(self, rule_ids: Sequence[str], *, armed: bool) -> None:
        """Arm or disarm these rules, all if none is named; raise `NotFoundError` for an unknown id and do nothing."""
        with self._database.write() as connection:
            chosen = update(rule).values(armed=armed)
            if not rule_ids:
                connection.execute(chosen)
            elif connection.execute(chosen.where(rule.c.id.in_(rule_ids))).rowcount < len(set(rule_ids)):
                raise _unknown()

    def delete(self, rule_id: str) -> None:
        """Remove a rule; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if connection.execute(delete(rule).where(rule.c.id == rule_id)).rowcount == 0:
                raise _unknown()

    def rests(self) -> dict[tuple[str, str], int]:
        """Return when each rule last fired near each camera."""
        with self._database.read() as connection:
            rows = connection.execute(select(rule_rest)).all()
        return {(row.rule_id, row.camera_id): row.fired_ms for row in rows}


def _found(row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise _unknown()
    return row


def _unknown() -> NotFoundError:
    return NotFoundError("no rule has this id", field="rule_id")


def _rule(row: Row[Any]) -> Rule:
    return Rule.from_json(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name
