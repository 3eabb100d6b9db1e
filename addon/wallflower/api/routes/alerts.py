"""Alerts: what rules told."""

import asyncio
from typing import Final, Literal

from aiohttp import web

from wallflower.api.auth import Need
from wallflower.api.fields import Cursor, Identifier, Limit, Nothing, OpenRange, Query, RowId
from wallflower.api.routing import AnyRoute, Call, Listing, Media, Page, Route
from wallflower.store.alerts import AlertFilter, unknown_alert
from wallflower.wire_alerts import Alert, RuleKind


class AlertQuery(OpenRange):
    """Which alerts are wanted; all by default, newest first."""

    rule: Identifier | None = None
    camera: Identifier | None = None
    kind: Literal["keyword", "speaker", "silence"] | None = None
    limit: Limit = 100
    cursor: Cursor | None = None


class AlertPath(Query):
    """Names an alert."""

    alert_id: RowId


async def _list_alerts(call: Call[Nothing, AlertQuery, None]) -> Page:
    query = call.query
    call.caller.require_choice(() if query.camera is None else (query.camera,))
    wanted = AlertFilter(
        rule_id=query.rule,
        camera_id=query.camera,
        kind=None if query.kind is None else RuleKind(query.kind),
        start_ms=query.start,
        end_ms=query.end,
        among=call.caller.cameras,
    )
    alerts = call.services.alerts.alerts
    page = await asyncio.to_thread(alerts.list, wanted, limit=query.limit, cursor=query.cursor)
    return Page(items=page.alerts, cursor=page.cursor)


async def _get_alert(call: Call[AlertPath, Nothing, None]) -> Alert:
    alert = await asyncio.to_thread(call.services.alerts.alerts.get, call.params.alert_id)
    if not call.caller.sees(alert.camera_id):
        raise unknown_alert()
    return alert


async def _get_alert_picture(call: Call[AlertPath, Nothing, None]) -> web.Response:
    await _get_alert(call)
    jpeg = await asyncio.to_thread(call.services.alerts.alerts.picture, call.params.alert_id)
    return web.Response(body=jpeg, content_type="image/jpeg")


async def _delete_alert(call: Call[AlertPath, Nothing, None]) -> None:
    await _get_alert(call)
    await call.services.alerts.delete(call.params.alert_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/alerts",
        need=Need.VIEW,
        summary="Alerts of rules, newest first, in pages.",
        handler=_list_alerts,
        query=AlertQuery,
        returns=Listing(key="alerts", item=Alert, paged=True),
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/alerts/{alert_id}",
        need=Need.VIEW,
        summary="One alert with its line, the times of its words and the range of its clip.",
        handler=_get_alert,
        params=AlertPath,
        returns=Alert,
        for_some=True,
    ),
    Route(
        method="GET",
        path="/api/alerts/{alert_id}/picture.jpg",
        need=Need.VIEW,
        summary="What the camera showed when an alert's first word was spoken.",
        handler=_get_alert_picture,
        params=AlertPath,
        returns=Media(types=("image/jpeg",)),
        for_some=True,
    ),
    Route(
        method="DELETE",
        path="/api/alerts/{alert_id}",
        need=Need.EDIT,
        summary="Delete an alert with its picture; its line stays.",
        handler=_delete_alert,
        params=AlertPath,
        for_some=True,
    ),
)
