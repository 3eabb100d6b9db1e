"""Keeps who changed what, beside the answers: nobody waits for it, and what cannot be kept is told in the log."""

import asyncio
import logging

from wallflower.api.auth import Caller
from wallflower.errors import WallflowerError
from wallflower.store.audit import Audit

MOST_WAITING = 1_000

_LOGGER = logging.getLogger(__name__)


class Auditor:
    """Writes entries of the audit."""

    def __init__(self, audit: Audit) -> None:
        """Write them there."""
        self._audit = audit
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, caller: Caller | None, what: str, path: str, address: str, status: int) -> None:
        """Keep that somebody did something; None is somebody who is not known."""
        if len(self._writing) >= MOST_WAITING:
            _LOGGER.error("the audit cannot be written fast enough: %s of %s is not in it", what, address)
            return
        who = caller.name if caller is not None and caller.name else "unknown"
        task = asyncio.create_task(self._write(who, what, path, address, status))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)

    async def settle(self) -> None:
        """Wait until everything noted so far is written."""
        await asyncio.gather(*self._writing)

    async def _write(self, who: str, what: str, path: str, address: str, status: int) -> None:
        try:
            await asyncio.to_thread(self._audit.note, who=who, what=what, path=path, address=address, status=status)
        except WallflowerError as error:
            # Expected where a disk is full, and told in one sentence.
            _LOGGER.error("the audit cannot be written (%s): %s is not in it", error.message, what)  # noqa: TRY400
