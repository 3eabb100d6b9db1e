"""How long to wait before a camera is tried again."""

import random
from collections.abc import Callable

DELAYS_S = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
JITTER = 0.2


class BackOff:
    """1, 2, 5, 10, 30, 60 s and up to a fifth more, so that cameras that fell together do not come back together."""

    def __init__(self, delays_s: tuple[float, ...] = DELAYS_S, chance: Callable[[], float] = random.random) -> None:
        """`chance` returns numbers from 0 to 1."""
        self._delays_s = delays_s
        self._chance = chance
        self._failures = 0

    def next_s(self) -> float:
        """Return the pause before the next try."""
        delay_s = self._delays_s[min(self._failures, len(self._delays_s) - 1)]
        self._failures += 1
        return delay_s * (1 + JITTER * self._chance())

    def reset(self) -> None:
        """The camera was fine for a while: begin anew."""
        self._failures = 0
