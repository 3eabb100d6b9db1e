"""The devices of a server in the registry: itself, one per camera, one per known person."""

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN, MANUFACTURER
from .coordinator import WallflowerConfigEntry

type Identifier = tuple[str, str]


def server_identifier(server_id: str) -> Identifier:
    """Return what identifies the server's device."""
    return (DOMAIN, server_id)


def camera_identifier(server_id: str, camera_id: str) -> Identifier:
    """Return what identifies a camera's device."""
    return (DOMAIN, f"{server_id}_camera_{camera_id}")


def person_identifier(server_id: str, person_id: str) -> Identifier:
    """Return what identifies a person's device."""
    return (DOMAIN, f"{server_id}_person_{person_id}")


def current_identifiers(entry: WallflowerConfigEntry) -> set[Identifier]:
    """Return the identifiers of all devices that exist on the server right now."""
    coordinator = entry.runtime_data
    own, state = coordinator.server_id, coordinator.data
    return (
        {server_identifier(own)}
        | {camera_identifier(own, camera_id) for camera_id in state.cameras}
        | {person_identifier(own, person_id) for person_id in coordinator.shown_people}
    )


@callback
def async_sync_devices(hass: HomeAssistant, entry: WallflowerConfigEntry) -> None:
    """Add, rename and remove devices so that they are the server's; entities go with their device."""
    coordinator, registry = entry.runtime_data, dr.async_get(hass)
    own, state = coordinator.server_id, coordinator.data
    server = registry.async_get_or_create(
        config_entry_id=entry.entry_id,
        identifiers={server_identifier(own)},
        entry_type=dr.DeviceEntryType.SERVICE,
        manufacturer=MANUFACTURER,
        model="Server",
        name=state.info.name,
        sw_version=state.info.version,
    )
    names = {camera_identifier(own, camera.id): (camera.name, "Camera") for camera in state.cameras.values()}
    names |= {
        person_identifier(own, person.id): (person.name, "Person") for person in coordinator.shown_people.values()
    }
    for identifier, (name, model) in names.items():
        registry.async_get_or_create(
            config_entry_id=entry.entry_id,
            identifiers={identifier},
            entry_type=dr.DeviceEntryType.SERVICE if model == "Person" else None,
            manufacturer=MANUFACTURER,
            model=model,
            name=name,
            via_device_id=server.id,
        )
    current = current_identifiers(entry)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if not device.identifiers & current:
            registry.async_remove_device(device.id)
