"""Keyword rules."""

from http import HTTPStatus
from typing import Annotated, Final

from pydantic import Field

from wallflower.api.auth import Need
from wallflower.api.fields import Body, Change, Identifier, Label, Nothing, Query
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.wire import KeywordRule

type Phrases = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=100)], ...],
    Field(min_length=1, max_length=100, description="Words or phrases; a trailing * on a word matches any ending."),
]
type CameraIds = Annotated[tuple[Identifier, ...], Field(max_length=100, description="Empty for all cameras.")]
type CooldownS = Annotated[int, Field(ge=0, le=86_400)]


class NewRule(Body):
    """A rule to add."""

    name: Label
    phrases: Phrases
    camera_ids: CameraIds = ()
    enabled: bool = True
    cooldown_s: CooldownS = 10


class RuleChange(Change):
    """What to change; keys left out stay."""

    name: Label = ""
    phrases: Phrases = ()
    camera_ids: CameraIds = ()
    enabled: bool = True
    cooldown_s: CooldownS = 10


class RulePath(Query):
    """Names a rule."""

    rule_id: Identifier


async def _list_rules(call: Call[Nothing, Nothing, None]) -> tuple[KeywordRule, ...]:
    return await call.services.rules.list()


async def _create_rule(call: Call[Nothing, Nothing, NewRule]) -> KeywordRule:
    return await call.services.rules.create(call.body.model_dump())


async def _change_rule(call: Call[RulePath, Nothing, RuleChange]) -> KeywordRule:
    return await call.services.rules.update(call.params.rule_id, call.body.given())


async def _delete_rule(call: Call[RulePath, Nothing, None]) -> None:
    await call.services.rules.delete(call.params.rule_id)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/rules",
        need=Need.VIEW,
        summary="Every keyword rule.",
        handler=_list_rules,
        returns=Listing(key="rules", item=KeywordRule),
    ),
    Route(
        method="POST",
        path="/api/rules",
        need=Need.EDIT,
        summary="Add a keyword rule.",
        handler=_create_rule,
        body=NewRule,
        returns=KeywordRule,
        status=HTTPStatus.CREATED,
    ),
    Route(
        method="PATCH",
        path="/api/rules/{rule_id}",
        need=Need.EDIT,
        summary="Change a keyword rule.",
        handler=_change_rule,
        params=RulePath,
        body=RuleChange,
        returns=KeywordRule,
    ),
    Route(
        method="DELETE",
        path="/api/rules/{rule_id}",
        need=Need.EDIT,
        summary="Remove a keyword rule.",
        handler=_delete_rule,
        params=RulePath,
    ),
)
