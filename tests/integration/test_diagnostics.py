"""Diagnostics help without telling anything about the household."""

import dataclasses
import json

from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.components.diagnostics import get_diagnostics_for_config_entry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.thewallflower.const import CONF_RECORDED
from custom_components.thewallflower.wire import (
    ErrorCode,
    EventType,
    Health,
    HealthReason,
    Line,
    Problem,
    Verdict,
    Visit,
)
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer

SECRETS = (
    "right-token",
    "127.0.0.1",
    "192.0.2.7",
    "Front door",
    "Garden",
    "Ann",
    "Home box",
    "parcel",
    "server-1",
    "porch",
)


async def test_of_a_server_that_never_answered(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, server: FakeServer, entry: MockConfigEntry
) -> None:
    """That is when they are wanted most."""
    await server.stop()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    diagnostics = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert diagnostics["state"] == "setup_retry"
    assert not [secret for secret in SECRETS if secret in json.dumps(diagnostics)]


async def test_no_secret_no_name_no_words(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, server: FakeServer, loaded: MockConfigEntry
) -> None:
    old = server.cameras["cam1"]
    assert old.status is not None
    problem = Problem(code=ErrorCode.AUTH_FAILED, message="192.0.2.7 refused the password of Front door")
    server.cameras["cam1"] = dataclasses.replace(
        old, status=dataclasses.replace(old.status, problem=problem, recent_problems=(problem, problem))
    )
    recorded = {CONF_RECORDED: {"camera.porch_of_the_smiths": "cam2"}}
    hass.config_entries.async_update_entry(loaded, data={**loaded.data, **recorded})
    server.cameras["cam2"] = dataclasses.replace(server.cameras["cam2"], status=None)
    server.visits = [
        Visit(id=1, camera_id="cam1", start_ms=1, end_ms=None, verdict=Verdict.KNOWN, person_id="ann", name="Ann")
    ]
    await loaded.runtime_data.async_refresh()
    await server.tell(EventType.LINE, Line(id=1, camera_id="cam1", start_ms=1, end_ms=2, text="a parcel for Ann"))
    reason = HealthReason(code="camera_offline", message="Front door is offline", camera_id="cam1")
    await server.tell(EventType.HEALTH, Health(healthy=False, reasons=(reason,)))
    await until(lambda: loaded.runtime_data.data.health)
    diagnostics = await get_diagnostics_for_config_entry(hass, hass_client, loaded)
    text = json.dumps(diagnostics)
    assert not [secret for secret in SECRETS if secret in text]
    assert diagnostics["health"] == {"healthy": False, "reasons": ["camera_offline"]}
    assert diagnostics["open_visits"] == {"known": 1}
    assert diagnostics["people"] == 1
    assert diagnostics["cameras"][0]["status"]["recent_problems"] == ["auth_failed", "auth_failed"]
    assert diagnostics["cameras"][0]["status"]["stream"]["video_codec"] == "h264"
    assert diagnostics["cameras"][1]["status"] is None
    assert diagnostics["server"]["speech"] == {"name": "faster-whisper", "usable": True}
