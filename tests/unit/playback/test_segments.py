import io
from dataclasses import replace
from typing import Any
from unittest.mock import patch

import av
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wallflower.errors import NotFoundError
from wallflower.media import mp4
from wallflower.media.segment import PRFT_BYTES
from wallflower.playback.playlist import playlist
from wallflower.playback.segments import RangeError, Segments, byte_range
from wallflower.store.recordings import RecordingRow


@pytest.fixture
def segments(footage: Any) -> Segments:
    return Segments(footage.media, footage.recordings)


def served(segments: Segments, row: RecordingRow, start: int = 0, end: int | None = None) -> bytes:
    return b"".join(segments.chunks(row, start, row.size_bytes if end is None else end))


def test_every_fragment_is_served_as_the_session_made_it(footage: Any, segments: Segments) -> None:
    assert footage.rows[1].base_ticks > 0
    for row, fragments in zip(footage.rows, footage.fragments, strict=True):
        whole = served(segments, row)
        for (offset, _), fragment in zip(row.groups, fragments, strict=True):
            begin = offset + PRFT_BYTES
            assert whole[begin : begin + len(fragment.data)] == fragment.data


def test_only_decode_times_differ_from_the_file(footage: Any, segments: Segments) -> None:
    first, second = footage.rows
    assert served(segments, first) == segments.path(first).read_bytes()
    on_disk, whole = segments.path(second).read_bytes(), served(segments, second)
    assert len(whole) == len(on_disk) == second.size_bytes
    assert 0 < sum(one != other for one, other in zip(on_disk, whole, strict=True)) <= 8 * len(second.groups)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(data=st.data())
def test_any_range_is_that_range_of_the_whole(footage: Any, segments: Segments, data: st.DataObject) -> None:
    row = footage.rows[1]
    start = data.draw(st.integers(0, row.size_bytes - 1))
    end = data.draw(st.integers(start + 1, row.size_bytes))
    assert served(segments, row, start, end) == served(segments, row)[start:end]


def test_a_playlists_entries_play_as_one_timeline(footage: Any, segments: Segments) -> None:
    text = playlist(footage.rows, footage.rows[0].start_ms, footage.rows[-1].end_ms)
    lines = text.splitlines()
    film = bytearray(footage.recordings.init(footage.rows[0].init_id).data)
    rows = {f"seg/{row.id}.mp4": row for row in footage.rows}
    end = 0
    for index, line in enumerate(lines):
        if line.startswith("#EXT-X-BYTERANGE:"):
            size, _, told = line.partition(":")[2].partition("@")
            offset = int(told) if told else end
            end = offset + int(size)
            film += served(segments, rows[lines[index + 1]], offset, end)
    with av.open(io.BytesIO(film)) as container:
        frames = list(container.decode(video=0))
    assert [round(frame.time * 10) for frame in frames if frame.time is not None] == list(range(120))
    assert text.count("seg/") == 3


def test_a_file_being_written_is_served_up_to_what_its_row_says(footage: Any, segments: Segments) -> None:
    row = footage.rows[1]
    with segments.path(row).open("ab") as file:
        file.write(b"half a fragment")
    assert len(served(segments, row)) == row.size_bytes


def test_another_cameras_or_no_recording_is_not_found(footage: Any, segments: Segments) -> None:
    row = footage.rows[0]
    assert segments.find(row.camera_id, row.id) == row
    with pytest.raises(NotFoundError):
        segments.find("camera0002", row.id)
    with pytest.raises(NotFoundError):
        segments.find(row.camera_id, 999)


@pytest.mark.parametrize("path", ["gone.mp4", "../outside.mp4", "/etc/hostname", ""])
def test_a_path_that_is_gone_or_leads_outside_is_not_found(footage: Any, segments: Segments, path: str) -> None:
    (footage.media.parent / "outside.mp4").write_bytes(b"secret")
    with pytest.raises(NotFoundError, match="gone"):
        segments.path(replace(footage.rows[0], path=path))


def test_inits_are_parsed_once(footage: Any, segments: Segments) -> None:
    with patch.object(mp4, "parse_tracks", side_effect=mp4.parse_tracks) as parse:
        for row in footage.rows:
            served(segments, row)
    parse.assert_called_once()


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, None),
        ("", None),
        ("bytes=0-0", (0, 1)),
        ("bytes=10-19", (10, 20)),
        ("bytes=90-", (90, 100)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        ("bytes=-", None),
        ("bytes=5-3", None),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=a-b", None),
        (f"bytes={'9' * 5000}-", None),
    ],
)
def test_range_headers(header: str | None, expected: tuple[int, int] | None) -> None:
    assert byte_range(header, 100) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0"])
def test_ranges_outside_the_file_are_refused(header: str) -> None:
    with pytest.raises(RangeError, match="outside"):
        byte_range(header, 100)


def test_a_damaged_fragment_is_served_as_it_is(footage: Any, segments: Segments) -> None:
    """The player knows what to do about it; half an answer would let it wait."""
    row = footage.rows[1]
    path = segments.path(row)
    data = bytearray(path.read_bytes())
    at = data.index(b"tfdt", row.groups[2][0]) + 4
    data[at : at + 8] = bytes(4) + b"\xff" * 4  # a short time that no shift fits into
    path.write_bytes(data)
    whole = served(segments, row)
    assert len(whole) == row.size_bytes
    for offset in (row.groups[2][0], row.groups[3][0]):
        begin = whole.index(b"mdat", offset)
        assert whole[begin : begin + 200] == data[begin : begin + 200]
