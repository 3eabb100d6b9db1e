"""Alerts of words that were being said: what they come to."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from wallflower import clock
from wallflower.store.alerts import AlertFilter, Alerts, NewAlert
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.early_alerts import EDGE_MS, PATIENCE_MS, EarlyAlerts
from wallflower.store.forgetting import Forgetting
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.passes import NewPass, Passes
from wallflower.store.rules import Rules
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import Line
from wallflower.wire_alerts import Alert, AlertPhase, Rule, RuleKind

HEARD = NewAlert(
    rule_id="r",
    rule_name="Help",
    kind=RuleKind.KEYWORD,
    camera_id="a",
    at_ms=12_000,
    phrase="help",
    words_ms=(12_000, 12_300),
    clip_start_ms=7_000,
    clip_end_ms=22_300,
    phase=AlertPhase.EARLY,
)
BEGAN_MS = 10_000
BY = Hearer(engine="e", model="m")


class Hall:
    """A camera with a rule, in any database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        for name in ("a", "b"):
            Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
        Rules(database).create(Rule(id="r", name="Help", phrases=("help",), early=True))
        self.queue = Utterances(database)
        self.early = EarlyAlerts(database)
        self.alerts = Alerts(database)

    def fire(self, new: NewAlert = HEARD, since_ms: int = BEGAN_MS) -> Alert:
        alert = self.early.add(new, since_ms)
        assert alert is not None
        return alert

    def hear(self, start_ms: int = BEGAN_MS, end_ms: int = 15_000) -> None:
        self.queue.add(NewUtterance(camera_id="a", start_ms=start_ms, end_ms=end_ms))

    def write_down(self, text: str = "please help") -> Line:
        (claim,) = self.queue.claim(1)
        new = NewLine(start_ms=claim.start_ms + 100, end_ms=claim.end_ms - 100, text=text)
        (line,) = self.queue.finish(claim.id, [new], BY)
        return line

    def withdraw(self, alert: Alert, in_ms: int = 0) -> AlertPhase:
        """Withdraw it if that can be done by then; return its phase."""
        self.early.withdraw(alert.id, clock.now_ms() + in_ms)
        return self.alerts.get(alert.id).phase

    def rests(self) -> dict[tuple[str, str], int]:
        return Rules(self.database).rests()


@pytest.fixture
def hall(database: Database) -> Hall:
    return Hall(database)


def confirmed(hall: Hall, alert: Alert, line: Line) -> Alert | None:
    exact = replace(HEARD, line_id=line.id, at_ms=12_100, words_ms=(12_100, 12_500), clip_end_ms=22_500)
    return hall.early.confirm(alert.id, exact)


def test_an_early_alert_has_no_line_and_lets_its_rule_rest(hall: Hall) -> None:
    alert = hall.fire()
    assert (alert.phase, alert.line, alert.at_ms) == (AlertPhase.EARLY, None, 12_000)
    assert [opened.id for opened in hall.early.undecided()] == [alert.id]
    assert hall.rests() == {("r", "a"): 12_000}
    assert len(hall.alerts.due(10)) == 1


def test_a_rule_tells_early_once_in_an_utterance(hall: Hall) -> None:
    hall.fire()
    assert hall.early.add(replace(HEARD, at_ms=14_000), BEGAN_MS) is None
    assert hall.early.add(replace(HEARD, camera_id="b"), BEGAN_MS)
    assert hall.early.add(replace(HEARD, at_ms=24_000), 20_000)


@pytest.mark.parametrize("is_text", [True, False])
def test_what_is_over_is_not_told_early(hall: Hall, *, is_text: bool) -> None:
    hall.hear()
    if is_text:
        hall.write_down()
    else:
        (claim,) = hall.queue.claim(1)
        hall.queue.drop(claim.id, "no_text")
    assert hall.early.add(HEARD, BEGAN_MS) is None


def test_nothing_is_told_of_what_is_gone(hall: Hall) -> None:
    for new in (replace(HEARD, camera_id="x"), replace(HEARD, rule_id="x")):
        assert hall.early.add(new, BEGAN_MS) is None


def test_a_line_of_the_utterance_confirms_it(hall: Hall) -> None:
    alert = hall.fire()
    hall.hear()
    line = hall.write_down()
    assert [opened.id for opened in hall.early.confirmable(line)] == [alert.id]
    told = confirmed(hall, alert, line)
    assert told == replace(
        alert,
        phase=AlertPhase.CONFIRMED,
        line=line,
        at_ms=12_100,
        words_ms=(12_100, 12_500),
        clip_end_ms=22_500,
    )
    assert hall.early.undecided() == ()
    assert hall.early.confirmable(line) == ()
    assert confirmed(hall, alert, line) is None
    assert hall.withdraw(alert) is AlertPhase.CONFIRMED
    assert hall.rests() == {("r", "a"): 12_100}


def test_a_line_of_another_utterance_or_camera_does_not(hall: Hall) -> None:
    hall.fire()
    hall.fire(replace(HEARD, camera_id="b"))
    for start_ms in (2_000, 12_300 + EDGE_MS + 1):
        hall.hear(start_ms, start_ms + 3_000)
        assert hall.early.confirmable(hall.write_down()) == ()


def test_where_an_utterance_was_cut_its_neighbour_confirms(hall: Hall) -> None:
    alert = hall.fire()
    hall.hear(12_400, 15_000)
    assert [opened.id for opened in hall.early.confirmable(hall.write_down())] == [alert.id]


def test_a_line_has_one_alert_of_a_rule(hall: Hall) -> None:
    first, second = hall.fire(), hall.fire(replace(HEARD, at_ms=14_000), 13_000)
    hall.hear()
    line = hall.write_down()
    assert confirmed(hall, first, line)
    assert confirmed(hall, second, line) is None
    hall.alerts.seen(line.id)
    assert hall.withdraw(second) is AlertPhase.WITHDRAWN


def test_a_line_that_is_gone_confirms_nothing(hall: Hall) -> None:
    alert = hall.fire()
    hall.hear()
    line = hall.write_down()
    Forgetting(hall.database).line(line.id)
    assert confirmed(hall, alert, line) is None
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN


def test_it_is_open_until_every_rule_has_seen_the_utterance(hall: Hall) -> None:
    alert = hall.fire()
    assert hall.withdraw(alert) is AlertPhase.EARLY
    hall.hear()
    assert hall.withdraw(alert) is AlertPhase.EARLY
    (claim,) = hall.queue.claim(1)
    assert hall.withdraw(alert, in_ms=10 * PATIENCE_MS) is AlertPhase.EARLY
    (line,) = hall.queue.finish(claim.id, [NewLine(start_ms=11_000, end_ms=12_000, text="kelp")], BY)
    assert hall.withdraw(alert, in_ms=10 * PATIENCE_MS) is AlertPhase.EARLY
    hall.alerts.seen(line.id)
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN


def test_an_utterance_that_is_dropped_withdraws_it(hall: Hall) -> None:
    alert = hall.fire()
    hall.hear()
    (claim,) = hall.queue.claim(1)
    hall.queue.drop(claim.id, "no_text")
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN
    assert hall.alerts.list(AlertFilter()).alerts[0].id == alert.id


def test_being_heard_again_keeps_nothing_open(hall: Hall) -> None:
    alert = hall.fire()
    hall.hear()
    hall.alerts.seen(hall.write_down("kelp").id)
    Passes(hall.database).start(NewPass(engine="e", start_ms=0, end_ms=1 << 40))
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN


def heard_on(hall: Hall) -> int:
    """Search the sound behind it without finding an utterance."""
    hall.queue.set_heard_until("a", 12_300 + EDGE_MS + 1)
    return 0


def wait_long(_hall: Hall) -> int:
    return PATIENCE_MS + 1_000


def step_back(_hall: Hall) -> int:
    return -PATIENCE_MS - 1_000


@pytest.mark.parametrize("pass_by", [heard_on, wait_long, step_back])
def test_speech_that_was_lost_withdraws_it_in_the_end(hall: Hall, pass_by: Callable[[Hall], int]) -> None:
    alert = hall.fire()
    hall.queue.set_heard_until("a", BEGAN_MS)
    assert hall.withdraw(alert) is AlertPhase.EARLY
    assert hall.withdraw(alert, pass_by(hall)) is AlertPhase.WITHDRAWN


def test_a_late_line_confirms_what_was_withdrawn(hall: Hall) -> None:
    alert = hall.fire()
    assert hall.withdraw(alert, PATIENCE_MS + 1_000) is AlertPhase.WITHDRAWN
    assert hall.rests() == {}
    hall.hear()
    line = hall.write_down()
    assert [opened.id for opened in hall.early.confirmable(line)] == [alert.id]
    assert confirmed(hall, alert, line)
    assert hall.rests() == {("r", "a"): 12_100}


def test_a_rule_rests_as_before_what_was_withdrawn(hall: Hall) -> None:
    hall.alerts.add(replace(HEARD, at_ms=3_000, phase=AlertPhase.FINAL))
    alert = hall.fire()
    assert hall.rests() == {("r", "a"): 12_000}
    heard_on(hall)
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN
    assert hall.rests() == {("r", "a"): 3_000}


def test_a_rule_that_fired_since_rests_on(hall: Hall) -> None:
    alert = hall.fire()
    hall.alerts.add(replace(HEARD, at_ms=90_000, phase=AlertPhase.FINAL))
    heard_on(hall)
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN
    assert hall.rests() == {("r", "a"): 90_000}


def test_deleting_rule_range_or_camera_leaves_nothing_open(hall: Hall) -> None:
    alert = hall.fire()
    Rules(hall.database).delete("r")
    hall.hear()
    line = hall.write_down()
    hall.alerts.seen(line.id)
    assert hall.early.confirmable(line) == ()
    assert hall.withdraw(alert) is AlertPhase.WITHDRAWN
    Rules(hall.database).create(Rule(id="r", name="Help", phrases=("help",), early=True))
    hall.fire(replace(HEARD, at_ms=40_000), 39_000)
    Forgetting(hall.database).range(39_000, 41_000, "a")
    assert hall.early.undecided() == ()
    hall.fire(replace(HEARD, at_ms=50_000), 49_000)
    Cameras(hall.database).delete("a")
    assert hall.early.undecided() == ()
