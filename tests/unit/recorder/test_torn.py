"""Files that a crash or a power cut tore, at every byte."""

from bisect import bisect_right
from itertools import pairwise
from pathlib import Path

import pytest

from tests.support.footage import make_footage, make_fragments
from wallflower.media import mp4
from wallflower.media.segment import SegmentError, encode, header, scan

LAST_BYTES = 65_536
BLOCK_BYTES = 512
# Between the heads of boxes a byte is like its neighbours: of those, one in so many.
STEP = 61
# As many bytes of a fragment hold every head, and so many before it end the media of the last.
HEADS, BEFORE = 700, 40


@pytest.fixture(scope="session")
def whole() -> tuple[bytes, list[int]]:
    """Return a segment of a few large fragments, longer than 64 kB, and where its fragments end."""
    fragments = make_fragments(make_footage(4, size=(640, 480), audio=None))[:4]
    init = fragments[0].init
    tracks = mp4.parse_tracks(init.data)
    data, ends = bytearray(header(init, "session", 0)), []
    for fragment in fragments:
        padded = memoryview(fragment.data)[fragment.moof_bytes :].nbytes
        head, media = encode(fragment, tracks, fragments[0].decode_time)
        # A box of media may be longer than its samples; these are filled up as a high bit rate would.
        more = 18_000 - padded
        data += head + (18_000).to_bytes(4) + bytes(media)[4:] + b"\xa5" * more
        ends.append(len(data))
    return bytes(data), ends


def expected(ends: list[int], size: int) -> int | None:
    position = bisect_right(ends, size)
    return ends[position - 1] if position else None


def found(path: Path, durable_bytes: int | None = None) -> int | None:
    try:
        return scan(path, durable_bytes).size_bytes
    except SegmentError:
        return None


def test_a_file_cut_anywhere_keeps_all_its_whole_fragments(whole: tuple[bytes, list[int]], tmp_path: Path) -> None:
    data, ends = whole
    assert len(data) > LAST_BYTES
    assert all(data.rindex(b"mdat", 0, end) - start < HEADS for start, end in pairwise(ends))
    path = tmp_path / "torn.mp4"
    path.write_bytes(data)
    sizes = set(range(len(data) - LAST_BYTES + 1, len(data), STEP))
    sizes |= {size for end in ends for size in range(end - BEFORE, end + HEADS) if size <= len(data)}
    with path.open("r+b") as file:
        for size in sorted(sizes, reverse=True):
            file.truncate(size)
            assert found(path, size) == expected(ends, size), size


def test_the_file_has_what_the_property_needs(whole: tuple[bytes, list[int]], tmp_path: Path) -> None:
    data, ends = whole
    path = tmp_path / "whole.mp4"
    path.write_bytes(data)
    assert found(path) == ends[-1] == len(data)
    assert all(right - left > 18_000 for left, right in pairwise(ends))


@pytest.mark.parametrize("durable", [0, None])
def test_a_tail_of_zeros_is_no_footage(whole: tuple[bytes, list[int]], tmp_path: Path, durable: int | None) -> None:
    """From every block on; in few of them a fragment ends."""
    data, ends = whole
    path = tmp_path / "zeros.mp4"
    for start in range(-(-(len(data) - LAST_BYTES) // BLOCK_BYTES) * BLOCK_BYTES, len(data), BLOCK_BYTES):
        path.write_bytes(data[:start] + bytes(len(data) - start))
        assert found(path, durable) == expected(ends, start), start


def test_a_hole_of_zeros_ends_the_file_where_it_begins(whole: tuple[bytes, list[int]], tmp_path: Path) -> None:
    data, ends = whole
    path = tmp_path / "hole.mp4"
    start = -(-(ends[1] + 3000) // 512) * 512
    path.write_bytes(data[:start] + bytes(512) + data[start + 512 :])
    assert found(path, ends[0]) == ends[1]
    assert found(path, ends[2]) == ends[-1]  # that far it was known to be on disk
