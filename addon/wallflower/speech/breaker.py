"""Leaves an engine alone that fails again and again, and finds out now and then whether it is well."""

from enum import StrEnum

from wallflower import clock

MOST_FAILURES = 3
FIRST_PAUSE_S = 15.0
LONGEST_PAUSE_S = 300.0


class BreakerState(StrEnum):
    """Whether an engine is used: `closed` it is, `open` it is left alone, `half_open` it has to prove itself."""

    CLOSED = "closed"
    OPEN = "open"
    HALF_OPEN = "half_open"


class Breaker:
    """Opens after failures in a row; every further one doubles the pause."""

    def __init__(self) -> None:
        """Start closed."""
        self.failures = 0
        self._until_s = 0.0

    @property
    def state(self) -> BreakerState:
        """Where it stands now."""
        if self.failures < MOST_FAILURES:
            return BreakerState.CLOSED
        return BreakerState.OPEN if clock.monotonic_s() < self._until_s else BreakerState.HALF_OPEN

    def failed(self) -> None:
        """Note that the engine itself failed."""
        self.failures += 1
        if self.failures >= MOST_FAILURES:
            doublings = self.failures - MOST_FAILURES
            self._until_s = clock.monotonic_s() + min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2 ** min(doublings, 8))

    def worked(self) -> None:
        """Note that the engine proved to be well."""
        self.failures = 0
