"""Keys of programs."""

from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.access_schema import api_key
from wallflower.store.database import Database
from wallflower.wire_access import ApiKey, Role

MOST_KEYS = 200
HOUR_MS = 3_600_000


class ApiKeys:
    """The api_key table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[ApiKey, ...]:
        """Return every key, oldest first, those that expired among them."""
        with self._database.read() as connection:
            rows = connection.execute(select(api_key).order_by(api_key.c.created_ms, api_key.c.id)).all()
        return tuple(_key(row) for row in rows)

    def create(self, value: ApiKey, secret_sha256: str) -> None:
        """Add a key; its id must be new. Raise `ConflictError` when there are too many."""
        with self._database.write() as connection:
            if len(connection.execute(select(api_key.c.id)).all()) >= MOST_KEYS:
                raise ConflictError(f"there are {MOST_KEYS} keys already: delete one first")
            connection.execute(insert(api_key).values({**value.to_json(), "secret_sha256": secret_sha256}))

    def find(self, key_id: str) -> tuple[ApiKey, str] | None:
        """Return a key that is in force, with the hash of its secret."""
        with self._database.read() as connection:
            row = connection.execute(select(api_key).where(api_key.c.id == key_id)).one_or_none()
        if row is None or (row.expires_ms is not None and row.expires_ms <= now_ms()):
            return None
        return _key(row), row.secret_sha256

    def used(self, key: ApiKey) -> None:
        """Note that a key is in use, once an hour."""
        at_ms = now_ms()
        if key.used_ms is None or abs(at_ms - key.used_ms) >= HOUR_MS:
            with self._database.write() as connection:
                connection.execute(update(api_key).where(api_key.c.id == key.id).values(used_ms=at_ms))

    def delete(self, key_id: str) -> None:
        """Revoke a key; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if connection.execute(delete(api_key).where(api_key.c.id == key_id)).rowcount == 0:
                raise NotFoundError("no key has this id", field="key_id")


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        camera_ids=None if row.camera_ids is None else tuple(row.camera_ids),
        created_ms=row.created_ms,
        used_ms=row.used_ms,
        expires_ms=row.expires_ms,
    )
