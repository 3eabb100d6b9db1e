"""The space recordings take: what is protected, how long it lasts, what other settings would cost."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from wallflower.api.auth import Need
from wallflower.api.fields import Body, CameraPath, Change, Identifier, Instant, Nothing, check_order
from wallflower.api.routes.cameras import QuotaGb, RetentionDays
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.cameras.storage import LimitChange
from wallflower.clock import now_ms
from wallflower.wire import ErrorCode
from wallflower.wire_storage import Protection, Storage, StoragePreview

type Note = Annotated[str, Field(min_length=1, max_length=500, description="Your own words about why.")]
# Years of footage are gone through for an answer.
TIMEOUT_S = 60.0


class CameraRange(Body):
    """A stretch of a camera's time, however long; it may lie ahead."""

    camera_id: Identifier
    start: Instant
    end: Instant

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end)
        return end


class NewProtection(CameraRange):
    """What no rule may delete."""

    note: Note | None = None


class CameraLimits(Body):
    """A camera's limits; keys left out stay as they are, null is the server's setting or none."""

    camera_id: Identifier
    retention_days: RetentionDays | None = None
    quota_gb: QuotaGb | None = None


class LimitsChange(Change):
    """Settings to try; keys left out stay as they are."""

    retention_days: RetentionDays = 10
    quota_gb: QuotaGb | None = None
    minimum_free_gb: Annotated[float, Field(ge=0, le=1_000_000)] = 1.0
    crops_gb: Annotated[float, Field(ge=0, le=1_000_000)] = 1.0
    unknown_crop_days: Annotated[int, Field(ge=0, le=3650)] = 7
    cameras: Annotated[tuple[CameraLimits, ...], Field(max_length=1000)] = ()


async def _protect_recordings(call: Call[Nothing, Nothing, NewProtection]) -> Protection:
    body, services = call.body, call.services
    await services.registry.require(body.camera_id)
    return await asyncio.to_thread(
        services.storage.protections.protect, body.camera_id, body.start, body.end, body.note, now_ms()
    )


async def _unprotect_recordings(call: Call[Nothing, Nothing, CameraRange]) -> tuple[Protection, ...]:
    body, protections = call.body, call.services.storage.protections
    await call.services.registry.require(body.camera_id)
    await asyncio.to_thread(protections.unprotect, body.camera_id, body.start, body.end)
    return await asyncio.to_thread(protections.list, body.camera_id)


async def _list_protections(call: Call[CameraPath, Nothing, None]) -> tuple[Protection, ...]:
    await call.services.registry.require(call.params.camera_id)
    return await asyncio.to_thread(call.services.storage.protections.list, call.params.camera_id)


async def _get_storage(call: Call[Nothing, Nothing, None]) -> Storage:
    return await asyncio.to_thread(call.services.storage.forecast, now_ms())


async def _preview_storage(call: Call[Nothing, Nothing, LimitsChange]) -> StoragePreview:
    values = call.body.given()
    cameras = {item.pop("camera_id"): item for item in values.pop("cameras", ())}
    change = LimitChange(settings=values, cameras=cameras)
    return await asyncio.to_thread(call.services.storage.preview, change, now_ms())


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/storage",
        need=Need.VIEW,
        summary="How much space is taken, and how long it lasts if all goes on as in the last 24 hours.",
        handler=_get_storage,
        returns=Storage,
        errors=(ErrorCode.DISK,),
        timeout_s=TIMEOUT_S,
    ),
    Route(
        method="POST",
        path="/api/storage/preview",
        need=Need.ADMIN,
        summary="What other settings would delete at once; nothing is changed.",
        handler=_preview_storage,
        body=LimitsChange,
        returns=StoragePreview,
        errors=(ErrorCode.DISK, ErrorCode.NOT_FOUND),
        timeout_s=TIMEOUT_S,
    ),
    Route(
        method="GET",
        path="/api/cameras/{camera_id}/protections",
        need=Need.VIEW,
        summary="The ranges of a camera that no rule deletes.",
        handler=_list_protections,
        params=CameraPath,
        returns=Listing(key="protections", item=Protection),
    ),
    Route(
        method="POST",
        path="/api/recordings/protect",
        need=Need.ADMIN,
        summary="Protect a range: no rule and no request deletes recordings that touch it until it is taken back.",
        handler=_protect_recordings,
        body=NewProtection,
        returns=Protection,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.NOT_FOUND,),
    ),
    Route(
        method="POST",
        path="/api/recordings/unprotect",
        need=Need.ADMIN,
        summary="Take the protection of a range back; answers the camera's other protections.",
        handler=_unprotect_recordings,
        body=CameraRange,
        returns=Listing(key="protections", item=Protection),
        errors=(ErrorCode.NOT_FOUND,),
    ),
)
