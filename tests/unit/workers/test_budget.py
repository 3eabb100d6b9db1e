"""Who gets memory, who makes room, and who is told that there is none."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from wallflower.errors import EngineDownError
from wallflower.workers.budget import LEAST_BYTES, MB, MemoryBudget, Unload, default_limit_bytes, estimate_bytes


class Engines:
    """Engines that note when they are unloaded."""

    def __init__(self) -> None:
        self.unloaded: list[str] = []

    def unload(self, name: str) -> Unload:
        async def gone() -> None:
            await asyncio.sleep(0)
            self.unloaded.append(name)

        return gone


@pytest.fixture
def engines() -> Engines:
    return Engines()


def held(budget: MemoryBudget) -> dict[str, int]:
    return {holding.name: holding.size_bytes // MB for holding in budget.holdings()}


async def take(budget: MemoryBudget, engines: Engines, name: str, size_mb: int) -> None:
    await budget.acquire(name, size_mb * MB, engines.unload(name))


async def test_what_fits_is_handed_out_and_given_back(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.0)
    await take(budget, engines, "speech", 600)
    await take(budget, engines, "faces", 400)
    assert held(budget) == {"speech": 600, "faces": 400}
    budget.release("faces")
    budget.release("faces")
    assert (budget.used_bytes, engines.unloaded) == (600 * MB, [])


async def test_the_least_recently_used_makes_room_and_no_more_than_needed(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.0)
    for name in ("a", "b", "c"):
        await take(budget, engines, name, 300)
    with budget.working("a"):
        pass
    await take(budget, engines, "d", 350)
    assert engines.unloaded == ["b"]
    assert set(held(budget)) == {"a", "c", "d"}
    assert budget.unloaded == 1


async def test_an_engine_at_work_is_not_unloaded(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.0)
    await take(budget, engines, "speech", 700)
    with budget.working("speech"):
        assert [holding.busy for holding in budget.holdings()] == [True]
        with pytest.raises(EngineDownError, match=r"faces needs about 400 MB .* 1000 MB .* 101 MB are missing"):
            await take(budget, engines, "faces", 400)
    assert (held(budget), engines.unloaded) == ({"speech": 700}, [])
    await take(budget, engines, "faces", 400)
    assert engines.unloaded == ["speech"]


async def test_nothing_is_unloaded_in_vain(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.0)
    await take(budget, engines, "small", 200)
    with pytest.raises(EngineDownError, match="raise engine_memory_mb"):
        await take(budget, engines, "giant", 1001)
    assert engines.unloaded == []


async def test_two_engines_do_not_throw_each_other_out_in_turn(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.2)
    await take(budget, engines, "speech", 700)
    with pytest.raises(EngineDownError):
        await take(budget, engines, "faces", 700)
    await asyncio.sleep(0.25)
    await take(budget, engines, "faces", 700)
    assert engines.unloaded == ["speech"]


async def test_a_nicer_engine_goes_at_once_but_not_from_its_work(engines: Engines) -> None:
    """Hearing again at night never keeps live speech waiting for longer than one call."""
    budget = MemoryBudget(1000 * MB, idle_s=60.0)
    await budget.acquire("again", 700 * MB, engines.unload("again"), niceness=19)
    with budget.working("again"), pytest.raises(EngineDownError):
        await budget.acquire("speech", 400 * MB, engines.unload("speech"), niceness=10)
    await budget.acquire("speech", 400 * MB, engines.unload("speech"), niceness=10)
    assert engines.unloaded == ["again"]
    with pytest.raises(EngineDownError):
        await budget.acquire("again", 700 * MB, engines.unload("again"), niceness=19)


async def test_another_model_of_the_same_engine_takes_its_place(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB, idle_s=0.0)
    await take(budget, engines, "speech", 700)
    await take(budget, engines, "speech", 900)
    assert (held(budget), engines.unloaded) == ({"speech": 900}, [])


async def test_two_who_ask_at_once_do_not_get_the_same_memory(engines: Engines) -> None:
    budget = MemoryBudget(1000 * MB)
    results = await asyncio.gather(*(take(budget, engines, name, 600) for name in ("a", "b")), return_exceptions=True)
    assert sum(isinstance(result, EngineDownError) for result in results) == 1
    assert budget.used_bytes == 600 * MB


async def test_work_of_an_engine_that_holds_nothing_is_allowed() -> None:
    budget = MemoryBudget(1000 * MB)
    with budget.working("remote"):
        assert budget.holdings() == ()


@pytest.fixture
def machine(tmp_path: Path) -> Callable[..., Path]:
    def made(total_kb: str | None, limit: str | None) -> Path:
        for name, text in (("proc/meminfo", total_kb), ("sys/fs/cgroup/memory.max", limit)):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                (tmp_path / name).write_text(text)
        return tmp_path

    return made


@pytest.mark.parametrize(
    ("total", "limit", "expected"),
    [
        ("MemFree: 1 kB\nMemTotal:       8000000 kB\n", "max\n", 4_096_000_000),
        ("MemTotal: 8000000 kB\n", "2000000000\n", 1_000_000_000),
        ("MemTotal: 8000000 kB\n", None, 4_096_000_000),
        ("MemTotal: 500000 kB\n", "max\n", LEAST_BYTES),
        ("MemTotal:\n", "nonsense", LEAST_BYTES),
        (None, None, LEAST_BYTES),
    ],
)
def test_the_default_is_half_of_the_machine_or_of_the_container(
    machine: Callable[..., Path], total: str | None, limit: str | None, expected: int
) -> None:
    assert default_limit_bytes(machine(total, limit)) == expected


def test_the_default_of_this_machine_is_not_nothing() -> None:
    assert default_limit_bytes() >= LEAST_BYTES


def test_no_weights_take_no_memory() -> None:
    assert estimate_bytes(0) == 0
    assert estimate_bytes(483 * MB) > estimate_bytes(145 * MB) > 300 * MB
