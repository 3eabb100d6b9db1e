"""The hours of a calendar day as a clock on the wall shows them: 23 to 25 of them, some maybe half."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from .wire_activity import Quarter

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Hour:
    """A stretch of UTC milliseconds that reads as one hour of the local clock."""

    start_ms: int
    end_ms: int
    label: str


@dataclass(frozen=True, slots=True)
class BusyHour:
    """An hour, how much there is of it, and since when it is recorded."""

    hour: Hour
    recorded_ms: int = 0
    first_ms: int | None = None
    visits: int = 0
    lines: int = 0


def busy_hours(hours: tuple[Hour, ...], quarters: Iterable[Quarter]) -> tuple[BusyHour, ...]:
    """Return the hours in which there is anything; hours begin and end with quarters, in every time zone."""
    starts = [hour.start_ms for hour in hours]
    found: dict[int, list[Quarter]] = {}
    for quarter in quarters:
        index = bisect_right(starts, quarter.start_ms) - 1
        if index >= 0 and quarter.start_ms < hours[index].end_ms:
            found.setdefault(index, []).append(quarter)
    return tuple(
        BusyHour(
            hours[index],
            sum(each.recorded_ms for each in parts),
            min((each.first_ms for each in parts if each.first_ms is not None), default=None),
            sum(each.visits for each in parts),
            sum(each.lines for each in parts),
        )
        for index, parts in sorted(found.items())
    )


def hours_of(day: date, zone: tzinfo) -> tuple[Hour, ...]:
    """Return the hours of the day in order; hours that the clock shows twice carry the name of their offset."""
    end = _midnight(day + timedelta(days=1), zone)
    starts = [_midnight(day, zone)]
    while (following := _next_full_hour(starts[-1], zone)) < end:
        starts.append(following)
    local = [datetime.fromtimestamp(start, zone) for start in starts]
    shown = Counter(f"{moment:%H}" for moment in local)
    labels = [f"{moment:%H:%M}" + (f" {moment:%Z}" if shown[f"{moment:%H}"] > 1 else "") for moment in local]
    bounds = zip(starts, [*starts[1:], end], labels, strict=True)
    return tuple(Hour(start * 1000, stop * 1000, label) for start, stop, label in bounds)


def _midnight(day: date, zone: tzinfo) -> int:
    """Return the UTC second a day begins at, also where the clock jumps over midnight or shows it twice."""
    return int(datetime.combine(day, time.min, zone).astimezone(UTC).timestamp())


def _next_full_hour(start_s: int, zone: tzinfo) -> int:
    """Return the UTC second at which the local clock next reads another hour."""
    local = datetime.fromtimestamp(start_s, zone)
    return start_s + HOUR_S - local.minute * 60 - local.second
