"""How the logbook tells what happened at cameras."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from homeassistant.components.logbook import LOGBOOK_ENTRY_MESSAGE, LOGBOOK_ENTRY_NAME
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from .const import DOMAIN, EVENT_HAPPENED, MANUFACTURER
from .coordinator import WallflowerConfigEntry
from .happenings import Told
from .texts import async_loaded_texts
from .wire_alerts import RuleKind

_KEYS: Final[Mapping[str, str]] = {
    Told.RECOGNIZED: "told_recognized",
    Told.UNKNOWN_FACE: "told_unknown_face",
    Told.KEYWORD: "told_keyword",
    RuleKind.SILENCE: "told_silence",
    RuleKind.SPEAKER: "told_speaker",
}


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
    texts = async_loaded_texts(hass)
    key, person = _KEYS.get(str(told.get("type")), "told_something"), _person(hass, told)
    if key == "told_recognized" and person is None:
        key = "told_forgotten"
    return texts.get(key, key).format(person=person, rule=told.get("rule"))


def _person(hass: HomeAssistant, told: Any) -> str | None:
    """Return the present name of a person; one who was forgotten, or is another server's, has none."""
    entries: list[WallflowerConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    for entry in entries:
        person = entry.runtime_data.data.people.get(told.get("person_id"))
        if entry.entry_id == told.get("entry_id") and person is not None:
            return person.name
    return None
