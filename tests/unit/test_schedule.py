"""Stretches of the week, in local time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.schedule import Schedule
from wallflower.wire_options import ScheduleSlot

BERLIN = "Europe/Berlin"
OFFICE = ScheduleSlot(weekdays=(0, 1, 2, 3, 4), start_minute=8 * 60, end_minute=17 * 60)
NIGHT = ScheduleSlot(weekdays=(4, 6), start_minute=22 * 60, end_minute=6 * 60)


def at(text: str, zone: str = BERLIN) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("2026-11-20T07:59:59", False),  # a Friday
        ("2026-11-20T08:00:00", True),
        ("2026-11-20T16:59:59", True),
        ("2026-11-20T17:00:00", False),
        ("2026-11-21T12:00:00", False),
    ],
)
def test_a_slot_holds_from_its_start_to_before_its_end(text: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert Schedule([OFFICE], BERLIN).holds(at(text)) is holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("2026-11-20T21:59:00", False),
        ("2026-11-20T22:00:00", True),
        ("2026-11-21T05:59:00", True),
        ("2026-11-21T06:00:00", False),
        ("2026-11-21T22:30:00", False),
        ("2026-11-22T23:00:00", True),
        ("2026-11-23T01:00:00", True),  # Sunday's night lasts into Monday
        ("2026-11-20T01:00:00", False),
    ],
)
def test_a_slot_may_last_over_midnight(text: str, holds: bool) -> None:  # noqa: FBT001 - a table
    assert Schedule([NIGHT], BERLIN).holds(at(text)) is holds


def test_a_slot_that_ends_where_it_starts_is_a_whole_day() -> None:
    day = Schedule([ScheduleSlot(weekdays=(4,), start_minute=600, end_minute=600)], "UTC")
    assert [day.holds(at(f"2026-11-{text}", "UTC")) for text in ("20T09:59", "20T10:00", "21T09:59", "21T10:00")] == [
        False,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 7), ("2026-10-25", 9), ("2026-10-24", 8)])
def test_local_time_counts_on_days_of_23_and_25_hours(day: str, hours: int) -> None:
    night = Schedule([ScheduleSlot(weekdays=tuple(range(7)), start_minute=0, end_minute=8 * 60)], BERLIN)
    start = at(f"{day}T00:00:00")
    held = sum(night.holds(start + minute * 60_000) for minute in range(12 * 60))
    assert held == hours * 60


@given(st.integers(0, 4_000_000_000_000))
def test_without_slots_it_always_holds(at_ms: int) -> None:
    assert Schedule().holds(at_ms)


@given(
    st.lists(
        st.builds(
            ScheduleSlot,
            weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple),
            start_minute=st.integers(0, 1439),
            end_minute=st.integers(0, 1440),
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 7 * 1440 - 1),
)
def test_it_holds_exactly_where_some_slot_lies(slots: list[ScheduleSlot], minute: int) -> None:
    monday = datetime(2026, 11, 16, tzinfo=ZoneInfo("UTC"))
    covered: set[int] = set()
    for slot in slots:
        length = (
            (slot.end_minute - slot.start_minute)
            if slot.end_minute > slot.start_minute
            else (1440 - slot.start_minute + slot.end_minute)
        )
        for weekday in slot.weekdays:
            begin = weekday * 1440 + slot.start_minute
            covered.update(step % (7 * 1440) for step in range(begin, begin + length))
    moment = round((monday + timedelta(minutes=minute)).timestamp()) * 1000
    assert Schedule(slots).holds(moment) is (minute in covered)
