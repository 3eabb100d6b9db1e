from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from tests.support.processes import spawn
from tests.support.waiting import until

__all__ = ["spawn"]

type Eventually = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def eventually() -> Eventually:
    """Wait up to 20 s for a condition."""
    return partial(until, timeout_s=20.0)
