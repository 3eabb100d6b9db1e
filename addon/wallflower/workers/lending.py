"""Memory lent to processes elsewhere that load an engine of their own: it comes back when they end, however that is."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable

from wallflower.errors import NotFoundError
from wallflower.workers.budget import MemoryBudget

KILL_TIMEOUT_S = 5.0

_LOGGER = logging.getLogger(__name__)


class Lending:
    """Lends out of a budget; call it in the thread of the event loop."""

    def __init__(self, budget: MemoryBudget) -> None:
        """Lend nothing yet."""
        self._budget = budget
        self._loans: dict[str, _Loan] = {}

    async def lend(self, name: str, size_bytes: int, pid: int, niceness: int) -> None:
        """Count memory as held until the process ends, which is killed when a less nice engine needs it.

        Only what is free, or held by who is nicer, is lent; raise `EngineDownError` when that is too little, and
        `NotFoundError` when there is no such process. Asking again changes nothing.
        """
        loan = self._loans.get(name)
        if loan is None or loan.pid != pid:
            loan = _Loan(pid, lambda ended: self._ended(name, ended))
        try:
            await self._budget.acquire(name, size_bytes, loan.end, niceness=niceness, lent=True)
        except BaseException:
            if self._loans.get(name) is not loan:
                loan.forget()
            raise
        self._loans[name] = loan
        if loan.over.is_set():  # while it waited
            self._ended(name, loan)

    def _ended(self, name: str, loan: _Loan) -> None:
        if self._loans.get(name) is loan:
            del self._loans[name]
            self._budget.release(name)


class _Loan:
    """A process that is watched until it ends; by its descriptor, since the number may be another's one day."""

    def __init__(self, pid: int, on_end: Callable[[_Loan], None]) -> None:
        self.pid = pid
        self.over = asyncio.Event()
        self._on_end = on_end
        try:
            self._handle = os.pidfd_open(pid)
        except OSError as error:
            raise NotFoundError("who asks for memory is not running", field="pid") from error
        asyncio.get_running_loop().add_reader(self._handle, self._ended)

    async def end(self) -> None:
        """Kill the process and return when it is gone."""
        if self.over.is_set():
            return
        signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        try:
            async with asyncio.timeout(KILL_TIMEOUT_S):
                await self.over.wait()
        except TimeoutError:
            _LOGGER.warning("a process with an engine of its own does not end, and keeps its memory")

    def forget(self) -> None:
        """Watch no longer."""
        if not self.over.is_set():
            self.over.set()
            asyncio.get_running_loop().remove_reader(self._handle)
            os.close(self._handle)

    def _ended(self) -> None:
        self.forget()
        self._on_end(self)
