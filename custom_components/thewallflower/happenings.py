"""Puts what happens at cameras on Home Assistant's bus, for the logbook.

The recorder keeps such events as they are, so they carry ids and the names of rules; who a person is gets looked up
when the logbook is read, and somebody who was forgotten has no name there any more.
"""

from enum import StrEnum

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import EVENT_HAPPENED
from .coordinator import WallflowerConfigEntry
from .devices import camera_identifier
from .state import FaceSeen, Happening, KeywordWithdrawn, SpeechRule, camera_of
from .wire import Verdict
from .wire_alerts import KeywordHit


class Told(StrEnum):
    """What an event on the bus is about; rules that need no words tell their own kind."""

    RECOGNIZED = "recognized"
    UNKNOWN_FACE = "unknown_face"
    KEYWORD = "keyword"


@callback
def async_tell_happenings(hass: HomeAssistant, entry: WallflowerConfigEntry) -> None:
    """Fire an event for all that is worth a line in the logbook, as long as the entry is loaded."""
    coordinator = entry.runtime_data

    @callback
    def tell(what: Happening) -> None:
        if (told := _told(what)) is None:
            return
        identifier = camera_identifier(coordinator.server_id, camera_of(what))
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        device_id = next((device.id for device in devices if identifier in device.identifiers), None)
        hass.bus.async_fire(EVENT_HAPPENED, {"entry_id": entry.entry_id, "device_id": device_id, **told})

    entry.async_on_unload(coordinator.async_follow(tell))


def _told(what: Happening) -> dict[str, str | None] | None:
    match what:
        case FaceSeen(visit) if visit.verdict is Verdict.KNOWN:
            return {"type": Told.RECOGNIZED.value, "person_id": visit.person_id}
        case FaceSeen(visit) if visit.verdict is Verdict.UNKNOWN:
            return {"type": Told.UNKNOWN_FACE.value}
        case KeywordHit():
            return {"type": Told.KEYWORD.value, "rule": what.rule_name}
        case SpeechRule(alert):
            return {"type": alert.kind.value, "rule": alert.rule_name}
        case FaceSeen() | KeywordWithdrawn():
            return None
