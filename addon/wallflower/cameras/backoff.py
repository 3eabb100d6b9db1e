"""How long to wait before a camera is tried again."""

import random
from collections.abc import Callable

from wallflower.wire import ErrorCode

DELAYS_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
JITTER = 0.2
# A camera that fails again and again is asked rarely, and a person is told.
SLOW_S = 300.0
MAX_FAILURES = 20
# A camera that comes and goes is tried after 5 s at most.
RELAXED_FAILURES = 2
# Many cameras lock a user out, or block this machine, after a few wrong passwords.
MAX_REFUSED_LOGINS = 5


def is_hopeless(failures: int, code: ErrorCode) -> bool:
    """Whether a camera that failed so often in a row, last with `code`, is only tried every `SLOW_S`."""
    return failures >= (MAX_REFUSED_LOGINS if code is ErrorCode.AUTH_FAILED else MAX_FAILURES)


class BackOff:
    """1, 2, 5, 10, 30, 60 s and up to a fifth more, so that cameras that fell together do not come back together."""

    def __init__(self, delays_s: tuple[float, ...] = DELAYS_S, chance: Callable[[], float] = random.random) -> None:
        """`chance` returns numbers from 0 to 1."""
        self._delays_s = delays_s
        self._chance = chance
        self.failures = 0

    def next_s(self, code: ErrorCode) -> float:
        """Count a failure and return the pause before the next try."""
        delay_s = self._delays_s[min(self.failures, len(self._delays_s) - 1)]
        self.failures += 1
        if is_hopeless(self.failures, code):
            delay_s = SLOW_S
        return delay_s * (1 + JITTER * self._chance())

    def relax(self) -> None:
        """The camera gave something before it failed: a moment of it is worth trying soon, and it is not hopeless."""
        self.failures = min(self.failures, RELAXED_FAILURES)

    def reset(self) -> None:
        """The camera was fine for a while: begin anew."""
        self.failures = 0
