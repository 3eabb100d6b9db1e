"""Opening nodes of the media browser in tests."""

from datetime import datetime
from typing import Any

from homeassistant.components.media_source import BrowseMediaSource, async_browse_media
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.media_ids import HourId, format_media_id
from custom_components.thewallflower.wire import Verdict, Visit
from tests.integration.fake_server import FakeServer

ROOT = "media-source://thewallflower"
DAY = "2026-11-20"
HOUR_MS = 3_600_000
EXPORT_ORDER = {"kind": "clip", "camera_ids": ["cam1"], "start_ms": 0, "end_ms": 9, "note": "parcel"}
EXPORT = {
    "id": "job1",
    "state": "done",
    "export": EXPORT_ORDER,
    "result": {"files": [{"name": "clip.mp4", "media_type": "video/mp4", "size_bytes": 9, "sha256": ""}]},
}


STORY_ORDER = {
    **EXPORT_ORDER,
    "kind": "story",
    "note": "The parcel",
    "story": {"story_id": "s", "version": 3, "clips": [{"id": "a", "camera_id": "cam1", "start_ms": 5, "end_ms": 9}]},
}
STORY = {
    "id": "job2",
    "state": "done",
    "export": STORY_ORDER,
    "result": {"files": [{"name": "story.mp4", "media_type": "video/mp4", "size_bytes": 9, "sha256": ""}]},
}


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def visit(number: int, start_ms: int) -> Visit:
    return Visit(id=number, camera_id="cam1", start_ms=start_ms, end_ms=start_ms + 9, verdict=Verdict.UNKNOWN)


def let_answer(server: FakeServer, path: str, key: str, *values: Any) -> None:
    server.answers[path] = (200, {key: [value if isinstance(value, dict) else value.to_json() for value in values]})


async def open_node(hass: HomeAssistant, *path: str) -> BrowseMediaSource:
    node = await async_browse_media(hass, "/".join((ROOT, *path)))
    assert isinstance(node, BrowseMediaSource)
    return node


def hour_of(entry: MockConfigEntry, start: datetime) -> str:
    """Return the identifier of the hour that starts then."""
    return f"{ROOT}/{format_media_id(HourId(entry.entry_id, 'cam1', start.date(), ms(start)))}"
