"""How often somebody may ask."""

import pytest

from wallflower.api.problems import TooManyError
from wallflower.api.rates import MOST_REMEMBERED, RATES, Rate, RateClass, Rates
from wallflower.api.routes import ALL
from wallflower.api.routing import AnyRoute


def left(rates: Rates, caller: str = "ann", kind: RateClass = RateClass.LOOK) -> int:
    """Return how many requests are granted now."""
    for count in range(10_000):
        try:
            rates.take(caller, kind)
        except TooManyError:
            return count
    raise AssertionError("no limit")


def test_a_burst_then_a_steady_rate() -> None:
    now = [0.0]
    rates = Rates({RateClass.LOOK: Rate(burst=5, per_minute=60)}, lambda: now[0])
    assert left(rates) == 5
    with pytest.raises(TooManyError) as caught:
        rates.take("ann", RateClass.LOOK)
    assert caught.value.retry_after_s == pytest.approx(1.0)
    now[0] += 2.5
    assert left(rates) == 2
    now[0] += 1_000
    assert left(rates) == 5


def test_callers_and_classes_are_apart() -> None:
    rates = Rates(now_s=lambda: 0.0)
    assert left(rates, kind=RateClass.LOGIN) == RATES[RateClass.LOGIN].burst
    assert left(rates, "bob", RateClass.LOGIN) == RATES[RateClass.LOGIN].burst
    assert left(rates, kind=RateClass.UPLOAD) == RATES[RateClass.UPLOAD].burst


def test_memory_is_bounded() -> None:
    rates = Rates(now_s=lambda: 0.0)
    for number in range(MOST_REMEMBERED + 5):
        rates.take(str(number), RateClass.LOOK)
    assert len(rates._buckets) == MOST_REMEMBERED


@pytest.mark.parametrize("route", ALL, ids=lambda route: route.name)
def test_every_route_has_its_class(route: AnyRoute) -> None:
    expected = RateClass.LOOK
    if route.body_limit_bytes > 1_000_000:
        expected = RateClass.UPLOAD
    elif route.need.value in {"control", "edit", "admin"} and route.method != "GET":
        expected = RateClass.CHANGE
    assert route.rate_class is expected
