"""The wire is tolerant of newer peers and strict about nonsense."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from wallflower import wire, wire_alerts, wire_speech
from wallflower.wire_codec import FIRST_MS, LAST_MS, Wire, WireError

VISIT = {"id": 7, "camera_id": "a", "start_ms": 1, "end_ms": None, "verdict": "known"}


def values() -> list[Wire]:
    word = wire.Word(text="hello", start_ms=1, end_ms=2, confidence=0.5)
    line = wire.Line(id=1, camera_id="a", start_ms=1, end_ms=2, text="hello", words=(word,), highlights=(0, 5))
    visit = wire.Visit.from_json(VISIT)
    problem = wire.Problem(code=wire.ErrorCode.TIMEOUT, message="no answer")
    status = wire.CameraStatus(
        camera_id="a",
        running=True,
        connection=wire.ConnectionState.RETRYING,
        problem=problem,
        recent_problems=(problem,),
    )
    hit = wire_alerts.KeywordHit(
        alert_id=7, rule_id="r", rule_name="n", phrase="hello", camera_id="a", at_ms=1, line=line
    )
    return [
        line,
        wire.LinePage(lines=(line, line), cursor="x"),
        wire.VisitChange(phase=wire.Phase.ENDED, visit=visit),
        wire.Camera(id="a", name="Door", url="rtsp://door/", status=status),
        hit,
        wire_alerts.Alert(
            id=7,
            rule_id=None,
            rule_name="n",
            kind=wire_alerts.RuleKind.KEYWORD,
            camera_id="a",
            at_ms=1,
            phase=wire_alerts.AlertPhase.WITHDRAWN,
        ),
        wire_speech.Partial(camera_id="a", start_ms=1, lines=(line,)),
        wire.Event(
            stream="s", sequence=3, type=wire.EventType.KEYWORD, at_ms=1, data=json.loads(json.dumps(hit.to_json()))
        ),
    ]


@pytest.mark.parametrize("value", values(), ids=lambda value: type(value).__name__)
def test_every_value_survives_json(value: Wire) -> None:
    assert type(value).from_json(json.loads(json.dumps(value.to_json()))) == value


def test_a_newer_peer_is_understood() -> None:
    visit = wire.Visit.from_json(VISIT | {"verdict": "certain", "shoe_size": 44})
    assert visit.verdict is wire.Verdict.UNKNOWN
    assert visit.score == 0.0


def test_integers_serve_as_floats() -> None:
    assert wire.Visit.from_json(VISIT | {"score": 1}).score == 1.0


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"id": "seven"}, "Visit.id"),
        ({"id": True}, "Visit.id"),
        ({"verdict": 3}, "Visit.verdict"),
        ({"end_ms": "late"}, "Visit.end_ms"),
        ({"start_ms": 10**18}, "Visit.start_ms"),
        ({"end_ms": -(10**15)}, "Visit.end_ms"),
    ],
)
def test_nonsense_is_named(change: dict[str, object], named: str) -> None:
    with pytest.raises(WireError, match=named):
        wire.Visit.from_json(VISIT | change)


@pytest.mark.parametrize("data", [None, [], "x", {}])
def test_a_value_needs_an_object_with_its_keys(data: object) -> None:
    with pytest.raises(WireError):
        wire.Visit.from_json(data)


def test_lists_and_objects_are_told_apart() -> None:
    with pytest.raises(WireError, match="a list"):
        wire.LinePage.from_json({"lines": "none"})
    with pytest.raises(WireError, match="an object"):
        wire.Event.from_json({"stream": "s", "sequence": 1, "type": "line", "at_ms": 1, "data": []})


def test_no_instant_is_beyond_every_calendar() -> None:
    line = {"id": 1, "camera_id": "a", "start_ms": 1, "end_ms": 2, "text": ""}
    with pytest.raises(WireError, match=r"Line\.instants_ms"):
        wire.Line.from_json(line | {"instants_ms": [1, 10**15]})
    for at_ms in (FIRST_MS, LAST_MS):
        moment = datetime.fromtimestamp(wire.Line.from_json(line | {"end_ms": at_ms}).end_ms / 1000, UTC)
        for hours in (-14, 14):
            moment.astimezone(timezone(timedelta(hours=hours)))


def test_a_restream_password_is_not_in_its_representation() -> None:
    stream = wire.LiveStream(port=8554, path="/a", username="u", password="secret-word")
    assert "secret-word" not in repr(stream)
