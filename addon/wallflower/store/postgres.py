"""PostgreSQL, by URL: for those who run one already, or whose analysis runs on several machines."""

import time
from collections.abc import Callable
from typing import override

from sqlalchemy import Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from wallflower import clock
from wallflower.errors import InvalidRequestError, StorageError, UnavailableError, WallflowerError
from wallflower.store.backend import Backend
from wallflower.wire import ErrorCode

CONNECT_TIMEOUT_S = 10
PATIENCE_S = 30.0
POOL_SIZE = 5
OVERFLOW = 15
# The key of the advisory lock that writers take: "wall" in ASCII.
WRITE_LOCK = 0x77616C6C

# As patient as SQLite's busy timeout. A plan made for one search is wrong for the next, so none is kept; compiling
# short queries costs more than it saves.
_SESSION = {
    "lock_timeout": "30s",
    "idle_in_transaction_session_timeout": "10min",
    "plan_cache_mode": "force_custom_plan",
    "jit": "off",
    "timezone": "UTC",
}
# Classes and codes of SQLSTATE: connection, transaction rollback, resources, lock, cancelled, shutting down, idle.
_PASSING = ("08", "40", "53", "55P03", "57014", "57P", "25P03")
_DISK_FULL = "53100"
_SCRUBBED = (
    "line, transcription, utterance, alert, alert_picture, visit, "
    "person, alias, face, voice, voice_example, voice_print, rejection, folder_image, job, "
    "edit, edit_person, edit_unique, edit_change"
)
_DATA = "22"


class Postgres(Backend):
    """A database of a server.

    Writers queue for one advisory lock, so they are as alone as SQLite's are, and each sees all that was committed
    before it got the lock. Readers never wait, and those who take queued work lock only its rows.
    """

    field = "database_url"
    begin_read = ("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",)
    begin_write = ("BEGIN", f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
    begin_take = ("BEGIN",)
    errors = (DBAPIError, PoolTimeoutError)

    def __init__(self, url: str, *, patience_s: float = PATIENCE_S) -> None:
        """Prepare the engine; nothing is opened yet. `patience_s` is how long a server may take to come up."""
        self._patience_s = patience_s
        super().__init__(_engine(url))

    @override
    def prepare(self) -> None:
        """Wait for a server that is starting, too; raise `StorageError` if it stores other than UTF-8."""
        give_up_s = clock.monotonic_s() + self._patience_s
        while (encoding := self._encoding(is_last=clock.monotonic_s() >= give_up_s)) is None:
            time.sleep(1.0)
        if encoding != "UTF8":
            message = "the database of `database_url` does not store every language: create one with ENCODING 'UTF8'"
            raise StorageError(message, field=self.field)

    def _encoding(self, *, is_last: bool) -> str | None:
        try:
            with self.engine.connect() as connection:
                return str(connection.execute(text("SHOW server_encoding")).scalar_one())
        except DBAPIError:
            if is_last:
                raise
            return None

    @override
    def cannot_start(self, error: Exception) -> StorageError:
        state = _state(error)
        if state is None or state.startswith(_PASSING):
            message = (
                "the database server of `database_url` cannot be used: check that it runs, and address, user, password "
                "and database name"
            )
        else:
            message = (
                f"the tables cannot be made in the database of `database_url` (SQLSTATE {state}): its user must own it"
            )
        return StorageError(message, field=self.field)

    @override
    def wrong_version(self) -> StorageError:
        message = "the database of `database_url` was made by another version: start that one"
        return StorageError(message, field=self.field)

    @override
    def translated(self, error: Exception) -> WallflowerError:
        state = _state(error)
        if isinstance(error, DataError) or (state or "").startswith(_DATA):
            return InvalidRequestError(
                "something given cannot be stored: it is too long or holds a forbidden character"
            )
        if state == _DISK_FULL:
            message = "the disk of the database server is full: free some space"
            return StorageError(message, code=ErrorCode.DISK_FULL)
        if isinstance(error, PoolTimeoutError) or (state or "").startswith(_PASSING):
            return UnavailableError("the database is busy: try again later")
        if state is None:
            return UnavailableError("the database server cannot be reached: try again later")
        return StorageError(f"the database server failed (SQLSTATE {state}): see its log")

    @override
    def scrub(self) -> None:
        """Let the server take deleted rows out of tables and indexes; its own log of changes is its own."""
        with self.engine.connect() as connection:
            connection.execute(text(f"VACUUM (SKIP_LOCKED, INDEX_CLEANUP ON) {_SCRUBBED}"))

    @override
    def hold(self) -> Callable[[], None]:
        """Do nothing: its files are its own, and so are backups of it."""
        return lambda: None


def _state(error: Exception) -> str | None:
    return getattr(error.orig, "sqlstate", None) if isinstance(error, DBAPIError) else None


def _engine(url: str) -> Engine:
    try:
        return create_engine(
            make_url(url).set(drivername="postgresql+psycopg"),
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # an error must not tell addresses, names or words
            pool_size=POOL_SIZE,
            max_overflow=OVERFLOW,
            pool_pre_ping=True,  # a server that was restarted is no error
            connect_args={
                "application_name": "wallflower",
                "connect_timeout": CONNECT_TIMEOUT_S,
                "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items()),
            },
        )
    except ArgumentError, SQLAlchemyError, ValueError:
        message = "the database's address cannot be read: give postgresql://user:password@host:5432/name"
        raise StorageError(message, field="database_url") from None  # the cause repeats the password
