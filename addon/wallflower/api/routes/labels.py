"""What users say of visits and lines: who it was, that it was nobody known, or that it was not them."""

import asyncio
from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Nothing, Query, RowId
from wallflower.api.people_news import tell_people
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.store.labels import Labelled
from wallflower.wire import ErrorCode
from wallflower.wire_people import Label

MOST_AT_ONCE = 200


class Action(StrEnum):
    """What is said of visits: this person; whom recognition says; nobody known; not this person."""

    ASSIGN = "assign"
    CONFIRM = "confirm"
    UNASSIGN = "unassign"
    REJECT = "reject"


class VisitLabels(Body):
    """What is said of which visits; without a person, `reject` is about whom each visit names."""

    action: Annotated[Action, Field(strict=False)]
    visit_ids: Annotated[tuple[RowId, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    person_id: Identifier | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.action is Action.ASSIGN and self.person_id is None:
            raise PydanticCustomError("person", "to assign visits, give `person_id`")
        if self.action in {Action.CONFIRM, Action.UNASSIGN} and self.person_id is not None:
            raise PydanticCustomError("person", "only `assign` and `reject` take `person_id`")
        return self


class Speaker(Body):
    """Who spoke; null for nobody known."""

    person_id: Identifier | None


class NotSpeaker(Body):
    """Who did not speak; left out, whom the line names."""

    person_id: Identifier | None = None


class LinePath(Query):
    """Names a line."""

    line_id: RowId


async def _label_visits(call: Call[Nothing, Nothing, VisitLabels]) -> tuple[Label, ...]:
    labels, body = call.services.labels, call.body
    if body.action is Action.UNASSIGN:
        done = await asyncio.to_thread(labels.unassign_visits, body.visit_ids)
    else:
        label = labels.reject_visits if body.action is Action.REJECT else labels.assign_visits
        done = await asyncio.to_thread(label, body.visit_ids, body.person_id)
    learned = body.action in {Action.ASSIGN, Action.CONFIRM} and any(label.trained for label in done.labels)
    await tell_people(call.services, changed=done.person_ids, visits=body.visit_ids, learned=learned)
    return done.labels


async def _label_line(call: Call[LinePath, Nothing, Speaker]) -> Label:
    labels = call.services.labels
    return await _told(call, await asyncio.to_thread(labels.assign_line, call.params.line_id, call.body.person_id))


async def _reject_line(call: Call[LinePath, Nothing, NotSpeaker]) -> Label:
    labels = call.services.labels
    return await _told(call, await asyncio.to_thread(labels.reject_line, call.params.line_id, call.body.person_id))


async def _told[B](call: Call[LinePath, Nothing, B], done: Labelled) -> Label:
    await tell_people(call.services, changed=done.person_ids)
    (label,) = done.labels
    return label


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/visits/label",
        need=Need.EDIT,
        summary="Say who visits were, or were not; the answers tell whether recognition learns from it. Undoable.",
        handler=_label_visits,
        body=VisitLabels,
        returns=Listing(key="labels", item=Label),
        errors=(ErrorCode.NOT_FOUND,),
    ),
    Route(
        method="PUT",
        path="/api/transcripts/lines/{line_id}/speaker",
        need=Need.EDIT,
        summary="Say who spoke a line. Can be undone.",
        handler=_label_line,
        params=LinePath,
        body=Speaker,
        returns=Label,
    ),
    Route(
        method="POST",
        path="/api/transcripts/lines/{line_id}/reject",
        need=Need.EDIT,
        summary="Say who did not speak a line; voices like it are not taken for them any more. Can be undone.",
        handler=_reject_line,
        params=LinePath,
        body=NotSpeaker,
        returns=Label,
    ),
)
