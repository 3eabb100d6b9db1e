"""Answers that last, such as sockets: they end soon after the login or key that they were asked with."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

from wallflower.api.problems import UnauthorizedError

RECHECK_S: Final = 30.0


class NoLongerError(UnauthorizedError):
    """A login or key that ended while an answer lasted."""


async def while_welcome[T](work: Coroutine[Any, Any, T], is_welcome: Callable[[], Awaitable[bool]]) -> T:
    """Return what comes of the work, which ends with `NoLongerError` within half a minute of being unwelcome."""
    task = asyncio.create_task(work)
    try:
        while not (await asyncio.wait((task,), timeout=RECHECK_S))[0]:
            if not await is_welcome():
                raise NoLongerError("this login or key is over")
        return task.result()
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
