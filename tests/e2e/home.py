"""A home with a Supervisor: the add-on's server is discovered, two cameras are handed over, a third has a long past."""

import asyncio
import contextlib
import secrets
import shutil
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.e2e.world import CAMERA_USER
from tests.support.footage import make_footage, make_fragments
from tests.support.hass import ROOT, HomeAssistant
from tests.support.history import History, looped
from tests.support.ports import free_port
from tests.support.server import Server
from tests.support.streams import Relay
from tests.support.supervisor import TOKEN, Supervisor, running_supervisor
from tests.support.waiting import until
from wallflower.demo import scene
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings

PAST_CAMERA, PAST_NAME = "attic00001", "Attic"
QUIET_NAME = "Hall"
# When something was recorded, by time zone: in the hour that comes twice on the day on which summer time ends there.
PAST = {
    "Europe/Berlin": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "America/New_York": datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 4, 4, 15, 15, tzinfo=UTC),
}
# A second loopback address: the first one is known to be Home Assistant's own, which no other machine can reach.
OTHER_HOST = "127.0.0.2"

_TRIGGER = """
  - alias: {name}
    triggers:
      - trigger: thewallflower.{trigger}
        target:
          entity_id: {entity_id}
        options: {options}
    actions:
      - action: counter.increment
        target:
          entity_id: counter.{name}
"""
# By counter: trigger, entity, options. What is counted as wrong must never be.
TRIGGERS = {
    "recognized": ("face_recognized", "event.front_door_face", "{person: Alice}"),
    "stranger": ("unknown_face", "event.front_door_face", "{}"),
    "keyword": ("keyword_heard", "event.front_door_keyword", "{phrase: package}"),
    "silence": ("silence", "event.hall_speech", "{rule: Too quiet}"),
    "offline": ("camera_offline", "binary_sensor.hall_connectivity", "{}"),
    "wrong_face": ("face_recognized", "event.front_door_face", "{person: Bob}"),
    "wrong_camera": ("unknown_face", "event.hall_face", "{}"),
    "wrong_word": ("keyword_heard", "event.front_door_keyword", "{phrase: submarine}"),
    "wrong_rule": ("silence", "event.hall_speech", "{rule: Another}"),
    "wrong_silence": ("silence", "event.front_door_speech", "{}"),
    "wrong_offline": ("camera_offline", "binary_sensor.front_door_connectivity", "{}"),
}


@dataclass(slots=True)
class Home:
    """Everything that runs. `url` is the address of the camera that Home Assistant hands over."""

    server: Server
    hass: HomeAssistant
    supervisor: Supervisor
    camera: CameraProcess
    quiet: CameraProcess
    url: str

    async def act(self, action: str, **data: Any) -> Any:
        """Call one of our actions and return its response."""
        path = f"/api/services/thewallflower/{action}?return_response"
        return (await self.hass.rest("POST", path, data))["service_response"]

    async def count(self, name: str) -> int:
        """How often a trigger has fired."""
        return int((await self.hass.states())[f"counter.{name}"]["state"])

    async def camera_id(self, name: str) -> str:
        """The server's id of a camera."""
        cameras = (await self.server.get("/api/cameras"))["cameras"]
        return str(next(camera["id"] for camera in cameras if camera["name"] == name))


@contextlib.asynccontextmanager
async def home(directory: Path) -> AsyncIterator[Home]:
    """Start all of it; nothing is set up in Home Assistant yet."""
    password = secrets.token_urlsafe(12)
    models = directory / "models"
    models.mkdir(parents=True)
    model = await asyncio.to_thread(unpack_model, models)
    clip = await asyncio.to_thread(scene.build)
    async with contextlib.AsyncExitStack() as stack:
        camera = stack.enter_context(CameraProcess({"door": clip}, user=CAMERA_USER, password=password))
        quiet = stack.enter_context(CameraProcess({"hall": _still(directory)}))
        relay = Relay(camera.port, host=OTHER_HOST)
        stack.callback(relay.close)
        url = f"rtsp://{CAMERA_USER}:{password}@{OTHER_HOST}:{relay.port}/door"
        supervisor = await stack.enter_async_context(running_supervisor())
        told = {"SUPERVISOR": supervisor.address, "SUPERVISOR_TOKEN": TOKEN}
        # The add-on tells its host name, and listens where that leads to.
        host = socket.gethostbyname(socket.gethostname())
        options = ("--speech-model", str(model), "--supervisor", supervisor.address, "--host", host)
        server = Server(directory / "server", *options, environment=told)
        server.url = f"http://{host}:{server.port}"
        await asyncio.to_thread(_write_past, server)
        hass = HomeAssistant(directory / "hass", free_port(), _configuration(url), told)
        probe = ROOT / "tests" / "integration" / "llm_probe"
        (hass.directory / "www").mkdir(exist_ok=True)
        shutil.copytree(probe, hass.directory / "custom_components" / "llm_probe")
        await stack.enter_async_context(server)
        await until(lambda: supervisor.messages)  # what Home Assistant asks for once, when it starts
        await stack.enter_async_context(hass)
        yield Home(server, hass, supervisor, camera, quiet, url)


def _configuration(url: str) -> str:
    counters = "".join(f"\n  {name}:" for name in TRIGGERS)
    automations = "".join(
        _TRIGGER.format(name=name, trigger=trigger, entity_id=entity_id, options=options)
        for name, (trigger, entity_id, options) in TRIGGERS.items()
    )
    cameras = "".join(
        f"\n  - platform: ffmpeg\n    name: {name}\n    input: {address}"
        for name, address in (("Yard", url), ("Loop", "rtsp://127.0.0.1/door"))
    )
    return f"conversation:\nllm_probe:\ncounter:{counters}\nautomation:{automations}\ncamera:{cameras}\n"


def _still(directory: Path) -> Path:
    """Make a camera's clip in which nothing is said."""
    path = directory / "hall.nut"
    path.write_bytes(make_footage(beeps_s=()).data)
    return path


def _write_past(server: Server) -> None:
    """Give the server a camera that recorded a minute each on some days long ago, and is off by now."""
    server.data.mkdir(parents=True)
    server.media.mkdir()
    database = Database(server.data / "wallflower.db")
    database.migrate()
    row = CameraRow(id=PAST_CAMERA, name=PAST_NAME, url="rtsp://192.0.2.1/", created_ms=0, enabled=False)
    Cameras(database).create(row)
    history = History(server.media, Recordings(database), PAST_CAMERA)
    minute = looped(make_fragments(make_footage()), 60)
    for number, moment in enumerate(PAST.values()):
        start_ms = int(moment.timestamp() * 1000)
        history.write(minute, start_ms, session=f"{number:032x}")
        Protections(database).protect(PAST_CAMERA, start_ms, start_ms + 60_000, None, start_ms)
    database.close()
