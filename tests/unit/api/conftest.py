"""The API in this process, over real links to stand-ins for the ingest and analysis processes."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient, TestServer

from wallflower.api.auth import Guard
from wallflower.api.pipeline import build_application
from wallflower.api.routes import ALL
from wallflower.api.server import compose
from wallflower.api.services import Services
from wallflower.cameras.status import StatusBoard
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.wire import CameraStatus, ConnectionState
from wallflower.workers.link import ControlClient, ControlServer


class StandIns:
    """What the other processes answer; tests change it."""

    def __init__(self, database: Database) -> None:
        self.cameras = Cameras(database)
        self.calls: list[tuple[str, dict[str, Any], bytes]] = []
        self.answers: dict[str, dict[str, Any] | WallflowerError] = {
            "backlog": {"backlog_s": 2.5},
            "microphones": {"microphones": []},
            "engines": {"speech": {"name": "w", "usable": True}, "faces": {"name": "f", "usable": True}},
            "reload_people": {},
            "reload": {},
            "restart": {},
            "problems": {"problems": [{"code": "timeout", "message": "no answer", "at_ms": 5}]},
        }

    def ingest(self) -> dict[str, Any]:
        """Handlers of the ingest process."""
        names = ("reload", "restart", "problems", "delete_recording", "occur")
        return {name: self._handler(name) for name in names} | {
            "status": self._status,
            "delete_camera": self._delete_camera,
        }

    def analysis(self) -> dict[str, Any]:
        """Handlers of the analysis process."""
        return {
            name: self._handler(name)
            for name in (
                *("engines", "engine_memory", "backlog", "speech", "faces", "microphones", "face_status"),
                *(
                    "reload_people",
                    "reload_faces",
                    "enrol_face",
                    "enrol_voice",
                    "enrol_voice_ranges",
                    "face_outliers",
                    "face_calibration",
                    "face_groups",
                    "snapshot",
                    "decode_narration",
                ),
            )
        }

    def named(self, name: str) -> list[dict[str, Any]]:
        """Return the parameters of every call of this name."""
        return [params for called, params, _ in self.calls if called == name]

    def _handler(self, name: str) -> Any:
        async def handle(params: dict[str, Any], blob: bytes) -> dict[str, Any]:
            self.calls.append((name, params, blob))
            answer = self.answers.get(name, {})
            if isinstance(answer, WallflowerError):
                raise answer
            return answer

        return handle

    async def _status(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        rows = await asyncio.to_thread(self.cameras.list)
        state = {True: ConnectionState.CONNECTED, False: ConnectionState.STOPPED}
        statuses = [CameraStatus(camera_id=r.id, running=r.enabled, connection=state[r.enabled]) for r in rows]
        return {"cameras": [status.to_json() for status in statuses]}

    async def _delete_camera(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        answer: dict[str, Any] = await self._handler("delete_camera")(params, blob)
        await asyncio.to_thread(self.cameras.delete, params["camera_id"])
        return answer


class Api:
    """The API under test: `await api.get("/api/info")`, with the right token unless told otherwise."""

    def __init__(self, client: TestClient[Any, Any], services: Services, board: StatusBoard, others: StandIns) -> None:
        self.client = client
        self.services = services
        self.board = board
        self.others = others
        self.headers = {"Authorization": f"Bearer {services.token}"}

    async def call(self, method: str, path: str, **options: Any) -> ClientResponse:
        headers = self.headers | options.pop("headers", {})
        return await self.client.request(method, path, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> Any:
        """Return the JSON of a GET that must succeed."""
        answer = await self.call("GET", path, **options)
        assert answer.status == 200, await answer.text()
        return await answer.json()

    async def send(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        """Return the JSON that answers a JSON body, None for 204."""
        answer = await self.call(method, path, **({} if body is None else {"json": body}))
        assert answer.status == status, await answer.text()
        return None if status == 204 else await answer.json()

    async def error(self, method: str, path: str, status: int, **options: Any) -> dict[str, Any]:
        """Return the error object of a request that must fail with this status."""
        answer = await self.call(method, path, **options)
        text = await answer.text()
        assert answer.status == status, text
        error: dict[str, Any] = (await answer.json())["error"]
        assert error["request_id"] == answer.headers["X-Request-Id"]
        return error


@pytest.fixture
def others(database: Database) -> StandIns:
    return StandIns(database)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "media").mkdir()
    return Settings(data=tmp_path, media=tmp_path / "media", minimum_free_gb=0)


@pytest.fixture
async def processes(runtime: Path, others: StandIns) -> AsyncIterator[list[asyncio.Task[None]]]:
    """Run both stand-ins; cancelling a task takes its process down."""
    servers = [ControlServer(runtime, "ingest", others.ingest()), ControlServer(runtime, "analysis", others.analysis())]
    tasks = [asyncio.create_task(server.run()) for server in servers]
    yield tasks
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
async def api(
    runtime: Path, settings: Settings, database: Database, others: StandIns, processes: list[asyncio.Task[None]]
) -> AsyncIterator[Api]:
    async with ControlClient(runtime, "ingest") as ingest, ControlClient(runtime, "analysis") as analysis:
        services, board = await compose(settings, database, ingest, analysis)
        await services.rules.load()
        application = build_application(ALL, services, Guard(services.token, services.access))
        async with TestClient(TestServer(application)) as client:
            yield Api(client, services, board, others)
            services.bus.close()
            await services.auditor.settle()
