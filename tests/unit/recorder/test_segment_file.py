import errno
import os
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from wallflower.media import mp4
from wallflower.media.fragment import Fragment
from wallflower.media.segment import base_ticks, decode, scan
from wallflower.recorder.segment_file import SegmentFile


def test_what_was_appended_is_found_again(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    path = tmp_path / "cam" / "file.mp4"
    file = SegmentFile.create(path, 1, fragments[0])
    assert file.is_empty
    for fragment in fragments:
        assert file.continues(fragment)
        file.append(fragment)
    dirty = [file.is_dirty]
    file.sync()
    assert [*dirty, file.is_dirty] == [True, False]
    file.close()
    found, extent = scan(path), file.extent()
    assert (found.duration_ms, found.size_bytes, found.groups) == (
        extent.duration_ms,
        extent.size_bytes,
        extent.groups,
    )


def test_sound_that_begins_before_the_picture_keeps_its_time(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    first = next(fragment for fragment in fragments[1:] if fragment.is_key)
    tracks = {track.id: track for track in mp4.parse_tracks(first.init.data)}
    audio = next(track for track in tracks.values() if track.kind == "audio")
    data = bytearray(first.data)
    mp4.shift_decode_times(data, {audio.id: -audio.timescale // 5})
    first = replace(first, data=bytes(data))
    file = SegmentFile.create(tmp_path / "file.mp4", 1, first)
    file.append(first)
    file.close()
    (found,) = decode((tmp_path / "file.mp4").read_bytes(), "cam", first.session_id, first.init, 0)

    def begins_s(fragment: Fragment) -> dict[str, float]:
        runs = mp4.parse_fragment(fragment.data, tuple(tracks.values()))
        return {tracks[run.track_id].kind: run.decode_time / tracks[run.track_id].timescale for run in runs}

    before, after = begins_s(first), begins_s(found)
    assert before["video"] - before["audio"] > 0.1
    assert after["video"] - after["audio"] == pytest.approx(before["video"] - before["audio"], abs=0.001)
    assert (found.start_ms, found.decode_time) == (first.start_ms, first.decode_time - base_ticks(first))


def test_a_hole_does_not_continue(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    file = SegmentFile.create(tmp_path / "file.mp4", 1, fragments[0])
    file.append(fragments[0])
    assert not file.continues(fragments[2])
    assert not file.continues(fragments[0])
    file.close()


def test_a_short_write_is_finished(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    def few(descriptor: int, parts: tuple[bytes, ...]) -> int:
        return os.write(descriptor, bytes(parts[0])[:3])

    path = tmp_path / "file.mp4"
    with patch("wallflower.recorder.segment_file.os.writev", few):
        file = SegmentFile.create(path, 1, fragments[0])
        file.append(fragments[0])
    file.close()
    assert scan(path).duration_ms == fragments[0].duration_ms


def test_a_file_that_cannot_get_its_header_is_removed(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    path = tmp_path / "file.mp4"
    error = OSError(errno.ENOSPC, "No space left on device")
    with patch("wallflower.recorder.segment_file.os.writev", side_effect=error), pytest.raises(OSError, match="space"):
        SegmentFile.create(path, 1, fragments[0])
    assert not path.exists()


def test_an_existing_file_is_never_overwritten(tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    path = tmp_path / "file.mp4"
    path.write_bytes(b"precious")
    with pytest.raises(FileExistsError):
        SegmentFile.create(path, 1, fragments[0])
    assert path.read_bytes() == b"precious"
