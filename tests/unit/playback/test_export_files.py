import json
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
    orphans,
    remove,
    sweep,
)
from wallflower.wire import ErrorCode, GapReason
from wallflower.wire_jobs import Export, ExportFile, ExportHole, ExportKind

JOB = "abcdefghij"
EXPORT = Export(kind=ExportKind.CLIP, camera_ids=("cam",), start_ms=1000, end_ms=9000, note="parcel")
HOLE = ExportHole(camera_id="cam", start_ms=2000, end_ms=3000, reason=GapReason.CRASH)


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


def finished_export(media: Path, job_id: str, **changes: object) -> None:
    """Leave an export as it is made, with a manifest that is changed."""
    directory = exports_directory(media) / job_id
    directory.mkdir(parents=True)
    (directory / "clip.mp4").write_bytes(b"film")
    manifest = {
        "made_at": "2026-11-20T07:41:12.345Z",
        "job": job_id,
        "request": EXPORT.to_json(),
        "files": [describe(directory / "clip.mp4").to_json()],
        "missing": [HOLE.to_json() | {"start": "2026-11-20T07:41:12.345Z"}],
        "notes": ["the camera changed its format"],
    }
    (directory / "manifest.json").write_text(json.dumps(manifest | changes))


def test_a_whole_export_without_its_job_is_told_by_its_manifest(tmp_path: Path) -> None:
    assert list(orphans(tmp_path, ())) == []
    finished_export(tmp_path, JOB)
    finished_export(tmp_path, "klmnopqrst")
    (found,) = orphans(tmp_path, {"klmnopqrst"})
    assert (found.job_id, found.export, found.made_ms) == (JOB, EXPORT, 1_795_160_472_345)
    assert [file.name for file in found.result.files] == ["clip.mp4", "manifest.json"]
    assert (found.result.holes, found.result.notes) == ((HOLE,), ("the camera changed its format",))


def test_what_is_not_a_whole_export_is_none(tmp_path: Path) -> None:
    changes: list[dict[str, object]] = [
        {"job": JOB},
        {"request": {}},
        {"files": None},
        {"made_at": "yesterday"},
        {"files": [{"name": "clip.mp4"}]},
        {"missing": 5},
        {"files": [describe_like("other.mp4")]},
    ]
    for number, change in enumerate(changes):
        finished_export(tmp_path, f"aaaaaaaaa{number}", **change)
    finished_export(tmp_path, f"{JOB}.partial", job=JOB)
    (exports_directory(tmp_path) / "empty").mkdir()
    (exports_directory(tmp_path) / "bbbbbbbbbb").mkdir()
    (exports_directory(tmp_path) / "bbbbbbbbbb" / "manifest.json").write_bytes(b"\xff{")
    assert list(orphans(tmp_path, ())) == []


def describe_like(name: str) -> dict[str, object]:
    return ExportFile(name=name, media_type="video/mp4", size_bytes=4, sha256="").to_json()
