"""Heavy engines in processes of their own, which can be killed: a hung or crashed model costs one call, no more."""

import asyncio
import logging
import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from typing import Any

from pebble import ProcessExpired, ProcessPool

from wallflower import clock
from wallflower.errors import UnavailableError
from wallflower.workers import lifeline

BACK_OFF_S = (1.0, 2.0, 5.0, 10.0, 30.0)
LOAD_TIMEOUT_S = 180.0
CLOSE_TIMEOUT_S = 5.0

_LOGGER = logging.getLogger(__name__)


class EnginePool:
    """A few processes that each load an engine once, with `initializer(*initargs)`, and then work for `run`.

    The initializer runs in the child before its first call and again in every replacement; what it raises is raised
    by `run`. Create the pool, and call `run`, in the thread of the event loop: the children die with that thread.
    """

    def __init__(
        self, initializer: Callable[..., object], initargs: tuple[Any, ...], name: str, processes: int = 1
    ) -> None:
        """Prepare the pool; processes start with their first call."""
        self._slots = [_Slot(pickle.dumps((initializer, initargs)), name) for _ in range(processes)]
        self._free: asyncio.Queue[_Slot] = asyncio.Queue()
        for slot in self._slots:
            self._free.put_nowait(slot)

    async def run[T](self, function: Callable[..., T], *args: Any, timeout_s: float) -> T:
        """Return `function(*args)` as computed in a child, or raise what it raised.

        The time begins when the engine is loaded and the work starts; `TimeoutError` when it runs out, and the child
        is killed. `UnavailableError` when the child died or its engine did not load in `LOAD_TIMEOUT_S`. After either
        the child is replaced, with a growing pause that the next calls wait for. Cancelling kills the child, too.
        """
        slot = await self._free.get()
        try:
            return await slot.run(function, args, timeout_s)
        finally:
            self._free.put_nowait(slot)

    async def unload(self) -> None:
        """End the children that have no work, and return when they are gone; a later call starts them again."""
        await asyncio.gather(*(slot.unload() for slot in self._slots))

    async def close(self) -> None:
        """Kill the children; calls under way end as unavailable."""
        await asyncio.gather(*(slot.close() for slot in self._slots))


class _Slot:
    """One child process and how it fares; works for one call at a time.

    After any failure the whole pebble pool is thrown away rather than left to replace its worker: a child that was
    killed while reading or writing leaves half a message in the pool's pipes and its locks taken.
    """

    def __init__(self, engine: bytes, name: str) -> None:
        self._engine = engine
        self._name = name
        self._pool: ProcessPool | None = None
        self._ending: list[threading.Thread] = []
        self._loaded = False
        self._closed = False
        self._stop = asyncio.Event()
        self._calls = 0
        self._failures = 0
        self._not_before_s = 0.0

    async def run[T](self, function: Callable[..., T], args: tuple[Any, ...], timeout_s: float) -> T:
        self._calls += 1
        try:
            return await self._run(function, args, timeout_s)
        finally:
            self._calls -= 1

    async def _run[T](self, function: Callable[..., T], args: tuple[Any, ...], timeout_s: float) -> T:
        await asyncio.sleep(max(0.0, self._not_before_s - clock.monotonic_s()))
        if self._pool is not None and not self._pool.active:
            self._discard()  # the child died while idle: no call suffers
        if not self._loaded:
            await self._load()
        result: T = await self._call(_perform, (function, args), timeout_s)
        self._failures = 0
        return result

    async def _load(self) -> None:
        began_s = clock.monotonic_s()
        try:
            await self._call(_load, (self._engine,), LOAD_TIMEOUT_S)
        except TimeoutError as error:
            raise UnavailableError(f"the engine {self._name} did not load within {LOAD_TIMEOUT_S:g} s") from error
        self._loaded = True
        _LOGGER.info("the engine %s was loaded in %.1f s", self._name, clock.monotonic_s() - began_s)

    async def _call(self, function: Callable[..., Any], args: tuple[Any, ...], timeout_s: float) -> Any:
        future = asyncio.wrap_future(self._schedule(function, args))
        # pebble's own time-out follows the wall clock, which steps.
        scope = asyncio.timeout(timeout_s)
        try:
            async with scope:
                return await self._unless_stopped(future)
        except TimeoutError:
            if scope.expired():
                self._failed(f"took longer than {timeout_s:g} s")
            raise
        except asyncio.CancelledError:
            self._discard()
            raise
        except (ProcessExpired, BrokenProcessPool) as error:
            self._failed(f"crashed ({error})")
            raise self._unavailable("crashed and is restarted: try again") from error

    async def _unless_stopped(self, future: asyncio.Future[Any]) -> Any:
        """Wait for a call's end, or for the slot's: pebble forgets some calls when it is stopped."""
        stopped = asyncio.create_task(self._stop.wait())
        try:
            await asyncio.wait({future, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopped.cancel()
            if not future.done():
                future.cancel()
        if self._closed:
            raise self._unavailable("is stopped")
        return future.result()

    def _schedule(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        if self._closed:
            raise self._unavailable("is stopped")
        try:
            return self._running().schedule(function, args)
        except RuntimeError:  # the child died between that look and now
            self._discard()
            raise self._unavailable("crashed and is restarted: try again") from None

    def _unavailable(self, what: str) -> UnavailableError:
        return UnavailableError(f"the engine {self._name} {what}")

    def _running(self) -> ProcessPool:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=1,
                initializer=_settle,
                initargs=(os.getpid(),),
                context=multiprocessing.get_context("spawn"),
            )
        return self._pool

    def _failed(self, reason: str) -> None:
        pause_s = BACK_OFF_S[min(self._failures, len(BACK_OFF_S) - 1)]
        self._failures += 1
        self._not_before_s = clock.monotonic_s() + pause_s
        _LOGGER.warning("the engine %s %s; the next call waits %g s", self._name, reason, pause_s)
        self._discard()

    def _discard(self) -> None:
        pool, self._pool, self._loaded = self._pool, None, False
        self._ending = [thread for thread in self._ending if thread.is_alive()]
        if pool is not None:
            self._ending.append(threading.Thread(target=_end, args=(pool,), name=f"end-{self._name}", daemon=True))
            self._ending[-1].start()

    async def unload(self) -> None:
        if not self._calls:
            self._discard()
            await self._ended()

    async def close(self) -> None:
        self._closed = True
        self._stop.set()
        self._discard()
        await self._ended()

    async def _ended(self) -> None:
        for thread in self._ending:
            await asyncio.to_thread(thread.join, CLOSE_TIMEOUT_S)


def _end(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _settle(parent_pid: int) -> None:
    """Prepare the child: it dies with its parent, leaves Ctrl-C to it, and SIGTERM needs no running Python code."""
    lifeline.die_with_parent(parent_pid)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@lru_cache(maxsize=1)
def _load(engine: bytes) -> None:
    """Run the initializer once per child; a failure is not remembered, so that the next call tries again."""
    initializer, initargs = pickle.loads(engine)  # noqa: S301 - written by the parent's EnginePool
    initializer(*initargs)


def _perform[T](function: Callable[..., T], args: tuple[Any, ...]) -> T:
    return function(*args)
