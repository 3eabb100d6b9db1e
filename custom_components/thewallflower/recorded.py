"""Cameras of other integrations that the server records: their stream's address is followed when it changes.

It may do so whenever Home Assistant starts, or a camera comes back; the server restarts only what got another one.
"""

from homeassistant.components.camera import async_get_stream_source
from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNAVAILABLE
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.start import async_at_started

from .const import CONF_RECORDED, LOGGER
from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError


@callback
def async_follow_recorded(hass: HomeAssistant, entry: WallflowerConfigEntry) -> None:
    """Follow the entities that were handed over, also those that will be, as long as the entry is loaded."""

    @callback
    def is_recorded(data: EventStateChangedData) -> bool:
        return data["entity_id"] in entry.data.get(CONF_RECORDED, {})

    @callback
    def look(event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        is_back = old is None or old.state == STATE_UNAVAILABLE
        if is_back and new is not None and new.state != STATE_UNAVAILABLE:
            hand_over(event.data["entity_id"])

    @callback
    def hand_over(entity_id: str) -> None:
        entry.async_create_background_task(hass, _hand_over(hass, entry, entity_id), f"address of {entity_id}")

    @callback
    def begin(_: HomeAssistant) -> None:
        for entity_id in entry.data.get(CONF_RECORDED, {}):
            hand_over(entity_id)

    entry.async_on_unload(hass.bus.async_listen(EVENT_STATE_CHANGED, look, event_filter=is_recorded))
    entry.async_on_unload(async_at_started(hass, begin))


async def _hand_over(hass: HomeAssistant, entry: WallflowerConfigEntry, entity_id: str) -> None:
    """Give the server the present address; what fails is tried again when the camera, or the server, comes back."""
    coordinator, camera_id = entry.runtime_data, entry.data[CONF_RECORDED].get(entity_id)
    if camera_id not in coordinator.data.cameras:
        return
    try:
        url = await async_get_stream_source(hass, entity_id)
        if url is not None:
            await coordinator.client.change_camera(camera_id, url=url)
    except (HomeAssistantError, WallflowerError) as error:
        LOGGER.debug("The address of a recorded camera was not handed over: %s", type(error).__name__)
