"""The hours of a calendar day as a clock on the wall shows them: 23 to 25 of them, some maybe half."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Hour:
    """A stretch of UTC milliseconds that reads as one hour of the local clock."""

    start_ms: int
    end_ms: int
    label: str


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
