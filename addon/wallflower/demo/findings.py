"""What the demo has seen and heard so far, and whether that is what the scene holds."""

from dataclasses import dataclass, field
from typing import Any

from wallflower.clock import to_rfc3339
from wallflower.wire import CameraStatus, Event, EventType, Line, Phase, Speech, Verdict, Visit, VisitChange

SLACK_S = 10
LEAST_LINES = 2


def plain(text: str) -> str:
    """Return a sentence as a list of words would be compared: lower case, without punctuation."""
    kept = "".join(letter if letter.isalnum() or letter in " '" else " " for letter in text.lower())
    return " ".join(kept.split())


@dataclass(slots=True)
class Findings:
    """Collects events; `expected` are the sentences of the scene, `person_id` is the enrolled person."""

    expected: tuple[str, ...]
    person_id: str
    lines: dict[int, Line] = field(default_factory=dict)
    visits: dict[int, Visit] = field(default_factory=dict)
    is_recording: bool = False

    def take(self, event: Event) -> str | None:
        """Remember an event; return what to tell about it, if anything."""
        match event.type:
            case EventType.CAMERA_STATUS:
                text = self._status(CameraStatus.from_json(event.data))
            case EventType.SPEECH:
                text = _speech(Speech.from_json(event.data))
            case EventType.LINE:
                text = self._line(Line.from_json(event.data))
            case EventType.VISIT:
                text = self._visit(VisitChange.from_json(event.data))
            case _:
                text = None
        return None if text is None else f"{to_rfc3339(event.at_ms)[11:19]}  {text}"

    def is_correct(self, line: Line) -> bool:
        """Tell whether a line holds only sentences that are said in the scene, word by word."""
        rest = f" {plain(line.text)} "
        for sentence in sorted(self.expected, key=len, reverse=True):
            rest = rest.replace(f" {plain(sentence)} ", " ")
        return bool(line.text.strip()) and not rest.strip()

    def _status(self, status: CameraStatus) -> str | None:
        changed = status.recording != self.is_recording
        self.is_recording = status.recording
        if status.problem is not None:
            return f"camera    {status.connection}: {status.problem.message}"
        return f"recorded  {'recording' if status.recording else 'not recording'}" if changed else None

    def _line(self, line: Line) -> str:
        self.lines[line.id] = line
        return f"heard     {line.text!r}" + ("" if self.is_correct(line) else "  (not a sentence of the scene)")

    def _visit(self, change: VisitChange) -> str | None:
        before = self.visits.get(change.visit.id)
        self.visits[change.visit.id] = change.visit
        if change.phase is Phase.ENDED:
            return f"left      {_who(change.visit)} after {change.visit.sightings} sightings"
        if before is not None and (before.verdict, before.person_id) == (change.visit.verdict, change.visit.person_id):
            return None
        return f"seen      {_who(change.visit)}"


def _speech(speech: Speech) -> str | None:
    return "listening …" if speech.phase is Phase.STARTED else None


def _who(visit: Visit) -> str:
    match visit.verdict:
        case Verdict.KNOWN:
            return f"{visit.name} (known, score {visit.score:.2f})"
        case Verdict.UNSURE:
            return f"maybe {visit.name} (score {visit.score:.2f})"
        case _:
            return f"someone unknown (score {visit.score:.2f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The end of the demo; `missing` says in words what was expected and did not happen."""

    recorded_s: float
    gaps: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    visits: list[dict[str, Any]]
    playlist_url: str
    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing

    def to_json(self) -> dict[str, Any]:
        """Return the one object that `--json` prints."""
        return {
            "recorded_s": self.recorded_s,
            "gaps": self.gaps,
            "lines": self.lines,
            "visits": self.visits,
            "playlist_url": self.playlist_url,
            "ok": self.ok,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What the server has on disk; `plays` is the answer of a decoder that fetched the playlist."""

    recorded_s: float
    gaps: list[dict[str, Any]]
    playlist_url: str
    plays: bool


def summarise(findings: Findings, recorded: Recorded, seconds: float) -> Summary:
    """Compare what was found with what the scene holds."""
    lines = [
        {"text": line.text, "start_ms": line.start_ms, "end_ms": line.end_ms, "correct": findings.is_correct(line)}
        for line in findings.lines.values()
    ]
    visits = [
        {
            "verdict": str(visit.verdict),
            "name": visit.name,
            "start_ms": visit.start_ms,
            "end_ms": visit.end_ms,
            "score": round(visit.score, 3),
            "sightings": visit.sightings,
        }
        for visit in findings.visits.values()
    ]
    return Summary(
        recorded_s=round(recorded.recorded_s, 1),
        gaps=recorded.gaps,
        lines=sorted(lines, key=lambda line: int(line["start_ms"])),
        visits=sorted(visits, key=lambda visit: int(str(visit["start_ms"]))),
        playlist_url=recorded.playlist_url,
        missing=_missing(findings, recorded, seconds),
    )


def _missing(findings: Findings, recorded: Recorded, seconds: float) -> tuple[str, ...]:
    correct = {plain(line.text) for line in findings.lines.values() if findings.is_correct(line)}
    visits = findings.visits.values()
    known = [v for v in visits if v.verdict is Verdict.KNOWN and v.person_id == findings.person_id]
    checks = (
        (recorded.recorded_s >= seconds - SLACK_S, f"only {recorded.recorded_s:.1f} of {seconds:g} s are recorded"),
        (recorded.plays, "the recording's playlist does not play"),
        (len(correct) >= LEAST_LINES, f"only {len(correct)} different sentences of the scene were understood"),
        (bool(known), "the enrolled person was not recognised"),
        (any(v.verdict is Verdict.UNKNOWN for v in visits), "the unknown person was not seen as unknown"),
    )
    return tuple(text for is_fine, text in checks if not is_fine)
