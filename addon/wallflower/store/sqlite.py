"""SQLite: one file that all processes of the server share, which is the default."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, override

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from wallflower.errors import StorageError, UnavailableError, WallflowerError
from wallflower.store.backend import Backend
from wallflower.wire import ErrorCode

BUSY_TIMEOUT_S = 30.0
# Writers wait while the log is emptied, which waits for readers.
SCRUB_PATIENCE_MS = 2_000


class Sqlite(Backend):
    """A file in WAL mode with foreign keys on; a writer takes the one write lock at its beginning."""

    field = "data"
    begin_read = ("BEGIN",)
    begin_write = ("BEGIN IMMEDIATE",)
    begin_take = begin_write
    errors = (DBAPIError, sqlite3.Error)  # the second past SQLAlchemy, while a connection is made

    def __init__(self, path: Path) -> None:
        """Prepare the engine; nothing is opened yet."""
        self._path = path
        super().__init__(_engine(path))

    @override
    def prepare(self) -> None:
        """Create the file if needed, for its owner alone."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.touch(mode=0o600, exist_ok=True)

    @override
    def cannot_start(self, error: Exception) -> StorageError:
        code = _code(error.orig if isinstance(error, DBAPIError) else error)
        if code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            return self._damaged()
        message = f"the database in {self._path.parent} cannot be opened or written: check its owner and free space"
        return StorageError(message, field=self.field)

    @override
    def wrong_version(self) -> StorageError:
        message = f"the database in {self._path.parent} was made by another version: start that one"
        return StorageError(message, field=self.field)

    @override
    def translated(self, error: Exception) -> WallflowerError:
        code = _code(error.orig if isinstance(error, DBAPIError) else error)
        if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return UnavailableError("the database is busy: try again later")
        if code == sqlite3.SQLITE_FULL:
            return StorageError("the disk of the database is full: free some space", code=ErrorCode.DISK_FULL)
        return StorageError("the database cannot be read or written: check its disk and owner")

    @override
    def scrub(self) -> None:
        """Empty the log of changes, where what was deleted stands until written over; a long reader puts it off."""
        with self.engine.connect() as connection:
            connection.execute(text(f"PRAGMA busy_timeout = {SCRUB_PATIENCE_MS}"))
            try:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
            finally:
                connection.execute(text(f"PRAGMA busy_timeout = {round(BUSY_TIMEOUT_S * 1000)}"))

    @override
    def hold(self) -> Callable[[], None]:
        """Open a reader that lasts: what it saw is not overwritten, and the log only grows until it is gone.

        So a copy of the file and of the log, whichever is read first and whatever is written meanwhile, has all that
        was there at the beginning, and is whole: pages copied while they changed are in the log, too.
        """
        connection = self.engine.connect()
        try:
            self._check(connection)
            self.scrub()  # a short log, so that little is copied twice; if a reader prevents it, that is no matter
            connection.execute(text("BEGIN"))
            connection.execute(text("SELECT count(*) FROM sqlite_schema")).all()
        except BaseException:
            connection.close()
            raise

        def release() -> None:
            connection.execute(text("ROLLBACK"))
            connection.close()

        return release

    def _check(self, connection: Connection) -> None:
        if connection.execute(text("PRAGMA quick_check(1)")).scalar_one() != "ok":
            raise self._damaged()

    def _damaged(self) -> StorageError:
        return StorageError(
            f"the database {self._path} is damaged: restore a copy of it, or move it away and run "
            "`wallflower index rebuild`",
            field=self.field,
        )


def _code(error: BaseException | None) -> int:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return code & 0xFF


def _engine(path: Path) -> Engine:
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
        # secure_delete: what is deleted is overwritten, not only forgotten.
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine
