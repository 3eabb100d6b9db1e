import math
import time
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.playback.playlist import playlist
from wallflower.store.recordings import RecordingRow, pack_groups

START_MS = 1_700_000_000_000
HEADER = 1000


def row(number: int = 0, *, groups: int = 30, group_ms: int = 2000, start_ms: int | None = None) -> RecordingRow:
    """A file of `groups` groups of 100 bytes each; file n starts where file n-1 ends."""
    length_ms = groups * group_ms
    return RecordingRow(
        id=number + 1,
        camera_id="camera0001",
        session_id="session",
        init_id="init",
        path="",
        start_ms=START_MS + number * length_ms if start_ms is None else start_ms,
        duration_ms=length_ms,
        size_bytes=HEADER + groups * 100,
        base_ticks=0,
        packed_groups=pack_groups((HEADER + index * 100, group_ms) for index in range(groups)),
        is_open=False,
    )


def whole(*rows: RecordingRow) -> str:
    return playlist(rows, rows[0].start_ms, rows[-1].end_ms)


def entries(text: str) -> list[tuple[float, int, int, str]]:
    """(length s, size, offset, uri) of every entry."""
    lines = text.splitlines()
    found: list[tuple[float, int, int, str]] = []
    for index, line in enumerate(lines):
        if line.startswith("#EXTINF:"):
            size, _, told = lines[index + 1].removeprefix("#EXT-X-BYTERANGE:").partition("@")
            offset = int(told) if told else found[-1][2] + found[-1][1]
            found.append((float(line[8:-1]), int(size), offset, lines[index + 2]))
    return found


def test_the_whole_text_of_a_short_window() -> None:
    first, second = row(0, groups=4), row(1, groups=1)
    second = replace(second, start_ms=first.end_ms)
    assert whole(first, second).splitlines() == [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        "#EXT-X-TARGETDURATION:6",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        '#EXT-X-MAP:URI="init/init.mp4"',
        "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:20.000Z",
        "#EXTINF:2.000,",
        "#EXT-X-BYTERANGE:100@1000",
        "seg/1.mp4",
        "#EXTINF:6.000,",
        "#EXT-X-BYTERANGE:300",
        "seg/1.mp4",
        "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:28.000Z",
        "#EXTINF:2.000,",
        "#EXT-X-BYTERANGE:100@1000",
        "seg/2.mp4",
        "#EXT-X-ENDLIST",
    ]


def test_nothing_recorded_is_an_empty_playlist() -> None:
    text = playlist([], START_MS, START_MS + 60_000)
    assert text.endswith("#EXT-X-ENDLIST\n")
    assert entries(text) == []


def test_a_group_longer_than_an_entry_stands_alone_and_sets_the_target() -> None:
    text = whole(row(groups=3, group_ms=10_499))
    assert [length for length, *_ in entries(text)] == [10.499] * 3
    assert "#EXT-X-TARGETDURATION:10\n" in text
    assert "#EXT-X-TARGETDURATION:11\n" in whole(row(groups=3, group_ms=10_500))


def test_a_window_inside_a_file_begins_at_a_keyframe_and_tells_where_to_start() -> None:
    one = row()
    text = playlist([one], START_MS + 5_500, START_MS + 9_000)
    assert entries(text) == [(2.0, 100, HEADER + 200, "seg/1.mp4"), (4.0, 200, HEADER + 300, "seg/1.mp4")]
    assert "#EXT-X-START:TIME-OFFSET=1.500,PRECISE=YES" in text
    assert "#EXT-X-PROGRAM-DATE-TIME:2023-11-14T22:13:24.000Z" in text


def test_a_window_that_begins_before_the_footage_has_no_start_offset() -> None:
    assert "EXT-X-START" not in playlist([row()], START_MS - 5_000, START_MS + 9_000)


def start_s(text: str) -> float:
    """Where the playlist tells players to start, in seconds of its own length."""
    return float(text.partition("TIME-OFFSET=")[2].partition(",")[0] or 0)


def shown(text: str) -> tuple[float, tuple[float, int, int, str]]:
    """What is played at the start: how far into which entry."""
    left_s = start_s(text)
    for entry in entries(text):
        if left_s < entry[0]:
            return round(left_s, 3), entry
        left_s -= entry[0]
    raise AssertionError("the start lies behind the last entry")


def test_playing_begins_at_an_instant_with_a_short_entry() -> None:
    first, second = row(0), row(1)
    text = playlist([first, second], first.start_ms, second.end_ms, second.start_ms + 14_500)
    assert start_s(text) == 74.5
    assert shown(text) == (0.5, (2.0, 100, HEADER + 700, "seg/2.mp4"))
    assert [length for length, *_ in entries(text)] == [*[6.0] * 10, 6.0, 6.0, 2.0, 2.0, *[6.0] * 7, 2.0]


def test_playing_that_is_to_begin_in_a_gap_begins_behind_it() -> None:
    first = row(0)
    second = row(1, start_ms=first.end_ms + 600_000)
    text = playlist([first, second], first.start_ms, second.end_ms, first.end_ms + 300_000)
    assert shown(text) == (0, (2.0, 100, HEADER, "seg/2.mp4"))


def test_playing_that_is_to_begin_behind_the_footage_begins_with_its_last_entry() -> None:
    text = playlist([row(groups=4)], START_MS, START_MS + 3_600_000, START_MS + 3_000_000)
    assert shown(text) == (0, (2.0, 100, HEADER + 300, "seg/1.mp4"))


@pytest.mark.parametrize(
    ("change", "maps"),
    [({"session_id": "other"}, 1), ({"init_id": "other"}, 2), ({"start_ms": START_MS + 61_000}, 1)],
)
def test_a_new_session_or_init_or_missing_time_is_a_discontinuity(change: dict[str, Any], maps: int) -> None:
    first = row(0)
    second = replace(row(1), **change)
    text = whole(first, second, replace(second, id=3, start_ms=second.end_ms))
    assert text.count("#EXT-X-DISCONTINUITY") == 1
    assert text.count("#EXT-X-MAP") == maps
    assert text.count("#EXT-X-PROGRAM-DATE-TIME") == 3
    assert text.index("#EXT-X-DISCONTINUITY") < text.index("seg/2.mp4")
    if maps == 2:
        assert text.index("#EXT-X-DISCONTINUITY") < text.index('#EXT-X-MAP:URI="init/other.mp4"')


def test_rounding_between_files_is_no_discontinuity() -> None:
    assert "DISCONTINUITY" not in whole(row(0), replace(row(1), start_ms=START_MS + 60_040))


def test_a_day_takes_less_than_50_ms() -> None:
    rows = [row(number, groups=60, group_ms=1000) for number in range(1440)]
    assert len(entries(whole(*rows))) == 14_401
    # Four times the target: test machines differ.
    assert min(_seconds(rows) for _ in range(3)) < 0.05 * 4


def _seconds(rows: list[RecordingRow]) -> float:
    began_s = time.thread_time()  # of the processor: others may use it, too
    whole(*rows)
    return time.thread_time() - began_s


@given(
    lengths=st.lists(st.lists(st.integers(1, 12_000), min_size=1, max_size=12), min_size=1, max_size=6),
    window=st.tuples(st.integers(-5_000, 100_000), st.integers(1, 100_000)),
    wanted=st.integers(0, 100_000),
)
def test_entries_cover_the_window_once_in_order_and_keep_the_target(
    lengths: list[list[int]], window: tuple[int, int], wanted: int
) -> None:
    rows = []
    at_ms = START_MS
    for number, groups in enumerate(lengths):
        offsets = range(HEADER, HEADER + len(groups) * 100, 100)
        one = row(number, start_ms=at_ms)
        rows.append(
            replace(
                one,
                duration_ms=sum(groups),
                size_bytes=HEADER + len(groups) * 100,
                packed_groups=pack_groups(zip(offsets, groups, strict=True)),
            )
        )
        at_ms += sum(groups)
    start_ms, end_ms = START_MS + window[0], START_MS + window[0] + window[1]
    at_ms = min(start_ms + wanted, end_ms - 1)
    text = playlist(rows, start_ms, end_ms, at_ms)
    expected = [
        (one.id, offset)
        for one in rows
        for index, (offset, length) in enumerate(one.groups)
        if (begin := one.start_ms + sum(ms for _, ms in one.groups[:index])) < end_ms and begin + length > start_ms
    ]
    got = [
        (int(uri.removeprefix("seg/").removesuffix(".mp4")), offset + step)
        for _, size, offset, uri in entries(text)
        for step in range(0, size, 100)
    ]
    assert got == expected
    target = int(text.partition("TARGETDURATION:")[2].partition("\n")[0])
    assert all(math.floor(length + 0.5) <= target for length, *_ in entries(text))
    assert text.count("DISCONTINUITY") == 0
    if rows[0].start_ms <= at_ms < rows[-1].end_ms:
        inside_s, (length_s, size, offset, uri) = shown(text)
        file = next(one for one in rows if uri == f"seg/{one.id}.mp4")
        begin_ms = file.start_ms + sum(ms for place, ms in file.groups if place < offset)
        assert (size, begin_ms + round(inside_s * 1000)) == (100, at_ms)
        assert round(length_s * 1000) in [ms for _, ms in file.groups]
