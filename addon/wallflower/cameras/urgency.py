"""Whose speech is wanted at once, and whose even before it is over: what settings and rules say."""

from collections.abc import Iterable
from dataclasses import replace

from wallflower.store.cameras import CameraRow
from wallflower.wire_alerts import Rule, RuleKind


def listens(rule: Rule) -> bool:
    """Whether a rule waits for speech now."""
    return rule.enabled and rule.armed and rule.kind is not RuleKind.SILENCE


def with_urgency(row: CameraRow, rules: Iterable[Rule]) -> CameraRow:
    """Return a camera that a rule names as one whose speech is wanted at once."""
    is_named = any(row.id in rule.camera_ids for rule in rules)
    return replace(row, speech=replace(row.speech, live=True)) if is_named else row


def heard_early(rows: Iterable[CameraRow], rules: Iterable[Rule]) -> frozenset[str]:
    """Return the cameras that are wanted at once and have a rule that may fire before an utterance is over.

    One that asks who speaks cannot: that is known of whole lines only.
    """
    early = [rule for rule in rules if rule.early and not rule.speakers]
    return frozenset(
        row.id
        for row in rows
        if row.speech.live and any(not rule.camera_ids or row.id in rule.camera_ids for rule in early)
    )
