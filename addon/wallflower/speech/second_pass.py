"""Lets a better model listen again: to what a user asked for, and in idle hours to what a quick model heard."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from wallflower import clock
from wallflower.errors import WallflowerError
from wallflower.speech.engines import EngineKey, Engines
from wallflower.speech.host import EngineHost
from wallflower.speech.sources import LOCAL
from wallflower.speech.transcriber import Order, Transcriber
from wallflower.store.passes import NewPass, Passes
from wallflower.store.utterances import Priority, Turn, Utterances
from wallflower.wire_speech import Retranscription

PAUSE_S = 5.0
LOOK_EVERY_S = 600.0
# As far back as quickly heard speech is heard again, and how fresh it may be: others may still look at it.
LOOK_BACK_MS = 7 * 86_400_000
FRESH_MS = 3_600_000
MOST_AT_ONCE = 500
# Its engine stands back behind everything, also behind the one that hears live speech.
NICENESS = 19

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leisure:
    """When a second hearing may go on: `is_quiet` while no speech waits for its first, `is_hour` in idle hours.

    `model` hears again what lesser ones heard, in idle hours; None: only what users ask for is heard again.
    """

    is_quiet: Callable[[], bool]
    is_hour: Callable[[], bool]
    model: str | None = None


class SecondPass:
    """Works one utterance at a time, and only while nothing else waits."""

    def __init__(
        self, transcriber: Transcriber, engines: Engines, passes: Passes, queue: Utterances, leisure: Leisure
    ) -> None:
        """Hear again with these engines."""
        self._transcriber = transcriber
        self._engines = engines
        self._passes = passes
        self._queue = queue
        self._leisure = leisure
        self._next_look_s = 0.0

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            if not await self.work_once():
                await self._engines.close_idle()
                await asyncio.sleep(PAUSE_S)

    async def work_once(self) -> bool:
        """Hear one utterance again; False when there is none, or none may be."""
        if not self._leisure.is_quiet():
            return False
        running = await asyncio.to_thread(self._passes.running)
        for wanted in running:
            if await self._go_on(wanted):
                return True
        return not any(wanted.automatic for wanted in running) and await self._begin()

    async def _go_on(self, wanted: Retranscription) -> bool:
        """Hear one of its utterances; False when it must wait, so that others go on while its engine cannot work."""
        if wanted.automatic and not self._leisure.is_hour():
            return False
        host = self._engines.host(EngineKey(wanted.engine, wanted.model))
        return await host.is_ready() and await self._hear(host, wanted)

    async def _hear(self, host: EngineHost, wanted: Retranscription) -> bool:
        turn = Turn(order=(Priority.AGAIN,), pass_id=wanted.id, without=self._transcriber.waiting())
        claims = await asyncio.to_thread(self._queue.claim, 1, turn)
        if not claims:
            return False
        try:
            await self._transcriber.transcribe(host, claims, Order(cameras=frozenset()))
        except WallflowerError as error:
            _LOGGER.warning("hearing again pauses: %s", error.message)
            return False
        return True

    async def _begin(self) -> bool:
        """In idle hours queue what a lesser model heard; True when there is some."""
        now_s = clock.monotonic_s()
        model = self._leisure.model
        if model is None or not self._leisure.is_hour() or now_s < self._next_look_s:
            return False
        host = self._engines.host(EngineKey(LOCAL, model))
        if not await host.is_ready():
            return False
        self._next_look_s = now_s + LOOK_EVERY_S
        now_ms = clock.now_ms()
        new = NewPass(
            start_ms=now_ms - LOOK_BACK_MS,
            end_ms=now_ms - FRESH_MS,
            engine=LOCAL,
            model=model,
            is_automatic=True,
            below=host.quality,
            most=MOST_AT_ONCE,
        )
        return bool((await asyncio.to_thread(self._passes.start, new)).total)
