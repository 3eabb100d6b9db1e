"""The alert table."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.alerts import AlertFilter, Alerts, NewAlert
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.lines import Hearer, NewLine, add_transcription
from wallflower.store.rules import Rules
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import Line
from wallflower.wire_alerts import Alert, Rule, RuleKind

HEARD = NewAlert(
    rule_id="r",
    rule_name="Help",
    kind=RuleKind.KEYWORD,
    camera_id="a",
    at_ms=10_000,
    phrase="help",
    words_ms=(10_000, 10_300),
    clip_start_ms=5_000,
    clip_end_ms=20_300,
)
QUIET = replace(HEARD, rule_id="q", rule_name="Quiet", kind=RuleKind.SILENCE, phrase=None, words_ms=())
JPEG = b"\xff\xd8 zanzibarqux"


@pytest.fixture
def alerts(database: Database) -> Alerts:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    Rules(database).create(Rule(id="r", name="Help", phrases=("help",)))
    Rules(database).create(Rule(id="q", name="Quiet", kind=RuleKind.SILENCE, silence_minutes=1))
    return Alerts(database)


def said(database: Database, at_ms: int = 10_000, camera_id: str = "a") -> Line:
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id=camera_id, start_ms=at_ms, end_ms=at_ms + 2000))
    (claim,) = queue.claim(1)
    (line,) = queue.finish(
        claim.id, [NewLine(start_ms=at_ms, end_ms=at_ms + 2000, text="help me")], Hearer(engine="e", model="m")
    )
    return line


def on_disk(place: Path | str) -> bytes:
    """Return all bytes of SQLite's files; what PostgreSQL keeps is its own."""
    if not isinstance(place, Path):
        return b""
    return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))


def added(alerts: Alerts, new: NewAlert) -> Alert:
    alert = alerts.add(new)
    assert alert is not None
    return alert


def test_an_alert_carries_its_line_times_and_clip(alerts: Alerts, database: Database) -> None:
    line = said(database)
    alert = added(alerts, replace(HEARD, line_id=line.id))
    assert alert == Alert(
        id=alert.id,
        rule_id="r",
        rule_name="Help",
        kind=RuleKind.KEYWORD,
        camera_id="a",
        at_ms=10_000,
        phrase="help",
        words_ms=(10_000, 10_300),
        clip_start_ms=5_000,
        clip_end_ms=20_300,
        line=line,
    )
    assert alerts.get(alert.id) == alert
    assert alerts.list(AlertFilter()).alerts == (alert,)


def test_the_same_line_raises_no_alert_of_a_rule_twice(alerts: Alerts, database: Database) -> None:
    new = replace(HEARD, line_id=said(database).id)
    assert alerts.add(new)
    assert alerts.add(new) is None
    assert alerts.add(replace(new, rule_id="q"))


def test_what_is_gone_raises_no_alert(alerts: Alerts) -> None:
    for new in (replace(HEARD, line_id=7), replace(HEARD, camera_id="x"), replace(HEARD, rule_id="x")):
        assert alerts.add(new) is None
    assert alerts.list(AlertFilter()).alerts == ()


def test_a_rule_rests_from_its_last_alert_on(alerts: Alerts, database: Database) -> None:
    added(alerts, HEARD)
    alert = added(alerts, replace(HEARD, at_ms=90_000))
    added(alerts, replace(HEARD, camera_id="b", at_ms=5))
    alerts.delete(alert.id)
    assert Rules(database).rests() == {("r", "a"): 90_000, ("r", "b"): 5}
    Rules(database).delete("r")
    Cameras(database).delete("a")
    assert Rules(database).rests() == {}


def test_pages_and_filters(alerts: Alerts) -> None:
    made = [added(alerts, replace(HEARD, at_ms=at_ms)) for at_ms in (30, 10, 20, 20)]
    made += [added(alerts, replace(QUIET, camera_id="b", at_ms=20))]
    newest_first = sorted(made, key=lambda alert: (alert.at_ms, alert.id), reverse=True)
    first = alerts.list(AlertFilter(), limit=2)
    second = alerts.list(AlertFilter(), limit=2, cursor=first.cursor)
    third = alerts.list(AlertFilter(), limit=2, cursor=second.cursor)
    assert [*first.alerts, *second.alerts, *third.alerts] == newest_first
    assert third.cursor is None
    for wanted, count in (
        (AlertFilter(rule_id="q"), 1),
        (AlertFilter(camera_id="a"), 4),
        (AlertFilter(kind=RuleKind.SILENCE), 1),
        (AlertFilter(start_ms=20, end_ms=30), 3),
    ):
        assert len(alerts.list(wanted).alerts) == count
    for limit in (0, 501):
        with pytest.raises(InvalidRequestError):
            alerts.list(AlertFilter(), limit=limit)
    with pytest.raises(InvalidRequestError):
        alerts.list(AlertFilter(), cursor="1-2-3")


def test_deleting_a_rule_leaves_its_alerts(alerts: Alerts, database: Database) -> None:
    alert = added(alerts, HEARD)
    Rules(database).delete("r")
    assert alerts.get(alert.id) == replace(alert, rule_id=None)


def test_pictures_are_due_until_they_are_kept_or_given_up(alerts: Alerts) -> None:
    first, second = added(alerts, HEARD), added(alerts, replace(HEARD, at_ms=20_000))
    due = alerts.due(10)
    assert [(item.alert_id, item.camera_id, item.at_ms) for item in due] == [
        (first.id, "a", 10_000),
        (second.id, "a", 20_000),
    ]
    assert abs(due[0].created_ms - now_ms()) < 60_000
    alerts.keep_picture(first.id, JPEG)
    alerts.keep_picture(first.id, b"another")
    alerts.keep_picture(second.id, None)
    assert alerts.due(10) == ()
    assert alerts.picture(first.id) == JPEG
    assert alerts.get(first.id).has_picture
    assert not alerts.get(second.id).has_picture
    with pytest.raises(NotFoundError):
        alerts.picture(second.id)
    alerts.delete(first.id)
    alerts.keep_picture(first.id, JPEG)
    with pytest.raises(NotFoundError):
        alerts.picture(first.id)


def test_unknown_ids(alerts: Alerts) -> None:
    for work in (alerts.get, alerts.delete, alerts.picture):
        with pytest.raises(NotFoundError):
            work(7)


def test_what_is_kept_is_bounded_by_age_number_and_size(alerts: Alerts) -> None:
    made = [added(alerts, replace(HEARD, at_ms=at_ms)) for at_ms in range(6)]
    for alert in made:
        alerts.keep_picture(alert.id, bytes(100))
    assert alerts.tidy(oldest_ms=0, most=6, picture_bytes=600) == 0
    assert alerts.tidy(oldest_ms=2, most=6, picture_bytes=600) == 2
    assert alerts.tidy(oldest_ms=0, most=3, picture_bytes=600) == 1
    assert alerts.tidy(oldest_ms=0, most=3, picture_bytes=250) == 1
    left = alerts.list(AlertFilter()).alerts
    assert [(alert.at_ms, alert.has_picture) for alert in left] == [(5, True), (4, True), (3, False)]


def forget_line(database: Database, line: Line) -> None:
    Forgetting(database).line(line.id)


def forget_range(database: Database, line: Line) -> None:
    Forgetting(database).range(line.start_ms, line.end_ms, line.camera_id)


def forget_old(database: Database, line: Line) -> None:
    Forgetting(database).expired({"a": line.end_ms + 1})


def forget_camera(database: Database, line: Line) -> None:
    Cameras(database).delete(line.camera_id)


@pytest.mark.parametrize("forget", [forget_line, forget_range, forget_old, forget_camera])
def test_alerts_and_pictures_go_with_what_they_are_of(
    alerts: Alerts, database: Database, place: Path | str, forget: Callable[[Database, Line], None]
) -> None:
    line = said(database)
    alert = added(alerts, replace(HEARD, line_id=line.id))
    other = added(alerts, replace(HEARD, line_id=said(database, 90_000, "b").id, camera_id="b", at_ms=90_000))
    alerts.keep_picture(alert.id, JPEG)
    forget(database, line)
    assert alerts.list(AlertFilter()).alerts == (other,)
    with pytest.raises(NotFoundError):
        alerts.picture(alert.id)
    assert JPEG not in on_disk(place)


def test_deleting_a_range_takes_alerts_without_a_line_along(
    alerts: Alerts, database: Database, place: Path | str
) -> None:
    inside, before = added(alerts, QUIET), added(alerts, replace(QUIET, at_ms=9_999))
    elsewhere = added(alerts, replace(QUIET, camera_id="b"))
    alerts.keep_picture(inside.id, JPEG)
    assert Forgetting(database).range(10_000, 20_000, "a") == 0
    assert {alert.id for alert in alerts.list(AlertFilter()).alerts} == {before.id, elsewhere.id}
    assert JPEG not in on_disk(place)
    Forgetting(database).range(0, 20_000)
    assert alerts.list(AlertFilter()).alerts == ()


def test_speech_since(alerts: Alerts, database: Database) -> None:
    said(database)
    assert alerts.has_spoken("a", 9_999)
    assert not alerts.has_spoken("a", 10_000)
    assert not alerts.has_spoken("b", 0)


def test_what_is_heard_first_is_news_until_it_was_seen(alerts: Alerts, database: Database) -> None:
    later, first = said(database, 20_000), said(database)
    with database.write() as connection:
        again = [NewLine(start_ms=10_000, end_ms=12_000, text="better")]
        hearer = Hearer(engine="e", model="better", quality=9)
        assert add_transcription(connection, first.utterance_id, "a", again, hearer)
    assert [line.id for line in alerts.news(10)] == [first.id, later.id]
    assert alerts.news(1)[0].text == "help me"
    assert alerts.is_news(first.id)
    alerts.seen(first.id)
    assert not alerts.is_news(first.id)
    Forgetting(database).range(20_000, 30_000)
    assert alerts.news(10) == ()
