"""Events from the other processes."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from wallflower.alerts.keeper import RuleKeeper
from wallflower.api.intake import Intake
from wallflower.cameras.status import StatusBoard
from wallflower.events import EventBus
from wallflower.store.cameras import CameraRow
from wallflower.store.database import Database
from wallflower.store.rules import Rules
from wallflower.wire import CameraStatus, ConnectionState, Event, EventType, KeywordHit, Line

LINE = Line(id=1, camera_id="a", start_ms=50, end_ms=90, text="a parcel", words=())


class Rig:
    def __init__(self, database: Database) -> None:
        self.board = StatusBoard()
        self.rules = RuleKeeper(Rules(database))
        self.bus = EventBus()
        self.intake = Intake(self.board, self.rules, self.bus)

    async def told(self) -> tuple[Event, ...]:
        if not self.bus.last_sequence:
            return ()
        return await self.bus.subscribe(self.bus.stream, 0).next() or ()


@pytest.fixture
def rig(database: Database) -> Rig:
    return Rig(database)


async def test_a_line_that_matches_becomes_a_keyword_event_right_after_it(rig: Rig) -> None:
    rule = await rig.rules.create({"name": "Parcel", "phrases": ("parcel",)})
    rig.intake.take(EventType.LINE, 95, LINE.to_json())
    line, keyword = await rig.told()
    assert (line.type, line.at_ms, Line.from_json(line.data)) == (EventType.LINE, 95, LINE)
    hit = KeywordHit.from_json(keyword.data)
    assert (keyword.type, keyword.at_ms, hit.rule_id, hit.line) == (EventType.KEYWORD, 50, rule.id, LINE)


async def test_a_status_is_kept_and_told_once(rig: Rig) -> None:
    status = CameraStatus(camera_id="a", running=True, connection=ConnectionState.CONNECTED)
    for _ in range(2):
        rig.intake.take(EventType.CAMERA_STATUS, 1, status.to_json())
    assert [event.type for event in await rig.told()] == [EventType.CAMERA_STATUS]
    assert rig.board.get(CameraRow(id="a", name="", url="")) == status


async def test_speech_and_visits_pass(rig: Rig) -> None:
    rig.intake.take(EventType.SPEECH, 1, {"camera_id": "a"})
    rig.intake.take(EventType.VISIT, 2, {"phase": "started"})
    assert [event.type for event in await rig.told()] == [EventType.SPEECH, EventType.VISIT]


async def test_nobody_else_may_say_what_the_server_says(rig: Rig) -> None:
    for kind in (EventType.HELLO, EventType.PERSON_ADDED, EventType.KEYWORD, EventType.UNKNOWN):
        rig.intake.take(kind, 1, {})
    assert await rig.told() == ()


async def test_a_broken_event_is_dropped_without_its_content(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    async def events() -> AsyncIterator[tuple[EventType, int, dict[str, Any]]]:
        yield EventType.CAMERA_STATUS, 1, {"camera_id": 7, "note": "private"}
        yield EventType.SPEECH, 2, {}

    with caplog.at_level(logging.DEBUG):
        await rig.intake.run(events())
    assert [event.type for event in await rig.told()] == [EventType.SPEECH]
    assert "malformed" in caplog.text
    assert "private" not in caplog.text
