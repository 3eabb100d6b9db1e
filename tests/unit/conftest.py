"""What unit tests share."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.camera import camera, clips, start_camera
from wallflower.store.database import Database

__all__ = ["camera", "clips", "start_camera"]

# A busy machine is slow, not wrong; each test as a whole has a time limit.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database file at the newest schema, made once."""
    path = tmp_path_factory.mktemp("schema") / "wallflower.db"
    database = Database(path)
    database.migrate()
    database.close()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    """Yield a database of the test's own, closed at its end."""
    path = tmp_path / "wallflower.db"
    shutil.copyfile(empty_database, path)
    database = Database(path)
    yield database
    database.close()


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Yield a runtime directory with a path short enough for sockets, which `tmp_path` need not have."""
    path = Path(tempfile.mkdtemp(prefix="wf-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)
