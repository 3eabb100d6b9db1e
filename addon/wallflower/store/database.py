"""Opens the database, brings it to the newest schema, and hands out short transactions."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from wallflower.errors import StorageError, UnavailableError, WallflowerError
from wallflower.wire import ErrorCode

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_TIMEOUT_S = 30.0


class Database:
    """One SQLite file shared by the server, ingest and analysis processes (WAL, foreign keys on)."""

    def __init__(self, path: Path) -> None:
        """Prepare the engine; nothing is opened yet."""
        self._path = path
        self._engine = _sqlite_engine(path)

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for repositories of this layer."""
        return self._engine

    def migrate(self) -> None:
        """Create the file if needed (mode 0600) and bring it to the newest schema, or raise `StorageError`."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.touch(mode=0o600, exist_ok=True)
            settings = Config()
            settings.set_main_option("script_location", str(MIGRATIONS))
            with self._engine.begin() as connection:
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
        except CommandError as error:
            message = f"the database in {self._path.parent} was made by another version: start that one"
            raise StorageError(message, field="data") from error
        except (OSError, DBAPIError, sqlite3.Error) as error:
            raise StorageError(_why_not(error, self._path), field="data") from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writing transaction: committed at the end, rolled back on an error. It takes the write lock at once.

        A database that fails raises `StorageError`, one that stays busy `UnavailableError`; a broken constraint
        comes through as it is, since only the caller knows what it means.
        """
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot of the database, with the errors of `write`."""
        with self._transaction("BEGIN") as connection:
            yield connection

    def close(self) -> None:
        """Close every pooled connection."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                connection.execute(text(begin))
                with _finishing(connection):
                    yield connection
        except IntegrityError:
            raise
        except DBAPIError as error:
            raise _translated(error.orig) from error
        except sqlite3.Error as error:  # a new connection's settings
            raise _translated(error) from error


@contextmanager
def _finishing(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.execute(text("ROLLBACK"))
        raise
    connection.execute(text("COMMIT"))


def _why_not(error: Exception, path: Path) -> str:
    code = _code(error.orig if isinstance(error, DBAPIError) else error)
    if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return (
            f"the database {path} is damaged: restore a copy of it, or move it away and run `wallflower index rebuild`"
        )
    return f"the database in {path.parent} cannot be opened or written: check its owner and free space"


def _code(error: BaseException | None) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _translated(error: BaseException | None) -> WallflowerError:
    code = _code(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return UnavailableError("the database is busy: try again later")
    if code == sqlite3.SQLITE_FULL:
        return StorageError("the disk of the database is full: free some space", code=ErrorCode.DISK_FULL)
    return StorageError("the database cannot be read or written: check its disk and owner")


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,  # an error must not tell addresses, names or words
        connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        # FULL: what was answered with success survives a power cut; NORMAL would keep it in memory for half a minute.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
