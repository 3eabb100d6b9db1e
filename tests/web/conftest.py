"""The API in this process, with a camera's past, before a real browser."""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from tests.support.browser import Page, chromium
from tests.support.history import History
from tests.support.lived_home import LivedHome, lived_home
from tests.support.player import hls_script, open_player
from wallflower.api.auth import Guard
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.server import compose
from wallflower.api.services import Services
from wallflower.config import Settings
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.workers.link import ControlClient

CAMERA = "camera0001"
ARTIFACTS = Path(os.environ.get("WALLFLOWER_ARTIFACTS", Path(tempfile.gettempdir()) / "wallflower-artifacts"))


@asynccontextmanager
async def household(directory: Path) -> AsyncIterator[LivedHome]:
    """Start a household with a day that was lived, if there is a browser to look at it."""
    if chromium() is None:
        pytest.skip("needs chromium")
    async with lived_home(directory) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[LivedHome]:
    """A real server before a day that was lived: one for all tests of this process, which are in the session's loop."""
    async with household(tmp_path_factory.mktemp("lived")) as running:
        yield running


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "wallflower.db")
    database.migrate()
    yield database
    database.close()


@pytest.fixture
async def services(tmp_path: Path, database: Database) -> AsyncIterator[Services]:
    runtime = Path(tempfile.mkdtemp(prefix="wf"))
    settings = Settings(data=tmp_path, media=tmp_path / "media", minimum_free_gb=0)
    settings.media.mkdir()
    Cameras(database).create(CameraRow(id=CAMERA, name="Door", url="rtsp://192.0.2.1/", created_ms=0))
    async with ControlClient(runtime, "ingest") as ingest, ControlClient(runtime, "analysis") as analysis:
        services, _ = await compose(settings, database, ingest, analysis)
        yield services
    shutil.rmtree(runtime)


@pytest.fixture
def history(services: Services) -> History:
    return History(services.settings.media, services.recordings, CAMERA)


@pytest.fixture
async def page(services: Services, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """Yield a player before the API; what it shows when its test fails is kept as a picture."""
    hls_script()
    application = build_application(ALL, services, Guard(services.token))
    async with TestServer(application) as server:
        headers = {"Authorization": f"Bearer {services.token}"}
        async with open_player(str(server.make_url("")).rstrip("/"), headers) as page:
            failed_before = request.session.testsfailed
            try:
                yield page
            finally:
                if request.session.testsfailed > failed_before:
                    await page.screenshot(ARTIFACTS / f"{request.node.name}.png")
                services.live.close()
