"""What the tests of the library share: a database, a data directory, and the links of a job's process."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.face_server import FaceServer, face_server
from wallflower.config import Settings
from wallflower.store.database import Database
from wallflower.store.people import People


@pytest.fixture
def runtime() -> Iterator[Path]:
    """Yield the directory of the links."""
    path = Path(tempfile.mkdtemp(prefix="wf"))
    yield path
    shutil.rmtree(path)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "media").mkdir()
    return Settings(data=tmp_path, media=tmp_path / "media", minimum_free_gb=0)


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


@pytest.fixture
async def server(runtime: Path, database: Database) -> AsyncIterator[FaceServer]:
    async with face_server(runtime, database) as running:
        yield running
