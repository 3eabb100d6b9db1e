"""SubRip files, as a reader that obeys markup understands them."""

import io
import unicodedata
from dataclasses import dataclass

import av
import pytest
import srt as other
from hypothesis import given
from hypothesis import strategies as st

from wallflower.media.subtitles import srt

MARKUP = [
    "<b>",
    "</b>",
    "<i",
    ">",
    "<font color=red>",
    "{\\an8}",
    "{y:i}",
    "{",
    "}",
    "\\N",
    "\\h",
    "&lt;",
    "&#60;",
    "&amp;",
    "-->",
]
WORDS = st.sampled_from([*MARKUP, "door", "R&D", "1", " "])


@dataclass(frozen=True, slots=True)
class Shown:
    start_ms: int
    end_ms: int
    rows: tuple[str, ...]


def seen(text: str) -> str:
    """Return what libav shows of a file, which is what players that are built on it show, with its styles."""
    events: list[bytes] = []
    with av.open(io.BytesIO(text.encode()), "r", format="srt") as file:
        for packet in file.demux(file.streams.subtitles[0]):
            events += [line.ass for line in packet.decode()]
    return "\n".join(event.decode().split(",", 8)[8].replace("\\N", "\n") for event in events)


def test_subrip() -> None:
    text = srt([Shown(0, 1500, ("one", "two")), Shown(3_723_004, 3_724_000, ("late",))])
    assert text == "1\n00:00:00,000 --> 00:00:01,500\none\ntwo\n\n2\n01:02:03,004 --> 01:02:04,000\nlate\n"


@pytest.mark.parametrize("row", [f"a {mark} loud </b> b" for mark in MARKUP])
def test_markup_is_shown_and_not_obeyed(row: str) -> None:
    text = srt([Shown(0, 1500, (row,))])
    assert unicodedata.normalize("NFKC", seen(text)) == row
    assert not set("<>{}\\") & set(seen(text))


def test_what_is_no_markup_stays_as_it_is() -> None:
    rows = ("R&D, AT&T, 50 % & more", "café – „so“ [1] (2) a_b *c* ~d~")
    assert seen(srt([Shown(0, 1500, rows)])) == "\n".join(rows)


@given(st.lists(WORDS, min_size=1, max_size=12).map("".join).filter(str.strip).map(str.strip))
def test_whatever_is_said_is_in_the_file(row: str) -> None:
    (found,) = other.parse(srt([Shown(0, 1500, (row,))]))
    assert len(found.content) == len(row)
    assert unicodedata.normalize("NFKC", found.content) == row
    assert "-->" not in found.content
