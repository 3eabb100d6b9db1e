"""Decides which rules a line fires."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Self

from wallflower.alerts.keywords import MOST_PLACES, Expression, Heard, Pattern, Phrase, SoundsLike, all_places
from wallflower.errors import InvalidRequestError
from wallflower.schedule import ALWAYS_ZONE, Schedule
from wallflower.store.finding import moments
from wallflower.wire import Line
from wallflower.wire_alerts import Rule, RuleKind, RuleMatch

TRANSLATED = "en"


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that has something to tell; `words_ms` are (start, end) of each word that matched, flattened."""

    rule: Rule
    camera_id: str
    at_ms: int
    phrase: str | None = None
    words_ms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """A rule ready to be asked."""

    rule: Rule
    schedule: Schedule
    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, rule: Rule, time_zone: str = ALWAYS_ZONE) -> Self:
        """Prepare a rule; raise `InvalidRequestError` for one that could never fire or cannot be understood."""
        patterns: tuple[Pattern, ...] = (
            *map(Phrase.parse, rule.phrases),
            *map(SoundsLike.parse, rule.sounds_like),
            *map(Expression.parse, rule.expressions),
        )
        if rule.kind is RuleKind.KEYWORD and not patterns:
            raise InvalidRequestError("a keyword rule needs a phrase, a sound or an expression", field="phrases")
        if rule.kind is RuleKind.SPEAKER and not rule.speakers:
            raise InvalidRequestError("a speaker rule needs at least one person", field="speakers")
        if rule.kind is RuleKind.SILENCE and rule.silence_minutes < 1:
            raise InvalidRequestError("a silence rule needs its length in minutes", field="silence_minutes")
        if rule.early and rule.kind is not RuleKind.KEYWORD:
            raise InvalidRequestError("only a keyword rule can fire early", field="early")
        if rule.early and rule.speakers:
            raise InvalidRequestError("who speaks is known at the end only: name no speakers", field="early")
        return cls(rule, Schedule(rule.schedule, time_zone), patterns)

    def watches(self, camera_id: str, at_ms: int) -> bool:
        """Whether the rule is in force near this camera at this instant."""
        rule = self.rule
        is_on = rule.enabled and rule.armed and (not rule.camera_ids or camera_id in rule.camera_ids)
        return is_on and self.schedule.holds(at_ms)

    def heard_in(self, line: Line) -> Iterator[Fired]:
        """Yield what the rule has to tell of a line: each match."""
        rule = self.rule
        if rule.speakers and line.speaker not in rule.speakers:
            return
        if rule.kind is RuleKind.SPEAKER:
            yield Fired(rule, line.camera_id, line.start_ms)
        elif rule.kind is RuleKind.KEYWORD:
            yield from self._matches(line)

    def _matches(self, line: Line) -> Iterator[Fired]:
        for said in _spoken(line, self.rule.languages):
            heard = Heard.of(said.text)
            for (first, last), pattern in all_places(self.patterns, heard):
                times = moments(said, heard.words, range(first, last + 1))
                flat = tuple(instant for pair in times for instant in pair)
                yield Fired(self.rule, line.camera_id, flat[0], pattern.text, flat)


class RuleBook:
    """The rules in force and when each last fired near each camera."""

    def __init__(
        self,
        rules: Iterable[Rule] = (),
        time_zone: str = ALWAYS_ZONE,
        rests: Mapping[tuple[str, str], int] | None = None,
    ) -> None:
        """Begin with these rules, in this time zone, resting since these instants."""
        self._zone = time_zone
        self._fired_ms = dict(rests or {})
        self.watches: tuple[Watch, ...] = ()
        self.replace(rules)

    def replace(self, rules: Iterable[Rule]) -> None:
        """Put other rules in force; those that stay keep their rest."""
        self.watches = tuple(Watch.of(rule, self._zone) for rule in rules)
        kept = {watch.rule.id for watch in self.watches}
        self._fired_ms = {key: at_ms for key, at_ms in self._fired_ms.items() if key[0] in kept}

    def fired(
        self, line: Line, *, is_early: bool = False, unsure: Mapping[tuple[str, str], int] | None = None
    ) -> tuple[Fired, ...]:
        """Return the rules that this line fires, each at most once; it changes nothing, so any thread may ask.

        The cooldown counts in spoken time, so lines that are transcribed late, or out of order, fire like live ones.
        What is not over yet, `is_early`, fires only the rules that want it. Rules that rest because of something
        `unsure` (by id and camera, since when) do not: it may be taken back, and these words would be lost.
        """
        return tuple(
            fired
            for watch in self.watches
            if (watch.rule.early or not is_early)
            and (fired := next(watch.heard_in(line), None)) is not None
            and watch.watches(line.camera_id, fired.at_ms)
            and (self._is_doubtful(fired, unsure or {}) or not self.rests(fired.rule, fired.camera_id, fired.at_ms))
        )

    def matches_of(self, rule_id: str, line: Line) -> tuple[Fired, ...]:
        """Return each place of a line that a rule listens for, whether it is in force or not."""
        asked = (watch for watch in self.watches if watch.rule.id == rule_id)
        return tuple(fired for watch in asked for fired in islice(watch.heard_in(line), MOST_PLACES))

    def follow_rests(self, rests: Mapping[tuple[str, str], int]) -> None:
        """Let the rules rest since these instants."""
        self._fired_ms = dict(rests)

    def rests(self, rule: Rule, camera_id: str, at_ms: int) -> bool:
        """Return whether the rule fired near the camera so shortly before, or after, that it is silent."""
        last_ms = self._fired_ms.get((rule.id, camera_id))
        return last_ms is not None and abs(at_ms - last_ms) < rule.cooldown_s * 1000

    def _is_doubtful(self, fired: Fired, unsure: Mapping[tuple[str, str], int]) -> bool:
        """Whether the rule rests since an instant that is unsure."""
        key = fired.rule.id, fired.camera_id
        return key in unsure and self._fired_ms.get(key) == unsure[key]

    def last_fired_ms(self, rule_id: str, camera_id: str) -> int | None:
        """Return when the rule last fired near the camera."""
        return self._fired_ms.get((rule_id, camera_id))

    def rest(self, rule_id: str, camera_id: str, at_ms: int) -> None:
        """Let a rule rest near a camera from now on."""
        self._fired_ms[rule_id, camera_id] = at_ms


def matches(rule: Rule, text: str, language: str | None) -> tuple[RuleMatch, ...]:
    """Return all that a keyword rule finds in a text, in its order; raise `InvalidRequestError` for a wrong rule."""
    watch = Watch.of(rule)
    if rule.languages and language is not None and language not in rule.languages:
        return ()
    heard = Heard.of(text)
    return tuple(
        RuleMatch(pattern=pattern.text, start=heard.words[first][1], end=heard.words[last][2])
        for (first, last), pattern in all_places(watch.patterns, heard)
    )


def _spoken(line: Line, languages: tuple[str, ...]) -> Iterator[Line]:
    """Yield the line in each language that counts: as it was spoken, and translated, whose words have no times."""
    if not languages or line.language in languages:
        yield line
    if line.translation is not None and (not languages or TRANSLATED in languages):
        yield replace(line, text=line.translation, words=())
