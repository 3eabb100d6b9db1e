"""SQLite: its files, its failures, and how they are told."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text

from wallflower.errors import StorageError, UnavailableError
from wallflower.store.database import Database
from wallflower.wire import ErrorCode


@pytest.fixture
def place(empty_database: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(empty_database, tmp_path / "wallflower.db"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "db").write_bytes(b"nothing of the kind" * 100)
    database = Database(tmp_path / "db")
    with pytest.raises(StorageError) as caught, database.read():
        pass
    assert caught.value.code is ErrorCode.DISK
    database.close()


def test_a_full_disk(database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
    with pytest.raises(StorageError) as caught, database.write() as connection:
        connection.execute(text("CREATE TABLE big AS SELECT zeroblob(5000000)"))
    assert caught.value.code is ErrorCode.DISK_FULL


def test_a_database_that_stays_busy(database: Database, place: Path) -> None:
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.read() as connection:
        connection.execute(text("PRAGMA busy_timeout = 50"))
    with pytest.raises(UnavailableError), database.write():
        pass
    other.close()


def test_what_was_committed_is_on_the_disk(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "half.db"
    sqlite3.connect(path).execute("CREATE TABLE line_text (id INTEGER)").connection.close()
    database = Database(path)
    with pytest.raises(StorageError):
        database.migrate()
    database.close()
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("line_text",)]
    connection.close()
