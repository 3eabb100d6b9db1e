"""Rules."""

import asyncio
from collections.abc import Iterable
from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from wallflower.alerts.keywords import LONGEST_PATTERN
from wallflower.api.auth import Need
from wallflower.api.fields import Body, Change, Identifier, Label, Language, Nothing, Query, Schedule
from wallflower.api.routing import AnyRoute, Call, Listing, Route
from wallflower.api.services import Services
from wallflower.wire import ErrorCode
from wallflower.wire_alerts import Rule, RuleTrial

LONGEST_TRIAL = 20_000

type _Pattern = Annotated[str, Field(min_length=1, max_length=LONGEST_PATTERN)]
type Phrases = Annotated[
    tuple[_Pattern, ...],
    Field(max_length=100, description="Words or phrases; a trailing * on a word matches any ending."),
]
type SoundsLike = Annotated[
    tuple[_Pattern, ...],
    Field(
        max_length=100,
        description="Phrases that may be misheard: one letter in words of 4 to 7, two in longer ones, none in shorter.",
    ),
]
type Expressions = Annotated[
    tuple[_Pattern, ...],
    Field(
        max_length=100, description="Regular expressions of RE2: no look-around, no references back; case is ignored."
    ),
]
type Languages = Annotated[tuple[Language, ...], Field(max_length=20, description="Empty for any.")]
type Speakers = Annotated[tuple[Identifier, ...], Field(max_length=100, description="People; empty for anybody.")]
type CameraIds = Annotated[tuple[Identifier, ...], Field(max_length=100, description="Empty for all cameras.")]
type SilenceMinutes = Annotated[int, Field(ge=0, le=1_440, description="Silence rules: how long nobody speaks.")]
type Early = Annotated[
    bool,
    Field(
        description="Keyword rules: fire while the words are being said, near cameras that are heard at once; what was "
        "told is confirmed or withdrawn when the speaker has finished."
    ),
]
type CooldownS = Annotated[int, Field(ge=0, le=86_400)]


class Patterns(Body):
    """What a keyword rule listens for."""

    phrases: Phrases = ()
    sounds_like: SoundsLike = ()
    expressions: Expressions = ()
    languages: Languages = ()


class NewRule(Patterns):
    """A rule to add. A keyword rule needs something to listen for, a speaker rule people, a silence rule minutes."""

    name: Label
    kind: Literal["keyword", "speaker", "silence"] = "keyword"
    speakers: Speakers = ()
    silence_minutes: SilenceMinutes = 0
    camera_ids: CameraIds = ()
    enabled: bool = True
    armed: bool = True
    schedule: Schedule = ()
    cooldown_s: CooldownS = 10
    early: Early = False


class RuleChange(Change):
    """What to change; keys left out stay. A rule's kind never changes."""

    name: Label = ""
    phrases: Phrases = ()
    sounds_like: SoundsLike = ()
    expressions: Expressions = ()
    languages: Languages = ()
    speakers: Speakers = ()
    silence_minutes: SilenceMinutes = 0
    camera_ids: CameraIds = ()
    enabled: bool = True
    armed: bool = True
    schedule: Schedule = ()
    cooldown_s: CooldownS = 10
    early: Early = False


class Arming(Body):
    """Which rules to arm or disarm."""

    armed: bool
    rule_ids: Annotated[tuple[Identifier, ...], Field(max_length=200, description="Empty for all rules.")] = ()


class Attempt(Body):
    """A rule that need not exist, and a text to try it on; without a language it is taken to be a right one."""

    rule: Patterns
    text: Annotated[str, Field(max_length=LONGEST_TRIAL)]
    language: Language | None = None


class RulePath(Query):
    """Names a rule."""

    rule_id: Identifier


async def _list_rules(call: Call[Nothing, Nothing, None]) -> tuple[Rule, ...]:
    return await call.services.rules.list()


async def _create_rule(call: Call[Nothing, Nothing, NewRule]) -> Rule:
    await _require_all(call.services, call.body.camera_ids, call.body.speakers)
    return await call.services.rules.create(call.body.model_dump())


async def _change_rule(call: Call[RulePath, Nothing, RuleChange]) -> Rule:
    rules, changes = call.services.rules, call.body.given()
    # Who is gone since may stay in the list that a rule has already.
    stored = next((rule for rule in await rules.list() if rule.id == call.params.rule_id), None)
    if stored is not None:
        cameras = set(changes.get("camera_ids", ())) - set(stored.camera_ids)
        await _require_all(call.services, cameras, set(changes.get("speakers", ())) - set(stored.speakers))
    return await rules.update(call.params.rule_id, changes)


async def _require_all(services: Services, camera_ids: Iterable[str], speakers: Iterable[str]) -> None:
    """Raise `NotFoundError` for ids of nothing: such a rule would never fire, without a word."""
    for camera_id in camera_ids:
        await services.registry.require(camera_id)
    for person_id in speakers:
        await asyncio.to_thread(services.people.get, person_id)


async def _delete_rule(call: Call[RulePath, Nothing, None]) -> None:
    await call.services.rules.delete(call.params.rule_id)


async def _arm_rules(call: Call[Nothing, Nothing, Arming]) -> tuple[Rule, ...]:
    return await call.services.rules.arm(call.body.rule_ids, armed=call.body.armed)


async def _try_rule(call: Call[Nothing, Nothing, Attempt]) -> RuleTrial:
    values: dict[str, Any] = call.body.rule.model_dump()
    return await call.services.rules.attempt(values, call.body.text, call.body.language)


ROUTES: Final[tuple[AnyRoute, ...]] = (
    Route(
        method="GET",
        path="/api/rules",
        need=Need.VIEW,
        summary="Every rule; there are at most 200.",
        handler=_list_rules,
        returns=Listing(key="rules", item=Rule),
    ),
    Route(
        method="POST",
        path="/api/rules",
        need=Need.EDIT,
        summary="Add a rule.",
        handler=_create_rule,
        body=NewRule,
        returns=Rule,
        status=HTTPStatus.CREATED,
        errors=(ErrorCode.CONFLICT, ErrorCode.NOT_FOUND),
    ),
    Route(
        method="PATCH",
        path="/api/rules/{rule_id}",
        need=Need.EDIT,
        summary="Change a rule.",
        handler=_change_rule,
        params=RulePath,
        body=RuleChange,
        returns=Rule,
    ),
    Route(
        method="DELETE",
        path="/api/rules/{rule_id}",
        need=Need.EDIT,
        summary="Remove a rule; its alerts stay.",
        handler=_delete_rule,
        params=RulePath,
    ),
    Route(
        method="POST",
        path="/api/rules/arm",
        need=Need.CONTROL,
        summary="Arm or disarm some rules or all, at once.",
        handler=_arm_rules,
        body=Arming,
        returns=Listing(key="rules", item=Rule),
        errors=(ErrorCode.NOT_FOUND,),
    ),
    Route(
        method="POST",
        path="/api/rules/try",
        need=Need.VIEW,
        summary="What a keyword rule would find in a text; nothing is stored.",
        handler=_try_rule,
        body=Attempt,
        returns=RuleTrial,
    ),
)
