"""Cameras of other integrations that the server records: their stream's address is followed when it changes.

It may do so whenever Home Assistant starts, or a camera comes back; the server restarts only what got another one.
"""

from typing import Final
from urllib.parse import urlsplit

from homeassistant.components.camera import async_get_stream_source
from homeassistant.const import EVENT_STATE_CHANGED, STATE_UNAVAILABLE
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.start import async_at_started

from .const import CONF_RECORDED, DOMAIN, LOGGER
from .coordinator import WallflowerConfigEntry
from .errors import WallflowerError
from .targets import invalid
from .wire import Camera

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - compared with, not bound


@callback
def is_recorded(entry: WallflowerConfigEntry, entity_id: str) -> bool:
    """Whether the server has a camera for the entity, so that its address is followed."""
    return entry.data.get(CONF_RECORDED, {}).get(entity_id) in entry.runtime_data.data.cameras


async def async_record(
    hass: HomeAssistant, entry: WallflowerConfigEntry, entity_id: str, name: str | None = None
) -> tuple[Camera, bool]:
    """Hand the stream of a camera entity to the server; return its camera and whether that is a new one.

    One that it has already gets its present address. Raise `ServiceValidationError` for an entity whose stream the
    server cannot have, and a `WallflowerError` when the server does not take it.
    """
    coordinator, url = entry.runtime_data, await _stream_source(hass, entity_id)
    async with coordinator.recording:
        if is_recorded(entry, entity_id):
            return await coordinator.client.change_camera(entry.data[CONF_RECORDED][entity_id], url=url), False
        state = hass.states.get(entity_id)
        camera = await coordinator.async_add_camera(name or (entity_id if state is None else state.name), url)
        recorded = {**entry.data.get(CONF_RECORDED, {}), entity_id: camera.id}
        hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_RECORDED: recorded})
        return camera, True


@callback
def async_follow_recorded(hass: HomeAssistant, entry: WallflowerConfigEntry) -> None:
    """Follow the entities that were handed over, also those that will be, as long as the entry is loaded."""

    @callback
    def is_followed(data: EventStateChangedData) -> bool:
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

    entry.async_on_unload(hass.bus.async_listen(EVENT_STATE_CHANGED, look, event_filter=is_followed))
    entry.async_on_unload(async_at_started(hass, begin))


async def _hand_over(hass: HomeAssistant, entry: WallflowerConfigEntry, entity_id: str) -> None:
    """Give the server the present address; what fails is tried again when the camera, or the server, comes back."""
    if not is_recorded(entry, entity_id):
        return
    try:
        url = await _stream_source(hass, entity_id)
        await entry.runtime_data.client.change_camera(entry.data[CONF_RECORDED][entity_id], url=url)
    except (HomeAssistantError, WallflowerError) as error:
        LOGGER.debug("The address of a recorded camera was not handed over: %s", type(error).__name__)


async def _stream_source(hass: HomeAssistant, entity_id: str) -> str:
    """Return where the server finds the entity's stream."""
    own = er.async_get(hass).async_get(entity_id)
    if own is not None and own.platform == DOMAIN:
        raise invalid("own_camera", entity_id=entity_id)
    try:
        url = await async_get_stream_source(hass, entity_id)
    except HomeAssistantError:
        raise
    except Exception as error:  # noqa: BLE001 - another integration's code, whose faults are not ours to know
        # Its words may have the address, and that a password.
        LOGGER.warning("The camera %s does not tell its stream: %s", entity_id, type(error).__name__)
        raise invalid("no_stream", entity_id=entity_id) from None
    if url is None:
        raise invalid("no_stream", entity_id=entity_id)
    if urlsplit(url).hostname in LOOPBACK:
        raise invalid("loopback_stream", entity_id=entity_id)
    return url
