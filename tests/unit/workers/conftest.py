from collections.abc import Awaitable, Callable

import pytest

from tests.support.processes import spawn
from tests.support.waiting import until

__all__ = ["spawn"]

type Eventually = Callable[[Callable[[], object]], Awaitable[None]]


@pytest.fixture
def eventually() -> Eventually:
    """Wait for a condition."""
    return until
