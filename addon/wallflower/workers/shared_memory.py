"""Engines that share memory: each asks the budget before it loads, and is unloaded for another while it is idle."""

from collections.abc import Callable
from typing import Any

from wallflower.workers.budget import MemoryBudget
from wallflower.workers.executor import EnginePool


class SharingPool:
    """An `EnginePool` that loads only what the budget allows; unloaded, it loads again with its next call."""

    def __init__(
        self, pool: EnginePool, budget: MemoryBudget, name: str, size_bytes: Callable[[], int], niceness: int = 0
    ) -> None:
        """`size_bytes` tells about what the engine will take; it is asked in front of every load, and 0 asks nobody."""
        self._pool = pool
        self._budget = budget
        self._name = name
        self._size_bytes = size_bytes
        self._niceness = niceness

    async def run[T](self, function: Callable[..., T], *args: Any, timeout_s: float) -> T:
        """Do what `EnginePool.run` does; raise `EngineDownError`, too, when there is no memory to load the engine."""
        if not self._budget.has(self._name) and (size := self._size_bytes()):
            await self._budget.acquire(self._name, size, self._pool.unload, niceness=self._niceness)
        with self._budget.working(self._name):
            return await self._pool.run(function, *args, timeout_s=timeout_s)

    async def close(self) -> None:
        """End the engine and give its memory back."""
        try:
            await self._pool.close()
        finally:
            self._budget.release(self._name)
