"""Decides which keyword rules a line fires."""

from collections.abc import Iterable
from dataclasses import dataclass

from wallflower.alerts.keywords import Heard, Phrase, listen
from wallflower.wire import KeywordHit, KeywordRule, Line


@dataclass(frozen=True, slots=True)
class _Watch:
    """A rule with its phrases ready for matching."""

    rule: KeywordRule
    phrases: tuple[Phrase, ...]

    def first(self, heard: tuple[Heard, ...]) -> tuple[int, Phrase] | None:
        """Return when the phrase heard first began, and which it was."""
        found = [(at_ms, phrase) for phrase in self.phrases if (at_ms := phrase.heard_ms(heard)) is not None]
        return min(found, key=lambda pair: pair[0], default=None)

    def listens_to(self, camera_id: str) -> bool:
        """Whether the rule is on for this camera."""
        return self.rule.enabled and (not self.rule.camera_ids or camera_id in self.rule.camera_ids)


class RuleBook:
    """The rules in force and when each last fired near each camera."""

    def __init__(self, rules: Iterable[KeywordRule] = ()) -> None:
        """Begin with these rules."""
        self._watches: tuple[_Watch, ...] = ()
        self._fired_ms: dict[tuple[str, str], int] = {}
        self.replace(rules)

    def replace(self, rules: Iterable[KeywordRule]) -> None:
        """Put other rules in force; those that stay keep their rest."""
        self._watches = tuple(_Watch(rule, tuple(map(Phrase.parse, rule.phrases))) for rule in rules)
        kept = {watch.rule.id for watch in self._watches}
        self._fired_ms = {key: at_ms for key, at_ms in self._fired_ms.items() if key[0] in kept}

    def hits(self, line: Line) -> tuple[KeywordHit, ...]:
        """Return the rules that fire for this line, each at most once and only after its cooldown.

        The cooldown counts in spoken time, so lines that are transcribed late, or out of order, fire like live ones.
        """
        heard = listen(line)
        hits = (self._hit(watch, line, heard) for watch in self._watches if watch.listens_to(line.camera_id))
        return tuple(hit for hit in hits if hit is not None)

    def _hit(self, watch: _Watch, line: Line, heard: tuple[Heard, ...]) -> KeywordHit | None:
        found = watch.first(heard)
        if found is None:
            return None
        at_ms, phrase = found
        rule, key = watch.rule, (watch.rule.id, line.camera_id)
        last_ms = self._fired_ms.get(key)
        if last_ms is not None and abs(at_ms - last_ms) < rule.cooldown_s * 1000:
            return None
        self._fired_ms[key] = at_ms
        return KeywordHit(
            rule_id=rule.id, rule_name=rule.name, phrase=phrase.text, camera_id=line.camera_id, at_ms=at_ms, line=line
        )
