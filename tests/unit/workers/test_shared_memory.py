"""Engines in real children that share memory."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable

import pytest

from tests.support.processes import is_gone
from tests.support.waiting import PATIENCE_S
from wallflower.errors import EngineDownError
from wallflower.workers.budget import MB, MemoryBudget
from wallflower.workers.executor import EnginePool
from wallflower.workers.shared_memory import SharingPool

type Make = Callable[[str, int], SharingPool]


@pytest.fixture
def budget() -> MemoryBudget:
    return MemoryBudget(1000 * MB, idle_s=0.0)


@pytest.fixture
async def make(budget: MemoryBudget) -> AsyncIterator[Make]:
    made: list[SharingPool] = []

    def pool(name: str, size_mb: int) -> SharingPool:
        made.append(SharingPool(EnginePool(int, (), name), budget, name, lambda: size_mb * MB))
        return made[-1]

    yield pool
    await asyncio.gather(*(each.close() for each in made))
    assert budget.holdings() == ()


async def test_an_idle_engine_goes_for_another_and_comes_back(make: Make, budget: MemoryBudget) -> None:
    speech, faces = make("speech", 700), make("faces", 700)
    first = await speech.run(os.getpid, timeout_s=PATIENCE_S)
    await faces.run(os.getpid, timeout_s=PATIENCE_S)
    assert is_gone(first)
    assert [holding.name for holding in budget.holdings()] == ["faces"]
    assert await speech.run(os.getpid, timeout_s=PATIENCE_S) != first
    assert budget.unloaded == 2


async def test_both_stay_where_there_is_room(make: Make, budget: MemoryBudget) -> None:
    speech, faces = make("speech", 500), make("faces", 500)
    first = await speech.run(os.getpid, timeout_s=PATIENCE_S)
    await faces.run(os.getpid, timeout_s=PATIENCE_S)
    assert await speech.run(os.getpid, timeout_s=PATIENCE_S) == first
    assert (budget.unloaded, budget.used_bytes) == (0, 1000 * MB)


async def test_who_gets_no_memory_is_told_and_the_other_works_on(make: Make) -> None:
    speech, faces = make("speech", 700), make("faces", 700)
    work = asyncio.create_task(speech.run(time.sleep, 1.0, timeout_s=PATIENCE_S))
    await asyncio.sleep(0.1)
    with pytest.raises(EngineDownError, match="engine_memory_mb"):
        await faces.run(os.getpid, timeout_s=PATIENCE_S)
    await work


async def test_an_engine_elsewhere_asks_nobody(make: Make, budget: MemoryBudget) -> None:
    await make("remote", 0).run(os.getpid, timeout_s=PATIENCE_S)
    assert budget.holdings() == ()
