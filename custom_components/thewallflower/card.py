"""Brings the dashboard card to Home Assistant's front end: serves its files, and has every page load them."""

import json
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import (
    DATA_EXTRA_MODULE_URL,
    add_extra_js_url,
    remove_extra_js_url,
)
from homeassistant.components.http import StaticPathConfig
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from .const import CARD_PATH, DOMAIN

FOLDER: Final = Path(__file__).parent / "frontend"
ENTRY: Final = "wallflower-card.js"
CARD: Final[HassKey[str]] = HassKey(f"{DOMAIN}_card")
"""The address of the card's script."""


async def async_serve_card(hass: HomeAssistant) -> None:
    """Serve what was built; another build has another address, so that no browser keeps an old one."""
    version = await hass.async_add_executor_job(_version)
    await hass.http.async_register_static_paths([StaticPathConfig(f"{CARD_PATH}/{version}", str(FOLDER), True)])
    hass.data[CARD] = f"{CARD_PATH}/{version}/{ENTRY}"


@callback
def async_show_card(hass: HomeAssistant) -> None:
    """Have every page load the card, on dashboards of either kind; once, however many servers there are."""
    if DATA_EXTRA_MODULE_URL in hass.data and hass.data[CARD] not in hass.data[DATA_EXTRA_MODULE_URL].urls:
        add_extra_js_url(hass, hass.data[CARD])


@callback
def async_hide_card(hass: HomeAssistant) -> None:
    """Have no page load it any more."""
    if DATA_EXTRA_MODULE_URL in hass.data and hass.data[CARD] in hass.data[DATA_EXTRA_MODULE_URL].urls:
        remove_extra_js_url(hass, hass.data[CARD])


def _version() -> str:
    manifest = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return str(manifest["built"])[:12]
