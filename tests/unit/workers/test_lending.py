"""Memory that processes elsewhere borrow: it comes back whatever becomes of them."""

import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator

import pytest

from tests.support.waiting import until
from wallflower.errors import EngineDownError, NotFoundError
from wallflower.workers.budget import MB, MemoryBudget
from wallflower.workers.lending import Lending

NICENESS = 15


class Town:
    """A budget of 1000 MB, and processes that do nothing until they are told to end."""

    def __init__(self) -> None:
        self.budget = MemoryBudget(1000 * MB, idle_s=0.0)
        self.lending = Lending(self.budget)
        self.processes: list[Process] = []
        self.unloaded: list[str] = []

    async def start(self) -> Process:
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", "input()", stdin=pipe)
        self.processes.append(process)
        return process

    async def lend(self, process: Process, size_mb: int, name: str = "tuning") -> None:
        await self.lending.lend(name, size_mb * MB, process.pid, NICENESS)

    async def load(self, name: str, size_mb: int, niceness: int) -> None:
        async def unload() -> None:
            self.unloaded.append(name)

        await self.budget.acquire(name, size_mb * MB, unload, niceness=niceness)

    def held(self) -> dict[str, int]:
        return {holding.name: holding.size_bytes // MB for holding in self.budget.holdings()}


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    town = Town()
    yield town
    for process in town.processes:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_it_is_held_until_the_process_ends(town: Town) -> None:
    process = await town.start()
    await town.lend(process, 600)
    await town.lend(process, 600)
    assert town.held() == {"tuning": 600}
    assert [holding.busy for holding in town.budget.holdings()] == [True]
    await process.communicate(b"\n")
    await until(lambda: town.held() == {})


async def test_a_killed_one_gives_it_back_too(town: Town) -> None:
    process = await town.start()
    await town.lend(process, 600)
    process.kill()
    await until(lambda: town.held() == {})
    again = await town.start()
    await town.lend(again, 900)
    assert town.held() == {"tuning": 900}


async def test_the_end_of_a_predecessor_takes_nothing_from_its_successor(town: Town) -> None:
    first, second = await town.start(), await town.start()
    await town.lend(first, 600)
    await town.lend(second, 700)
    first.kill()
    await first.wait()
    await asyncio.sleep(0.1)
    assert town.held() == {"tuning": 700}
    second.kill()
    await until(lambda: town.held() == {})


async def test_what_hears_and_sees_keeps_its_memory_even_when_it_is_idle(town: Town) -> None:
    await town.load("speech", 700, 10)
    process = await town.start()
    with pytest.raises(EngineDownError, match=r"tuning needs about 400 MB .* 101 MB are missing: choose a smaller"):
        await town.lend(process, 400)
    assert (town.held(), town.unloaded) == ({"speech": 700}, [])
    await town.lend(process, 300)
    assert town.held() == {"speech": 700, "tuning": 300}


async def test_what_hears_again_makes_room_and_does_not_get_it_back(town: Town) -> None:
    await town.load("again", 700, 19)
    process = await town.start()
    await town.lend(process, 700)
    assert (town.held(), town.unloaded) == ({"tuning": 700}, ["again"])
    with pytest.raises(EngineDownError):
        await town.load("again", 700, 19)
    assert process.returncode is None


async def test_it_ends_for_who_is_less_nice(town: Town) -> None:
    process = await town.start()
    await town.lend(process, 700)
    await town.load("speech", 700, 10)
    assert town.held() == {"speech": 700}
    assert await process.wait() == -9


async def test_who_is_not_running_gets_nothing(town: Town) -> None:
    process = await town.start()
    process.kill()
    await process.wait()
    with pytest.raises(NotFoundError):
        await town.lend(process, 100)
    assert town.held() == {}
