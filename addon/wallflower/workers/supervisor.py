"""Starts the server's processes, restarts the ones that end, and ends them all: nothing outlives it.

Every child leads a process group of its own, so that Ctrl-C reaches only the supervisor and a child that had to be
killed takes its own children along. Every child also inherits the read end of a pipe, its lifeline, whose write end
only the supervisor holds; see `workers.lifeline`.
"""

import asyncio
import logging
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from wallflower import clock

LIFELINE_VARIABLE = "WALLFLOWER_LIFELINE"
# What a shell says of a program that it cannot run.
CANNOT_START = 126

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A process to keep running. `variables` are added to the supervisor's own environment."""

    name: str
    command: tuple[str, ...]
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast things go.

    A child that ends is started again after the next of `back_off_s`, which begin anew once it lived `steady_s`.
    At the end a child has `term_s` to close what it has open before it is killed.
    """

    back_off_s: tuple[float, ...] = (1.0, 2.0, 5.0, 10.0, 30.0)
    steady_s: float = 60.0
    term_s: float = 8.0


class Supervisor:
    """Keeps its children running from `run` until the event is set."""

    def __init__(self, children: Sequence[Child], *, pace: Pace | None = None, inherited: tuple[int, ...] = ()) -> None:
        """Prepare to run `children`; they inherit the descriptors `inherited`, for example of locks."""
        self._children = tuple(children)
        self._pace = pace or Pace()
        self._inherited = inherited
        self._running: dict[str, Process] = {}

    async def once(self, child: Child, stop: asyncio.Event) -> int:
        """Run a child to its end, or end it when `stop` is set, and return its exit code (negative: the signal)."""
        living = asyncio.create_task(self._live(child, stop), name=child.name)
        waiting = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([waiting, living], return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            if not living.done():
                await self._end([living])
        return living.result()

    async def run(self, stop: asyncio.Event) -> None:
        """Keep every child running until `stop` is set, then end them all; returns when all are gone."""
        keepers = [asyncio.create_task(self._keep(child, stop), name=child.name) for child in self._children]
        waiting = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([waiting, *keepers], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.set()
            await asyncio.gather(waiting, self._end(keepers), return_exceptions=True)
        await asyncio.gather(*keepers)

    async def _keep(self, child: Child, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            began_s = clock.monotonic_s()
            code = await self._live(child, stop)
            if stop.is_set():
                return
            if clock.monotonic_s() - began_s >= self._pace.steady_s:
                failures = 0
            pause_s = self._pace.back_off_s[min(failures, len(self._pace.back_off_s) - 1)]
            failures += 1
            _LOGGER.error("the process %s ended (%s); starting it again in %g s", child.name, _outcome(code), pause_s)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause_s)

    async def _live(self, child: Child, stop: asyncio.Event) -> int:
        """Start the child, wait for its end, remove what is left of it, and return its exit code."""
        read_end, write_end = os.pipe()
        try:
            process = await asyncio.create_subprocess_exec(
                *child.command,
                env={**os.environ, **child.variables, LIFELINE_VARIABLE: str(read_end)},
                pass_fds=(read_end, *self._inherited),
                start_new_session=True,
                stdin=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            os.close(write_end)
            _LOGGER.error("the process %s could not be started: %s", child.name, error.strerror)  # noqa: TRY400
            return CANNOT_START
        finally:
            os.close(read_end)
        self._running[child.name] = process
        _LOGGER.info("the process %s is running (pid %d)", child.name, process.pid)
        if stop.is_set():
            _signal(process, signal.SIGTERM)
        try:
            return await process.wait()
        finally:
            del self._running[child.name]
            _kill_group(process)
            os.close(write_end)

    async def _end(self, keepers: Sequence[asyncio.Task[Any]]) -> None:
        for process in self._running.values():
            _signal(process, signal.SIGTERM)
        _, late = await asyncio.wait(keepers, timeout=self._pace.term_s)
        for name, process in self._running.items():
            _LOGGER.error("the process %s did not end within %g s: killing it", name, self._pace.term_s)
            _kill_group(process)
        if late:
            await asyncio.wait(late)


def _signal(process: Process, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        process.send_signal(number)


def _kill_group(process: Process) -> None:
    # The group keeps the number taken as long as anything of it lives, so this never hits a stranger.
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _outcome(code: int) -> str:
    return f"exit code {code}" if code >= 0 else signal.Signals(-code).name
