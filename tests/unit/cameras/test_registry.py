"""Cameras managed while ingest comes and goes."""

from typing import Any

import pytest

from wallflower.cameras import status
from wallflower.cameras.registry import CameraRegistry
from wallflower.cameras.status import StatusBoard
from wallflower.errors import UnavailableError
from wallflower.events import EventBus
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.wire import CameraStatus, ConnectionState, EventType, RecordMode

VALUES = {"name": "Door", "url": "rtsp://u:p@192.0.2.1/"}


class Ingest:
    """An ingest process that can be down, and whose reload can fail."""

    def __init__(self, cameras: Cameras) -> None:
        self.cameras = cameras
        self.down = False
        self.calls: list[str] = []
        self.failing: set[str] = set()

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = 5.0
    ) -> dict[str, Any]:
        if self.down or method in self.failing:
            raise UnavailableError("down")
        self.calls.append(method)
        rows = self.cameras.list()
        statuses = [CameraStatus(camera_id=row.id, running=True, connection=ConnectionState.CONNECTED) for row in rows]
        return {"cameras": [status.to_json() for status in statuses]}


class Rig:
    def __init__(self, database: Database) -> None:
        self.cameras = Cameras(database)
        self.ingest = Ingest(self.cameras)
        self.bus = EventBus()
        self.board = StatusBoard()
        self.registry = CameraRegistry(self.cameras, self.ingest, self.board, self.bus)

    async def told(self) -> list[tuple[EventType, Any]]:
        events = await self.bus.subscribe(self.bus.stream, 0).next()
        return [(event.type, event.data.get("connection")) for event in events or ()]


@pytest.fixture
def rig(database: Database) -> Rig:
    return Rig(database)


async def test_a_change_during_silence_is_kept_and_told_when_ingest_is_back(rig: Rig) -> None:
    camera = await rig.registry.create(VALUES)
    rig.ingest.down = True
    await rig.registry.pull()
    rig.ingest.calls.clear()
    assert (await rig.registry.update(camera.id, {"name": "Gate"})).name == "Gate"
    rig.ingest.down = False
    await rig.registry.pull()
    await rig.registry.pull()
    assert rig.ingest.calls.count("reload") == 1
    assert (await rig.registry.status(camera.id)).connection is ConnectionState.CONNECTED


async def test_what_moves_is_shown(rig: Rig) -> None:
    camera = await rig.registry.create({"name": "Door", "url": "rtsp://cam/1"})
    rig.board.move(camera.id, moves=True)
    assert (await rig.registry.get(camera.id)).moves
    rig.board.move(camera.id, moves=False)
    assert (await rig.registry.get(camera.id)).moves is False


async def test_what_moves_is_unknown_where_nobody_looks(rig: Rig) -> None:
    camera = await rig.registry.create({"name": "Door", "url": "rtsp://cam/1", "recognize_faces": False})
    assert camera.moves is None
    assert (await rig.registry.update(camera.id, {"mode": RecordMode.EVENTS})).moves is False
    assert (await rig.registry.update(camera.id, {"record": False})).moves is None
    assert (await rig.registry.update(camera.id, {"recognize_faces": True})).moves is False
    assert (await rig.registry.update(camera.id, {"enabled": False})).moves is None


async def test_a_reload_that_failed_is_repeated(rig: Rig) -> None:
    rig.ingest.failing = {"reload"}
    await rig.registry.create(VALUES)
    assert "reload" not in rig.ingest.calls
    rig.ingest.failing = set()
    await rig.registry.pull()
    assert rig.ingest.calls.count("reload") == 1


async def test_losing_and_regaining_ingest_is_told_once_each(rig: Rig) -> None:
    await rig.registry.create(VALUES)
    rig.ingest.down = True
    await rig.registry.pull()
    await rig.registry.pull()
    rig.ingest.down = False
    await rig.registry.pull()
    await rig.registry.pull()
    statuses = [state for kind, state in await rig.told() if kind is EventType.CAMERA_STATUS]
    assert statuses == ["connected", "unknown", "connected"]


async def test_what_needs_ingest_fails_at_once_while_it_is_down(rig: Rig) -> None:
    camera = await rig.registry.create(VALUES)
    rig.ingest.down = True
    await rig.registry.pull()
    for call in (rig.registry.restart(camera.id), rig.registry.delete(camera.id)):
        with pytest.raises(UnavailableError, match="being restarted"):
            await call
    assert rig.cameras.list()


async def test_no_dead_process_is_quoted(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    now_s = 100.0
    monkeypatch.setattr(status, "monotonic_s", lambda: now_s)
    camera = await rig.registry.create(VALUES)
    rig.ingest.down = True
    assert (await rig.registry.status(camera.id)).connection is ConnectionState.CONNECTED
    now_s += 1.1
    for shown in (await rig.registry.status(camera.id), (await rig.registry.list())[0].status):
        assert shown is not None
        assert (shown.connection, shown.recording, shown.running) == (ConnectionState.UNKNOWN, False, True)
    assert not rig.registry.is_lost
    rig.ingest.down = False
    back = (await rig.registry.get(camera.id)).status
    assert back is not None
    assert back.connection is ConnectionState.CONNECTED


async def test_nothing_is_reloaded_when_nothing_changed(rig: Rig) -> None:
    camera = await rig.registry.create(VALUES)
    rig.ingest.calls.clear()
    await rig.registry.update(camera.id, {"name": "Door"})
    assert "reload" not in rig.ingest.calls
