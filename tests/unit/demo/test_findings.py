from dataclasses import replace
from typing import Any

import pytest

from wallflower.demo.findings import Findings, Recorded, plain, summarise
from wallflower.wire import (
    CameraStatus,
    ConnectionState,
    ErrorCode,
    Event,
    EventType,
    Line,
    Phase,
    Problem,
    Speech,
    Verdict,
    Visit,
    VisitChange,
)
from wallflower.wire_codec import Wire

EXPECTED = ("who is at the door", "please open the gate", "please close the window")
AT_MS = 1_700_000_000_000


@pytest.fixture
def findings() -> Findings:
    return Findings(EXPECTED, "alice1")


def event(kind: EventType, value: Wire) -> Event:
    return Event(stream="s", sequence=1, type=kind, at_ms=AT_MS, data=value.to_json())


def line(number: int, text: str) -> Event:
    return event(EventType.LINE, Line(id=number, camera_id="c", start_ms=number, end_ms=number + 1, text=text))


def visit(number: int, verdict: Verdict, phase: Phase = Phase.STARTED, person_id: str | None = None) -> Event:
    value = Visit(
        id=number,
        camera_id="c",
        start_ms=number,
        end_ms=None,
        verdict=verdict,
        person_id=person_id,
        name="Alice" if person_id else None,
        score=0.8,
        sightings=3,
    )
    return event(EventType.VISIT, VisitChange(phase=phase, visit=value))


def status(*, recording: bool, problem: Problem | None = None) -> Event:
    connection = ConnectionState.RETRYING if problem else ConnectionState.CONNECTED
    value = CameraStatus(camera_id="c", running=True, connection=connection, recording=recording, problem=problem)
    return event(EventType.CAMERA_STATUS, value)


def recorded(**changes: Any) -> Recorded:
    return replace(Recorded(recorded_s=55.0, gaps=[], playlist_url="http://x", plays=True), **changes)


@pytest.mark.parametrize(
    ("text", "expected"), [("Who IS at the door?", "who is at the door"), ("  it's\n- so ", "it's so"), ("…", "")]
)
def test_sentences_are_compared_by_their_words(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "is_correct"),
    [
        ("Who is at the door?", True),
        ("who is at the door please open the gate", True),
        ("who is at the door bob", False),
        ("who is", False),
        ("", False),
    ],
)
def test_a_line_is_correct_when_it_was_said_in_the_scene(findings: Findings, text: str, *, is_correct: bool) -> None:
    assert findings.is_correct(Line(id=1, camera_id="c", start_ms=0, end_ms=1, text=text)) is is_correct


def test_lines_are_told(findings: Findings) -> None:
    assert findings.take(line(1, "Who is at the door?")) == "22:13:20  heard     'Who is at the door?'"
    assert "not a sentence" in (findings.take(line(2, "what?")) or "")


def test_visits_are_told_when_the_answer_changes(findings: Findings) -> None:
    assert "someone unknown" in (findings.take(visit(1, Verdict.UNKNOWN)) or "")
    assert findings.take(visit(1, Verdict.UNKNOWN, Phase.UPDATED)) is None
    assert "maybe Alice" in (findings.take(visit(1, Verdict.UNSURE, Phase.UPDATED, "alice1")) or "")
    assert "Alice (known" in (findings.take(visit(1, Verdict.KNOWN, Phase.UPDATED, "alice1")) or "")
    assert "left      Alice" in (findings.take(visit(1, Verdict.KNOWN, Phase.ENDED, "alice1")) or "")


def test_the_camera_is_told_when_it_changes(findings: Findings) -> None:
    assert (findings.take(status(recording=True)) or "").endswith("recorded  recording")
    assert findings.take(status(recording=True)) is None
    assert (findings.take(status(recording=False)) or "").endswith("not recording")
    problem = Problem(code=ErrorCode.TIMEOUT, message="no answer")
    assert (findings.take(status(recording=False, problem=problem)) or "").endswith("retrying: no answer")


def test_listening_is_told_once(findings: Findings) -> None:
    started = Speech(camera_id="c", phase=Phase.STARTED, at_ms=0)
    assert "listening" in (findings.take(event(EventType.SPEECH, started)) or "")
    ended = Speech(camera_id="c", phase=Phase.ENDED, at_ms=0)
    assert findings.take(event(EventType.SPEECH, ended)) is None


def test_other_events_are_not(findings: Findings) -> None:
    assert findings.take(Event(stream="s", sequence=1, type=EventType.HELLO, at_ms=AT_MS)) is None


def complete(findings: Findings) -> None:
    for number, text in enumerate(EXPECTED[:2]):
        findings.take(line(number, text))
    findings.take(visit(1, Verdict.KNOWN, person_id="alice1"))
    findings.take(visit(2, Verdict.UNKNOWN))


def test_all_is_well_when_everything_was_found(findings: Findings) -> None:
    complete(findings)
    summary = summarise(findings, recorded(), 60)
    assert summary.missing == ()
    data = summary.to_json()
    assert set(data) == {"recorded_s", "gaps", "lines", "visits", "playlist_url", "ok"}
    assert data["ok"] is True
    assert [entry["correct"] for entry in data["lines"]] == [True, True]
    assert [entry["verdict"] for entry in data["visits"]] == ["known", "unknown"]


@pytest.mark.parametrize(
    ("changes", "word"), [({"recorded_s": 49.9}, "49.9 of 60 s"), ({"plays": False}, "does not play")]
)
def test_a_poor_recording_is_missed(findings: Findings, changes: dict[str, Any], word: str) -> None:
    complete(findings)
    summary = summarise(findings, recorded(**changes), 60)
    assert not summary.ok
    assert word in summary.missing[0]


def test_the_same_sentence_twice_is_one(findings: Findings) -> None:
    for number in (1, 2):
        findings.take(line(number, EXPECTED[0]))
    assert "only 1 different" in summarise(findings, recorded(), 60).missing[0]


def test_everything_is_missed_when_nothing_happened(findings: Findings) -> None:
    summary = summarise(findings, recorded(recorded_s=0.0, plays=False), 60)
    assert len(summary.missing) == 5


def test_another_known_person_is_not_the_enrolled_one(findings: Findings) -> None:
    complete(findings)
    findings.visits.clear()
    findings.take(visit(1, Verdict.KNOWN, person_id="bob"))
    findings.take(visit(2, Verdict.UNKNOWN))
    assert summarise(findings, recorded(), 60).missing == ("the enrolled person was not recognised",)
