"""What faces say about each other: images that disagree, how scores lie, and strangers who are alike."""

import bisect
import re
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Page, Route
from wallflower.errors import InvalidRequestError
from wallflower.wire import ErrorCode
from wallflower.wire_library import Calibration, FaceGroup, Outlier

# Comparing 10,000 images with each other takes some seconds, and loading the engine one.
WORK_TIMEOUT_S = 60.0
ROUTE_TIMEOUT_S = 65.0
_ENGINE_ERRORS: Final = (ErrorCode.MODEL_MISSING, ErrorCode.UNAVAILABLE)
_CURSOR: Final = re.compile("([0-9]{1,9})-([0-9]{1,18})")


class GroupQuery(Query):
    """Which groups to list."""

    least: Annotated[int, Field(ge=2, le=1000, description="Visits that a group has at least.")] = 2
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Cursor | None = None


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


async def _list_groups(call: Call[Nothing, GroupQuery, None]) -> Page:
    query = call.query
    answer = await call.services.analysis.call("face_groups", {}, timeout_s=WORK_TIMEOUT_S)
    found = sorted((FaceGroup.from_json(item) for item in answer["groups"]), key=_rank)
    start = 0 if query.cursor is None else bisect.bisect_right(found, _rank_of(query.cursor), key=_rank)
    page = [group for group in found[start:] if group.count >= query.least]
    more = len(page) > query.limit
    page = page[: query.limit]
    return Page(items=page, cursor=f"{page[-1].count}-{page[-1].cover_visit_id}" if more else None)


def _rank(group: FaceGroup) -> tuple[int, int]:
    """Return where in the list a group stands: the largest first."""
    return -group.count, group.cover_visit_id


def _rank_of(cursor: str) -> tuple[int, int]:
    count, cover = _position(cursor)
    return -count, cover


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
        path="/api/faces/groups",
        need=Need.VIEW,
        summary="Visits of people who are not known, sorted into groups of probably one person each, in pages.",
        handler=_list_groups,
        query=GroupQuery,
        returns=Listing(key="groups", item=FaceGroup, paged=True),
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
