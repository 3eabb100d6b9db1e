"""The integration's own sentences that no other part of Home Assistant translates, in its language."""

from homeassistant.const import EVENT_CORE_CONFIG_UPDATE
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.translation import async_get_cached_translations, async_get_translations

from .const import DOMAIN

_CATEGORY = "common"
_PREFIX = f"component.{DOMAIN}.{_CATEGORY}."


async def async_texts(hass: HomeAssistant) -> dict[str, str]:
    """Return the sentences by their keys; English ones where the language has none."""
    return _by_key(await async_get_translations(hass, hass.config.language, _CATEGORY, {DOMAIN}))


@callback
def async_loaded_texts(hass: HomeAssistant) -> dict[str, str]:
    """Return the same where nothing can be awaited: Home Assistant read them when it set the integration up."""
    return _by_key(async_get_cached_translations(hass, hass.config.language, _CATEGORY, DOMAIN))


@callback
def async_follow_language(hass: HomeAssistant) -> None:
    """Read the sentences anew when Home Assistant is given another language."""

    async def read(_event: Event) -> None:
        await async_texts(hass)

    hass.bus.async_listen(EVENT_CORE_CONFIG_UPDATE, read)


def _by_key(texts: dict[str, str]) -> dict[str, str]:
    return {key.removeprefix(_PREFIX): text for key, text in texts.items()}
