"""How speech becomes text: how far behind it is, and ranges that a better model hears again."""

import asyncio
from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field, ValidationInfo, field_validator

from wallflower.api.auth import Need
from wallflower.api.fields import DAY_MS, Body, Identifier, Instant, Nothing, Query, RowId, check_order
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.api.speech_fields import EngineName, ModelName
from wallflower.errors import InvalidRequestError
from wallflower.speech.models import find
from wallflower.speech.sources import LOCAL
from wallflower.speech.worker import MODULES
from wallflower.store.passes import NewPass
from wallflower.wire import ErrorCode
from wallflower.wire_speech import Retranscription, SpeechStatus

LONGEST_MS = 366 * DAY_MS


class Again(Body):
    """What to hear again: a range of some cameras (none named: of all), with an engine and a model of it."""

    start: Instant
    end: Instant
    camera_ids: Annotated[tuple[Identifier, ...], Field(max_length=100, description="Empty: all cameras.")] = ()
    engine: EngineName | None = None
    model: ModelName | None = None

    @field_validator("end")
    @classmethod
    def _order(cls, end: int, info: ValidationInfo) -> int:
        check_order(info.data.get("start"), end, LONGEST_MS)
        return end


class PassPath(Query):
    """Names a retranscription."""

    pass_id: RowId


async def _get_speech(call: Call[Nothing, Nothing, None]) -> SpeechStatus:
    return SpeechStatus.from_json(await call.services.analysis.call("speech", {}))


async def _hear_again(call: Call[Nothing, Nothing, Again]) -> Retranscription:
    body, services = call.body, call.services
    engine = body.engine or LOCAL
    if engine not in MODULES:
        raise InvalidRequestError(f"there is no such engine: choose from {', '.join(sorted(MODULES))}", field="engine")
    for camera_id in body.camera_ids:
        await services.registry.require(camera_id)
    model = body.model or (services.settings.speech_second_model if engine == LOCAL else None)
    if engine == LOCAL and model is not None:
        await asyncio.to_thread(find, services.settings.models_directory, model)
    new = NewPass(start_ms=body.start, end_ms=body.end, engine=engine, model=model, camera_ids=body.camera_ids)
    return await asyncio.to_thread(services.passes.start, new)


async def _list_retranscriptions(call: Call[Nothing, Nothing, None]) -> tuple[Retranscription, ...]:
    return await asyncio.to_thread(call.services.passes.list)


async def _get_retranscription(call: Call[PassPath, Nothing, None]) -> Retranscription:
    return await asyncio.to_thread(call.services.passes.get, call.params.pass_id)


async def _cancel_retranscription(call: Call[PassPath, Nothing, None]) -> Retranscription:
    return await asyncio.to_thread(call.services.passes.cancel, call.params.pass_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/speech",
        need=Need.VIEW,
        summary="How far behind the transcript is, what is done about it, and how the engines are.",
        handler=_get_speech,
        returns=SpeechStatus,
    ),
    Route(
        method="POST",
        path="/api/transcripts/retranscribe",
        need=Need.EDIT,
        summary="Have a better model hear a range again, when no new speech waits; what is better is shown.",
        handler=_hear_again,
        body=Again,
        returns=Retranscription,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.NOT_FOUND, ErrorCode.MODEL_MISSING),
    ),
    Route(
        method="GET",
        path="/api/transcripts/retranscribe",
        need=Need.VIEW,
        summary="What is, or was, heard again: the newest 100, the latest first.",
        handler=_list_retranscriptions,
        returns=Listing(key="retranscriptions", item=Retranscription),
    ),
    Route(
        method="GET",
        path="/api/transcripts/retranscribe/{pass_id}",
        need=Need.VIEW,
        summary="How far hearing a range again is.",
        handler=_get_retranscription,
        params=PassPath,
        returns=Retranscription,
    ),
    Route(
        method="POST",
        path="/api/transcripts/retranscribe/{pass_id}/cancel",
        need=Need.EDIT,
        summary="Stop hearing a range again; what was done stays.",
        handler=_cancel_retranscription,
        params=PassPath,
        returns=Retranscription,
    ),
)
