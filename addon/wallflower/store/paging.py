"""Pages of rows that come newest first: where one ends, the next begins, whatever was added meanwhile."""

import re

from sqlalchemy import ColumnElement, and_, or_

from wallflower.errors import InvalidRequestError

_CURSOR = re.compile("([0-9]{1,18})-([0-9]{1,18})")


def cursor_of(at_ms: int, row_id: int) -> str:
    """Return the cursor that names the last row of a page."""
    return f"{at_ms}-{row_id}"


def after(cursor: str, at_ms: ColumnElement[int], row_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition of rows behind a cursor, newest first; raise `InvalidRequestError` for a strange one."""
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        raise InvalidRequestError("the cursor is not one this server gave out", field="cursor")
    last_ms, last_id = int(parts[1]), int(parts[2])
    return or_(at_ms < last_ms, and_(at_ms == last_ms, row_id < last_id))
