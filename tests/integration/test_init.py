"""Setting up, failing to, unloading, reloading; devices as the server's cameras and people come and go."""

import dataclasses
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_REAUTH, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import async_remove_config_entry_device
from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.wire import EventType, Person
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer, camera


def _devices(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, dr.DeviceEntry]:
    found = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
    return {str(device.name): device for device in found}


async def test_setup_makes_a_device_per_server_camera_and_person(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    devices = _devices(hass, loaded)
    assert set(devices) == {"Home box", "Front door", "Garden", "Ann Example"}
    server = devices.pop("Home box")
    assert server.entry_type is dr.DeviceEntryType.SERVICE
    assert server.sw_version == "0.1.0"
    assert {device.via_device_id for device in devices.values()} == {server.id}
    assert devices["Garden"].identifiers == {(DOMAIN, "server-1_camera_cam2")}
    assert devices["Ann Example"].identifiers == {(DOMAIN, "server-1_person_ann")}


OF_CAMERA = (
    ("binary_sensor", "_connectivity", "connectivity"),
    ("binary_sensor", "_motion", "motion"),
    ("binary_sensor", "_person", "person"),
    ("binary_sensor", "_problem", "problem"),
    ("binary_sensor", "_speech", "speech"),
    ("button", "_restart", "restart"),
    ("camera", "", "camera"),
    ("event", "_face", "face"),
    ("event", "_keyword", "keyword"),
    ("event", "_speech", "speech"),
    ("event", "_withdrawn_keyword", "withdrawn_keyword"),
    ("image", "_last_face", "last_face"),
    ("sensor", "_backlog_of_speech", "backlog"),
    ("sensor", "_last_person", "last_person"),
    ("sensor", "_loudness", "audio_level"),
    ("sensor", "_last_transcript", "last_transcript"),
    ("sensor", "_oldest_recording", "oldest_recording"),
    ("sensor", "_space_of_recordings", "storage_used"),
    ("switch", "_face_recognition", "face_recognition"),
    ("switch", "_recording", "recording"),
    ("switch", "_transcription", "transcription"),
)
OF_PERSON = (
    ("binary_sensor", "_detected", "detected"),
    ("image", "_last_face", "last_face"),
    ("sensor", "_last_camera", "last_camera"),
    ("sensor", "_last_seen", "last_seen"),
)
OF_SERVER = (
    ("binary_sensor", "_problem", "problem"),
    ("calendar", "_conversations", "conversations"),
    ("calendar", "_visits", "visits"),
    ("sensor", "_backlog_of_speech", "backlog"),
    ("sensor", "_days_until_the_space_runs_out", "days_left"),
    ("sensor", "_free_space", "storage_free"),
    ("sensor", "_jobs", "jobs"),
    ("sensor", "_oldest_recording", "oldest_recording"),
    ("sensor", "_space_of_recordings", "storage_used"),
)
OFF_BY_DEFAULT = {"audio_level", "oldest_recording", "withdrawn_keyword"}


async def test_entities_have_stable_unique_ids(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    entities = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    owners = (
        ("front_door", "server-1_camera_cam1", OF_CAMERA),
        ("garden", "server-1_camera_cam2", OF_CAMERA),
        ("ann_example", "server-1_person_ann", OF_PERSON),
        ("home_box", "server-1", OF_SERVER),
    )
    expected = {
        f"{platform}.{name}{suffix}": f"{owner}_{key}"
        for name, owner, entities_of in owners
        for platform, suffix, key in entities_of
    }
    assert {entity.entity_id: entity.unique_id for entity in entities} == expected


async def test_noisy_entities_are_off_by_default(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    entities = er.async_entries_for_config_entry(er.async_get(hass), loaded.entry_id)
    off = {entity.entity_id for entity in entities if entity.disabled}
    noisy = {entity.entity_id for entity in entities if any(entity.unique_id.endswith(key) for key in OFF_BY_DEFAULT)}
    # The server's own are on.
    kinds = ("space_of_recordings", "backlog_of_speech")
    assert off == noisy | {f"sensor.{camera}_{kind}" for camera in ("front_door", "garden") for kind in kinds}


async def test_unload_and_reload(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    assert await hass.config_entries.async_unload(loaded.entry_id)
    await until(lambda: server.connected == 0)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    assert shown(hass, "camera.garden").state == "unavailable"
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await until(lambda: server.connected == 1)
    assert shown(hass, "camera.garden").state == "recording"


async def test_retries_while_the_server_is_down(
    hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
) -> None:
    await server.stop()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "cannot_connect"


async def test_asks_for_a_new_token(hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry) -> None:
    server.token = "another"
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert [flow["context"]["source"] for flow in hass.config_entries.flow.async_progress()] == [SOURCE_REAUTH]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"server_id": "server-2"}, "wrong_server"),
        ({"schema_version": 99, "min_schema_version": 99}, "unsupported_version"),
        ({"schema_version": 0, "min_schema_version": 0}, "unsupported_version"),
    ],
)
async def test_refuses_a_server_that_does_not_fit(
    hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry, change: dict[str, Any], key: str
) -> None:
    server.info = dataclasses.replace(server.info, **change)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == key


async def test_a_new_camera_and_its_removal(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    await server.tell(EventType.CAMERA_ADDED, camera("cam3", "Shed"))
    await until(lambda: hass.states.get("event.shed_face"))
    assert "Shed" in _devices(hass, loaded)
    await server.tell(EventType.CAMERA_REMOVED, {"id": "cam3"})
    await until(lambda: not hass.states.get("event.shed_face"))
    assert "Shed" not in _devices(hass, loaded)
    assert er.async_get(hass).async_get("camera.shed") is None
    await server.tell(EventType.CAMERA_ADDED, camera("cam3", "Shed"))
    await until(lambda: hass.states.get("event.shed_face"))


async def test_a_new_person_and_their_removal(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    await server.tell(EventType.PERSON_ADDED, Person(id="bob", name="Bob"))
    await until(lambda: hass.states.get("binary_sensor.bob_detected"))
    assert shown(hass, "binary_sensor.bob_detected").state == "off"
    await server.tell(EventType.PERSON_REMOVED, {"id": "bob"})
    await until(lambda: not hass.states.get("binary_sensor.bob_detected"))
    assert "Bob" not in _devices(hass, loaded)


async def test_a_renamed_camera_renames_its_device(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    renamed = dataclasses.replace(server.cameras["cam2"], name="Back yard", status=None)
    await server.tell(EventType.CAMERA_UPDATED, renamed)
    await until(lambda: "Back yard" in _devices(hass, loaded))
    assert shown(hass, "camera.garden").state == "recording"


async def test_what_was_removed_meanwhile_goes_at_setup(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    del server.cameras["cam2"]
    assert await hass.config_entries.async_setup(loaded.entry_id)
    assert set(_devices(hass, loaded)) == {"Home box", "Front door", "Ann Example"}


async def test_only_what_the_server_lacks_may_be_removed_by_hand(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    devices = _devices(hass, loaded)
    for device in devices.values():
        assert not await async_remove_config_entry_device(hass, loaded, device)
    stray = dr.async_get(hass).async_get_or_create(
        config_entry_id=loaded.entry_id, identifiers={(DOMAIN, "server-1_camera_gone")}
    )
    assert await async_remove_config_entry_device(hass, loaded, stray)
