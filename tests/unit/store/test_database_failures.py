"""A database that fails, and how that is told."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from wallflower.errors import StorageError, UnavailableError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.wire import ErrorCode

DOOR = CameraRow(id="a", name="Door", url="rtsp://user:hunter2@cam/")


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


def test_a_database_that_stays_busy(database: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "wallflower.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.read() as connection:
        connection.execute(text("PRAGMA busy_timeout = 50"))
    with pytest.raises(UnavailableError), database.write():
        pass
    other.close()


def test_a_broken_constraint_comes_through_without_its_values(database: Database) -> None:
    Cameras(database).create(DOOR)
    with pytest.raises(IntegrityError) as caught:
        Cameras(database).create(DOOR)
    assert "hunter2" not in str(caught.value)


def test_what_was_committed_is_on_the_disk(database: Database) -> None:
    with database.read() as connection:
        assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
