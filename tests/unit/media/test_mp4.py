import itertools
import struct
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.media import mp4
from wallflower.media.fragment import Fragment


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def test_boxes_are_found_in_order() -> None:
    data = box(b"ftyp", b"abcd") + box(b"free", b"")
    assert [(item.kind, item.start, item.body, item.end) for item in mp4.boxes(data)] == [
        (b"ftyp", 0, 8, 12),
        (b"free", 12, 20, 20),
    ]


def test_a_torn_box_ends_the_walk() -> None:
    data = box(b"free", b"12") + box(b"mdat", b"123456")[:-1]
    assert [item.kind for item in mp4.boxes(data)] == [b"free"]


@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_size_below_a_header_ends_the_walk(size: int) -> None:
    assert list(mp4.boxes(struct.pack(">I4s", size, b"mdat") + bytes(20))) == []


def test_a_64_bit_size_is_read() -> None:
    data = struct.pack(">I4sQ", 1, b"mdat", 20) + b"abcd"
    assert list(mp4.boxes(data)) == [mp4.Box(b"mdat", 0, 16, 20)]


def test_an_init_is_described(fragments: tuple[Fragment, ...]) -> None:
    init = mp4.parse_init(fragments[0].init.data)
    assert (init.video_codec, init.audio_codec, init.width, init.height) == ("h264", "aac", 160, 96)
    assert [track.kind for track in mp4.parse_tracks(init.data)] == ["video", "audio"]
    assert len(init.id) == 32


def test_an_init_without_moov_is_an_error() -> None:
    with pytest.raises(mp4.Mp4Error):
        mp4.parse_init(box(b"ftyp", b"isom"))


def test_the_samples_of_a_fragment_fill_its_data(fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    for fragment in fragments:
        runs = mp4.parse_fragment(fragment.data, tracks)
        samples = sorted((sample for run in runs for sample in run.samples), key=lambda item: item.offset)
        assert samples[0].offset == fragment.moof_bytes + 8
        assert all(left.offset + left.size == right.offset for left, right in itertools.pairwise(samples))
        assert samples[-1].offset + samples[-1].size == len(fragment.data)


def test_runs_follow_each_other_and_begin_with_keyframes(fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    runs = [mp4.parse_fragment(item.data, tracks)[0] for item in fragments]
    assert [run.is_key for run in runs] == [item.is_key for item in fragments]
    assert all(a.decode_time + a.duration == b.decode_time for a, b in itertools.pairwise(runs))


def test_a_fragment_is_read_where_it_lies(fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    data = fragments[0].data + fragments[1].data
    (video, _) = mp4.parse_fragment(data, tracks, len(fragments[0].data))
    assert video.decode_time == fragments[1].decode_time
    assert video.samples[0].offset > len(fragments[0].data)


def test_one_tracks_run_is_outlined_alone(fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    for fragment in fragments:
        moof = fragment.data[: fragment.moof_bytes]
        for run in mp4.parse_fragment(fragment.data, tracks):
            track = next(item for item in tracks if item.id == run.track_id)
            assert mp4.outline(moof, track) == (run.is_key, run.duration, run.decode_time)
    moof = fragments[0].data[: fragments[0].moof_bytes]
    assert mp4.outline(moof, replace(tracks[0], id=99)) is None
    assert mp4.outline(b"", tracks[0]) is None


def test_a_run_without_its_header_has_no_outline(fragments: tuple[Fragment, ...]) -> None:
    moof = fragments[0].data[: fragments[0].moof_bytes].replace(b"tfhd", b"free")
    with pytest.raises(mp4.Mp4Error):
        mp4.outline(moof, mp4.parse_tracks(fragments[0].init.data)[0])


@given(ticks=st.integers(0, 1 << 40))
def test_a_shift_forth_and_back_changes_nothing(fragments: tuple[Fragment, ...], ticks: int) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    data = bytearray(fragments[2].data)
    mp4.shift_decode_times(data, mp4.shifts(tracks, ticks))
    shifted = mp4.parse_fragment(data, tracks)[0].decode_time
    assert shifted == fragments[2].decode_time + ticks
    mp4.shift_decode_times(data, {track: -shift for track, shift in mp4.shifts(tracks, ticks).items()})
    assert bytes(data) == fragments[2].data


def test_a_decode_time_never_goes_below_zero(fragments: tuple[Fragment, ...]) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    data = bytearray(fragments[0].data)
    mp4.shift_decode_times(data, mp4.shifts(tracks, -1_000_000))
    assert {run.decode_time for run in mp4.parse_fragment(data, tracks)} == {0}


@given(position=st.integers(0, 1500), value=st.integers(0, 255), cut=st.integers(0, 3000))
def test_damage_is_an_mp4_error_or_nothing(
    fragments: tuple[Fragment, ...], position: int, value: int, cut: int
) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    init, data = bytearray(fragments[0].init.data), bytearray(fragments[0].data)
    init[position % len(init)] = value
    data[position % fragments[0].moof_bytes] = value
    for function in (
        lambda: mp4.parse_init(bytes(init[: max(1, len(init) - cut)])),
        lambda: mp4.parse_fragment(data[: max(1, len(data) - cut)], tracks),
        lambda: mp4.outline(data[: max(1, fragments[0].moof_bytes - cut)], tracks[0]),
    ):
        try:
            function()
        except mp4.Mp4Error:
            continue
