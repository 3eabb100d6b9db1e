"""PostgreSQL: servers that are away, refuse, stop or fill up, and how that is told."""

import itertools
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.support.postgres import PASSWORD, Cluster
from wallflower.errors import StorageError, UnavailableError
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.postgres import Postgres
from wallflower.wire import ErrorCode

SECRET = "s3cret-w0rd"
_NUMBERS = itertools.count()


@pytest.fixture
def place(cluster: Cluster, template: str) -> Iterator[str]:
    with cluster.database(f"failing{next(_NUMBERS)}", template) as url:
        yield url


def refused(url: str) -> StorageError:
    """Return how a start with this URL fails; it never tells the password."""
    with pytest.raises(StorageError) as caught:
        Postgres(url, patience_s=0).prepare() if "nowhere" in url else migrate(url)
    assert caught.value.field == "database_url"
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return caught.value


def migrate(url: str) -> None:
    database = Database(url)
    database._backend._patience_s = 0  # type: ignore[attr-defined]
    try:
        database.migrate()
    finally:
        database.close()


def test_no_server(tmp_path: Path) -> None:
    error = refused(f"postgresql://user:{SECRET}@/name?host={tmp_path}")
    assert "check that it runs" in error.message


def test_a_wrong_password(cluster: Cluster) -> None:
    url = cluster.url("postgres", "locked")
    refused(url.replace("locked@", f"locked:{SECRET}@"))
    with pytest.raises(StorageError) as caught:  # let in, but it owns nothing there
        migrate(url.replace("locked@", f"locked:{PASSWORD}@"))
    assert "must own it" in caught.value.message


def test_an_address_that_is_none() -> None:
    error = refused(f"postgresql://user:{SECRET}@host:port/name")
    assert "postgresql://user:password@host:5432/name" in error.message


def test_a_database_that_cannot_store_every_language(cluster: Cluster) -> None:
    cluster.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "UTF8" in refused(cluster.url("latin")).message
    cluster.execute("DROP DATABASE latin")


def test_a_schema_of_another_version(database: Database) -> None:
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    with pytest.raises(StorageError, match="another version"):
        database.migrate()


def test_a_server_that_was_restarted_is_no_error(database: Database, cluster: Cluster) -> None:
    Meta(database).set("k", "v")
    _end_sessions(cluster)
    assert Meta(database).get("k") == "v"


def test_a_connection_that_breaks_under_way(database: Database, cluster: Cluster) -> None:
    def broken() -> None:
        with database.write() as connection:
            connection.execute(text("INSERT INTO meta VALUES ('k', 'v')"))
            _end_sessions(cluster)
            connection.execute(text("SELECT 1"))

    with pytest.raises(UnavailableError):
        broken()
    assert Meta(database).get("k") is None


@pytest.mark.parametrize(
    ("state", "kind", "code"),
    [
        ("53100", StorageError, ErrorCode.DISK_FULL),
        ("53300", UnavailableError, ErrorCode.UNAVAILABLE),
        ("55P03", UnavailableError, ErrorCode.UNAVAILABLE),
        ("40P01", UnavailableError, ErrorCode.UNAVAILABLE),
        ("57P01", UnavailableError, ErrorCode.UNAVAILABLE),
        ("XX001", StorageError, ErrorCode.DISK),
    ],
)
def test_failures_have_their_codes(database: Database, state: str, kind: type[Exception], code: ErrorCode) -> None:
    with pytest.raises(kind) as caught, database.read() as connection:
        connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))
    assert getattr(caught.value, "code") == code  # noqa: B009 - of either class


def test_a_writer_that_waits_too_long_is_told_to_try_again(database: Database) -> None:
    with database.read() as connection:  # which the pool hands to the next writer, too
        connection.execute(text("SET SESSION lock_timeout = '50ms'"))
    other = Database(database.engine.url.render_as_string(hide_password=False))
    with other.write(), pytest.raises(UnavailableError), database.write():
        pass
    other.close()


def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError), database.read() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('k', 'v')"))


def _end_sessions(cluster: Cluster) -> None:
    cluster.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wallflower'")
