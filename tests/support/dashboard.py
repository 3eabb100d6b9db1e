"""A dashboard with cards on it, in a real Home Assistant."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.support.hass import HomeAssistant

URL = "wallflower-cards"
type Card = Mapping[str, Any]


async def make_dashboard(hass: HomeAssistant, views: Mapping[str, Sequence[Card]]) -> None:
    """Make a dashboard of these views; see `fill_dashboard`."""
    await hass.call(
        "lovelace/dashboards/create", url_path=URL, title="Cards", mode="storage", show_in_sidebar=True, icon="mdi:cctv"
    )
    await fill_dashboard(hass, views)


async def fill_dashboard(hass: HomeAssistant, views: Mapping[str, Sequence[Card]]) -> None:
    """Let its views, by their paths, have these cards: ours, unless their `type` says otherwise."""
    config = [
        {
            "path": path,
            "title": path.title(),
            "type": "sections",
            "sections": [{"type": "grid", "cards": [{"type": "custom:wallflower-card", **card} for card in cards]}],
        }
        for path, cards in views.items()
    ]
    await hass.call("lovelace/config/save", url_path=URL, config={"views": config})
