import errno
import os
import stat
from pathlib import Path
from unittest.mock import patch

import pytest

from wallflower.errors import StorageError
from wallflower.recorder import layout


def test_paths_sort_by_time_and_name_their_camera() -> None:
    path = layout.segment_path("abc", 1_795_132_800_005)
    assert path == "abc/2026-11-20/00/20261120T000000.005Z.mp4"
    assert layout.camera_of(path) == "abc"


def test_the_identity_is_made_once(tmp_path: Path) -> None:
    media = tmp_path / "new" / "media"
    assert layout.ensure_media(media) == layout.ensure_media(media)
    layout.check_media(media)


def test_a_lost_mount_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        layout.check_media(tmp_path)
    assert caught.value.field == "media"


@pytest.mark.parametrize("obstacle", ["a file", "a read-only directory"])
def test_an_unwritable_directory_is_a_clear_error(tmp_path: Path, obstacle: str) -> None:
    media = tmp_path / "media"
    if obstacle == "a file":
        media.write_bytes(b"")
    else:
        media.mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
        if os.access(media, os.W_OK):
            pytest.skip("this user may write everywhere")
    with pytest.raises(StorageError, match="media directory cannot be written"):
        layout.ensure_media(media)


def test_only_segments_are_found(tmp_path: Path) -> None:
    wanted = layout.segment_path("cam", 0)
    for name in (wanted, "cam/notes.txt", "cam/1970-01-01/00/x.tmp", ".wallflower-media"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert layout.segment_files(tmp_path, "cam") == {wanted}
    assert layout.segment_files(tmp_path, "yard") == set()
    (tmp_path / "exports").mkdir()
    assert layout.recorded_cameras(tmp_path) == {"cam"}


def test_empty_directories_go_with_their_last_segment(tmp_path: Path) -> None:
    first, second = layout.segment_path("cam", 0), layout.segment_path("cam", 1000)
    for name in (first, second):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    layout.delete_segment(tmp_path, first)
    assert (tmp_path / second).exists()
    layout.delete_segment(tmp_path, second)
    layout.delete_segment(tmp_path, second)  # gone already: nothing happens
    assert not (tmp_path / "cam/1970-01-01").exists()
    assert tmp_path.exists()


def test_the_marker_is_whole_or_not_there(media: Path) -> None:
    with (
        patch.object(os, "fsync", side_effect=OSError(errno.EIO, "Input/output error")),
        pytest.raises(StorageError),
    ):
        layout.ensure_media(media)
    assert not (media / layout.IDENTITY_FILE).exists()
    assert layout.ensure_media(media) == layout.ensure_media(media) != ""
