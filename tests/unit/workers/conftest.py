import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.support.processes import spawn
from tests.support.waiting import until

__all__ = ["spawn"]

type Eventually = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A runtime directory with a path short enough for sockets, which `tmp_path` need not have."""
    path = Path(tempfile.mkdtemp(prefix="wf-", dir="/tmp"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def eventually() -> Eventually:
    """Wait up to 20 s for a condition."""
    return partial(until, timeout_s=20.0)
