"""Keywords are passed on to the recording."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.waiting import PATIENCE_S, until
from wallflower import clock
from wallflower.cameras.events import METHOD, read_occurrence
from wallflower.cameras.keyword_events import KeywordEvents
from wallflower.cameras.registry import CameraRegistry
from wallflower.cameras.status import StatusBoard
from wallflower.errors import ConflictError, UnavailableError, WallflowerError
from wallflower.events import EventBus
from wallflower.recorder.keeper import Occurrence
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.wire import EventType, Line
from wallflower.wire_alerts import KeywordHit


class Ingest:
    def __init__(self) -> None:
        self.told: list[tuple[str, Occurrence]] = []
        self.failure: WallflowerError | None = None
        self.asked = 0

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = 5.0
    ) -> dict[str, Any]:
        assert method == METHOD
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        self.told.append(read_occurrence(params))
        return {}


@pytest.fixture
def ingest() -> Ingest:
    return Ingest()


@pytest.fixture
async def bus(ingest: Ingest, database: Database) -> AsyncIterator[EventBus]:
    cameras = Cameras(database)
    cameras.create(CameraRow(id="door", name="Door", url="rtsp://cam/"))
    bus = EventBus()
    task = asyncio.create_task(KeywordEvents(bus, CameraRegistry(cameras, ingest, StatusBoard(), bus)).run())
    yield bus
    bus.close()
    async with asyncio.timeout(PATIENCE_S):
        await task


def hit(at_ms: int, camera_id: str = "door") -> dict[str, Any]:
    line = Line(id=1, camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 900, text="help")
    found = KeywordHit(rule_id="r", rule_name="Help", phrase="help", camera_id=camera_id, at_ms=at_ms, line=line)
    return found.to_json()


async def test_a_keyword_lasts_from_its_word_until_now(bus: EventBus, ingest: Ingest) -> None:
    began_ms = clock.now_ms()
    bus.publish(EventType.HEALTH, {})
    bus.publish(EventType.KEYWORD, hit(began_ms - 8000))
    await until(lambda: ingest.told)
    ((camera_id, told),) = ingest.told
    assert (camera_id, told.kind, told.start_ms, told.is_going) == ("door", "keyword", began_ms - 8000, False)
    assert told.end_ms >= began_ms


async def test_cameras_that_cannot_take_it_do_not_end_it(
    bus: EventBus, ingest: Ingest, caplog: pytest.LogCaptureFixture
) -> None:
    bus.publish(EventType.KEYWORD, hit(5, "nobody"))
    ingest.failure = ConflictError("off")
    bus.publish(EventType.KEYWORD, hit(5))
    await until(lambda: ingest.asked == 1)
    assert not caplog.records
    ingest.failure = UnavailableError("down")
    bus.publish(EventType.KEYWORD, hit(5))
    await until(lambda: "could not be told" in caplog.text)
    assert "help" not in caplog.text.lower()
    ingest.failure = None
    bus.publish(EventType.KEYWORD, hit(5))
    await until(lambda: ingest.told)
    assert (len(ingest.told), ingest.asked) == (1, 3)
