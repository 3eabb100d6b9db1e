import asyncio
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

type Spawn = Callable[..., subprocess.Popen[str]]
type Eventually = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A runtime directory with a path short enough for sockets, which `tmp_path` need not have."""
    path = Path(tempfile.mkdtemp(prefix="wf-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start Python code as a process of its own, with a group of its own that never outlives the test."""
    started: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)],
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **options,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def eventually() -> Eventually:
    """Wait up to 20 s for a condition."""

    async def wait(condition: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110 - the condition lies in another process
                await asyncio.sleep(0.01)

    return wait
