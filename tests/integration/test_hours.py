"""The hours of days with 23, 24, 24½ and 25 hours."""

from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from custom_components.thewallflower.hours import hours_of

HOUR_MS = 3_600_000


@pytest.mark.parametrize(
    ("zone", "day", "nodes", "length_h"),
    [
        ("Europe/Berlin", date(2026, 11, 20), 24, 24),
        ("Europe/Berlin", date(2026, 3, 29), 23, 23),
        ("Europe/Berlin", date(2026, 10, 25), 25, 25),
        ("America/New_York", date(2026, 11, 1), 25, 25),
        ("Asia/Kathmandu", date(2026, 11, 20), 24, 24),
        ("Australia/Lord_Howe", date(2026, 4, 5), 25, 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 4), 24, 23.5),
        ("America/Santiago", date(2026, 9, 6), 23, 23),
        ("America/Havana", date(2026, 11, 1), 25, 25),
    ],
)
def test_a_day_is_covered_without_hole_or_overlap(zone: str, day: date, nodes: int, length_h: float) -> None:
    hours = hours_of(day, ZoneInfo(zone))
    assert len(hours) == nodes
    assert hours[-1].end_ms - hours[0].start_ms == length_h * HOUR_MS
    assert all(before.end_ms == after.start_ms for before, after in pairwise(hours))
    assert len({hour.label for hour in hours}) == nodes


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_days_follow_each_other(zone: str) -> None:
    days = [hours_of(date(2026, 1, 1) + timedelta(days=number), ZoneInfo(zone)) for number in range(365)]
    assert all(before[-1].end_ms == after[0].start_ms for before, after in pairwise(days))


def test_an_hour_shown_twice_names_its_offset() -> None:
    labels = [hour.label for hour in hours_of(date(2026, 10, 25), ZoneInfo("Europe/Berlin"))]
    assert labels[:5] == ["00:00", "01:00", "02:00 CEST", "02:00 CET", "03:00"]


def test_an_hour_left_out_is_left_out() -> None:
    labels = [hour.label for hour in hours_of(date(2026, 3, 29), ZoneInfo("Europe/Berlin"))]
    assert labels[:4] == ["00:00", "01:00", "03:00", "04:00"]
