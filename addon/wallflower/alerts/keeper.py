"""The keyword rules as they are stored and as they are in force: changed together."""

import asyncio
import base64
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from wallflower.alerts.keywords import Phrase
from wallflower.alerts.rules import RuleBook
from wallflower.store.rules import Rules
from wallflower.wire import KeywordHit, KeywordRule, Line


class RuleKeeper:
    """All keyword rules."""

    def __init__(self, rules: Rules) -> None:
        """Keep them in this table; none is in force before `load`."""
        self._rules = rules
        self._book = RuleBook()

    async def load(self) -> None:
        """Put the stored rules in force."""
        self._book.replace(await self.list())

    async def list(self) -> tuple[KeywordRule, ...]:
        """Return every rule."""
        return await asyncio.to_thread(self._rules.list)

    async def create(self, values: Mapping[str, Any]) -> KeywordRule:
        """Add a rule from its values; raise `InvalidRequestError` for a phrase without a word."""
        rule = KeywordRule(**dict(values) | {"id": _new_id()})
        _check(rule.phrases)
        await asyncio.to_thread(self._rules.create, rule)
        await self.load()
        return rule

    async def update(self, rule_id: str, changes: Mapping[str, Any]) -> KeywordRule:
        """Change the named values; raise `NotFoundError` or `InvalidRequestError`."""
        _check(changes.get("phrases", ()))
        rule = await asyncio.to_thread(self._rules.update, rule_id, changes)
        await self.load()
        return rule

    async def delete(self, rule_id: str) -> None:
        """Remove a rule; raise `NotFoundError`."""
        await asyncio.to_thread(self._rules.delete, rule_id)
        await self.load()

    def hits(self, line: Line) -> tuple[KeywordHit, ...]:
        """Return the rules that fire for this line."""
        return self._book.hits(line)


def _check(phrases: Sequence[str]) -> None:
    for phrase in phrases:
        Phrase.parse(phrase)


def _new_id() -> str:
    return base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
