"""Transcripts as files: JSON, plain text, and SRT or WebVTT subtitles that begin with the exported range.

Who speaks is told where it is known: a voice tag in WebVTT, a key in JSON, `Name: ` everywhere else. A name that is
written from right to left is isolated there, so that it turns neither the colon nor the text around.
"""

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from wallflower.clock import to_rfc3339
from wallflower.media.subtitles import srt, stamp
from wallflower.wire import Line, Word

ROW_CHARACTERS = 42
ROWS = 2
LEAST_MS = 700
# Words this far apart belong to different subtitles.
LONGEST_PAUSE_MS = 2_000
# Of a longer name subtitles show the beginning.
LONGEST_LEAD = 20
_RIGHT_TO_LEFT = frozenset({"R", "AL"})

type Names = Mapping[str | int, str]
"""What people and speakers are called, by their ids."""


class Format(StrEnum):
    """What a transcript can be exported as."""

    JSON = "json"
    TXT = "txt"
    SRT = "srt"
    VTT = "vtt"


CONTENT_TYPES = {
    Format.JSON: "application/json",
    Format.TXT: "text/plain",
    Format.SRT: "application/x-subrip",
    Format.VTT: "text/vtt",
}
"""The media types of the formats; all are UTF-8."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One subtitle: at most two rows, times in UTC, or from the first instant of a file; `name` is empty of nobody."""

    start_ms: int
    end_ms: int
    rows: tuple[str, ...]
    name: str = ""


def export(lines: Iterable[Line], form: Format, start_ms: int, names: Names | None = None) -> str:
    """Return the lines (oldest first, of one camera) as a file; subtitles count their time from `start_ms`.

    Whoever speaks is called as `names` says, and nobody who is not in it.
    """
    called = names or {}
    match form:
        case Format.JSON:
            told = [line.to_json() | {"speaker_name": _name(line, called) or None} for line in lines]
            return json.dumps({"lines": told}, ensure_ascii=False, indent=1) + "\n"
        case Format.TXT:
            return "".join(
                f"{to_rfc3339(line.start_ms)} {_lead(_name(line, called))}{_one_row(line.text)}\n" for line in lines
            )
        case Format.SRT:
            return srt(_since(cues(lines, called), start_ms))
        case Format.VTT:
            return _vtt(cues(lines, called, spelled=False), start_ms)


def _name(line: Line, names: Names) -> str:
    return _one_row(names.get(line.speaker or "") or names.get(line.speaker_id or 0) or "")


def _lead(name: str) -> str:
    """Return what stands before the words of somebody, nothing for nobody."""
    if not name:
        return ""
    turns = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in name)
    return f"\N{FIRST STRONG ISOLATE}{name}\N{POP DIRECTIONAL ISOLATE}: " if turns else f"{name}: "


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_LEAD else f"{name[: LONGEST_LEAD - 1].rstrip()}…"


def cues(lines: Iterable[Line], names: Names | None = None, *, spelled: bool = True) -> list[Cue]:
    """Cut lines into subtitles that fit the screen, last long enough to be seen and never overlap.

    With `spelled` the rows of each begin with the name of who speaks.
    """
    parts = [cue for line in lines for cue in _cues_of(line, _name(line, names or {}), spelled=spelled)]
    parts.sort(key=lambda cue: cue.start_ms)
    result: list[Cue] = []
    for index, cue in enumerate(parts):
        start_ms = max(cue.start_ms, result[-1].end_ms) if result else cue.start_ms
        end_ms = max(cue.end_ms, start_ms + LEAST_MS)
        if index + 1 < len(parts):
            end_ms = max(min(end_ms, parts[index + 1].start_ms), start_ms + LEAST_MS)
        result.append(replace(cue, start_ms=start_ms, end_ms=end_ms))
    return result


def _cues_of(line: Line, name: str, *, spelled: bool) -> list[Cue]:
    lead = _lead(_shortened(name)) if spelled else ""
    result: list[Cue] = []
    rows: list[str] = []
    start_ms = end_ms = line.start_ms

    def close() -> None:
        shown = (f"{lead}{rows[0]}".rstrip(), *rows[1:])
        result.append(Cue(start_ms, end_ms, shown, name))

    for word in _words(line):
        fitted = _fit(rows, word.text, len(lead))
        if rows and (fitted is None or word.start_ms - end_ms > LONGEST_PAUSE_MS):
            close()
            rows, fitted = [], _fit([], word.text, len(lead))
        if not rows:
            start_ms = word.start_ms
        rows, end_ms = fitted or rows, word.end_ms
    if rows:
        close()
    return result


def _fit(rows: Sequence[str], word: str, lead: int) -> list[str] | None:
    """Return the rows with the word added, None when there is no room; a name takes `lead` letters of the first."""
    if not rows:
        return [word] if lead + len(word) <= ROW_CHARACTERS else ["", word]
    taken = len(rows[-1]) + (lead if len(rows) == 1 else 0)
    if taken + 1 + len(word) <= ROW_CHARACTERS:
        return [*rows[:-1], f"{rows[-1]} {word}"]
    return [*rows, word] if len(rows) < ROWS else None


def _words(line: Line) -> list[Word]:
    """Return the line's words, or its text cut at spaces with times by length; no word is longer than a row."""
    words = [word for word in line.words if word.text.strip()] or _spread(line.text, line.start_ms, line.end_ms)
    result: list[Word] = []
    for word in words:
        text = _one_row(word.text)
        pieces = [text[at : at + ROW_CHARACTERS].strip() for at in range(0, len(text), ROW_CHARACTERS)]
        result += [replace(word, text=piece) for piece in pieces if piece]
    return result


def _spread(text: str, start_ms: int, end_ms: int) -> list[Word]:
    names = text.split()
    total = sum(len(name) + 1 for name in names)
    words: list[Word] = []
    done = 0
    for name in names:
        until = done + len(name) + 1
        span = end_ms - start_ms
        words.append(Word(text=name, start_ms=start_ms + span * done // total, end_ms=start_ms + span * until // total))
        done = until
    return words


def _one_row(text: str) -> str:
    return " ".join(text.split())


def _vtt(parts: list[Cue], start_ms: int) -> str:
    blocks = [
        f"{stamp(cue.start_ms, '.')} --> {stamp(cue.end_ms, '.')}\n{_voice(cue)}"
        + "".join(f"{_escape(row)}\n" for row in cue.rows)
        for cue in _since(parts, start_ms)
    ]
    return "\n".join([f"WEBVTT\n\nNOTE 00:00:00.000 is {to_rfc3339(start_ms)}\n", *blocks])


def _voice(cue: Cue) -> str:
    """Return the tag of who speaks; it holds until the end of the cue, so it needs none that ends it."""
    return f"<v {_escape(cue.name)}>" if cue.name else ""


def _since(parts: list[Cue], start_ms: int) -> list[Cue]:
    """Count times from the first instant of the file; leave out what ends before, and let the rest begin no earlier."""
    return [
        replace(cue, start_ms=max(cue.start_ms - start_ms, 0), end_ms=cue.end_ms - start_ms)
        for cue in parts
        if cue.end_ms > start_ms
    ]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
