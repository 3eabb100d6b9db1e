"""Events from the other processes."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.waiting import until
from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.alerts.silence import SilenceWatch
from wallflower.alerts.talking import TalkWatch
from wallflower.api.intake import Intake
from wallflower.cameras.moving import MotionBoard
from wallflower.cameras.status import StatusBoard
from wallflower.events import EventBus
from wallflower.store.alerts import Alerts
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.early_alerts import EarlyAlerts
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.rules import Rules
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import CameraStatus, ConnectionState, Event, EventType, Line, Motion, Phase, Speech
from wallflower.wire_alerts import Alert, KeywordHit
from wallflower.wire_speech import Partial


class Rig:
    def __init__(self, database: Database) -> None:
        self.board = StatusBoard()
        self.rules = RuleKeeper(Rules(database))
        self.bus = EventBus()
        self.desk = AlertDesk(Alerts(database), EarlyAlerts(database), self.rules, self.bus)
        self.heard: list[str] = []
        self.silence = SilenceWatch(self.desk, self.rules, self.listening)
        talk = TalkWatch(self.bus, self.silence, self.listening)
        motion = MotionBoard(self.board, self.bus)
        self.intake = Intake(self.board, self.desk, talk, motion, self.bus)

    async def listening(self) -> list[str]:
        return self.heard

    async def told(self) -> tuple[Event, ...]:
        if not self.bus.last_sequence:
            return ()
        return await self.bus.subscribe(self.bus.stream, 0).next() or ()


@pytest.fixture
def rig(database: Database) -> Rig:
    return Rig(database)


async def test_a_line_that_matches_becomes_a_keyword_event_after_it(rig: Rig, database: Database) -> None:
    rule = await rig.rules.create({"name": "Parcel", "phrases": ("parcel",)})
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id="a", start_ms=50, end_ms=90))
    (claim,) = queue.claim(1)
    (said,) = queue.finish(claim.id, [NewLine(start_ms=50, end_ms=90, text="parcel")], Hearer(engine="e", model="m"))
    task = asyncio.create_task(rig.desk.run())
    rig.intake.take(EventType.LINE, 95, said.to_json())
    await until(lambda: rig.bus.last_sequence == 3)
    task.cancel()
    line, alert, keyword = await rig.told()
    assert (line.type, line.at_ms, Line.from_json(line.data)) == (EventType.LINE, 95, said)
    hit = KeywordHit.from_json(keyword.data)
    assert (keyword.type, keyword.at_ms, hit.rule_id, hit.line) == (EventType.KEYWORD, 50, rule.id, said)
    assert Alert.from_json(alert.data).id == hit.alert_id


async def test_speech_ends_a_silence(rig: Rig, database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    await rig.rules.create({"name": "Quiet", "kind": "silence", "silence_minutes": 1})
    rig.heard = ["a"]
    await rig.silence.look(0.0, 1)
    rig.intake.take(EventType.SPEECH, 1, Speech(camera_id="a", phase=Phase.ENDED, at_ms=1).to_json())
    await rig.silence.look(30.0, 30_001)
    await rig.silence.look(61.0, 61_001)
    assert [event.type for event in await rig.told()] == [EventType.SPEECH]
    await rig.silence.look(91.0, 91_001)
    assert [event.type for event in await rig.told()] == [EventType.SPEECH, EventType.ALERT]


async def test_a_status_is_kept_and_told_once(rig: Rig) -> None:
    status = CameraStatus(camera_id="a", running=True, connection=ConnectionState.CONNECTED)
    for _ in range(2):
        rig.intake.take(EventType.CAMERA_STATUS, 1, status.to_json())
    assert [event.type for event in await rig.told()] == [EventType.CAMERA_STATUS]
    assert rig.board.get(CameraRow(id="a", name="", url="")) == status


async def test_speech_and_visits_pass(rig: Rig) -> None:
    rig.intake.take(EventType.SPEECH, 1, {"camera_id": "a", "phase": "started", "at_ms": 1})
    rig.intake.take(EventType.VISIT, 2, {"phase": "started"})
    assert [event.type for event in await rig.told()] == [EventType.SPEECH, EventType.VISIT]


async def test_what_is_not_over_yet_is_told_to_nobody(rig: Rig, database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    await rig.rules.create({"name": "Parcel", "phrases": ("parcel",), "early": True})
    task = asyncio.create_task(rig.desk.run())
    for start_ms, text in ((1_000, "letter"), (60_000, "parcel")):
        line = Line(id=0, camera_id="a", start_ms=start_ms, end_ms=start_ms + 900, text=text)
        partial = Partial(camera_id="a", start_ms=start_ms, lines=(line,))
        rig.intake.take(EventType.PARTIAL, start_ms, partial.to_json())
    await until(lambda: rig.bus.last_sequence == 2)
    task.cancel()
    alert, keyword = await rig.told()
    assert (alert.type, alert.data["phase"], keyword.type) == (EventType.ALERT, "early", EventType.KEYWORD)


async def test_nobody_else_may_say_what_the_server_says(rig: Rig) -> None:
    for kind in (EventType.HELLO, EventType.PERSON_REMOVED, EventType.KEYWORD, EventType.UNKNOWN):
        rig.intake.take(kind, 1, {})
    assert await rig.told() == ()


async def test_a_broken_event_is_dropped_without_its_content(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    async def events() -> AsyncIterator[tuple[EventType, int, dict[str, Any]]]:
        yield EventType.CAMERA_STATUS, 1, {"camera_id": 7, "note": "private"}
        yield EventType.SPEECH, 2, {"camera_id": "a", "phase": "ended", "at_ms": 1}

    with caplog.at_level(logging.DEBUG):
        await rig.intake.run(events())
    assert [event.type for event in await rig.told()] == [EventType.SPEECH]
    assert "malformed" in caplog.text
    assert "private" not in caplog.text


async def test_moving_pictures_become_motion_that_begins(rig: Rig) -> None:
    for at_ms in (5, 900):
        rig.intake.take(EventType.MOTION, at_ms, {"camera_id": "a", "at_ms": at_ms, "hold_ms": 60_000})
    (event,) = await rig.told()
    assert (event.type, event.at_ms) == (EventType.MOTION, 5)
    assert Motion.from_json(event.data) == Motion(camera_id="a", phase=Phase.STARTED, at_ms=5)
    assert rig.board.moves("a")
