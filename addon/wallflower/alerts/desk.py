"""Makes alerts of what rules have to tell: kept first, told then, so that what was told can be looked up."""

import asyncio
import logging
from collections import deque

from wallflower import clock
from wallflower.alerts.early import EarlyFiring
from wallflower.alerts.keeper import RuleKeeper
from wallflower.alerts.rules import Fired
from wallflower.alerts.telling import new_alert, tell
from wallflower.errors import WallflowerError
from wallflower.events import EventBus
from wallflower.store.alerts import Alerts
from wallflower.store.early_alerts import EarlyAlerts
from wallflower.wire import EventType, Line
from wallflower.wire_alerts import Alert
from wallflower.wire_speech import Partial

# Lines held in memory; more are read from the table in their turn.
MOST_WAITING = 1_000
RETRY_S = 2.0
TIDY_S = 3_600.0
DAY_MS = 86_400_000
MOST_ALERTS = 100_000

_LOGGER = logging.getLogger(__name__)


class AlertDesk:
    """Takes lines, and what rules say about them. Everything happens on one event loop."""

    def __init__(self, alerts: Alerts, early: EarlyAlerts, rules: RuleKeeper, bus: EventBus) -> None:
        """Keep alerts in these tables and tell of them here."""
        self.alerts = alerts
        self._rules = rules
        self._bus = bus
        self.early = EarlyFiring(early, rules, bus)
        self._waiting: deque[Line | Partial] = deque()
        self._news = asyncio.Event()

    def put(self, said: Line | Partial) -> None:
        """Let the rules see a line soon; when too many wait, this one is read from the table later.

        What is not over yet goes in its turn, too, so that it is never seen behind the line that it becomes.
        """
        if len(self._waiting) < MOST_WAITING:
            self._waiting.append(said)
        self._news.set()

    async def run(self) -> None:
        """Go on until cancelled, first with what was said while nobody looked."""
        while True:
            try:
                await self._work()
            except WallflowerError as error:
                _LOGGER.warning("alerts wait: %s", error.message)
                await asyncio.sleep(RETRY_S)
                continue
            await self._news.wait()
            self._news.clear()

    async def _work(self) -> None:
        """Show all lines that wait to the rules, and those of the table that nobody has told of."""
        while True:
            if not self._waiting:
                self._waiting.extend(await asyncio.to_thread(self.alerts.news, MOST_WAITING))
            if not self._waiting:
                return
            said = self._waiting[0]
            if isinstance(said, Line):
                await self._take(said)
                self._waiting.popleft()
                continue
            try:
                await self.early.hear(said)
            finally:
                self._waiting.popleft()  # what fails now fires when it is a line

    async def tell(self, fired: Fired, line: Line | None = None) -> Alert | None:
        """Keep an alert and publish it; None when it was there before, or its rule, line or camera is gone."""
        alert = await asyncio.to_thread(self.alerts.add, new_alert(fired, None if line is None else line.id))
        if alert is None:
            return None
        self._rules.book.rest(fired.rule.id, fired.camera_id, fired.at_ms)
        tell(self._bus, alert, line)
        return alert

    async def delete(self, alert_id: int) -> None:
        """Delete an alert and say so; raise `NotFoundError`."""
        camera_id = (await asyncio.to_thread(self.alerts.get, alert_id)).camera_id
        await asyncio.to_thread(self.alerts.delete, alert_id)
        self._bus.publish(EventType.ALERT, {"id": alert_id, "camera_id": camera_id})

    async def _take(self, line: Line) -> None:
        if not await asyncio.to_thread(self.alerts.is_news, line.id):
            return
        told = await self.early.judge(line)
        for fired in await self._rules.fired(line, unsure=dict(self.early.unsure)):
            if fired.rule.id not in told:
                await self.tell(fired, line)
        await asyncio.to_thread(self.alerts.seen, line.id)


async def tidy(alerts: Alerts, *, days: int, pictures_mb: int) -> None:
    """Delete what is older or more than may be kept, now and every hour."""
    while True:
        try:
            oldest_ms = clock.now_ms() - days * DAY_MS
            size = pictures_mb * 1_000_000
            await asyncio.to_thread(alerts.tidy, oldest_ms=oldest_ms, most=MOST_ALERTS, picture_bytes=size)
        except WallflowerError as error:
            _LOGGER.warning("old alerts are deleted later: %s", error.message)
        await asyncio.sleep(TIDY_S)
