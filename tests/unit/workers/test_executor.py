import asyncio
import logging
import operator
import os
import signal
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.processes import is_gone
from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower import clock
from wallflower.errors import ModelMissingError, UnavailableError
from wallflower.workers import executor
from wallflower.workers.executor import EnginePool

# A child imports what it is told to run; the standard library has a function for every way an engine can behave.
COUNT_LOADS = tempfile.mkdtemp
# Does not end before another one has begun.
MEET = """
import time
mine.touch()
while not theirs.exists():
    time.sleep(0.01)
"""


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "BACK_OFF_S", (0.1, 0.2))


@pytest.fixture
async def pool(tmp_path: Path) -> AsyncIterator[EnginePool]:
    """A pool whose engine leaves a directory in `tmp_path` for each load."""
    pool = EnginePool(COUNT_LOADS, (None, None, tmp_path), "test")
    yield pool
    await pool.close()


def loads(directory: Path) -> int:
    return len(list(directory.iterdir()))


async def test_work_runs_in_another_process_whose_engine_is_loaded_once(pool: EnginePool, tmp_path: Path) -> None:
    pids = {await pool.run(os.getpid, timeout_s=PATIENCE_S) for _ in range(5)}
    assert len(pids) == 1
    assert os.getpid() not in pids
    assert loads(tmp_path) == 1


async def test_arrays_go_there_and_back(pool: EnginePool) -> None:
    frame = np.random.default_rng(1).integers(0, 255, (1080, 1920, 3), dtype=np.uint8)
    assert (await pool.run(np.invert, frame, timeout_s=PATIENCE_S) == ~frame).all()


async def test_what_the_work_raises_is_raised_and_the_child_lives_on(pool: EnginePool) -> None:
    before = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    with pytest.raises(ZeroDivisionError):
        await pool.run(operator.floordiv, 1, 0, timeout_s=PATIENCE_S)
    with pytest.raises(TimeoutError, match="its own"):
        await pool.run(exec, "raise TimeoutError('its own')", timeout_s=PATIENCE_S)
    with pytest.raises(ModelMissingError, match="no model"):
        await pool.run(
            exec,
            "from wallflower.errors import ModelMissingError; raise ModelMissingError('no model')",
            timeout_s=PATIENCE_S,
        )
    assert await pool.run(os.getpid, timeout_s=PATIENCE_S) == before


async def test_a_hung_engine_is_killed_and_replaced(pool: EnginePool, tmp_path: Path, eventually: Any) -> None:
    before = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    began = clock.monotonic_s()
    with pytest.raises(TimeoutError):
        await pool.run(time.sleep, 600, timeout_s=0.2)
    assert clock.monotonic_s() - began < SOON_S
    assert await pool.run(os.getpid, timeout_s=PATIENCE_S) != before
    await eventually(lambda: is_gone(before))
    assert loads(tmp_path) == 2


async def test_a_crashed_engine_is_unavailable_then_replaced(pool: EnginePool) -> None:
    with pytest.raises(UnavailableError, match="crashed"):
        await pool.run(os.abort, timeout_s=PATIENCE_S)
    assert await pool.run(abs, -1, timeout_s=PATIENCE_S) == 1


async def test_a_child_killed_while_idle_costs_no_call(pool: EnginePool, eventually: Any) -> None:
    before = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    os.kill(before, signal.SIGKILL)
    await eventually(lambda: pool._slots[0]._pool is not None and not pool._slots[0]._pool.active)
    assert await pool.run(os.getpid, timeout_s=PATIENCE_S) != before


async def test_a_child_killed_in_the_middle_of_a_transfer_holds_nothing_up(pool: EnginePool, eventually: Any) -> None:
    pid = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    os.kill(pid, signal.SIGSTOP)
    sending = asyncio.create_task(pool.run(len, bytes(20_000_000), timeout_s=PATIENCE_S))
    await asyncio.sleep(0.2)
    os.kill(pid, signal.SIGKILL)
    with pytest.raises(UnavailableError):
        await sending
    assert await pool.run(len, bytes(20_000_000), timeout_s=PATIENCE_S) == 20_000_000


async def test_repeated_crashes_make_growing_pauses(pool: EnginePool, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(3):
        with pytest.raises(UnavailableError):
            await pool.run(os.abort, timeout_s=PATIENCE_S)
    assert [line.rpartition("waits ")[2] for line in caplog.messages if "crashed" in line] == [
        "0.1 s",
        "0.2 s",
        "0.2 s",
    ]
    assert await pool.run(abs, -1, timeout_s=PATIENCE_S) == 1
    caplog.clear()
    with pytest.raises(UnavailableError):
        await pool.run(os.abort, timeout_s=PATIENCE_S)
    assert "waits 0.1 s" in caplog.text


async def test_what_loading_raises_is_raised_and_tried_again(tmp_path: Path) -> None:
    models = tmp_path / "models"
    pool = EnginePool(os.chdir, (models,), "test")
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            await pool.run(os.getcwd, timeout_s=PATIENCE_S)
    models.mkdir()
    assert await pool.run(os.getcwd, timeout_s=PATIENCE_S) == str(models)
    await pool.close()


async def test_loading_has_its_own_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    pool = EnginePool(time.sleep, (6.0,), "test")
    assert await pool.run(abs, -1, timeout_s=5.0) == 1
    await pool.close()
    monkeypatch.setattr(executor, "LOAD_TIMEOUT_S", 0.2)
    pool = EnginePool(time.sleep, (600,), "test")
    with pytest.raises(UnavailableError, match="did not load"):
        await pool.run(abs, -1, timeout_s=PATIENCE_S)
    await pool.close()


async def test_cancelling_kills_the_work(pool: EnginePool, eventually: Any) -> None:
    before = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    task = asyncio.create_task(pool.run(time.sleep, 600, timeout_s=600))
    await asyncio.sleep(0.2)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await eventually(lambda: is_gone(before))
    assert await pool.run(abs, -1, timeout_s=PATIENCE_S) == 1


async def test_several_processes_work_side_by_side(tmp_path: Path) -> None:
    pool = EnginePool(COUNT_LOADS, (None, None, tmp_path), "test", processes=2)
    await asyncio.gather(*(pool.run(abs, -1, timeout_s=PATIENCE_S) for _ in range(2)))
    assert loads(tmp_path) == 2
    names = ["one", "other"]
    meeting = [{"mine": tmp_path / mine, "theirs": tmp_path / theirs} for mine, theirs in (names, names[::-1])]
    await asyncio.gather(*(pool.run(exec, MEET, where, timeout_s=PATIENCE_S) for where in meeting))
    await pool.close()


async def test_close_ends_the_children_and_the_calls(pool: EnginePool, eventually: Any) -> None:
    pid = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    task = asyncio.create_task(pool.run(time.sleep, 600, timeout_s=600))
    await asyncio.sleep(0.2)
    began = clock.monotonic_s()
    await pool.close()
    assert clock.monotonic_s() - began < SOON_S
    with pytest.raises(UnavailableError):
        await task
    await eventually(lambda: is_gone(pid))
    with pytest.raises(UnavailableError, match="is stopped"):
        await pool.run(abs, -1, timeout_s=PATIENCE_S)


async def test_a_child_leaves_ctrl_c_to_its_parent(pool: EnginePool) -> None:
    pid = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    task = asyncio.create_task(pool.run(time.sleep, 0.3, timeout_s=PATIENCE_S))
    await asyncio.sleep(0.1)
    os.kill(pid, signal.SIGINT)
    await task
    assert await pool.run(os.getpid, timeout_s=PATIENCE_S) == pid


OWNER = """
    import asyncio, os, time
    from wallflower.workers.executor import EnginePool

    async def main():
        pool = EnginePool(time.sleep, (0,), "test")
        print(await pool.run(os.getpid, timeout_s=60), flush=True)
        await pool.run(time.sleep, 600, timeout_s=600)

    asyncio.run(main())
"""


async def test_children_die_with_a_killed_parent(spawn: Any, eventually: Any) -> None:
    owner = spawn(OWNER)
    child = int(await asyncio.to_thread(owner.stdout.readline))
    assert not is_gone(child)
    os.kill(owner.pid, signal.SIGKILL)
    await eventually(lambda: is_gone(child))


async def test_the_log_tells_of_loads(pool: EnginePool, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        await pool.run(abs, -1, timeout_s=PATIENCE_S)
    assert "the engine test was loaded in" in caplog.text


async def test_an_unloaded_engine_loads_again_with_its_next_call(pool: EnginePool, tmp_path: Path) -> None:
    before = await pool.run(os.getpid, timeout_s=PATIENCE_S)
    await pool.unload()
    assert is_gone(before)
    assert await pool.run(os.getpid, timeout_s=PATIENCE_S) != before
    assert loads(tmp_path) == 2


async def test_an_engine_at_work_is_not_unloaded(pool: EnginePool) -> None:
    work = asyncio.create_task(pool.run(time.sleep, 0.5, timeout_s=PATIENCE_S))
    await asyncio.sleep(0)
    await pool.unload()
    await work
