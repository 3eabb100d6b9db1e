"""A house with two cameras, an alert desk, and speech that was really stored."""

import pytest

from wallflower.alerts.desk import AlertDesk
from wallflower.alerts.keeper import RuleKeeper
from wallflower.events import EventBus
from wallflower.store.alerts import Alerts
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.early_alerts import EarlyAlerts
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.rules import Rules
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import Event, EventType, Line
from wallflower.wire_alerts import Alert


class House:
    def __init__(self, database: Database) -> None:
        self.database = database
        for name in ("a", "b"):
            Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
        self.bus = EventBus()
        self.restart()

    def restart(self) -> None:
        """Begin anew with what is stored; the rules have to be loaded."""
        self.keeper = RuleKeeper(Rules(self.database))
        self.alerts = Alerts(self.database)
        self.desk = AlertDesk(self.alerts, EarlyAlerts(self.database), self.keeper, self.bus)

    def say(self, text: str, at_ms: int = 10_000, camera_id: str = "a") -> Line:
        queue = Utterances(self.database)
        queue.add(NewUtterance(camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 2000))
        (claim,) = queue.claim(1)
        new = NewLine(start_ms=at_ms, end_ms=at_ms + 2000, text=text)
        (line,) = queue.finish(claim.id, [new], Hearer(engine="e", model="m"))
        return line

    async def events(self) -> tuple[Event, ...]:
        if not self.bus.last_sequence:
            return ()
        return await self.bus.subscribe(self.bus.stream, 0).next() or ()

    async def told(self) -> list[Alert]:
        """Return the alerts that were published."""
        return [Alert.from_json(event.data) for event in await self.events() if event.type is EventType.ALERT]


@pytest.fixture
def house(database: Database) -> House:
    return House(database)
