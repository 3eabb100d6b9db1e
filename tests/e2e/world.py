"""A household: one camera with a login, the server that records it, and a Home Assistant that shows it."""

import asyncio
import contextlib
import re
import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.hass import HomeAssistant, running_home_assistant
from tests.support.ports import free_port
from tests.support.server import Server, running_server
from wallflower.demo import figures, scene
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model

CAMERA_NAME = "Front door"
PERSON_NAME = "Eileen Collins"
KEYWORD = "package"
# Somebody comes, and speaks, each 38 s, and is recognised some time after that.
KNOWN_S = 150.0
CAMERA_USER = "viewer"

# Every custom integration is announced; all else tells of a slow moment of a busy machine.
_EXPECTED = (
    "has not been tested by Home Assistant",
    "[asyncio] Executing",
    "is taking over",
    "Waiting for integrations to complete setup",
)

AUTOMATION = """
conversation:
input_boolean:
  keyword_heard:
automation:
  - alias: Notice a parcel
    triggers:
      - trigger: thewallflower.keyword_heard
        target:
          entity_id: event.front_door_keyword
        options:
          phrase: package
    actions:
      - action: input_boolean.turn_on
        target:
          entity_id: input_boolean.keyword_heard
"""


@dataclass(frozen=True, slots=True)
class World:
    """Everything that runs."""

    server: Server
    hass: HomeAssistant
    camera: CameraProcess
    camera_password: str
    camera_id: str


@contextlib.asynccontextmanager
async def household(directory: Path) -> AsyncIterator[World]:
    """Start all of it, teach it the person and the keyword, and add the integration by its flow."""
    password = secrets.token_urlsafe(12)
    clip = await asyncio.to_thread(scene.build)
    models = directory / "models"
    models.mkdir(parents=True)
    model = await asyncio.to_thread(unpack_model, models)
    async with contextlib.AsyncExitStack() as stack:
        camera = stack.enter_context(CameraProcess({"door": clip}, user=CAMERA_USER, password=password))
        server = await stack.enter_async_context(running_server(directory / "server", "--speech-model", str(model)))
        hass = await stack.enter_async_context(
            running_home_assistant(directory / "hass", free_port(), extra=AUTOMATION)
        )
        await add_integration(hass, server)
        await teach(server)
        body = {"name": CAMERA_NAME, "url": camera.url("door")}
        camera_id = str((await server.post("/api/cameras", body))["id"])
        yield World(server=server, hass=hass, camera=camera, camera_password=password, camera_id=camera_id)


def complaints(hass: HomeAssistant) -> list[str]:
    """What Home Assistant has complained of that names our integration."""
    lines = [line for line in hass.log().splitlines() if "thewallflower" in line and re.search("ERROR|WARNING", line)]
    return [line for line in lines if not any(part in line for part in _EXPECTED)]


async def teach(server: Server) -> None:
    """Enrol the person whom the scene shows, and listen for the keyword."""
    person = await server.post("/api/people", {"name": PERSON_NAME})
    image = {"data": figures.enrolment_jpeg(), "headers": {"Content-Type": "image/jpeg"}}
    await server.request_patiently("POST", f"/api/people/{person['id']}/faces", **image)
    await server.post("/api/rules", {"name": "Parcel", "phrases": [KEYWORD]})


async def add_integration(hass: HomeAssistant, server: Server) -> None:
    """Go through the config flow as a user does: a wrong token first, then the right one."""
    path = "/api/config/config_entries/flow"
    flow = await hass.rest("POST", path, {"handler": "thewallflower"})
    address = {"host": "127.0.0.1", "port": server.port}
    refused = await hass.rest("POST", f"{path}/{flow['flow_id']}", {**address, "token": "wrong"})
    assert refused["errors"] == {"base": "invalid_auth"}
    done = await hass.rest("POST", f"{path}/{flow['flow_id']}", {**address, "token": server.token})
    assert done["type"] == "create_entry", done
