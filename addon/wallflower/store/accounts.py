"""People who log in with a password, and the devices on which they are logged in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.access_schema import account, login
from wallflower.store.database import Database
from wallflower.wire_access import Role, User

MOST_USERS = 200
MOST_LOGINS = 50
"""Devices of one user; the oldest is logged out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user with what a login is checked by."""

    user: User
    password_hash: str = field(repr=False)
    epoch: int


class Accounts:
    """The account and login tables."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[User, ...]:
        """Return every user, oldest first."""
        with self._database.read() as connection:
            rows = connection.execute(select(account).order_by(account.c.created_ms, account.c.id)).all()
        return tuple(_user(row) for row in rows)

    def is_empty(self) -> bool:
        """Whether there is no user."""
        with self._database.read() as connection:
            return connection.execute(select(account.c.id).limit(1)).first() is None

    def find(self, name: str) -> Account | None:
        """Return the user of this name, however its letters are written."""
        with self._database.read() as connection:
            row = connection.execute(select(account).where(account.c.name_key == name.casefold())).one_or_none()
        return None if row is None else _account(row)

    def create(self, value: User, password_hash: str) -> None:
        """Add a user; its id must be new. Raise `ConflictError` for a name that is taken, or for too many."""
        columns = {
            **value.to_json(),
            "name_key": value.name.casefold(),
            "password_hash": password_hash,
            "epoch": 0,
        }
        try:
            with self._database.write() as connection:
                if len(connection.execute(select(account.c.id)).all()) >= MOST_USERS:
                    raise ConflictError(f"there are {MOST_USERS} users already: delete one first")
                connection.execute(insert(account).values(columns))
        except IntegrityError as error:
            raise _taken() from error

    def update(self, user_id: str, changes: Mapping[str, Any]) -> User:
        """Set the named columns, and log the user out everywhere; raise `NotFoundError` or `ConflictError`."""
        columns = dict(changes)
        if "name" in columns:
            columns["name_key"] = columns["name"].casefold()
        chosen = account.c.id == user_id
        try:
            with self._database.write() as connection:
                connection.execute(update(account).where(chosen).values({**columns, "epoch": account.c.epoch + 1}))
                connection.execute(delete(login).where(login.c.account_id == user_id))
                row = connection.execute(select(account).where(chosen)).one_or_none()
        except IntegrityError as error:
            raise _taken() from error
        if row is None:
            raise _unknown()
        return _user(row)

    def rehash(self, user_id: str, password_hash: str) -> None:
        """Keep another hash of the same password."""
        with self._database.write() as connection:
            connection.execute(update(account).where(account.c.id == user_id).values(password_hash=password_hash))

    def delete(self, user_id: str) -> None:
        """Remove a user, with all logins; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if connection.execute(delete(account).where(account.c.id == user_id)).rowcount == 0:
                raise _unknown()

    def log_in(self, login_id: str, user_id: str, secret_sha256: str, expires_ms: int) -> None:
        """Remember that a device is logged in, and forget those that are no longer."""
        with self._database.write() as connection:
            connection.execute(delete(login).where(login.c.expires_ms <= now_ms()))
            oldest = select(login.c.id).where(login.c.account_id == user_id).order_by(login.c.created_ms.desc())
            surplus = connection.execute(oldest.offset(MOST_LOGINS - 1)).scalars().all()
            connection.execute(delete(login).where(login.c.id.in_(surplus)))
            values = {"id": login_id, "account_id": user_id, "secret_sha256": secret_sha256}
            connection.execute(insert(login).values(**values, expires_ms=expires_ms, created_ms=now_ms()))

    def find_login(self, login_id: str) -> Account | None:
        """Return who is logged in by this login, None if nobody is any more."""
        query = select(account).join(login).where(login.c.id == login_id, login.c.expires_ms > now_ms())
        with self._database.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _account(row)

    def renew_login(self, login_id: str, known_sha256: str, secret_sha256: str, expires_ms: int) -> Account | None:
        """Replace a login's secret and return whose it is. Of a secret that is not the last one nothing is left."""
        chosen = login.c.id == login_id
        with self._database.write() as connection:
            right = chosen & (login.c.secret_sha256 == known_sha256) & (login.c.expires_ms > now_ms())
            renewed = update(login).where(right).values(secret_sha256=secret_sha256, expires_ms=expires_ms)
            if connection.execute(renewed).rowcount == 0:
                connection.execute(delete(login).where(chosen))
                return None
            return _account(connection.execute(select(account).join(login).where(chosen)).one())

    def log_out(self, login_id: str) -> None:
        """Forget a login; one that is unknown is forgotten already."""
        with self._database.write() as connection:
            connection.execute(delete(login).where(login.c.id == login_id))


def _user(row: Row[Any]) -> User:
    return User(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        camera_ids=None if row.camera_ids is None else tuple(row.camera_ids),
        created_ms=row.created_ms,
    )


def _account(row: Row[Any]) -> Account:
    return Account(user=_user(row), password_hash=row.password_hash, epoch=row.epoch)


def _unknown() -> NotFoundError:
    return NotFoundError("no user has this id", field="user_id")


def _taken() -> ConflictError:
    return ConflictError("another user has this name already", field="name")
