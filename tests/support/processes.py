"""Processes of a test's own, which never outlive it."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

type Spawn = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def spawn() -> Iterator[Spawn]:
    """Start Python code as a process that leads a group of its own: `spawn(code, *arguments)`."""
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
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def is_gone(pid: int) -> bool:
    """Whether the process has ended, reaped or not."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return " Z " in Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    return True


def children_of(pid: int) -> list[tuple[int, str]]:
    """Return the ids and command lines of a process's living children."""
    found: list[tuple[int, str]] = []
    for directory in Path("/proc").iterdir():
        if directory.name.isdigit():
            with suppress(OSError, ValueError):
                fields = (directory / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
                if fields[0] != "Z" and int(fields[1]) == pid:
                    command = (directory / "cmdline").read_text(encoding="utf-8", errors="replace")
                    found.append((int(directory.name), command.replace("\0", " ")))
    return found


def family_of(pid: int) -> set[str]:
    """Return the command lines of all living processes that descend from one."""
    children = children_of(pid)
    return {command for _, command in children}.union(*(family_of(child) for child, _ in children))
