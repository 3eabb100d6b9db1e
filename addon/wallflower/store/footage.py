"""Which stretches of time are recorded, told from years of rows without reading each of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, func, select

from wallflower.errors import InvalidRequestError
from wallflower.store.gaps import Span
from wallflower.store.schema import recording
from wallflower.wire import RecordingDay


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


def recording_days(spans: Sequence[Span], zone: ZoneInfo) -> Iterator[RecordingDay]:
    """Yield the calendar days in `zone` in which anything is recorded; they have 23, 24 or 25 hours."""
    if not spans:
        return
    first = datetime.fromtimestamp(spans[0][0] / 1000, UTC).astimezone(zone).date()
    last = datetime.fromtimestamp((spans[-1][1] - 1) / 1000, UTC).astimezone(zone).date()
    dates = [first + timedelta(days=number) for number in range((last - first).days + 2)]
    for date, following in pairwise(dates):
        start, end = (int(datetime.combine(day, time.min, zone).timestamp() * 1000) for day in (date, following))
        touching = overlapping(spans, (start, end))
        recorded = sum(min(end, stop) - max(start, begin) for begin, stop in touching)
        if recorded:
            yield RecordingDay(date=date.isoformat(), start_ms=start, end_ms=end, recorded_ms=recorded)
