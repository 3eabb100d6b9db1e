"""Running the jobs process's worker in a test."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support.waiting import PATIENCE_S
from wallflower.cameras.jobs import Worker


@asynccontextmanager
async def working(worker: Worker) -> AsyncIterator[None]:
    """Let the worker work, and stop it at the end."""
    over = asyncio.Event()
    task = asyncio.create_task(worker.run(over))
    try:
        yield
    finally:
        over.set()
        await asyncio.wait_for(task, PATIENCE_S)
