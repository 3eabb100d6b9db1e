"""Films of stories, looked at as a player does."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.exports import JOB, SYNC_S, said
from tests.support.films import captions_in, complaints, look_at, loudness, parse_srt, sound_of
from tests.support.footage import START_MS, as_camera, make_footage, make_fragments, moved
from tests.support.shelf import Shelf, make_shelf
from tests.unit.playback.test_export_blur import WHITE, WhiteWall
from wallflower.errors import NotFoundError, StorageError
from wallflower.media.fragment import Fragment, Init
from wallflower.playback import export_story
from wallflower.playback.export import export
from wallflower.playback.export_exact import Group, decode_group
from wallflower.playback.export_muxer import Frame
from wallflower.playback.export_task import Task
from wallflower.playback.export_timeline import Caption
from wallflower.playback.story_plan import pieces
from wallflower.store.database import Database
from wallflower.wire import ErrorCode, GapReason
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, ExportResult, FaceBlur, StoryClip, StoryOrder

FRAME_S = 0.1


@pytest.fixture(scope="session")
def door() -> tuple[Fragment, ...]:
    """Twelve seconds with sound."""
    return tuple(make_fragments(make_footage(12), camera_id="door"))


@pytest.fixture(scope="session")
def yard() -> tuple[Fragment, ...]:
    """Eight seconds of a larger picture in HEVC without sound."""
    return tuple(make_fragments(make_footage(8, codec="libx265", size=(320, 160), audio=None), camera_id="yard"))


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    for name in ("door", "yard", "hall"):
        shelf.add_camera(name, name.title())
    return shelf


def clip(start_s: float, end_s: float, camera_id: str = "door", **options: object) -> StoryClip:
    start_ms, end_ms = START_MS + round(start_s * 1000), START_MS + round(end_s * 1000)
    values = {"id": f"{camera_id}-{start_s}", "camera_id": camera_id, "start_ms": start_ms, "end_ms": end_ms}
    return StoryClip(**values | options)  # type: ignore[arg-type] # what a test gives


def story(*clips: StoryClip, **options: object) -> Export:
    values = {"camera_ids": ("door", "yard"), "start_ms": min(item.start_ms for item in clips), "cut": Cut.EXACT}
    values |= {"end_ms": max(item.end_ms for item in clips), "story": StoryOrder(story_id="s", version=1, clips=clips)}
    return Export(kind=ExportKind.STORY, **values | options)  # type: ignore[arg-type] # what a test gives


def run(
    shelf: Shelf, what: Export, *captions: Caption, walls: tuple[WhiteWall, ...] = (), told: list[float] | None = None
) -> tuple[ExportResult, Path]:
    """Return what an order made; every clip has the captions that lie in it, as the worker of jobs gives them."""
    report = (lambda _: None) if told is None else told.append
    task = Task(job_id=JOB, export=what, media=shelf.media, recordings=shelf.recordings, report=report)
    inside = [
        tuple(said for said in captions if said.start_ms < piece.end_ms and said.end_ms > piece.start_ms)
        for piece in pieces(what)
    ]
    parts = tuple(
        replace(task, export=piece, captions=found, hider=walls[number] if walls else None)
        for number, (piece, found) in enumerate(zip(pieces(what), inside, strict=True))
    )
    result = export(replace(task, pieces=parts, hider=walls[-1] if walls else None))
    return result, shelf.media / "exports" / JOB / "story.mp4"


def streams(path: Path) -> list[tuple[str, str]]:
    with av.open(str(path)) as container:
        return [(stream.type, stream.codec_context.name) for stream in container.streams if stream.type != "subtitle"]


def seconds_seen(path: Path) -> list[tuple[int, int]]:
    """Return (second of the footage, pictures of it) in the order of the film."""
    found: list[tuple[int, int]] = []
    for _, grey in look_at(path).pictures:
        second = round(grey / 8)
        found[-1:] = [(second, found[-1][1] + 1)] if found and found[-1][0] == second else [*found[-1:], (second, 1)]
    return found


def test_pictures_that_are_decoded_ahead_of_their_time_are_all_there(shelf: Shelf) -> None:
    shelf.record(make_fragments(make_footage(12, b_frames=2), camera_id="door"))
    result, path = run(shelf, story(clip(7.2, 9.5), clip(1, 3)))
    film = look_at(path)
    assert "copied" in result.notes[0]
    assert [second for second, _ in seconds_seen(path)] == [7, 8, 9, 1, 2, 3]
    assert 43 <= len(film.pictures) <= 45
    assert [at for at, _ in film.pictures] == sorted(at for at, _ in film.pictures)
    assert film.length_s == pytest.approx(4.3, abs=FRAME_S)
    assert complaints(path) == ""


def test_clips_of_one_format_are_copied_but_for_their_cuts(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    told: list[float] = []
    result, path = run(shelf, story(clip(7.2, 9.5), clip(1, 3), clip(3, 4), clip(2.5, 2.9)), told=told)
    assert seconds_seen(path) == [(7, 8), (8, 10), (9, 5), (1, 10), (2, 10), (3, 10), (2, 4)]
    film = look_at(path)
    assert film.undecodable == 0
    assert film.length_s == pytest.approx(5.7, abs=FRAME_S)
    assert film.sound_s == pytest.approx(5.7, abs=0.15)
    assert complaints(path) == ""
    main, manifest = result.files
    assert (main.name, main.duration_ms, manifest.name) == ("story.mp4", 5700, "manifest.json")
    assert (result.holes, main.start_ms) == ((), START_MS + 7200)
    assert "copied" in result.notes[0]
    recorded = {frame for fragment in door for frame in units(fragment)}
    with av.open(str(path)) as container:
        kept = sum(bytes(packet) in recorded for packet in container.demux(video=0) if packet.size)
    assert kept >= 40
    assert told == sorted(told)
    assert told[-1] == 0.99


def units(fragment: Fragment) -> list[bytes]:
    """Return the coded pictures of a fragment."""
    with av.open(io.BytesIO(fragment.init.data + fragment.data)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_every_clip_is_as_long_as_asked_for_also_between_two_frames(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    clips = [clip(1.234 + number, 1.234 + number + 0.777) for number in range(8)]
    for options in ({}, {"captions": Captions.BURNED_IN}):
        result, path = run(shelf, story(*clips, **options))
        assert result.files[0].duration_ms == pytest.approx(8 * 777, abs=8)
        assert look_at(path).length_s == pytest.approx(8 * 0.777, abs=FRAME_S)
        manifest = json.loads(path.with_name("manifest.json").read_text())
        assert [told["film_length_ms"] for told in manifest["clips"]] == pytest.approx([777] * 8, abs=1)


def test_what_differs_becomes_one_format(shelf: Shelf, door: tuple[Fragment, ...], yard: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    shelf.record(yard)
    result, path = run(shelf, story(clip(4.5, 6), clip(2, 4, "yard"), clip(0, 1)))
    assert streams(path) == [("video", "h264"), ("audio", "aac")]
    assert complaints(path) == ""
    with av.open(str(path)) as container:
        assert (container.streams.video[0].width, container.streams.video[0].height) == (320, 160)
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    # 160x96 in 320x160: black at the sides.
    assert frames[0][:, :20].max() <= 20
    assert frames[0][80, 160] == pytest.approx(4 * 8, abs=3)
    assert frames[20].min() > 5
    film = look_at(path)
    assert len(film.pictures) == 45
    assert film.length_s == pytest.approx(4.5, abs=FRAME_S)
    assert film.sound_s == pytest.approx(4.5, abs=0.15)
    # The door beeps in the last half of its seconds, the yard never.
    assert [round(beep, 1) for beep in film.beeps] == [1.0, 4.0]
    assert result.holes == ()
    assert "format" in result.notes[0]


def test_sound_of_other_cameras_and_of_none(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    shelf.record(as_camera(make_fragments(make_footage(12, beeps_s=[2.25])), "hall"))
    clips = [
        clip(2, 4, id="hall", sound=("hall",)),
        clip(2, 4, id="mute", muted=True),
        clip(2, 4, id="both", sound=("door", "hall")),
        clip(2, 4, id="own", sound=("door",)),
    ]
    result, path = run(shelf, story(*clips))
    beeps = look_at(path).beeps
    for wanted in (0.25, 4.25, 5.5, 6.5, 7.5):
        assert min(abs(beep - wanted) for beep in beeps) <= SYNC_S, beeps
    assert not [beep for beep in beeps if 1 <= beep < 4.2]
    assert result.holes == ()
    (_, silent) = (run(shelf, story(clip(2, 4, muted=True)))[0], path)
    assert streams(silent) == [("video", "h264")]


def test_sound_that_is_encoded_anew_is_as_good_as_it_was(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door[:8])
    stereo = make_footage(4, audio="libopus", layout="stereo", is_left_only=True)
    shelf.record(as_camera(make_fragments(stereo), "hall"))
    _, path = run(shelf, story(clip(0, 2, "hall", sound=("hall",)), clip(2, 4, "hall", muted=True)))
    assert sound_of(path) == (48_000, 2)
    left, right = loudness(path)
    assert left > 0.1 > 100 * right
    assert look_at(path).sound_s == pytest.approx(4, abs=0.1)
    _, path = run(shelf, story(clip(0, 2, sound=("door",)), clip(2, 4, muted=True)))
    assert sound_of(path) == (48_000, 1)
    assert complaints(path) == ""


def test_sound_that_there_is_not(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    shelf.record(as_camera(make_fragments(make_footage(2)), "hall"))
    result, _ = run(shelf, story(clip(1, 4, sound=("hall", "yard"))))
    (hole,) = result.holes
    assert (hole.camera_id, hole.clip_id, hole.start_ms) == ("hall", "door-1", START_MS + 2000)
    assert result.notes[-1] == "there is no sound of yard in clip 1"


@pytest.mark.parametrize("muted", [False, True])
def test_holes_are_cut_out_and_told_with_the_clip(shelf: Shelf, door: tuple[Fragment, ...], *, muted: bool) -> None:
    second = [replace(item, session_id="s2") for item in moved(list(door[:4]), 8_000)]
    shelf.record(door[:8], second)
    result, path = run(shelf, story(clip(3, 9, muted=muted), clip(-1, 1, id="early", muted=muted)))
    assert seconds_seen(path) == [(3, 10), (0, 20)]
    assert look_at(path).length_s == pytest.approx(3, abs=FRAME_S)
    told = [(hole.clip_id, hole.start_ms - START_MS, hole.end_ms - START_MS, hole.reason) for hole in result.holes]
    assert told == [
        ("door-3", 4000, 8000, GapReason.CAMERA_OFFLINE),
        ("early", -1000, 0, GapReason.UNKNOWN),
    ]
    assert json.loads(path.with_name("manifest.json").read_text())["missing"][0]["clip_id"] == "door-3"


def test_a_clip_of_nothing_fails_by_its_number(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    for nothing in (clip(20, 25), clip(0, 1, "yard"), clip(0, 1, "gone")):
        with pytest.raises(NotFoundError, match="clip 2 of the story") as caught:
            run(shelf, story(clip(0, 1), nothing, clip(2, 3)))
        assert caught.value.field == "clips.1"
    assert list((shelf.media / "exports").iterdir()) == []


def test_what_cannot_be_read_is_told_or_fails(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    second = [replace(item, session_id="s2") for item in moved(list(door[:4]), 20_000)]
    shelf.record(door, second)
    (_, row) = shelf.recordings.list("door", 0, START_MS * 2)
    (shelf.media / row.path).write_bytes(b"\x00" * row.size_bytes)
    clips = (clip(1, 2), clip(11, 21))
    result, _ = run(shelf, story(*clips))
    assert [(hole.clip_id, hole.unreadable, hole.reason) for hole in result.holes] == [
        ("door-11", False, GapReason.CAMERA_OFFLINE),
        ("door-11", True, GapReason.DAMAGED),
    ]
    with pytest.raises(StorageError, match="cannot be read"):
        run(shelf, story(*clips, strict=True))
    with pytest.raises(NotFoundError, match="clip 2"):
        run(shelf, story(clip(1, 2), clip(20.5, 21)))


def test_pictures_that_cannot_be_decoded_are_told_and_the_rest_goes_on(
    shelf: Shelf, door: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decode(init: Init, video: Sequence[Frame]) -> Iterator[tuple[av.VideoFrame, Frame]]:
        for number, found in enumerate(decode_group(init, video)):
            if number == 3 and video[0].pts == 2:
                raise StorageError("broken", code=ErrorCode.CODEC_ERROR)
            yield found

    monkeypatch.setattr(export_story, "decode_group", decode)
    shelf.record(door)
    what = story(clip(1, 4, muted=True))
    result, path = run(shelf, what)
    assert seconds_seen(path) == [(1, 10), (2, 3), (3, 10)]
    assert look_at(path).length_s == pytest.approx(2.3, abs=FRAME_S)
    told = [(hole.start_ms - START_MS, hole.end_ms - START_MS, hole.unreadable) for hole in result.holes]
    assert told == [(2300, 3000, True)]
    with pytest.raises(StorageError, match="cannot be read"):
        run(shelf, replace(what, strict=True))


def test_what_cannot_be_cut_at_a_frame_is_encoded(
    shelf: Shelf, door: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Group, "is_fresh", lambda _: False)
    shelf.record(door)
    result, path = run(shelf, story(clip(1.5, 3), clip(0, 1)))
    assert "cannot be cut at a frame" in result.notes[0]
    assert seconds_seen(path) == [(1, 5), (2, 10), (0, 10)]
    assert complaints(path) == ""
    assert len(json.loads(path.with_name("manifest.json").read_text())["sources"]) == 2


@pytest.mark.parametrize("style", [Captions.SOFT, Captions.SIDECAR])
@pytest.mark.parametrize("muted", [False, True])
def test_captions_on_the_clock_of_the_story(
    shelf: Shelf, door: tuple[Fragment, ...], style: Captions, *, muted: bool
) -> None:
    shelf.record(door)
    spoken = [said(0.5, 1.5, "begins before"), said(2.25, 2.75, "second"), said(6.5, 9, "first"), said(10, 11, "never")]
    what = story(clip(6, 8, muted=muted), clip(1, 4), captions=style)
    result, path = run(shelf, what, *spoken)
    names = [file.name for file in result.files]
    if style is Captions.SOFT:
        assert names == ["story.mp4", "manifest.json"]
        found = captions_in(path)
        assert complaints(path) == ""
    else:
        assert names == ["story.mp4", "story.srt", "manifest.json"]
        found = parse_srt(path.with_suffix(".srt").read_text())
    wanted = [(0.5, 2.0, "first"), (2.0, 2.5, "begins before"), (3.25, 3.75, "second")]
    for (start, end, text), (begin, finish, words) in zip(found, wanted, strict=True):
        assert (start, end) == pytest.approx((begin, finish), abs=0.06)
        assert words in text


def test_captions_are_painted_in(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    what = story(clip(6, 8), clip(1, 3), captions=Captions.BURNED_IN)
    _, path = run(shelf, what, said(1.5, 2.5, "WORDS"))
    with av.open(str(path)) as container:
        bright = [frame.to_ndarray(format="gray").max() > 200 for frame in container.decode(video=0)]
    assert bright == [False] * 25 + [True] * 10 + [False] * 5


def test_faces_are_hidden_in_each_clip_by_a_hider_of_its_own(shelf: Shelf, door: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    walls = (WhiteWall(), WhiteWall(), WhiteWall())
    result, path = run(shelf, story(clip(6, 8), clip(1, 3), blur=FaceBlur.ALL), walls=walls)
    assert all(grey > WHITE - 5 for _, grey in look_at(path).pictures)
    assert all(len(wall.hidden) == 20 for wall in walls[:2])
    assert "unrecognisable" in result.notes[1]
    assert json.loads(path.with_name("manifest.json").read_text())["blurred"]["faces"] == "all"


def test_the_manifest_proves_the_film(shelf: Shelf, door: tuple[Fragment, ...], yard: tuple[Fragment, ...]) -> None:
    shelf.record(door)
    shelf.record(yard)
    result, path = run(shelf, story(clip(4.5, 6), clip(2, 4, "yard"), note="The parcel"))
    manifest = json.loads(path.with_name("manifest.json").read_text())
    assert manifest["files"][0]["sha256"] == sha256(path.read_bytes()).hexdigest() == result.files[0].sha256
    assert manifest["request"]["note"] == "The parcel"
    assert [(item["id"], item["film_start_ms"], item["film_length_ms"]) for item in manifest["clips"]] == [
        ("door-4.5", 0, 1500),
        ("yard-2", 1500, 2000),
    ]
    assert {part["path"].split("/")[0] for part in manifest["sources"]} == {"door", "yard"}
    for part in manifest["sources"]:
        data = (shelf.media / part["path"]).read_bytes()[part["offset"] :][: part["size_bytes"]]
        assert sha256(data).hexdigest() == part["sha256"]


@given(
    st.lists(
        st.tuples(st.sampled_from(["door", "yard"]), st.integers(0, 10**9), st.integers(200, 3_600_000)),
        min_size=1,
        max_size=50,
    )
)
def test_the_pieces_of_a_story_are_its_clips_in_order(drawn: list[tuple[str, int, int]]) -> None:
    clips = tuple(
        StoryClip(id=str(number), camera_id=camera, start_ms=START_MS + start, end_ms=START_MS + start + length)
        for number, (camera, start, length) in enumerate(drawn)
    )
    what = story(*clips, captions=Captions.SOFT, strict=True)
    made = pieces(what)
    assert [(piece.camera_ids, piece.start_ms, piece.end_ms) for piece in made] == [
        ((item.camera_id,), item.start_ms, item.end_ms) for item in clips
    ]
    assert all(piece.start_ms < piece.end_ms and piece.story is None for piece in made)
    assert all((piece.captions, piece.strict, piece.cut) == (Captions.SOFT, True, Cut.EXACT) for piece in made)
    assert sum(piece.end_ms - piece.start_ms for piece in made) == sum(length for _, _, length in drawn)
