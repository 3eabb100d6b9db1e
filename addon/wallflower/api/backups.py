"""Backups of the data directory: between beginning and end the database's files may be copied one by one."""

import asyncio
import logging
from collections.abc import Callable

from wallflower.errors import ConflictError
from wallflower.store.database import Database

# Longer than any backup: if whoever copies died, what is written must not pile up for ever.
LONGEST_S = 3600.0

_LOGGER = logging.getLogger(__name__)


class BackupDesk:
    """At most one backup at a time; another beginning replaces it."""

    def __init__(self, database: Database, longest_s: float = LONGEST_S) -> None:
        """Give up a backup that does not end within `longest_s`."""
        self._database = database
        self._longest_s = longest_s
        self._release: Callable[[], None] | None = None
        self._over: asyncio.TimerHandle | None = None
        self._giving_up: asyncio.Task[None] | None = None
        self._changing = asyncio.Lock()

    async def begin(self) -> None:
        """Make the files fit to be copied; raise `StorageError` for a damaged database."""
        async with self._changing:
            await self._let_go()
            self._release = await asyncio.to_thread(self._database.hold)
            self._over = asyncio.get_running_loop().call_later(self._longest_s, self._give_up)

    async def end(self) -> None:
        """Say that all is copied; raise `ConflictError` if it may be torn."""
        async with self._changing:
            if not await self._let_go():
                raise ConflictError(
                    "no backup was begun, or it was interrupted: what was copied may be torn, back up again"
                )

    async def close(self) -> None:
        """Give up whatever is going on."""
        async with self._changing:
            await self._let_go()

    def _give_up(self) -> None:
        _LOGGER.warning("a backup did not end within %.0f s and was given up", self._longest_s)
        self._giving_up = asyncio.create_task(self.close())

    async def _let_go(self) -> bool:
        """Return whether there was a backup."""
        if self._over is not None:
            self._over.cancel()
        self._over = None
        release, self._release = self._release, None
        if release is None:
            return False
        await asyncio.to_thread(release)
        return True
