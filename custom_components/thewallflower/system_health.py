"""What *Settings → System → Repairs → System information* says: figures about all servers, and no names."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .coordinator import WallflowerConfigEntry
from .wire import ConnectionState


@callback
def async_register(hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register what is told."""
    register.async_register_info(async_system_health_info)


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return figures of the servers that are loaded."""
    loaded: list[WallflowerConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    coordinators = [entry.runtime_data for entry in loaded]
    states = [coordinator.data for coordinator in coordinators]
    statuses = [camera.status for state in states for camera in state.cameras.values() if camera.status is not None]
    problems = {reason.code for state in states if state.health is not None for reason in state.health.reasons}
    return {
        "servers": len(hass.config_entries.async_entries(DOMAIN)),
        "connected": sum(coordinator.last_update_success for coordinator in coordinators),
        "versions": ", ".join(sorted({state.info.version for state in states})),
        "cameras": sum(len(state.cameras) for state in states),
        "cameras_connected": sum(status.connection is ConnectionState.CONNECTED for status in statuses),
        "cameras_recording": sum(status.recording for status in statuses),
        "problems": ", ".join(sorted(problems)),
    }
