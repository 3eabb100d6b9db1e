"""TheWallflower in Home Assistant: cameras, words and faces of a server that records, hears and recognises."""

from typing import Final

from homeassistant.const import CONF_HOST, CONF_PORT, CONF_TOKEN, Platform
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.typing import ConfigType

from .card import async_hide_card, async_serve_card, async_show_card
from .card_commands import async_register_card_commands
from .client import WallflowerClient
from .const import DOMAIN
from .coordinator import WallflowerConfigEntry, WallflowerCoordinator
from .devices import async_sync_devices, current_identifiers
from .happenings import async_tell_happenings
from .intents import async_register_intents
from .issues import async_clear_issues, async_sync_issues
from .llm import async_register_api
from .narrator import async_narrate
from .recorded import async_follow_recorded
from .sentences import SENTENCES, Sentences
from .services import async_register_actions
from .texts import async_follow_language
from .views import async_register_views

CONFIG_SCHEMA: Final = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS: Final = (
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.CAMERA,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.SENSOR,
    Platform.SWITCH,
)


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register what all entries share: actions, views of media, the card, intents and the sentences that mean them."""
    async_register_actions(hass)
    async_register_views(hass)
    async_register_card_commands(hass)
    await async_serve_card(hass)
    async_register_intents(hass)
    async_follow_language(hass)
    hass.data[SENTENCES] = Sentences(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: WallflowerConfigEntry) -> bool:
    """Take the first snapshot, add devices and entities, then follow the events."""
    # Before the server is asked: a dashboard is to say that it does not answer, and not that there is no such card.
    async_show_card(hass)
    client = WallflowerClient(
        async_get_clientsession(hass), entry.data[CONF_HOST], entry.data[CONF_PORT], entry.data[CONF_TOKEN]
    )
    coordinator = WallflowerCoordinator(hass, entry, client)
    await coordinator.async_config_entry_first_refresh()
    entry.runtime_data = coordinator

    synced: object = None

    @callback
    def sync_devices() -> None:
        nonlocal synced
        current = (coordinator.data.info, coordinator.data.cameras, coordinator.data.people)
        if current != synced:
            async_sync_devices(hass, entry)
            hass.data[SENTENCES].async_put(entry.entry_id, coordinator.data)
            synced = current

    @callback
    def sync_issues() -> None:
        if coordinator.last_update_success:
            async_sync_issues(hass, entry, coordinator.data)

    # Before the platforms, so that entities find their device and a removed device takes its entities along.
    sync_devices()
    sync_issues()
    entry.async_on_unload(coordinator.async_add_listener(sync_devices))
    entry.async_on_unload(coordinator.async_add_listener(sync_issues))
    entry.async_on_unload(lambda: hass.data[SENTENCES].async_drop(entry.entry_id))
    entry.async_on_unload(async_register_api(hass, entry))
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_tell_happenings(hass, entry)
    async_follow_recorded(hass, entry)
    entry.async_create_background_task(hass, coordinator.async_listen(), f"{DOMAIN} events")
    entry.async_create_background_task(hass, coordinator.async_watch_storage(), f"{DOMAIN} storage")
    entry.async_create_background_task(hass, async_narrate(hass, coordinator), f"{DOMAIN} narration")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: WallflowerConfigEntry) -> bool:
    """Remove the entities and issues; the entry's background task and grants end with it."""
    async_clear_issues(hass, entry)
    is_unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    _hide_card_without_a_server(hass)
    return is_unloaded


async def async_remove_entry(hass: HomeAssistant, entry: WallflowerConfigEntry) -> None:
    """Take back what was said of an entry that could not even be loaded."""
    async_clear_issues(hass, entry)
    _hide_card_without_a_server(hass)


def _hide_card_without_a_server(hass: HomeAssistant) -> None:
    """Have pages load the card no more once nobody wants a server; one that is reloaded is still wanted."""
    if not hass.config_entries.async_entries(DOMAIN, include_ignore=False, include_disabled=False):
        async_hide_card(hass)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: WallflowerConfigEntry, device: dr.DeviceEntry
) -> bool:
    """Allow the removal of devices that the server no longer has."""
    return not device.identifiers & current_identifiers(entry)
