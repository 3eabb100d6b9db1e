"""An older database is brought to the next schema with all that is in it, or stays as it was."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from wallflower.errors import StorageError
from wallflower.store import database as module
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, Utterances

DOOR = CameraRow(id="a", name="Door", url="rtsp://cam/1")
HEADER = '''"""The next schema."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a column with a value for what there is, an index on it, and a table that is filled from another."""
    op.add_column("camera", sa.Column("area", sa.Text(), nullable=False, server_default="somewhere"))
    op.create_index("ix_camera_area", "camera", ["area"])
    key, number = sa.Column("line_id", sa.Integer(), primary_key=True), sa.Column("n", sa.Integer())
    op.create_table("word_count", key, number)
    op.execute("INSERT INTO word_count SELECT id, length(text) FROM line")
'''
BROKEN = '    op.execute("INSERT INTO word_count VALUES (1, 1), (1, 1)")\n'

type Release = Callable[..., None]


@pytest.fixture
def release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A function by which the next version of the server comes, with a migration that ends like this."""
    migrations = shutil.copytree(module.MIGRATIONS, tmp_path / "migrations")
    newest = max(path.stem.removeprefix("v").partition("_")[0] for path in (migrations / "versions").glob("v*.py"))

    def come(end: str = "") -> None:
        (migrations / "versions/v9999_next.py").write_text(HEADER.replace("{newest}", newest) + end)
        monkeypatch.setattr(module, "MIGRATIONS", migrations)

    return come


@pytest.fixture
def lived_in(database: Database) -> Database:
    """A database of today's version with something in it."""
    Cameras(database).create(DOOR)
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id="a", start_ms=50, end_ms=90))
    (claim,) = queue.claim(1)
    queue.finish(claim.id, [NewLine(start_ms=50, end_ms=90, text="a parcel")], Hearer(engine="e", model="m"))
    return database


def _counted(database: Database) -> list[tuple[str, int]]:
    with database.read() as connection:
        rows = connection.execute(text("SELECT area, n FROM camera, word_count")).all()
    return [(area, n) for area, n in rows]


def test_what_is_in_it_stays_and_is_carried_over(lived_in: Database, release: Release) -> None:
    release()
    lived_in.migrate()
    assert _counted(lived_in) == [("somewhere", len("a parcel"))]
    assert Cameras(lived_in).get("a") == DOOR
    (line,) = Transcripts(lived_in).search(Wanted(text="parcel")).lines
    assert (line.text, line.start_ms) == ("a parcel", 50)
    lived_in.migrate()
    assert _counted(lived_in) == [("somewhere", len("a parcel"))]


def test_a_migration_that_fails_leaves_it_as_it_was(lived_in: Database, release: Release) -> None:
    """Nothing of it remains, the version before still runs, and the next try succeeds."""
    release(BROKEN)
    with pytest.raises(StorageError):
        lived_in.migrate()
    assert "word_count" not in inspect(lived_in.engine).get_table_names()
    assert "area" not in {column["name"] for column in inspect(lived_in.engine).get_columns("camera")}
    assert Cameras(lived_in).get("a") == DOOR
    release()
    lived_in.migrate()
    assert _counted(lived_in) == [("somewhere", len("a parcel"))]


def test_two_processes_at_once_bring_it_there_once(lived_in: Database, place: Path | str, release: Release) -> None:
    release()
    databases = [Database(place) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(Database.migrate, databases))
    assert _counted(lived_in) == [("somewhere", len("a parcel"))]
    for each in databases:
        each.close()


def test_the_version_before_refuses_what_a_newer_one_made(
    lived_in: Database, release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = module.MIGRATIONS
    release()
    lived_in.migrate()
    monkeypatch.setattr(module, "MIGRATIONS", before)
    with pytest.raises(StorageError, match="another version"):
        lived_in.migrate()
    assert _counted(lived_in) == [("somewhere", len("a parcel"))]
