"""How the logbook tells what happened at cameras."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.logbook import LOGBOOK_ENTRY_MESSAGE, LOGBOOK_ENTRY_NAME
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN, EVENT_HAPPENED, MANUFACTURER
from .coordinator import WallflowerConfigEntry
from .happenings import Told
from .wire_alerts import RuleKind


@callback
def async_describe_events(
    hass: HomeAssistant, async_describe_event: Callable[[str, str, Callable[[Event], dict[str, str]]], None]
) -> None:
    """Describe the one event of this integration."""

    @callback
    def describe(event: Event) -> dict[str, str]:
        device = dr.async_get(hass).async_get(event.data.get(ATTR_DEVICE_ID) or "")
        name = None if device is None else device.name_by_user or device.name
        return {LOGBOOK_ENTRY_NAME: name or MANUFACTURER, LOGBOOK_ENTRY_MESSAGE: _message(hass, event.data)}

    async_describe_event(DOMAIN, EVENT_HAPPENED, describe)


def _message(hass: HomeAssistant, told: Any) -> str:
    match told.get("type"):
        case Told.RECOGNIZED:
            return f"saw {_person(hass, told)}"
        case Told.UNKNOWN_FACE:
            return "saw somebody whom nobody knows"
        case Told.KEYWORD:
            return f"heard what the rule {told.get('rule')} listens for"
        case RuleKind.SILENCE:
            return f"heard nobody for as long as the rule {told.get('rule')} says"
        case RuleKind.SPEAKER:
            return f"heard somebody whom the rule {told.get('rule')} listens for"
        case _:
            return "told something"


def _person(hass: HomeAssistant, told: Any) -> str:
    """Return the present name of a person; one who was forgotten, or is another server's, has none."""
    entries: list[WallflowerConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        person = entry.runtime_data.data.people.get(told.get("person_id"))
        if entry.entry_id == told.get("entry_id") and person is not None:
            return person.name
    return "somebody who was known"
