"""Speech of others, transcribed between that of the cameras: for Home Assistant's Assist.

It goes behind speech that cameras have to hear at once, for a few seconds, and before the backlog: one command is in
the engine at a time, the others wait in the order in which they came, so cameras wait for one command at most.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

from wallflower import clock
from wallflower.errors import UnavailableError
from wallflower.speech.engine import Heard, Window
from wallflower.wire import Engine

MOST_WAITING = 16
LIVE_LOOK_S = 0.1
# Live speech that does not end, or that an engine fails with, must not keep commands waiting for ever.
LIVE_PATIENCE_S = 5.0
# Whoever spoke a command has gone away by then.
PATIENCE_S = 30.0
# The engine's own deadline kills it, and with it what the cameras said; it is for an engine that hangs.
ENGINE_TIMEOUT_S = 120.0


class Transcribing(Protocol):
    """An engine's host; `speech.host.EngineHost` is one."""

    @property
    def status(self) -> Engine:
        """Whether it can work, and why not."""
        ...

    async def transcribe(self, window: Window, timeout_s: float) -> Heard:
        """Return what is said."""
        ...


class Assist:
    """Hands windows of sound to the engine when the cameras' turn allows it."""

    def __init__(self, host: Callable[[], Transcribing], live_waits: Callable[[], bool]) -> None:
        """Use this engine; `live_waits` tells whether a camera's speech that goes first is waiting."""
        self._host = host
        self._live_waits = live_waits
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._running: set[asyncio.Task[Heard]] = set()

    @property
    def status(self) -> Engine:
        """Whether speech can become text now."""
        return self._host().status

    async def transcribe_now(self, window: Window) -> Heard:
        """Return what is said; raise `UnavailableError` when that is not possible within `PATIENCE_S`.

        An engine that has begun is left to finish even if nobody waits any more: a stop would kill it.
        """
        status = self.status
        if not status.usable:
            raise UnavailableError(status.reason or "there is no speech engine now")
        if self._waiting >= MOST_WAITING:
            raise UnavailableError("too many commands wait: try again")
        self._waiting += 1
        try:
            async with asyncio.timeout(PATIENCE_S):
                return await self._in_turn(window)
        except TimeoutError as error:
            raise UnavailableError("the speech engine is too busy: try again") from error
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        """Wait for what is running; the engine's end is its end."""
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _in_turn(self, window: Window) -> Heard:
        await self._turn.acquire()
        try:
            first_s = clock.monotonic_s() + LIVE_PATIENCE_S
            while self._live_waits() and clock.monotonic_s() < first_s:  # noqa: ASYNC110 - it has no event to wait for
                await asyncio.sleep(LIVE_LOOK_S)
            task = asyncio.create_task(self._host().transcribe(window, ENGINE_TIMEOUT_S))
        except BaseException:
            self._turn.release()
            raise
        self._running.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    def _done(self, task: asyncio.Task[Heard]) -> None:
        self._running.discard(task)
        self._turn.release()
        if not task.cancelled():
            task.exception()  # told to whoever still waits; nobody else needs to hear of it
