"""Backups: a copy that is made file by file while the server writes is whole."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.ports import free_port
from tests.support.waiting import until
from wallflower import cli
from wallflower.api import backup_command
from wallflower.api.backups import BackupDesk
from wallflower.api.server import listen
from wallflower.config import Settings
from wallflower.errors import ConflictError, StorageError, UnavailableError
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.workers.claim import claim_data

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


def write_much(database: Database, value: str) -> None:
    """Change rows on many pages, then ask for all of the log to be put into the file."""
    meta = Meta(database)
    for number in range(60):
        meta.set(f"key {number}", value * 4000)
    database.scrub()


def copied(source: Path, target: Path, between: Callable[[], None]) -> sqlite3.Connection:
    """Copy the database as an archiver does, first half, `between()`, second half, then the log; open the copy."""
    data = source.read_bytes()[: source.stat().st_size // 2]
    between()
    rest = source.read_bytes()[len(data) :]
    target.write_bytes(data + rest)
    log = source.with_name(source.name + "-wal")
    if log.exists():
        shutil.copyfile(log, target.with_name(target.name + "-wal"))
    return sqlite3.connect(target)


async def test_a_copy_made_while_everything_is_written_anew_is_whole(database: Database, tmp_path: Path) -> None:
    write_much(database, "old")
    desk = BackupDesk(database)
    await desk.begin()
    copy = copied(tmp_path / "wallflower.db", tmp_path / "copy.db", lambda: write_much(database, "new"))
    assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    values = {value[:3] for (value,) in copy.execute("SELECT value FROM meta WHERE key LIKE 'key %'")}
    assert values <= {"old", "new"}
    assert copy.execute("SELECT count(*) FROM meta WHERE key LIKE 'key %'").fetchone() == (60,)
    copy.close()
    await desk.end()


async def test_the_file_stays_as_it_was_until_the_end(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "wallflower.db"
    write_much(database, "old")
    desk = BackupDesk(database)
    await desk.begin()
    before = path.read_bytes()
    write_much(database, "new")
    assert path.read_bytes() == before
    await desk.end()
    database.scrub()
    assert path.read_bytes() != before


async def test_an_end_without_a_beginning_is_a_conflict(database: Database) -> None:
    desk = BackupDesk(database)
    with pytest.raises(ConflictError):
        await desk.end()
    await desk.begin()
    await desk.begin()
    await desk.end()
    with pytest.raises(ConflictError):
        await desk.end()


async def test_a_backup_that_does_not_end_is_given_up(database: Database) -> None:
    desk = BackupDesk(database, longest_s=0.01)
    await desk.begin()
    await until(lambda: desk._release is None)
    with pytest.raises(ConflictError):
        await desk.end()


async def test_a_damaged_database_is_not_copied_in_silence(database: Database, tmp_path: Path) -> None:
    write_much(database, "old")
    with (tmp_path / "wallflower.db").open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 8 * 4096)
    database.close()
    with pytest.raises(StorageError, match="damaged"):
        await BackupDesk(database).begin()


@pytest.fixture
async def listening(api: Api, settings: Settings) -> AsyncIterator[Settings]:
    """A server on a port of its own that holds its data directory, as the command looks for it."""
    at = settings.model_copy(update={"port": free_port()})
    runner = await listen(at, api.services)
    handle = claim_data(settings.data)
    yield at
    os.close(handle)
    await runner.cleanup()


async def test_the_command_begins_and_ends(api: Api, listening: Settings) -> None:
    flags = ["--data", str(listening.data), "--port", str(listening.port)]
    assert await asyncio.to_thread(cli.main, ["backup", "begin", *flags]) == 0
    assert api.services.backup._release is not None
    assert await asyncio.to_thread(cli.main, ["backup", "end", *flags]) == 0
    assert api.services.backup._release is None


async def test_the_command_fails_if_the_copy_may_be_torn(
    api: Api, listening: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = ["--data", str(listening.data), "--port", str(listening.port)]
    assert await asyncio.to_thread(cli.main, ["backup", "end", *flags]) == 1
    assert "back up again" in capsys.readouterr().err


def test_without_a_server_there_is_nothing_to_do(settings: Settings) -> None:
    backup_command.run(settings, "begin")
    backup_command.run(settings, "end")


def test_a_server_that_does_not_answer_yet(settings: Settings) -> None:
    handle = claim_data(settings.data)
    try:
        with pytest.raises(UnavailableError, match="does not answer"):
            backup_command.run(settings.model_copy(update={"port": free_port()}), "begin")
    finally:
        os.close(handle)


async def test_it_needs_an_administrator_over_http(api: Api) -> None:
    assert (await api.client.post("/api/backup")).status == 401
    assert (await api.call("POST", "/api/backup")).status == 204
    assert (await api.call("DELETE", "/api/backup")).status == 204
    await api.error("DELETE", "/api/backup", 409)
    assert (await api.client.get("/api/alive")).status == 204
