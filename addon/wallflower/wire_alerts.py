"""Rules and the alerts they raise, as they travel."""

from dataclasses import dataclass

from .wire import Line
from .wire_codec import TolerantEnum, Wire
from .wire_options import ScheduleSlot


class RuleKind(TolerantEnum):
    """What makes a rule fire: words, somebody who speaks, or that nobody does."""

    KEYWORD = "keyword"
    SPEAKER = "speaker"
    SILENCE = "silence"
    UNKNOWN = "unknown"


class AlertPhase(TolerantEnum):
    """How sure an alert is: from a whole line; or early, while the words were being said, and what came of that."""

    FINAL = "final"
    EARLY = "early"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Wire):
    """When to raise an alert, near one of `camera_ids` (empty: any), within `schedule`, at most every `cooldown_s`.

    A keyword rule fires when any of `phrases`, `sounds_like` or `expressions` is heard, in one of `languages` and from
    one of `speakers` (empty: any); a speaker rule when one of `speakers` says anything; a silence rule once when
    nobody spoke for `silence_minutes`. It must be both `enabled` and `armed`: the first is about the rule, the second
    about the hour, and can be set for many rules at once. An `early` keyword rule need not wait until whoever speaks
    has finished; what it tells then is confirmed or withdrawn.
    """

    id: str
    name: str
    kind: RuleKind = RuleKind.KEYWORD
    phrases: tuple[str, ...] = ()
    sounds_like: tuple[str, ...] = ()
    expressions: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    silence_minutes: int = 0
    camera_ids: tuple[str, ...] = ()
    enabled: bool = True
    armed: bool = True
    schedule: tuple[ScheduleSlot, ...] = ()
    cooldown_s: int = 10
    early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert(Wire):
    """What a rule told, kept. `rule_id` is null once the rule is deleted; `phrase` is the rule's, null without words.

    `at_ms` is when the first word was spoken, or a silence was long enough. `words_ms` are (start, end) of each matched
    word, flattened. The clip is a range of the recording around it; its footage may be gone before the alert.
    An `early` alert has no line yet. Once `confirmed` it has one, and its words' times are that line's; one that is
    `withdrawn` was misheard, or what was said gave no text.
    """

    id: int
    rule_id: str | None
    rule_name: str
    kind: RuleKind
    camera_id: str
    at_ms: int
    phrase: str | None = None
    words_ms: tuple[int, ...] = ()
    clip_start_ms: int = 0
    clip_end_ms: int = 0
    has_picture: bool = False
    line: Line | None = None
    phase: AlertPhase = AlertPhase.FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class KeywordHit(Wire):
    """A keyword rule that fired; `at_ms` is when the first word was spoken, `alert_id` names what is kept of it.

    An `early` one is told once, while its words are being said: `line` is what was heard so far, with the id 0.
    """

    rule_id: str
    rule_name: str
    phrase: str
    camera_id: str
    at_ms: int
    line: Line
    alert_id: int = 0
    phase: AlertPhase = AlertPhase.FINAL


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleMatch(Wire):
    """A place in a text where `pattern` matches: characters [start, end)."""

    pattern: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTrial(Wire):
    """What a keyword rule finds in a text, in its order."""

    matches: tuple[RuleMatch, ...] = ()
