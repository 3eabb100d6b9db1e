"""Instants in and out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower import clock


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_rfc3339_round_trip(at_ms: int) -> None:
    assert clock.from_rfc3339(clock.to_rfc3339(at_ms)) == at_ms


def test_format() -> None:
    assert clock.to_rfc3339(1_795_160_472_345) == "2026-11-20T07:41:12.345Z"


def test_offsets_are_understood() -> None:
    assert clock.from_rfc3339("2026-11-20T08:41:12.345+01:00") == 1_795_160_472_345


@pytest.mark.parametrize("text", ["2026-11-20T08:41:12", "yesterday", ""])
def test_an_instant_needs_a_date_and_an_offset(text: str) -> None:
    with pytest.raises(ValueError, match=r"offset|isoformat"):
        clock.from_rfc3339(text)


def test_clocks_advance() -> None:
    first = clock.monotonic_s()
    assert clock.now_ms() > 1_700_000_000_000
    assert clock.monotonic_s() >= first
