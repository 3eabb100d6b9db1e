"""The keyword rules."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import rule
from wallflower.wire import KeywordRule


class Rules:
    """The rule table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[KeywordRule, ...]:
        """Return every rule, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(rule).order_by(rule.c.created_ms, rule.c.id)).all()
        return tuple(_rule(row) for row in rows)

    def create(self, value: KeywordRule) -> None:
        """Add a rule; its id must be new."""
        columns = value.to_json() | {"created_ms": now_ms()}
        with self._database.write() as connection:
            connection.execute(insert(rule).values(columns))

    def update(self, rule_id: str, changes: Mapping[str, Any]) -> KeywordRule:
        """Set the named columns and return the rule; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if changes:
                connection.execute(update(rule).where(rule.c.id == rule_id).values(dict(changes)))
            row = connection.execute(select(rule).where(rule.c.id == rule_id)).one_or_none()
        if row is None:
            raise _unknown()
        return _rule(row)

    def delete(self, rule_id: str) -> None:
        """Remove a rule; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if connection.execute(delete(rule).where(rule.c.id == rule_id)).rowcount == 0:
                raise _unknown()


def _unknown() -> NotFoundError:
    return NotFoundError("no rule has this id", field="rule_id")


def _rule(row: Row[Any]) -> KeywordRule:
    return KeywordRule(
        id=row.id,
        name=row.name,
        phrases=tuple(row.phrases),
        camera_ids=tuple(row.camera_ids),
        enabled=row.enabled,
        cooldown_s=row.cooldown_s,
    )
