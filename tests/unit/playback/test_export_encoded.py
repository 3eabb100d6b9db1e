"""Exports that encode: cut at the frame, mixed, with painted captions, and fast."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import pytest

from tests.support.clips import Clips
from tests.support.exports import JOB, check_sync, order, run_export, said
from tests.support.films import complaints, look_at, loudness, sound_of
from tests.support.footage import (
    START_MS,
    Footage,
    as_camera,
    make_footage,
    make_fragments,
    moved,
)
from tests.support.shelf import Shelf, make_shelf
from wallflower.errors import NotFoundError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment
from wallflower.playback import avc
from wallflower.store.database import Database
from wallflower.wire import GapReason
from wallflower.wire_jobs import Captions, Cut, ExportKind


@pytest.fixture(scope="session")
def footage() -> tuple[Fragment, ...]:
    """Twelve seconds with sound."""
    return tuple(make_fragments(make_footage(12)))


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    return shelf


def video_samples(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


@pytest.mark.parametrize(("start_s", "end_s"), [(2.3, 7.6), (2.3, 2.7), (2.0, 7.0), (0.0, 12.0), (2.9, 3.1)])
def test_an_exact_clip_has_exactly_the_frames(
    shelf: Shelf, footage: tuple[Fragment, ...], start_s: float, end_s: float
) -> None:
    shelf.record(footage)
    result, directory = run_export(shelf, order(start_s, end_s, cut=Cut.EXACT))
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (round((end_s - start_s) * 10), 0)
    assert [round(grey / 8) for _, grey in film.pictures] == [
        int(number / 10) for number in range(round(start_s * 10), round(end_s * 10))
    ]
    assert (result.files[0].start_ms - START_MS, result.files[0].duration_ms) == (
        round(start_s * 1000),
        round((end_s - start_s) * 1000),
    )
    assert (result.holes, result.notes) == ((), ())
    assert complaints(directory / "clip.mp4") == ""
    if end_s - start_s > 4:
        check_sync(directory / "clip.mp4")


def test_an_exact_clip_begins_with_the_picture_that_was_to_be_seen_and_misses_nothing(
    shelf: Shelf, footage: tuple[Fragment, ...]
) -> None:
    shelf.record(footage)
    for what in (order(2.35, 2.38, cut=Cut.EXACT), order(2.35, 7.61, cut=Cut.EXACT)):
        result, directory = run_export(shelf, what)
        film = look_at(directory / "clip.mp4")
        assert result.files[0].start_ms - START_MS == 2300
        assert len(film.pictures) == (1 if what.end_ms < START_MS + 3000 else 54)
        assert result.holes == ()


def test_only_the_edges_are_encoded_anew(shelf: Shelf, footage: tuple[Fragment, ...]) -> None:
    shelf.record(footage)
    _, whole = run_export(shelf, order(0, 12))
    original = set(video_samples(whole / "clip.mp4"))
    _, directory = run_export(shelf, order(2.35, 7.6, cut=Cut.EXACT))
    cut = video_samples(directory / "clip.mp4")
    assert [sample in original for sample in cut] == [False] * 7 + [True] * 46


def test_an_exact_clip_of_a_camera_with_b_frames(shelf: Shelf, clips: Clips) -> None:
    shelf.record(make_fragments(Footage(clips.path("h264_bframes").read_bytes())))
    first_ms = shelf.recordings.list("cam", 0, START_MS * 2)[0].start_ms
    start_s = (first_ms - START_MS) / 1000 + 0.5
    _, directory = run_export(shelf, order(start_s, start_s + 3, cut=Cut.EXACT))
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (46, 0)  # the first began before, and is to be seen at the start
    assert all(abs(later[0] - before[0] - 1 / 15) < 0.003 for before, later in pairwise(film.pictures))
    assert complaints(directory / "clip.mp4") == ""


def test_an_exact_clip_of_pictures_that_are_decoded_ahead_of_their_time(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(6, b_frames=2)))
    _, directory = run_export(shelf, order(2.25, 4.75, cut=Cut.EXACT))
    film = look_at(directory / "clip.mp4")
    assert 25 <= len(film.pictures) <= 26
    assert all(abs(later[0] - before[0] - 0.1) < 0.003 for before, later in pairwise(film.pictures))
    assert complaints(directory / "clip.mp4") == ""


def test_h265_is_encoded_as_a_whole_and_told(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(6, codec="libx265")))
    result, directory = run_export(shelf, order(1.3, 5.6, cut=Cut.EXACT))
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (43, 0)
    assert "encoded anew" in result.notes[0]
    assert {path.name for path in directory.iterdir()} == {"clip.mp4", "manifest.json"}
    check_sync(directory / "clip.mp4")


def test_an_exact_clip_over_a_hole(shelf: Shelf, footage: tuple[Fragment, ...]) -> None:
    second = [replace(item, session_id="session2") for item in moved(list(footage[:12]), 20_000)]
    shelf.record(footage[:12], second)
    result, directory = run_export(shelf, order(3.5, 22.5, cut=Cut.EXACT))
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (50, 0)
    assert [(hole.start_ms - START_MS, hole.end_ms - START_MS) for hole in result.holes] == [(6_000, 20_000)]


def test_parameter_sets_side_by_side(footage: tuple[Fragment, ...]) -> None:
    init = footage[0].init.data
    sets = avc.find_sets(init)
    assert (len(sets.sps), len(sets.pps), sets.free_id()) == (1, 1, 1)
    header = b"\0\0\0\1" + sets.sps[0] + b"\0\0\1" + sets.pps[0]
    joined = avc.with_sets(init, sets.joined(header))
    again = avc.find_sets(joined)
    assert (again.sps, again.pps, again.rest) == (sets.sps * 2, sets.pps * 2, sets.rest)
    assert mp4.parse_tracks(joined) == mp4.parse_tracks(init)
    assert avc.prefixed(b"\0\0\0\1\x67abc\0\0\1\x65slice\0\0\1\x41more") == b"\0\0\0\6\x65slice\0\0\0\5\x41more"
    assert avc.is_idr(b"\0\0\0\2\x06x\0\0\0\2\x65x")
    assert not avc.is_idr(b"\0\0\0\2\x06x\0\0\0\2\x41x")
    for broken in (b"", init[:40], init.replace(b"avcC", b"hvcC"), init.replace(b"avc1", b"hvc1")):
        with pytest.raises(mp4.Mp4Error):
            avc.find_sets(broken)


def test_several_cameras_are_mixed_on_one_clock(shelf: Shelf, footage: tuple[Fragment, ...]) -> None:
    shelf.add_camera("yard")
    shelf.record(footage)
    shelf.record(moved(as_camera(list(footage[:8]), "yard"), 5_250))
    result, directory = run_export(shelf, order(1, 14, kind=ExportKind.AUDIO, camera_ids=("cam", "yard")))
    assert (result.files[0].start_ms - START_MS, result.files[0].duration_ms) == (1_000, 13_000)
    film = look_at(directory / "audio.m4a")
    assert film.undecodable == 0
    assert film.sound_s == pytest.approx(13, abs=0.1)
    # The yard's beeps begin 0.25 s after those of `cam`, in the midst of them; at 6 s of the film both are heard.
    for number in range(11):
        assert min(abs(beep - number - 0.5) for beep in film.beeps) <= 0.04
    told = {(hole.camera_id, hole.start_ms - START_MS, hole.end_ms - START_MS) for hole in result.holes}
    assert told == {("cam", 12_000, 14_000), ("yard", 1_000, 5_250), ("yard", 9_250, 14_000)}


def test_what_is_mixed_has_the_channels_of_the_widest(shelf: Shelf, footage: tuple[Fragment, ...]) -> None:
    shelf.add_camera("yard")
    shelf.add_camera("hall")
    shelf.record(footage[:8])
    shelf.record(as_camera(list(footage[:8]), "yard"))
    stereo = make_footage(4, audio="libopus", layout="stereo", is_left_only=True)
    shelf.record(moved(as_camera(make_fragments(stereo), "hall"), 4_000))
    of = {"kind": ExportKind.AUDIO}
    _, mono = run_export(shelf, order(0, 4, camera_ids=("cam", "yard"), **of))
    assert sound_of(mono / "audio.m4a") == (48_000, 1)
    _, both = run_export(shelf, order(0, 8, camera_ids=("yard", "hall"), **of))
    assert sound_of(both / "audio.m4a") == (48_000, 2)
    # First the yard is heard, on both sides, then the hall on the left alone, as loud.
    left, right = loudness(both / "audio.m4a")
    assert left == pytest.approx(2**0.5 * right, rel=0.1)
    assert complaints(both / "audio.m4a") == ""


def test_mixed_silence_is_refused(shelf: Shelf) -> None:
    shelf.add_camera("yard")
    both = {"kind": ExportKind.AUDIO, "camera_ids": ("cam", "yard")}
    with pytest.raises(NotFoundError, match="nothing"):
        run_export(shelf, order(0, 3, **both))
    shelf.record(make_fragments(make_footage(3, audio=None)))
    with pytest.raises(NotFoundError, match="no sound"):
        run_export(shelf, order(0, 3, **both))
    assert list((shelf.media / "exports").iterdir()) == []


def test_captions_are_painted_while_they_are_said(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(8, size=(320, 192))))
    spoken = (said(2.25, 3.75, "Hello"), said(5, 6, "again"))
    result, directory = run_export(shelf, order(1, 8, captions=Captions.BURNED_IN), *spoken)
    assert "encoded anew" in result.notes[0]
    film = look_at(directory / "clip.mp4")
    assert (len(film.pictures), film.undecodable) == (70, 0)
    with av.open(str(directory / "clip.mp4")) as container:
        bright = [float(frame.time) for frame in container.decode(video=0) if is_white(frame)]
    # Ten pictures a second: each has the caption of its middle.
    assert min(bright) == pytest.approx(1.2, abs=0.06)
    first = [at for at in bright if at < 3.5]
    assert max(first) == pytest.approx(2.65, abs=0.06)
    assert min(bright[len(first) :]) == pytest.approx(4.0, abs=0.06)
    assert max(bright) == pytest.approx(4.9, abs=0.06)
    check_sync(directory / "clip.mp4")


def is_white(frame: av.VideoFrame) -> bool:
    """Whether there is something white in the lower quarter: the footage itself is dark grey."""
    pixels: Any = frame.to_ndarray(format="gray")
    return bool((pixels[pixels.shape[0] * 3 // 4 :] > 200).sum() > 20)


def test_a_timelapse_is_as_much_shorter(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(60, audio=None)))
    result, directory = run_export(shelf, order(0, 70, kind=ExportKind.TIMELAPSE, speed=10))
    film = look_at(directory / "timelapse.mp4")
    assert film.undecodable == 0
    assert film.pictures[-1][0] == pytest.approx(5.9, abs=0.05)
    # The footage's greys begin anew after 32 seconds.
    assert all((round(grey / 8) - round(at * 10)) % 32 in (0, 1, 31) for at, grey in film.pictures)
    assert [(hole.start_ms - START_MS, hole.reason) for hole in result.holes] == [(60_000, GapReason.CAMERA_OFFLINE)]
    assert result.files[0].duration_ms == pytest.approx(6000, abs=150)


def test_a_timelapse_of_damaged_footage_tells_it(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(30, audio=None)))
    row = shelf.recordings.list("cam", 0, START_MS * 2)[0]
    with (shelf.media / row.path).open("r+b") as file:
        file.seek(row.groups[4][0])
        file.write(bytes(row.groups[6][0] - row.groups[4][0]))
    result, _ = run_export(shelf, order(0, 30, kind=ExportKind.TIMELAPSE, speed=25))
    assert [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.unreadable) for hole in result.holes] == [
        (4_000, 6_000, True)
    ]
    (shelf.media / row.path).unlink()
    with pytest.raises(NotFoundError):
        run_export(shelf, order(0, 20, kind=ExportKind.TIMELAPSE))
    assert not (shelf.media / "exports" / JOB / "half").exists()
