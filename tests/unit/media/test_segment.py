import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.footage import moved
from wallflower.media import mp4, segment
from wallflower.media.fragment import Fragment


def write(fragments: list[Fragment], path: Path) -> Path:
    """Write a segment file as the recorder does."""
    first = fragments[0]
    tracks = mp4.parse_tracks(first.init.data)
    with path.open("wb") as file:
        file.write(segment.header(first.init, first.session_id, first.decode_time))
        for fragment in fragments:
            file.writelines(segment.encode(fragment, tracks, first.decode_time))
    return path


@pytest.fixture(scope="module")
def file(fragments: tuple[Fragment, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(list(fragments[2:]), tmp_path_factory.mktemp("segment") / "file.mp4")


def test_a_file_tells_its_own_story(file: Path, fragments: tuple[Fragment, ...]) -> None:
    found = segment.scan(file)
    assert found.init == fragments[0].init
    assert (found.session_id, found.base_ticks) == ("session1", fragments[2].decode_time)
    assert (found.start_ms, found.duration_ms) == (fragments[2].start_ms, 5000)
    assert found.size_bytes == file.stat().st_size
    assert [length for _, length in found.groups] == [1000] * 5
    data = file.read_bytes()
    assert all(data[offset + 4 : offset + 8] == b"prft" for offset, _ in found.groups)


def test_its_times_count_from_its_start(file: Path, fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    assert mp4.parse_fragment(file.read_bytes(), tracks)[0].decode_time == 0


def test_fragments_come_back_as_they_went(file: Path, fragments: tuple[Fragment, ...]) -> None:
    found = segment.scan(file)
    data = file.read_bytes()[found.groups[0][0] :]
    again = list(segment.decode(data, "cam", "session1", found.init, 2))
    assert [(item.start_ms, item.duration_ms, item.is_key, item.sequence) for item in again] == [
        (item.start_ms, item.duration_ms, item.is_key, item.sequence) for item in fragments[2:]
    ]
    base = fragments[2].decode_time
    assert [item.decode_time for item in again] == [item.decode_time - base for item in fragments[2:]]


@given(cut=st.integers(1, 60_000))
def test_a_torn_file_is_sound_up_to_its_last_whole_fragment(file: Path, cut: int) -> None:
    data = file.read_bytes()
    torn = file.with_name("torn.mp4")
    torn.write_bytes(data[: max(0, len(data) - cut)])
    whole = segment.scan(file)
    try:
        found = segment.scan(torn)
    except segment.SegmentError:
        assert len(data) - cut < whole.groups[0][0] + 20_000
        return
    assert found.size_bytes <= torn.stat().st_size
    assert found.start_ms == whole.start_ms
    assert found.duration_ms <= whole.duration_ms
    assert sum(length for _, length in found.groups) == found.duration_ms


@pytest.mark.parametrize("kind", [b"prft", b"moof", b"mdat", b"tfhd"])
def test_a_broken_fragment_ends_what_is_sound(file: Path, kind: bytes) -> None:
    whole = segment.scan(file)
    offset = whole.groups[3][0]
    data = bytearray(file.read_bytes())
    at = data.index(kind, offset)
    data[at : at + 4] = b"free"
    broken = file.with_name("broken.mp4")
    broken.write_bytes(data)
    found = segment.scan(broken)
    assert (found.size_bytes, found.groups) == (offset, whole.groups[:3])


@given(garbage=st.binary(max_size=200))
def test_garbage_behind_the_footage_is_not_footage(file: Path, garbage: bytes) -> None:
    whole = segment.scan(file)
    dirty = file.with_name("dirty.mp4")
    dirty.write_bytes(file.read_bytes() + garbage)
    assert segment.scan(dirty).size_bytes == whole.size_bytes


@pytest.mark.parametrize("data", [b"", bytes(100), os.urandom(5000)])
def test_a_file_without_footage_is_an_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bad.mp4").write_bytes(data)
    with pytest.raises(segment.SegmentError):
        segment.scan(tmp_path / "bad.mp4")


@pytest.mark.parametrize("offset_ms", [0, 1, 333, 999])
def test_wall_times_keep_their_milliseconds(fragments: tuple[Fragment, ...], tmp_path: Path, offset_ms: int) -> None:

    path = write(moved(list(fragments[:2]), offset_ms), tmp_path / "file.mp4")
    assert segment.scan(path).start_ms == fragments[0].start_ms + offset_ms
