"""Opens the database, brings it to the newest schema, and hands out short transactions."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from wallflower.store.backend import Backend
from wallflower.store.postgres import Postgres
from wallflower.store.sqlite import Sqlite

MIGRATIONS = Path(__file__).with_name("migrations")


class Database:
    """One database shared by the server, ingest, analysis and jobs processes."""

    def __init__(self, place: Path | str) -> None:
        """Prepare for a file of SQLite's or the URL of a PostgreSQL database; nothing is opened yet."""
        self._backend: Backend = Sqlite(place) if isinstance(place, Path) else Postgres(place)

    @property
    def engine(self) -> Engine:
        """The SQLAlchemy engine, for repositories of this layer."""
        return self._backend.engine

    def migrate(self) -> None:
        """Create the database if needed and bring it to the newest schema, or raise `StorageError`."""
        backend = self._backend
        settings = Config()
        settings.set_main_option("script_location", str(MIGRATIONS))
        try:
            backend.prepare()
            with _begun(backend.engine, backend.begin_write) as connection:
                settings.attributes["connection"] = connection
                command.upgrade(settings, "head")
        except CommandError as error:
            raise backend.wrong_version() from error
        except OSError as error:
            raise backend.cannot_start(error) from error
        except backend.errors as error:
            raise backend.cannot_start(error) from error

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One writing transaction: committed at the end, rolled back on an error. No other writes beside it.

        A database that fails raises `StorageError`, one that stays busy `UnavailableError`; a broken constraint
        comes through as it is, since only the caller knows what it means.
        """
        with self._transaction(self._backend.begin_write) as connection:
            yield connection

    @contextmanager
    def take(self) -> Iterator[Connection]:
        """Like `write`, but others may write meanwhile: only for rows selected with `for_update(skip_locked=True)`."""
        with self._transaction(self._backend.begin_take) as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent snapshot of the database, with the errors of `write`."""
        with self._transaction(self._backend.begin_read) as connection:
            yield connection

    def scrub(self) -> None:
        """Leave no bytes of what was deleted, as far as possible just now; errors as in `write`."""
        try:
            self._backend.scrub()
        except self._backend.errors as error:
            raise self._backend.translated(error) from error

    def hold(self) -> Callable[[], None]:
        """Keep the database's own files fit to be copied until what is returned is called; errors as in `write`.

        Without files of its own there is nothing to do. Nobody is kept from writing, but what is written needs space.
        """
        try:
            return self._backend.hold()
        except self._backend.errors as error:
            raise self._backend.translated(error) from error

    def close(self) -> None:
        """Close every pooled connection."""
        self._backend.engine.dispose()

    @contextmanager
    def _transaction(self, begin: Sequence[str]) -> Iterator[Connection]:
        try:
            with _begun(self._backend.engine, begin) as connection:
                yield connection
        except IntegrityError:
            raise
        except self._backend.errors as error:
            raise self._backend.translated(error) from error


@contextmanager
def _begun(engine: Engine, begin: Sequence[str]) -> Iterator[Connection]:
    with engine.connect() as connection:
        try:
            for statement in begin:
                connection.execute(text(statement))
            yield connection
        except BaseException:
            _roll_back(connection)
            raise
        connection.execute(text("COMMIT"))


def _roll_back(connection: Connection) -> None:
    """Undo what was done; a connection on which that fails is lost, and with it what it did."""
    if connection.invalidated:
        return
    try:
        connection.execute(text("ROLLBACK"))
    except DBAPIError:
        with suppress(DBAPIError):
            connection.invalidate()
