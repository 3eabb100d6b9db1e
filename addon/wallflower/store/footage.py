"""Which stretches of time are recorded, told from years of rows without reading each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import batched, pairwise
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import BigInteger, Connection, column, exists, func, or_, select, values

from wallflower.errors import InvalidRequestError
from wallflower.store.schema import recording
from wallflower.store.spans import Span
from wallflower.wire import RecordingDay

LONGEST_FILE_MS: Final = 3 * 3_600_000
"""No file lasts nearly as long, so none that reaches into a window begins earlier before it."""
_DAYS_AT_ONCE: Final = 400


def recorded_spans(connection: Connection, camera_id: str) -> list[Span]:
    """Return what is recorded of a camera, oldest first, joined where it touches or overlaps."""
    end = recording.c.start_ms + recording.c.duration_ms
    of_camera = (recording.c.camera_id == camera_id) & (recording.c.duration_ms > 0)
    # The database joins: it hands out one row for each stretch, which there are a thousand times fewer of than files.
    files = (
        select(
            recording.c.start_ms,
            func.max(end).over(order_by=recording.c.start_ms, rows=(None, -1)).label("before_ms"),
        )
        .where(of_camera)
        .subquery()
    )
    is_first = files.c.before_ms.is_(None) | (files.c.start_ms > files.c.before_ms)
    rows = connection.execute(select(files).where(is_first).order_by(files.c.start_ms)).all()
    last_ms = connection.execute(select(func.max(end)).where(of_camera)).scalar()
    ends = [*(row.before_ms for row in rows[1:]), last_ms]
    return [(row.start_ms, end_ms) for row, end_ms in zip(rows, ends, strict=False)]


def overlapping(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of disjoint, ordered spans that touch [start, end)."""
    start, end = span
    return spans[
        bisect_right(spans, start, key=lambda item: item[1]) : bisect_left(spans, end, key=lambda item: item[0])
    ]


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; raise `InvalidRequestError` (tz) for another."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidRequestError("unknown time zone: use an IANA name, such as Europe/Berlin", field="tz") from error


def measured_days(spans: Sequence[Span], zone: ZoneInfo) -> Iterator[RecordingDay]:
    """Yield the calendar days in `zone` in which anything is recorded, and how much."""
    if not spans:
        return
    for day in _days(spans[0][0], spans[-1][1] - 1, zone):
        touching = overlapping(spans, (day.start_ms, day.end_ms))
        recorded = sum(min(day.end_ms, stop) - max(day.start_ms, begin) for begin, stop in touching)
        if recorded:
            yield replace(day, recorded_ms=recorded)


def days_with_footage(connection: Connection, camera_id: str, zone: ZoneInfo) -> Iterator[RecordingDay]:
    """Yield the same days without how much, by a look or two into an index for each: what they hold is not read."""
    of_camera = recording.c.camera_id == camera_id
    first_ms, last_ms = (
        connection.execute(select(edge(recording.c.start_ms)).where(of_camera)).scalar()
        for edge in (func.min, func.max)
    )
    if first_ms is None or last_ms is None:
        return
    for days in batched(_days(first_ms, last_ms + LONGEST_FILE_MS, zone), _DAYS_AT_ONCE, strict=False):
        bounds = values(column("start_ms", BigInteger), column("end_ms", BigInteger), name="day")
        day = bounds.data([(each.start_ms, each.end_ms) for each in days]).cte()
        file = of_camera & (recording.c.duration_ms > 0)
        begins = file & (recording.c.start_ms >= day.c.start_ms) & (recording.c.start_ms < day.c.end_ms)
        near = (
            file & (recording.c.start_ms > day.c.start_ms - LONGEST_FILE_MS) & (recording.c.start_ms < day.c.start_ms)
        )
        reaches_in = near & (recording.c.start_ms + recording.c.duration_ms > day.c.start_ms)
        has_any = or_(exists().where(begins), exists().where(reaches_in))
        found = set(connection.execute(select(day.c.start_ms).where(has_any)).scalars())
        yield from (each for each in days if each.start_ms in found)


def _days(first_ms: int, last_ms: int, zone: ZoneInfo) -> Iterator[RecordingDay]:
    """Yield the calendar days in `zone` from one instant's to another's; they have 23, 24 or 25 hours."""
    first, last = (datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(zone).date() for at_ms in (first_ms, last_ms))
    dates = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    for date, following in pairwise(dates):
        start, end = (int(datetime.combine(day, time.min, zone).timestamp() * 1000) for day in (date, following))
        yield RecordingDay(date=date.isoformat(), start_ms=start, end_ms=end)
