"""What helps to find a fault, and nothing that tells who lives here: no address, token, name or word that was said."""

from collections import Counter
from typing import Any

from homeassistant.components.diagnostics import async_redact_data
from homeassistant.config_entries import ConfigEntryState
from homeassistant.const import CONF_HOST, CONF_TOKEN
from homeassistant.core import HomeAssistant

from .const import CONF_RECORDED
from .coordinator import WallflowerConfigEntry
from .wire import Camera, Health, Problem

REDACTED = frozenset({CONF_HOST, CONF_TOKEN, CONF_RECORDED})


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: WallflowerConfigEntry) -> dict[str, Any]:
    """Return the diagnostics of one server; each value is picked, so that a new field is not let out by accident."""
    told = {"entry": async_redact_data(dict(entry.data), REDACTED), "state": entry.state.value}
    if entry.state is not ConfigEntryState.LOADED:
        return told
    coordinator = entry.runtime_data
    state = coordinator.data
    info = state.info
    return {
        **told,
        "connected": coordinator.last_update_success,
        "server": {
            "version": info.version,
            "schema_version": info.schema_version,
            "min_schema_version": info.min_schema_version,
            "speech": None if info.speech is None else {"name": info.speech.name, "usable": info.speech.usable},
            "faces": None if info.faces is None else {"name": info.faces.name, "usable": info.faces.usable},
        },
        "health": None if state.health is None else _health(state.health),
        "cameras": [_camera(camera) for camera in state.cameras.values()],
        "people": len(state.people),
        "open_visits": dict(Counter(visit.verdict.value for visit in state.visits.values())),
        "speaking": len(state.speaking),
    }


def _health(health: Health) -> dict[str, Any]:
    return {"healthy": health.healthy, "reasons": [reason.code for reason in health.reasons]}


def _code(problem: Problem | None) -> str | None:
    return None if problem is None else problem.code.value


def _camera(camera: Camera) -> dict[str, Any]:
    status = camera.status
    return {
        "enabled": camera.enabled,
        "record": camera.record,
        "transcribe": camera.transcribe,
        "recognize_faces": camera.recognize_faces,
        "recognize_voices": camera.recognize_voices,
        "language": camera.language,
        "status": status
        and {
            "running": status.running,
            "connection": status.connection.value,
            "recording": status.recording,
            "stream": status.stream and status.stream.to_json(),
            "problem": _code(status.problem),
            "recent_problems": [_code(problem) for problem in status.recent_problems],
        },
    }
