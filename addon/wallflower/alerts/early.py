"""Fires rules while the words are being said, and tells later whether they were: confirmed or withdrawn.

Kept first, told then, as all alerts; what is open is in the table, so a restart forgets none.
"""

import asyncio
import logging
from collections.abc import Iterable

from wallflower import clock
from wallflower.alerts.keeper import RuleKeeper
from wallflower.alerts.rules import Fired
from wallflower.alerts.telling import new_alert, tell
from wallflower.errors import WallflowerError
from wallflower.events import EventBus
from wallflower.store.early_alerts import EarlyAlerts, Open
from wallflower.wire import Line
from wallflower.wire_alerts import AlertPhase
from wallflower.wire_speech import Partial

EVERY_S = 1.0

_LOGGER = logging.getLogger(__name__)


class EarlyFiring:
    """Everything happens on one event loop; only `run` may be called beside the rest."""

    def __init__(self, alerts: EarlyAlerts, rules: RuleKeeper, bus: EventBus) -> None:
        """Keep alerts in this table and tell of them here."""
        self._alerts = alerts
        self._rules = rules
        self._bus = bus
        self._lock = asyncio.Lock()
        self._has_open = asyncio.Event()
        self._has_open.set()
        self.unsure: dict[tuple[str, str], int] = {}
        """Rules that an open alert lets rest, by id and camera, and since when: perhaps they need not."""

    async def hear(self, partial: Partial) -> None:
        """Fire the rules that may fire early; each at most once in an utterance."""
        for line in partial.lines:
            for fired in await self._rules.fired(line, is_early=True):
                new = new_alert(fired, None, AlertPhase.EARLY)
                async with self._lock:
                    alert = await asyncio.to_thread(self._alerts.add, new, partial.start_ms)
                    if alert is not None:
                        self._rules.book.rest(fired.rule.id, fired.camera_id, fired.at_ms)
                        self._has_open.set()
                        tell(self._bus, alert, line)

    async def judge(self, line: Line) -> frozenset[str]:
        """Confirm what a line confirms; return the rules that have told of the line with that."""
        if self._has_open.is_set():
            await self.settle()
        told: set[str] = set()
        for opened in await asyncio.to_thread(self._alerts.confirmable, line):
            if opened.rule_id in told:
                continue
            if (fired := await self._match(opened, line)) is not None:
                told.add(opened.rule_id)
                await self._confirm(opened, fired, line)
        return frozenset(told)

    async def run(self) -> None:
        """Withdraw what nothing can confirm any more, until cancelled."""
        while True:
            await self._has_open.wait()
            try:
                await self.settle()
            except WallflowerError as error:
                _LOGGER.warning("early alerts stay open: %s", error.message)
            await asyncio.sleep(EVERY_S)

    async def settle(self) -> None:
        """Withdraw those of which everything is known, and note which others are open."""
        async with self._lock:
            still: dict[tuple[str, str], int] = {}
            for opened in await asyncio.to_thread(self._alerts.undecided):
                alert = await asyncio.to_thread(self._alerts.withdraw, opened.id, clock.now_ms())
                if alert is None:
                    still[opened.rule_id, opened.camera_id] = opened.at_ms
                    continue
                await self._rules.follow_rests()
                tell(self._bus, alert)
            self.unsure = still
            if not still:
                self._has_open.clear()

    async def _match(self, opened: Open, line: Line) -> Fired | None:
        """Return the place in a line that is nearest to what a rule heard early, whether it is in force now or not."""
        found: Iterable[Fired] = await self._rules.matches_of(opened.rule_id, line)
        return min(found, key=lambda fired: abs(fired.at_ms - opened.at_ms), default=None)

    async def _confirm(self, opened: Open, fired: Fired, line: Line) -> None:
        alert = await asyncio.to_thread(self._alerts.confirm, opened.id, new_alert(fired, line.id))
        if alert is not None:
            self.unsure.pop((opened.rule_id, opened.camera_id), None)
            await self._rules.follow_rests()
            tell(self._bus, alert)
