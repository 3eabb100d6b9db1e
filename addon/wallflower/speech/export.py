"""Transcripts as files: JSON, plain text, and SRT or WebVTT subtitles that begin with the exported range."""

import json
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
    """One subtitle: at most two rows, times in UTC, or from the first instant of a file."""

    start_ms: int
    end_ms: int
    rows: tuple[str, ...]


def export(lines: Iterable[Line], form: Format, start_ms: int, names: Mapping[str | int, str] | None = None) -> str:
    """Return the lines (oldest first, of one camera) as a file; subtitles count their time from `start_ms`.

    Plain text has who speaks before each line, as `names` calls people and speakers by their ids.
    """
    match form:
        case Format.JSON:
            return json.dumps({"lines": [line.to_json() for line in lines]}, ensure_ascii=False, indent=1) + "\n"
        case Format.TXT:
            return "".join(
                f"{to_rfc3339(line.start_ms)} {_who(line, names or {})}{_one_row(line.text)}\n" for line in lines
            )
        case Format.SRT:
            return srt(_since(cues(lines), start_ms))
        case Format.VTT:
            return _vtt(cues(lines), start_ms)


def _who(line: Line, names: Mapping[str | int, str]) -> str:
    name = names.get(line.speaker or "") or names.get(line.speaker_id or 0)
    return f"{_one_row(name)}: " if name else ""


def cues(lines: Iterable[Line]) -> list[Cue]:
    """Cut lines into subtitles that fit the screen, last long enough to be seen and never overlap."""
    parts = [cue for line in lines for cue in _cues_of(line)]
    parts.sort(key=lambda cue: cue.start_ms)
    result: list[Cue] = []
    for index, cue in enumerate(parts):
        start_ms = max(cue.start_ms, result[-1].end_ms) if result else cue.start_ms
        end_ms = max(cue.end_ms, start_ms + LEAST_MS)
        if index + 1 < len(parts):
            end_ms = max(min(end_ms, parts[index + 1].start_ms), start_ms + LEAST_MS)
        result.append(replace(cue, start_ms=start_ms, end_ms=end_ms))
    return result


def _cues_of(line: Line) -> list[Cue]:
    result: list[Cue] = []
    rows: list[str] = []
    start_ms = end_ms = line.start_ms
    for word in _words(line):
        fitted = _fit(rows, word.text)
        if rows and (fitted is None or word.start_ms - end_ms > LONGEST_PAUSE_MS):
            result.append(Cue(start_ms, end_ms, tuple(rows)))
            rows, fitted = [], [word.text]
        if not rows:
            start_ms = word.start_ms
        rows, end_ms = fitted or [word.text], word.end_ms
    return [*result, Cue(start_ms, end_ms, tuple(rows))] if rows else result


def _fit(rows: Sequence[str], word: str) -> list[str] | None:
    """Return the rows with the word added, None when there is no room."""
    if rows and len(rows[-1]) + 1 + len(word) <= ROW_CHARACTERS:
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
        f"{stamp(cue.start_ms, '.')} --> {stamp(cue.end_ms, '.')}\n" + "".join(f"{_escape(row)}\n" for row in cue.rows)
        for cue in _since(parts, start_ms)
    ]
    return "\n".join([f"WEBVTT\n\nNOTE 00:00:00.000 is {to_rfc3339(start_ms)}\n", *blocks])


def _since(parts: list[Cue], start_ms: int) -> list[Cue]:
    """Count times from the first instant of the file; leave out what ends before, and let the rest begin no earlier."""
    return [
        replace(cue, start_ms=max(cue.start_ms - start_ms, 0), end_ms=cue.end_ms - start_ms)
        for cue in parts
        if cue.end_ms > start_ms
    ]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
