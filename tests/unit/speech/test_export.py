"""Transcripts as files that other programs read."""

import json
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.export import CONTENT_TYPES, LEAST_MS, Cue, Format, cues, export
from wallflower.wire import Line, Word

START_MS = 1_700_000_000_000
SRT_TIME = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3})")
VTT_TIME = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d)\.(\d{3})")


def line(start_ms: int, text: str, length_ms: int = 2_000, words: tuple[Word, ...] = ()) -> Line:
    at_ms = START_MS + start_ms
    return Line(id=at_ms, camera_id="a", start_ms=at_ms, end_ms=at_ms + length_ms, text=text, words=words)


def parse(text: str, time: re.Pattern[str], *, numbered: bool) -> list[Cue]:
    """Read subtitles strictly: an independent reader of both formats."""
    result: list[Cue] = []
    for number, block in enumerate((part for part in text.split("\n\n") if part.strip()), start=1):
        rows = block.rstrip("\n").split("\n")
        if numbered:
            assert rows.pop(0) == str(number)
        start, arrow, end = rows.pop(0).split(" ")
        assert arrow == "-->"
        stamps = []
        for stamp in (start, end):
            match = time.fullmatch(stamp)
            assert match is not None
            hours, minutes, seconds, rest = map(int, match.groups())
            stamps.append(((hours * 60 + minutes) * 60 + seconds) * 1000 + rest)
        assert rows
        assert all(row.strip() and "-->" not in row for row in rows)
        result.append(Cue(stamps[0], stamps[1], tuple(rows)))
    return result


def test_srt_as_players_expect_it() -> None:
    text = export([line(1_500, "The front door is open."), line(3_725_000, "Good night.")], Format.SRT, START_MS)
    assert text == (
        "1\n00:00:01,500 --> 00:00:03,500\nThe front door is open.\n\n2\n01:02:05,000 --> 01:02:07,000\nGood night.\n"
    )


def test_vtt_escapes_and_tells_its_origin() -> None:
    text = export([line(0, "a <b> & c --> d")], Format.VTT, START_MS)
    assert text == (
        "WEBVTT\n\nNOTE 00:00:00.000 is 2023-11-14T22:13:20.000Z\n\n"
        "00:00:00.000 --> 00:00:02.000\na &lt;b&gt; &amp; c --&gt; d\n"
    )


def test_nothing_said_is_an_empty_but_valid_file() -> None:
    assert export([], Format.SRT, START_MS) == ""
    assert export([], Format.VTT, START_MS).startswith("WEBVTT\n\nNOTE ")
    assert export([], Format.TXT, START_MS) == ""
    assert json.loads(export([], Format.JSON, START_MS)) == {"lines": []}


def test_plain_text_tells_who_speaks() -> None:
    amy, other, gone = line(0, "Hello"), line(1, "Hi"), line(2, "Ah")
    said = [replace(amy, speaker="p1"), replace(other, speaker_id=7), replace(gone, speaker="p2")]
    rows = export(said, Format.TXT, 0, {"p1": "Amy\nLou", 7: "Speaker 2"}).splitlines()
    assert [row.partition(" ")[2] for row in rows] == ["Amy Lou: Hello", "Speaker 2: Hi", "Ah"]


def spoken_by(name: str, text: str, length_ms: int = 2_000) -> tuple[Line, dict[str | int, str]]:
    return replace(line(0, text, length_ms), speaker="p1"), {"p1": name}


def test_json_has_the_names_of_speakers_beside_their_ids() -> None:
    said, names = spoken_by("Amy", "Hello")
    told = json.loads(export([said, line(5_000, "Hi")], Format.JSON, START_MS, names))["lines"]
    assert [(each["speaker"], each["speaker_name"]) for each in told] == [("p1", "Amy"), (None, None)]


def test_webvtt_has_a_voice_and_subrip_a_name() -> None:
    said, names = spoken_by("Amy", "The front door is open.")
    assert export([said], Format.VTT, START_MS, names).endswith("\n<v Amy>The front door is open.\n")
    assert export([said], Format.SRT, START_MS, names).endswith("\nAmy: The front door is open.\n")
    nobody = line(0, "The front door is open.")
    assert "<v" not in export([nobody], Format.VTT, START_MS, names)
    assert export([nobody], Format.SRT, START_MS, names).endswith("\nThe front door is open.\n")


def test_every_subtitle_of_a_long_line_has_the_name() -> None:
    said, names = spoken_by("Amy", " ".join(["parcel"] * 40), 20_000)
    assert all(cue.rows[0].startswith("Amy: parcel") for cue in cues([said], names))
    shown = export([said], Format.VTT, START_MS, names).split("\n\n")[2:]
    assert len(shown) > 2
    assert all(block.split("\n")[1].startswith("<v Amy>parcel") for block in shown)


def test_names_leave_room_for_what_is_said() -> None:
    said, names = spoken_by("x" * 100, "y" * 84)
    parts = cues([said], names)
    assert all(cue.rows[0] == "x" * 19 + "…:" for cue in parts)
    assert "".join(cue.rows[1] for cue in parts) == "y" * 84
    assert f"<v {'x' * 100}>" in export([said], Format.VTT, START_MS, names)


@pytest.mark.parametrize("name", ["שרה", "مريم", "Ali علي"])
def test_a_name_from_right_to_left_turns_nothing_around(name: str) -> None:
    said, names = spoken_by(name, "Hello")
    for form in (Format.SRT, Format.TXT):
        assert f"\u2068{name}\u2069: Hello\n" in export([said], form, START_MS, names)
    assert f"<v {name}>Hello" in export([said], Format.VTT, START_MS, names)


def test_plain_text_is_a_line_per_line() -> None:
    text = export([line(0, "Good\nmorning."), line(5_000, "Bye.")], Format.TXT, START_MS)
    assert text == "2023-11-14T22:13:20.000Z Good morning.\n2023-11-14T22:13:25.000Z Bye.\n"


def test_json_is_the_wire_again() -> None:
    spoken = line(0, "Grüß Gott", words=(Word(text="Grüß", start_ms=START_MS, end_ms=START_MS + 5, confidence=0.5),))
    (data,) = json.loads(export([spoken], Format.JSON, START_MS))["lines"]
    assert Line.from_json(data) == spoken
    assert data.pop("speaker_name") is None
    assert data.keys() == spoken.to_json().keys()


def test_long_lines_become_several_subtitles_at_their_words_times() -> None:
    words = tuple(
        Word(text=f"word{index}", start_ms=START_MS + index * 400, end_ms=START_MS + index * 400 + 350)
        for index in range(40)
    )
    parts = cues([line(0, " ".join(word.text for word in words), 16_000, words)])
    assert len(parts) > 2
    assert parts[0].rows[0].startswith("word0 ")
    for part in parts:
        assert part.start_ms == START_MS + 400 * int(part.rows[0].split()[0].removeprefix("word"))


def test_a_long_pause_between_words_starts_a_new_subtitle() -> None:
    words = (
        Word(text="wait", start_ms=START_MS, end_ms=START_MS + 300),
        Word(text="there", start_ms=START_MS + 5_000, end_ms=START_MS + 5_400),
    )
    assert [part.rows for part in cues([line(0, "wait there", 5_400, words)])] == [("wait",), ("there",)]


def test_what_was_said_before_the_range_begins_with_it() -> None:
    spoken = [line(-1_000, "across the start"), line(-9_000, "before")]
    assert export(sorted(spoken, key=lambda item: item.start_ms), Format.SRT, START_MS) == (
        "1\n00:00:00,000 --> 00:00:01,000\nacross the start\n"
    )


@pytest.mark.parametrize("form", list(Format))
def test_every_format_has_a_content_type(form: Format) -> None:
    assert "/" in CONTENT_TYPES[form]


spoken_lines = st.lists(
    st.builds(
        line,
        st.integers(0, 60_000),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300).filter(lambda text: text.strip() != ""),
        st.integers(1, 20_000),
    ),
    max_size=12,
)


@given(spoken_lines)
def test_subtitles_of_anything_are_valid(lines: list[Line]) -> None:
    srt = parse(export(lines, Format.SRT, START_MS), SRT_TIME, numbered=True)
    body = export(lines, Format.VTT, START_MS).split("\n\n", 2)[2:]
    vtt = parse(body[0] if body else "", VTT_TIME, numbered=False)
    assert [(cue.start_ms, cue.end_ms) for cue in srt] == [(cue.start_ms, cue.end_ms) for cue in vtt]
    for before, after in pairwise(srt):
        assert before.end_ms <= after.start_ms
    for cue in srt:
        assert cue.end_ms - cue.start_ms >= LEAST_MS
        assert len(cue.rows) <= 2
        assert all(len(row) <= 42 for row in cue.rows)
    spoken = "".join("".join(item.text.split()) for item in sorted(lines, key=lambda item: item.start_ms))
    shown = "".join("".join(row.split()) for cue in cues(lines) for row in cue.rows)
    assert sorted(shown) == sorted(spoken)
