"""Waiting for what other tasks, threads or processes do, with an end."""

import asyncio
import time
from collections.abc import Awaitable, Callable

import pytest

# A busy machine is slow, not wrong: whoever waits for something that happens loses nothing by being patient.
PATIENCE_S = 60.0
# What happens "at once" may take a busy machine so long; what it is told apart from must take a test far longer.
SOON_S = 20.0
# Jobs let everything else on the machine go first.
JOB_S = 200.0


async def eventually[T](
    read: Callable[[], Awaitable[T]], good: Callable[[T], object], timeout_s: float = PATIENCE_S
) -> T:
    """Read until the value is good, and return it; fail the test with the last value otherwise."""
    value = await read()
    patience = asyncio.timeout(timeout_s)
    try:
        async with patience:
            while not good(value):
                await asyncio.sleep(0.2)
                value = await read()
    except TimeoutError:
        if not patience.expired():  # what is read gave up, not whoever waits for it
            raise
        pytest.fail(f"still {value!r}")
    return value


async def until(condition: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Return as soon as `condition()` is true; raise TimeoutError otherwise."""
    async with asyncio.timeout(timeout_s):
        while not condition():  # noqa: ASYNC110 - a condition has no event to wait for
            await asyncio.sleep(0.01)


def until_true(condition: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Do the same in a plain test."""
    end_s = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError("the condition did not come true")
        time.sleep(0.01)
