"""Naming groups of people who are not known."""

import asyncio
from typing import Annotated, Final, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Identifier, Label, Nothing, RowId
from wallflower.api.people_news import tell_people
from wallflower.api.routing import AnyRoute, Call, Route
from wallflower.store.labels import Group
from wallflower.wire import ErrorCode
from wallflower.wire_library import GroupNaming

MOST_AT_ONCE = 500
# Several hundred pictures are enrolled in one step.
NAMING_TIMEOUT_S = 60.0


class Naming(Body):
    """Who the visits of a group are: somebody new, called `name`, or the person given; and which of them are not."""

    visit_ids: Annotated[tuple[RowId, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]
    rejected_visit_ids: Annotated[
        tuple[RowId, ...],
        Field(max_length=MOST_AT_ONCE, description="Members that are somebody else: never taken for this person."),
    ] = ()
    name: Label | None = None
    person_id: Identifier | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.name is None) == (self.person_id is None):
            raise PydanticCustomError("who", "give a `name` for somebody new, or a `person_id`")
        if set(self.visit_ids) & set(self.rejected_visit_ids):
            raise PydanticCustomError("both", "a visit is either theirs or not")
        return self


async def _name_group(call: Call[Nothing, Nothing, Naming]) -> GroupNaming:
    services, body = call.services, call.body
    visit_ids, others = tuple(dict.fromkeys(body.visit_ids)), tuple(dict.fromkeys(body.rejected_visit_ids))
    group, name_group = Group(visit_ids=visit_ids, rejected_ids=others), services.labels.name_group
    person_id, done = await asyncio.to_thread(name_group, group, name=body.name, person_id=body.person_id)
    added = [person_id] if body.person_id is None else []
    await tell_people(services, added=added, changed=set(done.person_ids) - set(added), visits=(*visit_ids, *others))
    job = await services.library.rematch()
    return GroupNaming(person_id=person_id, labels=done.labels, rematch_job_id=job.id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="POST",
        path="/api/faces/groups/name",
        need=Need.EDIT,
        summary="Say who a group's visits are; the other kept visits are then compared again by a job. Can be undone.",
        handler=_name_group,
        body=Naming,
        returns=GroupNaming,
        errors=(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND),
        timeout_s=NAMING_TIMEOUT_S,
    ),
)
