from hashlib import sha256
from pathlib import Path

import pytest

from wallflower.errors import NotFoundError, StorageError
from wallflower.playback.export_files import (
    describe,
    directory_of,
    exports_directory,
    find_file,
    made_whole,
    remove,
    sweep,
)
from wallflower.wire import ErrorCode

JOB = "abcdefghij"


def test_all_of_it_appears_at_once(tmp_path: Path) -> None:
    with made_whole(tmp_path, JOB) as directory:
        (directory / "clip.mp4").write_bytes(b"film")
        assert not directory_of(tmp_path, JOB).exists()
    assert find_file(tmp_path, JOB, "clip.mp4").read_bytes() == b"film"
    assert [path.name for path in exports_directory(tmp_path).iterdir()] == [JOB]


def test_or_nothing_of_it(tmp_path: Path) -> None:
    def fail() -> None:
        with made_whole(tmp_path, JOB) as directory:
            (directory / "clip.mp4").write_bytes(b"film")
            raise NotFoundError("nothing")

    with pytest.raises(NotFoundError):
        fail()
    assert list(exports_directory(tmp_path).iterdir()) == []


@pytest.mark.parametrize(
    ("number", "code"), [(28, ErrorCode.DISK_FULL), (122, ErrorCode.DISK_FULL), (5, ErrorCode.DISK)]
)
def test_a_disk_that_fails(tmp_path: Path, number: int, code: ErrorCode) -> None:
    with pytest.raises(StorageError) as caught, made_whole(tmp_path, JOB):
        raise OSError(number, "no")
    assert caught.value.code is code
    assert list(exports_directory(tmp_path).iterdir()) == []


def test_a_second_attempt_replaces_the_first(tmp_path: Path) -> None:
    for text in (b"one", b"two"):
        with made_whole(tmp_path, JOB) as directory:
            (directory / "clip.mp4").write_bytes(text)
    assert find_file(tmp_path, JOB, "clip.mp4").read_bytes() == b"two"


def test_only_files_of_the_export_are_found(tmp_path: Path) -> None:
    with made_whole(tmp_path, JOB) as directory:
        (directory / "clip.mp4").write_bytes(b"film")
        (directory / "link.mp4").symlink_to("/etc/passwd")
    (exports_directory(tmp_path) / "other.mp4").write_bytes(b"private")
    for name in ("../other.mp4", "link.mp4", "/etc/passwd", "..", "", "clip", "nothing.mp4"):
        with pytest.raises(NotFoundError):
            find_file(tmp_path, JOB, name)


def test_a_file_is_measured_and_hashed(tmp_path: Path) -> None:
    (tmp_path / "audio.m4a").write_bytes(b"sound")
    found = describe(tmp_path / "audio.m4a", start_ms=5, duration_ms=6)
    assert (found.size_bytes, found.sha256, found.media_type) == (5, sha256(b"sound").hexdigest(), "audio/mp4")
    assert (found.start_ms, found.duration_ms) == (5, 6)


def test_remove_and_sweep(tmp_path: Path) -> None:
    assert sweep(tmp_path, {JOB}) == 0
    remove(tmp_path, JOB)
    for name in (JOB, "klmnopqrst", f"{JOB}.partial"):
        (exports_directory(tmp_path) / name).mkdir(parents=True)
    assert sweep(tmp_path, {JOB}) == 2
    assert [path.name for path in exports_directory(tmp_path).iterdir()] == [JOB]
    remove(tmp_path, JOB)
    assert list(exports_directory(tmp_path).iterdir()) == []
