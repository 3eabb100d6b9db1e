"""Subtitles as readers that are not ours understand them."""

import html
import io
import unicodedata
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from wallflower.speech.export import LEAST_MS, ROW_CHARACTERS, ROWS, Format, cues, export
from wallflower.wire import Line, Word

START_MS = 1_700_000_000_000
# What libraries split lines at or strip beside what we do is no concern of a subtitle.
_LETTERS = st.characters(exclude_categories=("C", "Z"), exclude_characters="\u0085")
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=60), min_size=1, max_size=40)


@st.composite
def lines(draw: Any) -> list[Line]:
    """Return lines of one camera, some with words' times, some overlapping."""
    made: list[Line] = []
    at_ms = START_MS
    for number, texts in enumerate(draw(st.lists(_WORDS, max_size=6))):
        at_ms += draw(st.integers(0, 5_000))
        timed = tuple(
            Word(text=f" {text}", start_ms=at_ms + 300 * place, end_ms=at_ms + 300 * place + 250)
            for place, text in enumerate(texts)
        )
        made.append(
            Line(
                id=number,
                camera_id="a",
                start_ms=at_ms,
                end_ms=at_ms + 300 * len(texts),
                text=unicodedata.normalize("NFC", " ".join(texts)),
                words=timed if draw(st.booleans()) else (),
                speaker=draw(st.sampled_from([None, "p1", "p2"])),
            )
        )
    return made


def at_ms(stamp: Any) -> int:
    return int(((stamp.hours * 60 + stamp.minutes) * 60 + stamp.seconds) * 1000 + stamp.milliseconds)


def check(times: list[tuple[int, int]], rows: list[list[str]]) -> None:
    """Shown in order, one at a time, long enough, on two rows that fit."""
    assert all(end - start >= LEAST_MS for start, end in times)
    assert all(before[1] <= after[0] for before, after in pairwise(times))
    assert all(1 <= len(some) <= ROWS and all(len(row) <= ROW_CHARACTERS for row in some) for some in rows)


def test_markup_in_what_was_said_is_shown_by_readers() -> None:
    text = "<b>loud</b> {\\an8}top a & b --> c &lt; d"
    said = [Line(id=1, camera_id="a", start_ms=START_MS, end_ms=START_MS + 2_000, text=text)]
    (one,) = srt.parse(export(said, Format.SRT, START_MS))
    assert unicodedata.normalize("NFKC", one.content).replace("\n", " ") == text
    assert not set("<>{}\\") & set(one.content)
    (other,) = webvtt.from_buffer(io.StringIO(export(said, Format.VTT, START_MS))).captions
    assert html.unescape(" ".join(other.lines)) == text
    assert other.text.replace("\n", " ") == " ".join(other.lines)  # the reader took nothing for a tag


_NAMES = st.fixed_dictionaries({"p1": st.text(_LETTERS, min_size=1, max_size=100), "p2": st.just("مريم")})
_HOSTILE = (
    "<script>alert(1)</script>",
    "a > b & c",
    "--> 00:00:01.000",
    "{\\an8}",
    "&lt;v Bob&gt;",
    "</v><v Bob>",
    "مريم",
)


@pytest.mark.parametrize("name", _HOSTILE)
def test_markup_in_a_name_is_a_name(name: str) -> None:
    said = [Line(id=1, camera_id="a", start_ms=START_MS, end_ms=START_MS + 2_000, text="Hello", speaker="p1")]
    (one,) = srt.parse(export(said, Format.SRT, START_MS, {"p1": name}))
    shown = unicodedata.normalize("NFKC", one.content).replace("\u2068", "").replace("\u2069", "")
    assert shown == f"{name if len(name) <= 20 else name[:19] + '...'}: Hello"
    assert not set("<>{}\\") & set(one.content)
    (other,) = webvtt.from_buffer(io.StringIO(export(said, Format.VTT, START_MS, {"p1": name}))).captions
    assert html.unescape(other.voice or "") == name
    assert (other.text, len(other.lines)) == ("Hello", 1)


@given(lines(), _NAMES)
def test_srt(said: list[Line], names: dict[str | int, str]) -> None:
    found = list(srt.parse(export(said, Format.SRT, START_MS, names)))  # raises on what it does not understand
    assert [item.index for item in found] == list(range(1, len(found) + 1))
    milli = timedelta(milliseconds=1)
    check([(item.start // milli, item.end // milli) for item in found], [item.content.split("\n") for item in found])


@given(lines(), _NAMES)
def test_webvtt(said: list[Line], names: dict[str | int, str]) -> None:
    found = webvtt.from_buffer(io.StringIO(export(said, Format.VTT, START_MS, names))).captions
    shown = [(at_ms(cue.start_time), at_ms(cue.end_time)) for cue in found]
    rows = [[html.unescape(row) for row in cue.text.split("\n")] for cue in found]
    check(shown, rows)
    parts = cues(said, names, spelled=False)
    assert [row for some in rows for row in some] == [row for cue in parts for row in cue.rows]
    assert [html.unescape(cue.voice or "") for cue in found] == [cue.name for cue in parts]
