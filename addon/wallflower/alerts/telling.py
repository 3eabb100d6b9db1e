"""How what a rule found becomes an alert, and how that is told."""

from wallflower.alerts.rules import Fired
from wallflower.events import EventBus
from wallflower.store.alerts import NewAlert
from wallflower.wire import EventType, Line
from wallflower.wire_alerts import Alert, AlertPhase, KeywordHit, RuleKind

CLIP_BEFORE_MS = 5_000
CLIP_AFTER_MS = 10_000


def new_alert(fired: Fired, line_id: int | None, phase: AlertPhase = AlertPhase.FINAL) -> NewAlert:
    """Return what is to be kept."""
    last_ms = max((fired.at_ms, *fired.words_ms))
    return NewAlert(
        rule_id=fired.rule.id,
        rule_name=fired.rule.name,
        kind=fired.rule.kind,
        camera_id=fired.camera_id,
        line_id=line_id,
        at_ms=fired.at_ms,
        phrase=fired.phrase,
        words_ms=fired.words_ms,
        clip_start_ms=max(0, fired.at_ms - CLIP_BEFORE_MS),
        clip_end_ms=last_ms + CLIP_AFTER_MS,
        phase=phase,
    )


def tell(bus: EventBus, alert: Alert, heard: Line | None = None) -> None:
    """Publish an alert, and for words that were heard just now the keyword."""
    bus.publish(EventType.ALERT, alert.to_json(), alert.at_ms)
    if alert.kind is RuleKind.KEYWORD and heard is not None:
        hit = KeywordHit(
            rule_id=alert.rule_id or "",
            rule_name=alert.rule_name,
            phrase=alert.phrase or "",
            camera_id=alert.camera_id,
            at_ms=alert.at_ms,
            line=heard,
            alert_id=alert.id,
            phase=alert.phase,
        )
        bus.publish(EventType.KEYWORD, hit.to_json(), hit.at_ms)
