import asyncio
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.processes import is_gone
from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower import clock
from wallflower.workers.supervisor import CANNOT_START, Child, Pace, Supervisor

FAST = Pace(back_off_s=(0.1, 0.2, 0.4), steady_s=60, term_s=PATIENCE_S)
STRICT = Pace(back_off_s=(0.1,), term_s=0.5)

# Each child adds its pid to a file, so that a test sees every life.
LIVING = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); "
# Waits for the signal itself: a handler would wait for the end of a sleep that begins just after the signal came.
ORDERLY = LIVING + (
    "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM}); "
    "open(sys.argv[1] + '.ready', 'w').close(); signal.sigwait({signal.SIGTERM}); "
    "open(sys.argv[1] + '.end', 'w').close()"
)
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + LIVING + "time.sleep(600)"
FAILING = LIVING + "sys.exit(3)"
WITH_GRANDCHILD = LIVING + (
    "import subprocess; child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); "
    "open(sys.argv[1], 'a').write(f'{child.pid}\\n'); time.sleep(600)"
)


def child(name: str, code: str, record: Path) -> Child:
    return Child(name=name, command=(sys.executable, "-c", code, str(record)))


def lines(record: Path) -> list[str]:
    return record.read_text(encoding="ascii").splitlines() if record.exists() else []


def pids(record: Path) -> list[int]:
    return [int(line) for line in lines(record)]


@asynccontextmanager
async def running(*children: Child, pace: Pace = FAST, inherited: tuple[int, ...] = ()) -> AsyncIterator[asyncio.Event]:
    stop = asyncio.Event()
    task = asyncio.create_task(Supervisor(children, pace=pace, inherited=inherited).run(stop))
    try:
        yield stop
    finally:
        stop.set()
        async with asyncio.timeout(2 * PATIENCE_S):
            await task


@pytest.fixture
def record(tmp_path: Path) -> Path:
    return tmp_path / "record"


async def test_a_killed_child_is_started_again(record: Path, eventually: Any) -> None:
    async with running(child("one", ORDERLY, record)):
        await eventually(lambda: pids(record))
        os.kill(pids(record)[0], signal.SIGKILL)
        await eventually(lambda: len(pids(record)) == 2)
    assert all(is_gone(pid) for pid in pids(record))


async def test_one_childs_end_leaves_the_others_alone(tmp_path: Path, eventually: Any) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    async with running(child("first", ORDERLY, first), child("second", FAILING, second)):
        await eventually(lambda: pids(first) and len(pids(second)) >= 3)
        assert len(pids(first)) == 1


async def test_pauses_grow_and_the_log_says_why(
    record: Path, eventually: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(child("one", FAILING, record)):
        await eventually(lambda: len(pids(record)) == 5)
    pauses = [line for line in caplog.messages if "starting it again" in line]
    assert [line.rpartition("again in ")[2] for line in pauses[:4]] == ["0.1 s", "0.2 s", "0.4 s", "0.4 s"]
    assert pauses[0].startswith("the process one ended (exit code 3)")


async def test_pauses_begin_anew_after_a_steady_life(
    record: Path, eventually: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(child("one", FAILING, record), pace=Pace(back_off_s=(0.1, 30.0), steady_s=0.0)):
        await eventually(lambda: len(pids(record)) == 4)
    assert "30 s" not in caplog.text


async def test_a_command_that_cannot_start_is_tried_again(eventually: Any, caplog: pytest.LogCaptureFixture) -> None:
    async with running(Child(name="one", command=("/nonexistent/program",))):
        await eventually(lambda: caplog.text.count("could not be started: No such file") >= 2)


async def test_a_child_that_runs_once_gives_its_exit_code(record: Path) -> None:
    supervisor = Supervisor([], pace=FAST)
    assert await supervisor.once(child("one", FAILING, record), asyncio.Event()) == 3
    assert await supervisor.once(Child(name="one", command=("/nonexistent",)), asyncio.Event()) == CANNOT_START
    assert len(pids(record)) == 1


async def test_a_child_that_runs_once_ends_when_asked(record: Path, eventually: Any) -> None:
    stop = asyncio.Event()
    running_once = asyncio.create_task(Supervisor([], pace=FAST).once(child("one", ORDERLY, record), stop))
    await eventually(record.with_suffix(".ready").exists)
    stop.set()
    assert await running_once == 0
    assert record.with_suffix(".end").exists()


async def test_the_end_is_orderly(record: Path, eventually: Any) -> None:
    ready, ended = record.with_suffix(".ready"), record.with_suffix(".end")
    async with running(child("one", ORDERLY, record)) as stop:
        await eventually(ready.exists)
        stop.set()
    assert ended.exists()


async def test_a_child_that_ignores_the_end_is_killed(
    record: Path, eventually: Any, caplog: pytest.LogCaptureFixture
) -> None:
    async with running(child("one", STUBBORN, record), pace=STRICT) as stop:
        await eventually(lambda: pids(record))
        began = clock.monotonic_s()
        stop.set()
    assert clock.monotonic_s() - began >= STRICT.term_s
    assert all(is_gone(pid) for pid in pids(record))
    assert "did not end within 0.5 s" in caplog.text


@pytest.mark.parametrize("ending", [signal.SIGKILL, None])
async def test_a_childs_own_children_end_with_it(record: Path, eventually: Any, ending: signal.Signals | None) -> None:
    async with running(child("one", WITH_GRANDCHILD, record)) as stop:
        await eventually(lambda: len(pids(record)) == 2)
        first, grandchild = pids(record)
        if ending is None:
            stop.set()
        else:
            os.kill(first, ending)
        await eventually(lambda: is_gone(grandchild))


async def test_the_end_during_a_pause_is_immediate(record: Path, eventually: Any) -> None:
    began = clock.monotonic_s()
    async with running(child("one", FAILING, record), pace=Pace(back_off_s=(3 * SOON_S,))):
        await eventually(lambda: pids(record))
        await asyncio.sleep(0.2)
    assert clock.monotonic_s() - began < SOON_S


async def test_the_end_right_after_the_start_leaves_nothing(record: Path) -> None:
    async with running(child("one", STUBBORN, record), child("two", STUBBORN, record), pace=STRICT):
        pass
    assert all(is_gone(pid) for pid in pids(record))


async def test_children_inherit_what_they_are_given_and_their_lifeline(record: Path, eventually: Any) -> None:
    handle = os.open(record, os.O_RDWR | os.O_CREAT)
    code = (
        "import os, sys; os.fstat(int(sys.argv[2])); os.fstat(int(os.environ['WALLFLOWER_LIFELINE'])); "
        "print(os.environ['GREETING'], os.getsid(0) == os.getpid(), file=open(sys.argv[1], 'w'))"
    )
    one = Child(
        name="one", command=(sys.executable, "-c", code, str(record), str(handle)), variables={"GREETING": "hello"}
    )
    async with running(one, inherited=(handle,)):
        await eventually(lambda: record.stat().st_size)
    os.close(handle)
    assert lines(record) == ["hello True"]


SERVER = """
    import asyncio, sys
    from wallflower.workers.supervisor import Child, Pace, Supervisor

    code, *records = sys.argv[1:]
    children = [Child(name=record, command=(sys.executable, "-c", code, record)) for record in records]
    asyncio.run(Supervisor(children).run(asyncio.Event()))
"""
ON_LIFELINE = (
    "import os; from wallflower.workers import lifeline; lifeline.hold(int(os.environ['WALLFLOWER_LIFELINE'])); "
    + LIVING
    + "time.sleep(600)"
)


async def test_children_end_when_the_supervisor_is_killed(tmp_path: Path, spawn: Any, eventually: Any) -> None:
    records = [tmp_path / "one", tmp_path / "two"]
    server = spawn(SERVER, ON_LIFELINE, *records)
    await eventually(lambda: all(pids(record) for record in records))
    os.kill(server.pid, signal.SIGKILL)
    await eventually(lambda: all(is_gone(pid) for record in records for pid in pids(record)))


@pytest.fixture(autouse=True)
def all_records(caplog: pytest.LogCaptureFixture) -> Callable[[], None]:
    caplog.set_level(logging.INFO)
    return caplog.clear
