"""How often one caller may ask: a bucket of requests for each class of routes, which fills up again steadily."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from wallflower.api.problems import TooManyError
from wallflower.clock import monotonic_s

MOST_REMEMBERED = 10_000


class RateClass(StrEnum):
    """What requests have in common that are counted together."""

    LOGIN = "login"
    LOOK = "look"
    CHANGE = "change"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many at once, and then so many a minute."""

    burst: int
    per_minute: float


# A player that seeks, or a page with a picture for each visit, asks for hundreds at once; nobody logs in that often.
RATES: Final[Mapping[RateClass, Rate]] = {
    RateClass.LOGIN: Rate(burst=10, per_minute=20),
    RateClass.LOOK: Rate(burst=2_000, per_minute=6_000),
    RateClass.CHANGE: Rate(burst=200, per_minute=600),
    RateClass.UPLOAD: Rate(burst=60, per_minute=240),
}


@dataclass(slots=True)
class _Bucket:
    left: float
    at_s: float


class Rates:
    """What each caller has left, in memory only."""

    def __init__(self, rates: Mapping[RateClass, Rate] = RATES, now_s: Callable[[], float] = monotonic_s) -> None:
        """Allow this much, and tell the time by this clock."""
        self._rates = rates
        self._now_s = now_s
        self._buckets: OrderedDict[tuple[str, RateClass], _Bucket] = OrderedDict()

    def take(self, caller: str, kind: RateClass) -> None:
        """Count a request; raise `TooManyError` if the caller has none left."""
        rate, now_s = self._rates[kind], self._now_s()
        bucket = self._buckets.setdefault((caller, kind), _Bucket(rate.burst, now_s))
        per_s = rate.per_minute / 60
        bucket.left = min(rate.burst, bucket.left + (now_s - bucket.at_s) * per_s)
        bucket.at_s = now_s
        self._buckets.move_to_end((caller, kind))
        while len(self._buckets) > MOST_REMEMBERED:
            self._buckets.popitem(last=False)
        if bucket.left < 1:
            raise TooManyError("too many requests: wait before the next", retry_after_s=(1 - bucket.left) / per_s)
        bucket.left -= 1
