"""What the faces of the library say about each other: images that disagree, and how scores lie."""

import bisect
import re
from typing import Final

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.errors import InvalidRequestError
from wallflower.wire import ErrorCode
from wallflower.wire_library import Calibration, Outlier

# Comparing 10,000 images with each other takes some seconds, and loading the engine one.
WORK_TIMEOUT_S = 60.0
ROUTE_TIMEOUT_S = 65.0
_ENGINE_ERRORS: Final = (ErrorCode.MODEL_MISSING, ErrorCode.UNAVAILABLE)
_CURSOR: Final = re.compile("([0-9]{1,9})-([0-9]{1,18})")


class OutlierQuery(Query):
    """Whose images to look at; everybody's by default."""

    person: Identifier | None = None
    limit: Limit = 100
    cursor: Cursor | None = None


async def _list_outliers(call: Call[Nothing, OutlierQuery, None]) -> Page:
    query = call.query
    behind = (-1, -1) if query.cursor is None else _position(query.cursor)
    answer = await call.services.analysis.call("face_outliers", {"person_id": query.person}, timeout_s=WORK_TIMEOUT_S)
    found = sorted((Outlier.from_json(item) for item in answer["outliers"]), key=_place)
    # The list is made anew for every page: each begins behind the last image of the one before, whatever changed.
    start = bisect.bisect_right(found, behind, key=_place)
    page = found[start : start + query.limit]
    more = start + query.limit < len(found)
    return Page(items=page, cursor="{}-{}".format(*_place(page[-1])) if more else None)


async def _get_calibration(call: Call[Nothing, Nothing, None]) -> Calibration:
    return Calibration.from_json(await call.services.analysis.call("face_calibration", {}, timeout_s=WORK_TIMEOUT_S))


def _place(outlier: Outlier) -> tuple[int, int]:
    """Return where in the list an image stands: leads are −1 to 1."""
    return round((outlier.lead + 2) * 1_000_000), outlier.face_id


def _position(cursor: str) -> tuple[int, int]:
    parts = _CURSOR.fullmatch(cursor)
    if parts is None:
        raise InvalidRequestError("the cursor is not one this server gave out", field="cursor")
    return int(parts[1]), int(parts[2])


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/faces/outliers",
        need=Need.VIEW,
        summary="Enrolled images that disagree with their person, the worst first, with the scores, in pages.",
        handler=_list_outliers,
        query=OutlierQuery,
        returns=Listing(key="outliers", item=Outlier, paged=True),
        errors=_ENGINE_ERRORS,
        timeout_s=ROUTE_TIMEOUT_S,
    ),
    Route(
        method="GET",
        path="/api/faces/calibration",
        need=Need.VIEW,
        summary="How scores of the same and of different people lie in this library, and the threshold they suggest.",
        handler=_get_calibration,
        returns=Calibration,
        errors=_ENGINE_ERRORS,
        timeout_s=ROUTE_TIMEOUT_S,
    ),
)
