"""Exports of footage that the product's own writer recorded, looked at as a player does."""

import itertools
import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.exports import JOB, SYNC_S, check_sync, order, run_export, said
from tests.support.films import captions_in, complaints, look_at, parse_srt
from tests.support.footage import START_MS, make_footage, make_fragments, moved
from tests.support.shelf import Shelf, make_shelf
from wallflower.errors import NotFoundError, StorageError
from wallflower.media.fragment import Fragment
from wallflower.playback.export import export
from wallflower.playback.export_task import Task
from wallflower.store.database import Database
from wallflower.wire import ErrorCode, GapReason
from wallflower.wire_jobs import Captions, Cut, ExportKind

CAPTION_S = 0.1


@pytest.fixture(scope="session")
def long_footage() -> tuple[Fragment, ...]:
    """Thirty seconds with sound."""
    return tuple(make_fragments(make_footage(30)))


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    return shelf


def test_a_clip_is_the_footage_from_the_keyframe_on(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    result, directory = run_export(shelf, order(5.4, 20))
    (clip, manifest) = result.files
    assert (clip.name, clip.media_type, manifest.name) == ("clip.mp4", "video/mp4", "manifest.json")
    assert (clip.start_ms, clip.duration_ms) == (START_MS + 5000, 15_000)
    assert result.holes == ()
    film = look_at(directory / "clip.mp4")
    assert film.undecodable == 0
    assert len(film.pictures) == 150
    assert film.length_s == pytest.approx(15, abs=0.01)
    assert film.sound_s == pytest.approx(15, abs=0.15)
    assert [film.second_at(at) for at in (0, 1, 7, 14.9)] == [5, 6, 12, 19]
    assert complaints(directory / "clip.mp4") == ""
    check_sync(directory / "clip.mp4")


def test_files_of_one_session_join_without_a_seam(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(75)))
    assert len(shelf.recordings.list("cam", 0, START_MS * 2)) == 2
    _, directory = run_export(shelf, order(30, 60))
    film = look_at(directory / "clip.mp4")
    times = [at for at, _ in film.pictures]
    assert all(abs(later - before - 0.1) < 0.002 for before, later in itertools.pairwise(times))
    check_sync(directory / "clip.mp4")


def test_a_hole_is_cut_out_and_told(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    second = [replace(item, session_id="session2") for item in moved(list(long_footage[:20]), 40_000)]
    shelf.record(long_footage[:20], second)
    result, directory = run_export(shelf, order(-5, 60), said(3, 4, "one"), said(20, 21, "lost"), said(42, 43, "two"))
    film = look_at(directory / "clip.mp4")
    assert film.length_s == pytest.approx(20, abs=0.15)
    assert [film.second_at(at) for at in (0, 9.9, 10.1, 19.9)] == [0, 9, 0, 9]
    check_sync(directory / "clip.mp4")
    told = [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.reason) for hole in result.holes]
    assert told == [
        (-5_000, 0, GapReason.UNKNOWN),
        (10_000, 40_000, GapReason.CAMERA_OFFLINE),
        (50_000, 60_000, GapReason.CAMERA_OFFLINE),
    ]


def test_the_manifest_proves_the_files(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    result, directory = run_export(shelf, order(5, 40))
    manifest = json.loads((directory / "manifest.json").read_text())
    for file in result.files:
        data = (directory / file.name).read_bytes()
        assert (file.size_bytes, file.sha256) == (len(data), sha256(data).hexdigest())
    assert manifest["files"][0]["sha256"] == result.files[0].sha256
    assert [item["reason"] for item in manifest["missing"]] == ["camera_offline"]
    for part in manifest["sources"]:
        data = (shelf.media / part["path"]).read_bytes()[part["offset"] :][: part["size_bytes"]]
        assert sha256(data).hexdigest() == part["sha256"]
    assert {path.name for path in directory.parent.iterdir()} == {JOB}


@pytest.mark.parametrize("kind", [ExportKind.CLIP, ExportKind.AUDIO])
@pytest.mark.parametrize("cut", [Cut.KEYFRAME, Cut.EXACT])
def test_all_that_was_used_is_told_also_where_the_range_ends_within_a_group(
    shelf: Shelf, long_footage: tuple[Fragment, ...], kind: ExportKind, cut: Cut
) -> None:
    second = [replace(item, session_id="session2") for item in moved(list(long_footage[:20]), 10_000)]
    shelf.record(long_footage[:20], second)
    rows = shelf.recordings.list("cam", START_MS, START_MS + 30_000)
    assert len(rows) == 2
    _, directory = run_export(shelf, order(8.2, 12.4, kind=kind, cut=cut))
    used = json.loads((directory / "manifest.json").read_text())["sources"]
    assert [part["path"] for part in used] == [row.path for row in rows]


def test_times_that_are_told_to_the_millisecond_leave_no_holes(
    shelf: Shelf, long_footage: tuple[Fragment, ...]
) -> None:
    """Cameras of 15 frames/s have fragments of 533.3 ms, and clocks are slewed."""
    uneven = [replace(item, start_ms=item.start_ms + number % 3) for number, item in enumerate(long_footage[:40])]
    for number, item in enumerate(uneven[:-1]):  # as the muxer tells them: each ends where the next begins
        uneven[number] = replace(item, duration_ms=uneven[number + 1].start_ms - item.start_ms)
    shelf.record(uneven)
    for options in ({}, {"cut": Cut.EXACT}, {"kind": ExportKind.AUDIO}, {"captions": Captions.BURNED_IN}):
        result, _ = run_export(shelf, order(2.25, 15.33, **options))
        assert result.holes == (), options


def test_sound_alone(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    result, directory = run_export(shelf, order(5, 20, kind=ExportKind.AUDIO))
    assert (result.files[0].name, result.files[0].media_type) == ("audio.m4a", "audio/mp4")
    film = look_at(directory / "audio.m4a")
    assert (film.pictures, film.undecodable) == ((), 0)
    assert film.sound_s == pytest.approx(15, abs=0.15)
    assert complaints(directory / "audio.m4a") == ""
    for number in range(1, 14):
        assert min(abs(beep - number - 0.5) for beep in film.beeps) <= SYNC_S


def test_sound_of_a_silent_camera_is_refused(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(5, audio=None)))
    with pytest.raises(NotFoundError, match="no sound"):
        run_export(shelf, order(0, 5, kind=ExportKind.AUDIO))
    assert list((shelf.media / "exports").iterdir()) == []


@pytest.mark.parametrize("style", [Captions.SOFT, Captions.SIDECAR])
def test_captions_come_when_it_is_said(shelf: Shelf, long_footage: tuple[Fragment, ...], style: Captions) -> None:
    second = [replace(item, session_id="session2") for item in moved(list(long_footage[:20]), 40_000)]
    shelf.record(long_footage, second)
    spoken = [said(7.25, 8.5, "Hello you"), said(8.6, 9.0, "and <you> & me"), said(41.5, 42.25, "later")]
    result, directory = run_export(shelf, order(6, 60, captions=style), *spoken)
    if style is Captions.SOFT:
        found = captions_in(directory / "clip.mp4")
        check_sync(directory / "clip.mp4")
        assert complaints(directory / "clip.mp4") == ""
    else:
        assert [file.name for file in result.files] == ["clip.mp4", "clip.srt", "manifest.json"]
        found = parse_srt((directory / "clip.srt").read_text())
    expected = [(1.25, 2.5, "Hello you"), (2.6, 3.0, "and <you> & me"), (25.5, 26.25, "later")]
    assert len(found) == 3
    for (start, end, text), (begin, finish, words) in zip(found, expected, strict=True):
        assert abs(start - begin) <= CAPTION_S
        assert abs(end - finish) <= CAPTION_S
        # In a file of SubRip <you> would be markup.
        assert (words if style is Captions.SOFT else words.replace("<", "＜").replace(">", "＞")) in text


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
@pytest.mark.parametrize("audio", ["aac", "pcm_alaw", "libopus", None])
def test_every_codec_a_camera_has(shelf: Shelf, codec: str, audio: str | None) -> None:
    shelf.record(make_fragments(make_footage(4, codec=codec, audio=audio)))
    _, directory = run_export(shelf, order(0, 4))
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (40, 0)
    assert (film.sound_s > 3.5) is (audio is not None)
    if audio is not None:
        check_sync(directory / "clip.mp4")


def test_a_new_format_begins_a_new_file(shelf: Shelf) -> None:
    small = make_fragments(make_footage(4))
    large = make_fragments(make_footage(4, size=(320, 192)), session_id="session2", start_ms=START_MS + 10_000)
    shelf.record(small, large)
    result, directory = run_export(shelf, order(0, 20))
    assert [file.name for file in result.files] == ["clip.mp4", "clip-2.mp4", "manifest.json"]
    assert [file.start_ms - START_MS for file in result.files[:2]] == [0, 10_000]
    assert [len(look_at(directory / name).pictures) for name in ("clip.mp4", "clip-2.mp4")] == [40, 40]
    assert "format" in result.notes[0]


def test_nothing_recorded(shelf: Shelf) -> None:
    with pytest.raises(NotFoundError, match="nothing"):
        run_export(shelf, order(0, 5))
    assert list((shelf.media / "exports").iterdir()) == []


def file_of(shelf: Shelf) -> Path:
    (row,) = shelf.recordings.list("cam", 0, START_MS * 2)
    return shelf.media / row.path


def test_a_file_that_is_gone_is_told(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    second = [replace(item, session_id="session2") for item in moved(list(long_footage[:20]), 40_000)]
    shelf.record(long_footage, second)
    first = shelf.recordings.list("cam", 0, START_MS * 2)[0]
    (shelf.media / first.path).unlink()
    result, directory = run_export(shelf, order(5, 45))
    unreadable = [hole for hole in result.holes if hole.unreadable]
    assert [(hole.start_ms - START_MS, hole.end_ms - START_MS) for hole in unreadable] == [(5_000, 30_000)]
    assert len(look_at(directory / "clip.mp4").pictures) == 50
    with pytest.raises(StorageError, match="cannot be read"):
        run_export(shelf, order(5, 45, strict=True))
    with pytest.raises(NotFoundError):
        run_export(shelf, order(5, 25))


def test_a_truncated_file_is_exported_up_to_there(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    path = file_of(shelf)
    os.truncate(path, path.stat().st_size * 2 // 3)
    result, directory = run_export(shelf, order(0, 30))
    assert all(hole.unreadable and hole.reason is GapReason.DAMAGED for hole in result.holes)
    film = look_at(directory / "clip.mp4")
    assert film.undecodable == 0
    missing_s = sum(hole.end_ms - hole.start_ms for hole in result.holes) / 1000
    assert film.length_s + missing_s == pytest.approx(30, abs=0.01)
    assert 5 < missing_s < 15


@pytest.mark.parametrize("fill", [b"\0", b"\xff"])
def test_damage_in_the_middle_costs_its_group_only(
    shelf: Shelf, long_footage: tuple[Fragment, ...], fill: bytes
) -> None:
    shelf.record(long_footage)
    path = file_of(shelf)
    (row,) = shelf.recordings.list("cam", 0, START_MS * 2)
    with path.open("r+b") as file:
        file.seek(row.groups[10][0])
        file.write(fill * (row.groups[11][0] - row.groups[10][0] - 10))
    result, directory = run_export(shelf, order(0, 30))
    told = [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.unreadable) for hole in result.holes]
    assert told == [(10_000, 11_000, True)]
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (290, 0)
    check_sync(directory / "clip.mp4")


def test_a_decode_time_that_cannot_be_costs_its_group_only(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage[20:])  # the file begins in the middle of its session, hence all its times are shifted
    path = file_of(shelf)
    (row,) = shelf.recordings.list("cam", 0, START_MS * 2)
    assert row.base_ticks > 0
    data = bytearray(path.read_bytes())
    at = data.index(b"tfdt", row.groups[5][0]) + 4
    data[at : at + 8] = bytes(4) + b"\xff" * 4
    path.write_bytes(data)
    result, directory = run_export(shelf, order(10, 30))
    told = [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.unreadable) for hole in result.holes]
    assert told == [(15_000, 16_000, True)]
    assert look_at(directory / "clip.mp4").undecodable == 0


def test_a_picture_that_is_no_picture_is_told(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    path = file_of(shelf)
    (row,) = shelf.recordings.list("cam", 0, START_MS * 2)
    offset = row.groups[10][0]
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(data.index(b"mdat", offset) + 4)
        file.write(b"\x12\x34\x56\x78")  # the length of the keyframe's first unit
    result, directory = run_export(shelf, order(0, 30))
    told = [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.unreadable) for hole in result.holes]
    assert told == [(10_000, 11_000, True)]
    assert look_at(directory / "clip.mp4").undecodable == 0


def test_a_full_disk_leaves_nothing(
    shelf: Shelf, long_footage: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.record(long_footage)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wallflower.playback.export.describe", full)
    with pytest.raises(StorageError) as caught:
        run_export(shelf, order(0, 10))
    assert caught.value.code is ErrorCode.DISK_FULL
    assert list((shelf.media / "exports").iterdir()) == []


def test_progress_grows(shelf: Shelf, long_footage: tuple[Fragment, ...]) -> None:
    shelf.record(long_footage)
    seen: list[float] = []
    task = Task(job_id=JOB, export=order(0, 30), media=shelf.media, recordings=shelf.recordings, report=seen.append)
    export(task)
    assert len(seen) > 20
    assert seen == sorted(seen)
    assert 0 < seen[0] < 0.1
    assert 0.9 < seen[-1] < 1
