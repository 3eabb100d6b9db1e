"""One real server for the whole run."""

import importlib
import sys
import types
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.support.server import START_S, STOP_S, Server
from tests.support.waiting import PATIENCE_S, until_true

INTEGRATION = Path(__file__).parents[2] / "custom_components" / "thewallflower"
PASSWORD = "hunter2-of-the-camera"
# For recordings of a day that stays the same, and is longer ago every day.
KEEP = ("--retention-days", "3650")
CAMERA = {"name": "Contract", "url": f"rtsp://admin:{PASSWORD}@192.0.2.1/main", "enabled": False}


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start the server once; every test shares it and cleans up after itself."""
    server = Server(tmp_path_factory.mktemp("contract"))
    server.process = server.spawn()
    try:
        until_true(lambda: "the API listens" in server.log(), START_S)
        until_true(lambda: hears(server), 2 * START_S)
        yield server
        server.process.terminate()
        assert server.process.wait(STOP_S) == 0
    finally:
        server.process.kill()
        server.process.wait()


def hears(server: Server) -> bool:
    """Whether the process for speech and faces answers, which takes the longest to start."""
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_S)) as connection:
        connection.request("GET", "/api/speech", headers=server.headers)
        return connection.getresponse().status == 200


@pytest.fixture
async def server(process: Server) -> AsyncIterator[Server]:
    """Return the server with a session of the test's own loop."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE_S)) as session:
        process._session = session
        yield process


@pytest.fixture
async def camera(server: Server) -> AsyncIterator[str]:
    """Return the id of a camera that is off."""
    row = await server.post("/api/cameras", CAMERA)
    yield row["id"]
    async with server.session.delete(f"{server.url}/api/cameras/{row['id']}", headers=server.headers):
        pass


@pytest.fixture(scope="session")
def client_module() -> Any:
    """Return the integration's client, loaded beside Home Assistant, which is not installed here."""
    package = types.ModuleType("integration_under_contract")
    package.__path__ = [str(INTEGRATION)]
    sys.modules[package.__name__] = package
    return importlib.import_module(f"{package.__name__}.client")


@pytest.fixture(scope="session")
def client_errors(client_module: Any) -> Any:
    """Return what the client raises."""
    return importlib.import_module(f"{client_module.__package__}.errors")
