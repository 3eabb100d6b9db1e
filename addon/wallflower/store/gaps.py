"""Statements over gap rows, for the repositories that keep them: no camera's gaps ever overlap."""

from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from wallflower import wire
from wallflower.store.schema import gap, recording
from wallflower.store.spans import Span, without


def gaps_in(camera_id: str, start_ms: int, end_ms: int) -> Select[Any]:
    """Select the gaps that overlap [start, end), oldest first, without walking through years of older ones.

    A camera's gaps never overlap each other: of those that begin before the window only the last can reach into it.
    """
    before = (gap.c.camera_id == camera_id) & (gap.c.start_ms <= start_ms)
    last_ms = select(func.coalesce(func.max(gap.c.start_ms), start_ms)).where(before).scalar_subquery()
    return (
        select(gap)
        .where(gap.c.camera_id == camera_id, gap.c.start_ms >= last_ms, gap.c.start_ms < end_ms)
        .where((gap.c.end_ms.is_(None)) | (gap.c.end_ms > start_ms))
        .order_by(gap.c.start_ms)
    )


def as_gap(row: Row[Any]) -> wire.Gap:
    """Return a row as the value it is."""
    return wire.Gap(
        camera_id=row.camera_id, start_ms=row.start_ms, end_ms=row.end_ms, reason=wire.GapReason(row.reason)
    )


def close_gap(connection: Connection, camera_id: str, end_ms: int) -> None:
    """End the gap that lasts, if any; one that would be empty vanishes."""
    lasting = (gap.c.camera_id == camera_id) & gap.c.end_ms.is_(None)
    connection.execute(delete(gap).where(lasting, gap.c.start_ms >= end_ms))
    connection.execute(update(gap).where(lasting).values(end_ms=end_ms))


def add_gap(connection: Connection, camera_id: str, start_ms: int, end_ms: int, reason: str) -> None:
    """Store a finished gap, joined with neighbours of the same reason that touch it; empty ones are ignored."""
    if end_ms <= start_ms:
        return
    same = (gap.c.camera_id == camera_id) & (gap.c.reason == reason) & gap.c.end_ms.is_not(None)
    touching = same & ((gap.c.end_ms == start_ms) | (gap.c.start_ms == end_ms))
    neighbours = connection.execute(select(gap).where(touching)).all()
    connection.execute(delete(gap).where(touching))
    connection.execute(
        insert(gap).values(
            camera_id=camera_id,
            start_ms=min([start_ms, *(row.start_ms for row in neighbours)]),
            end_ms=max([end_ms, *(row.end_ms for row in neighbours)]),
            reason=reason,
        )
    )


def leave_gap(connection: Connection, camera_id: str, span: Span, reason: str) -> None:
    """Account for footage that is gone, wherever no other footage and no gap accounts for it."""
    start_ms, end_ms = span
    footage_end = recording.c.start_ms + recording.c.duration_ms
    others = (
        select(recording.c.start_ms, footage_end)
        .where(recording.c.camera_id == camera_id, recording.c.start_ms < end_ms)
        .where(footage_end > start_ms)
    )
    taken = [(begin, end) for begin, end in connection.execute(others)]
    taken += [(row.start_ms, row.end_ms or end_ms) for row in connection.execute(gaps_in(camera_id, start_ms, end_ms))]
    for begin, end in without(span, taken):
        add_gap(connection, camera_id, begin, end, reason)


def carve_gaps(connection: Connection, camera_id: str, start_ms: int, end_ms: int) -> None:
    """Take [start, end) out of the camera's gaps."""
    for row in connection.execute(gaps_in(camera_id, start_ms, end_ms)).all():
        connection.execute(delete(gap).where(gap.c.id == row.id))
        pieces = [(row.start_ms, min(start_ms, row.end_ms or start_ms)), (max(row.start_ms, end_ms), row.end_ms)]
        rows = [
            {"camera_id": camera_id, "start_ms": begin, "end_ms": end, "reason": row.reason}
            for begin, end in pieces
            if end is None or begin < end
        ]
        if rows:
            connection.execute(insert(gap), rows)
