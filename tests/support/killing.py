"""Kills the recorder between any two of its steps: nothing it does after that reaches disk or database.

A step is a call that changes a file, a directory or the database. The death is faithful in that nobody gets to clean
up: every later step of the dead process fails, whatever handler tries it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from wallflower.recorder import recovery, segment_file
from wallflower.store.database import Database

_FILE_STEPS = ("open", "writev", "write", "fsync", "fdatasync", "ftruncate", "truncate")


class Killed(BaseException):
    """The process is dead."""


class Steps:
    """Counts steps and dies before number `last`; a write that it dies in reaches the disk by half."""

    def __init__(self, last: int | None) -> None:
        self.count = 0
        self._last = last
        self._is_dead = False

    def step(self, dying: Callable[[], object] | None = None) -> None:
        """Take one step, or die in it."""
        if self._is_dead:
            raise Killed
        if self.count == self._last:
            self._is_dead = True
            if dying is not None:
                dying()
            raise Killed
        self.count += 1

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the call as a step."""

        def run(*arguments: Any, **options: Any) -> Any:
            self.step()
            return call(*arguments, **options)

        return run

    def writev(self, descriptor: int, parts: Any) -> int:
        """Write as a step."""
        data = b"".join(bytes(part) for part in parts)
        self.step(lambda: os.write(descriptor, data[: len(data) // 2]))
        return os.writev(descriptor, parts)


class _Os:
    """The module `os` with steps in it."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps

    def __getattr__(self, name: str) -> Any:
        if name == "writev":
            return self._steps.writev
        value = getattr(os, name)
        return self._steps.wrap(value) if name in _FILE_STEPS else value


@contextmanager
def killed_at(last: int | None) -> Iterator[Steps]:
    """Let the process die in step number `last`; with None it lives and its steps are counted."""
    steps = Steps(last)
    real_write = Database.write

    @contextmanager
    def write(self: Database) -> Iterator[Any]:
        steps.step()
        with real_write(self) as connection:
            yield connection
            steps.step()  # all was said, nothing is committed
        steps.step()

    with ExitStack() as stack:
        for module in (segment_file, recovery):
            stack.enter_context(patch.object(module, "os", _Os(steps)))
        for name in ("unlink", "rmdir", "mkdir"):
            stack.enter_context(patch.object(Path, name, _method(steps, getattr(Path, name))))
        stack.enter_context(patch.object(Database, "write", write))
        yield steps


def _method(steps: Steps, method: Callable[..., Any]) -> Callable[..., Any]:
    def run(self: Path, *arguments: Any, **options: Any) -> Any:
        steps.step()
        return method(self, *arguments, **options)

    return run
