"""Single values of this server."""

import uuid

from sqlalchemy import Connection, select

from wallflower.store.database import Database
from wallflower.store.dialect import insert_or
from wallflower.store.schema import meta

SERVER_ID = "server_id"


class Meta:
    """The key and value table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a value, or None when it was never set."""
        with self._database.read() as connection:
            return _value(connection, key)

    def set(self, key: str, value: str) -> None:
        """Set a value, replacing an older one."""
        with self._database.write() as connection:
            statement = insert_or(connection, meta).values(key=key, value=value)
            connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))

    def server_id(self) -> str:
        """Return the id that names this server for ever, making it the first time."""
        if (known := self.get(SERVER_ID)) is not None:
            return known
        with self._database.write() as connection:
            fresh = insert_or(connection, meta).values(key=SERVER_ID, value=str(uuid.uuid4()))
            connection.execute(fresh.on_conflict_do_nothing())
            return _value(connection, SERVER_ID) or ""


def count_up(connection: Connection, key: str, least: int = 0) -> int:
    """Return a number above `least` that was never returned for this key before."""
    number = max(least, int(_value(connection, key) or 0)) + 1
    statement = insert_or(connection, meta).values(key=key, value=str(number))
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": str(number)}))
    return number


def _value(connection: Connection, key: str) -> str | None:
    return connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()
