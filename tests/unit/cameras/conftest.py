"""What the tests of cameras share: patience with a busy machine."""

import pytest

from tests.support.waiting import PATIENCE_S
from wallflower.cameras import session


@pytest.fixture(autouse=True)
def _threads_may_take_long_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread that was cut off ends as soon as it is its turn; only one that is stuck would be missed."""
    monkeypatch.setattr(session, "FORCED_S", PATIENCE_S)
