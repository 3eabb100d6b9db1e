"""The rules as they are stored and as they are in force: changed together."""

import asyncio
import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wallflower.alerts.rules import Fired, RuleBook, Watch, matches
from wallflower.schedule import ALWAYS_ZONE
from wallflower.store.rules import Rules
from wallflower.wire import Line
from wallflower.wire_alerts import Rule, RuleKind, RuleTrial
from wallflower.wire_options import ScheduleSlot


class RuleKeeper:
    """All rules."""

    def __init__(self, rules: Rules, time_zone: str = ALWAYS_ZONE, told: Callable[[], object] = lambda: None) -> None:
        """Keep them in this table, with schedules in this time zone; none is in force before `load`.

        `told` is called after each change.
        """
        self._rules = rules
        self._zone = time_zone
        self._told = told
        self._changing = asyncio.Lock()
        self.book = RuleBook((), time_zone)

    async def load(self) -> None:
        """Put the stored rules in force, resting as they did before."""
        rests = await asyncio.to_thread(self._rules.rests)
        self.book = RuleBook(await self.list(), self._zone, rests)

    async def list(self) -> tuple[Rule, ...]:
        """Return every rule."""
        return await asyncio.to_thread(self._rules.list)

    async def create(self, values: Mapping[str, Any]) -> Rule:
        """Add a rule from its values; raise `InvalidRequestError` for one that could never fire, `ConflictError`."""
        async with self._changing:
            rule = Rule(**_typed(values) | {"id": _new_id()})
            Watch.of(rule)
            await asyncio.to_thread(self._rules.create, rule)
            await self._follow()
        return rule

    async def update(self, rule_id: str, changes: Mapping[str, Any]) -> Rule:
        """Change the named values; raise `NotFoundError` or `InvalidRequestError`."""
        async with self._changing:
            stored = await asyncio.to_thread(self._rules.get, rule_id)
            changed = replace(stored, **_typed(changes))
            Watch.of(changed)
            columns = {name: value for name, value in changed.to_json().items() if name in changes}
            rule = await asyncio.to_thread(self._rules.update, rule_id, columns)
            await self._follow()
        return rule

    async def arm(self, rule_ids: Sequence[str], *, armed: bool) -> tuple[Rule, ...]:
        """Arm or disarm these rules, all if none is named, and return all; raise `NotFoundError`."""
        async with self._changing:
            await asyncio.to_thread(self._rules.arm, rule_ids, armed=armed)
            return await self._follow()

    async def delete(self, rule_id: str) -> None:
        """Remove a rule; raise `NotFoundError`."""
        async with self._changing:
            await asyncio.to_thread(self._rules.delete, rule_id)
            await self._follow()

    async def fired(
        self, line: Line, *, is_early: bool = False, unsure: Mapping[tuple[str, str], int] | None = None
    ) -> tuple[Fired, ...]:
        """Return the rules that fire for this line, as `RuleBook.fired` does."""
        return await asyncio.to_thread(self.book.fired, line, is_early=is_early, unsure=unsure)

    async def matches_of(self, rule_id: str, line: Line) -> tuple[Fired, ...]:
        """Return each place of a line that a rule listens for, whether it is in force or not."""
        return await asyncio.to_thread(self.book.matches_of, rule_id, line)

    async def follow_rests(self) -> None:
        """Let the rules rest as it is stored."""
        self.book.follow_rests(await asyncio.to_thread(self._rules.rests))

    async def attempt(self, values: Mapping[str, Any], text: str, language: str | None) -> RuleTrial:
        """Return what a keyword rule of these values finds in a text; raise `InvalidRequestError`."""
        rule = Rule(**_typed(values) | {"id": "", "name": "", "kind": RuleKind.KEYWORD})
        return RuleTrial(matches=await asyncio.to_thread(matches, rule, text, language))

    async def _follow(self) -> tuple[Rule, ...]:
        rules = await self.list()
        self.book.replace(rules)
        self._told()
        return rules


def _typed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as a rule has them."""
    typed = dict(values)
    if "schedule" in typed:
        typed["schedule"] = tuple(ScheduleSlot(**slot) for slot in typed["schedule"])
    if "kind" in typed:
        typed["kind"] = RuleKind(typed["kind"])
    return typed


def _new_id() -> str:
    return base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
