"""A dashboard with the card on it, in a real Home Assistant, one view each."""

from typing import Any

from tests.support.hass import HomeAssistant

URL = "wallflower-cards"


async def make_dashboard(hass: HomeAssistant, cards: dict[str, dict[str, Any]]) -> None:
    """Make a dashboard whose views, by their paths, have one card each."""
    await hass.call(
        "lovelace/dashboards/create", url_path=URL, title="Cards", mode="storage", show_in_sidebar=True, icon="mdi:cctv"
    )
    views = [
        {
            "path": path,
            "title": path.title(),
            "type": "sections",
            "sections": [{"type": "grid", "cards": [{"type": "custom:wallflower-card", **card}]}],
        }
        for path, card in cards.items()
    ]
    await hass.call("lovelace/config/save", url_path=URL, config={"views": views})
