import asyncio
import os
import signal
from typing import Any

from tests.support.waiting import PATIENCE_S
from wallflower import clock

# As every worker does it: asyncio is woken by a signal at any moment, while one that comes just before time.sleep is
# handled only when the sleep is over.
ORDERLY = """
    import asyncio, signal, sys
    from wallflower.workers import lifeline

    async def work():
        over = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
        lifeline.hold(int(sys.argv[1]))
        print("ready", flush=True)
        await over.wait()
        print("stopping", flush=True)

    asyncio.run(work())
"""

STUBBORN = """
    import signal, sys, time
    from wallflower.workers import lifeline

    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    lifeline.hold(int(sys.argv[1]), grace_s=0.5)
    print("ready", flush=True)
    time.sleep(600)
"""


async def started(spawn: Any, code: str) -> tuple[Any, int]:
    read_end, write_end = os.pipe()
    process = spawn(code, read_end, pass_fds=[read_end])
    os.close(read_end)
    assert await asyncio.to_thread(process.stdout.readline) == "ready\n"
    return process, write_end


async def test_the_end_of_the_pipe_asks_for_an_orderly_stop(spawn: Any) -> None:
    process, write_end = await started(spawn, ORDERLY)
    os.close(write_end)
    assert await asyncio.to_thread(process.wait, PATIENCE_S) == 0
    assert process.stdout.read() == "stopping\n"


async def test_a_process_that_does_not_stop_is_ended(spawn: Any) -> None:
    process, write_end = await started(spawn, STUBBORN)
    began = clock.monotonic_s()
    os.close(write_end)
    assert await asyncio.to_thread(process.wait, PATIENCE_S) == 1
    assert clock.monotonic_s() - began >= 0.5


async def test_bytes_in_the_pipe_mean_nothing(spawn: Any) -> None:
    process, write_end = await started(spawn, ORDERLY)
    os.write(write_end, b"hello")
    await asyncio.sleep(0.3)
    assert process.poll() is None
    os.close(write_end)
    assert await asyncio.to_thread(process.wait, PATIENCE_S) == 0


OTHER_PARENT = """
    import os
    from wallflower.workers import lifeline

    lifeline.die_with_parent(os.getppid())
    print("alive", flush=True)
    lifeline.die_with_parent(1 if os.getppid() != 1 else 2)
    print("still alive", flush=True)
"""


async def test_a_process_whose_parent_changed_leaves_at_once(spawn: Any) -> None:
    process = spawn(OTHER_PARENT)
    assert await asyncio.to_thread(process.wait, PATIENCE_S) == 1
    assert process.stdout.read() == "alive\n"


KILLED_PARENT = """
    import subprocess, sys, time

    code = "import os, time; from wallflower.workers import lifeline; lifeline.die_with_parent(os.getppid()); " \\
        "print(os.getpid(), flush=True); time.sleep(600)"
    subprocess.Popen([sys.executable, "-c", code])
    time.sleep(600)
"""


async def test_the_kernel_ends_a_process_whose_parent_is_killed(spawn: Any, eventually: Any) -> None:
    parent = spawn(KILLED_PARENT)
    child = int(await asyncio.to_thread(parent.stdout.readline))
    os.kill(parent.pid, signal.SIGKILL)
    # The pipe of the standard output ends when the last process that holds it is gone.
    assert await asyncio.wait_for(asyncio.to_thread(parent.stdout.read), PATIENCE_S) == ""
    assert child != parent.pid
