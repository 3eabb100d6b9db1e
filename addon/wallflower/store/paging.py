"""Pages of rows that come newest first: where one ends, the next begins, whatever was added meanwhile."""

import re

from sqlalchemy import ColumnElement, and_, or_

from wallflower.errors import InvalidRequestError

LARGEST_PAGE = 500
LONGEST_ID = 19
_LONGEST_INSTANT = 16

_CURSOR = re.compile("([0-9]{1,18})-([0-9]{1,18})")


def cursor_of(at_ms: int, row_id: int | str) -> str:
    """Return the cursor that names the last row of a page."""
    return f"{at_ms}-{row_id}"


def after(cursor: str, at_ms: ColumnElement[int], row_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition of rows behind a cursor, newest first; raise `InvalidRequestError` for a strange one."""
    last_ms, last_id = numbers_of(cursor)
    return or_(at_ms < last_ms, and_(at_ms == last_ms, row_id < last_id))


def numbers_of(cursor: str) -> tuple[int, int]:
    """Return what `cursor_of` was given; raise `InvalidRequestError` for what it never made."""
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        raise InvalidRequestError("the cursor is not one this server gave out", field="cursor")
    return int(parts[1]), int(parts[2])


def before(cursor: str, at_ms: ColumnElement[int], row_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition of rows whose ids are text behind a cursor, newest first; errors as of `after`."""
    last, _, last_id = cursor.partition("-")
    if not (last.isascii() and last.isdigit() and len(last) < _LONGEST_INSTANT and last_id):
        raise InvalidRequestError("the cursor is not one that a list returned", field="cursor")
    return or_(at_ms < int(last), and_(at_ms == int(last), row_id < last_id))


def check_limit(limit: int) -> None:
    """Raise `InvalidRequestError` unless so many rows fit on a page."""
    if not 1 <= limit <= LARGEST_PAGE:
        raise InvalidRequestError(f"limit is 1 to {LARGEST_PAGE}", field="limit")


def after_id(cursor: str | None) -> int:
    """Return the id that a cursor of rows by id names, 0 without one; raise `InvalidRequestError` for a strange one."""
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < LONGEST_ID):
        raise InvalidRequestError("the cursor is not one this server gave out", field="cursor")
    return int(cursor)
