"""Waiting after wrong passwords."""

import pytest

from wallflower.api.lockout import FIRST_WAIT_S, FORGET_S, FREE_TRIES, LONGEST_WAIT_S, MOST_REMEMBERED, Lockout
from wallflower.api.problems import TooManyError


class Now:
    def __init__(self) -> None:
        self.s = 1000.0

    def __call__(self) -> float:
        return self.s


@pytest.fixture
def now() -> Now:
    return Now()


@pytest.fixture
def lockout(now: Now) -> Lockout:
    return Lockout(now)


def wait_s(lockout: Lockout, name: str = "ann", address: str = "192.0.2.1") -> float:
    try:
        lockout.check(name, address)
    except TooManyError as error:
        return error.retry_after_s
    return 0.0


def test_some_tries_are_free_then_each_costs_twice_as_long(lockout: Lockout, now: Now) -> None:
    for _ in range(FREE_TRIES[0] - 1):
        lockout.failed("ann", "192.0.2.1")
    assert wait_s(lockout) == 0
    waits = []
    for _ in range(8):
        lockout.failed("ann", "192.0.2.1")
        waits.append(wait_s(lockout))
        now.s += waits[-1]
        assert wait_s(lockout) == 0
    assert waits[:3] == [FIRST_WAIT_S, 2 * FIRST_WAIT_S, 4 * FIRST_WAIT_S]
    assert waits[-1] == LONGEST_WAIT_S


def test_names_are_the_same_however_they_are_written(lockout: Lockout) -> None:
    for name in ("ann", "ANN", "Ann", "aNN", "anN"):
        lockout.failed(name, "192.0.2.1")
    assert wait_s(lockout, "ann") > 0


def test_the_owner_elsewhere_need_not_wait_for_a_guesser(lockout: Lockout) -> None:
    for _ in range(FREE_TRIES[0]):
        lockout.failed("ann", "192.0.2.66")
    assert wait_s(lockout, "ann", "192.0.2.66") > 0
    assert wait_s(lockout, "ann", "192.0.2.1") == 0


def test_one_address_cannot_try_many_names(lockout: Lockout) -> None:
    for number in range(FREE_TRIES[1]):
        lockout.failed(f"name{number}", "192.0.2.66")
    assert wait_s(lockout, "another", "192.0.2.66") > 0


def test_many_addresses_cannot_try_one_name(lockout: Lockout) -> None:
    for number in range(FREE_TRIES[2]):
        lockout.failed("ann", f"192.0.2.{number}")
    assert wait_s(lockout, "ann", "198.51.100.1") > 0


def test_the_right_password_forgives(lockout: Lockout) -> None:
    for _ in range(FREE_TRIES[0] - 1):
        lockout.failed("ann", "192.0.2.1")
    lockout.succeeded("ann", "192.0.2.1")
    lockout.failed("ann", "192.0.2.1")
    assert wait_s(lockout) == 0


def test_old_failures_are_forgotten(lockout: Lockout, now: Now) -> None:
    for _ in range(FREE_TRIES[0] - 1):
        lockout.failed("ann", "192.0.2.1")
    now.s += FORGET_S + 1
    lockout.failed("ann", "192.0.2.1")
    assert wait_s(lockout) == 0


def test_memory_is_bounded(lockout: Lockout) -> None:
    for number in range(MOST_REMEMBERED):
        lockout.failed(f"name{number}", f"address{number}")
    assert len(lockout._records) == MOST_REMEMBERED
