from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support.footage import GREY_PER_S, START_MS, as_camera, make_footage, make_fragments, moved
from wallflower.errors import NotFoundError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment
from wallflower.media.reader import keyframe_at, read_audio, read_groups
from wallflower.media.segment import encode, header
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Extent, InitRow, NewRecording, Recordings


@pytest.fixture
def store(database: Database) -> Recordings:
    Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
    return Recordings(database)


def record(store: Recordings, media: Path, fragments: list[Fragment], *, known: int | None = None) -> int:
    """Write one file and its row; with `known` it is open and the row knows only so many fragments."""
    first = fragments[0]
    store.save_init(InitRow(**{name: getattr(first.init, name) for name in InitRow.__slots__}))
    path = f"cam/{first.session_id}-{first.start_ms}.mp4"
    row_id = store.add(
        NewRecording(
            camera_id="cam",
            session_id=first.session_id,
            init_id=first.init.id,
            path=path,
            start_ms=first.start_ms,
            base_ticks=first.decode_time,
        )
    )
    tracks = mp4.parse_tracks(first.init.data)
    data = bytearray(header(first.init, first.session_id, first.decode_time))
    offsets, ends = [], []
    for fragment in fragments:
        offsets.append(len(data))
        data += b"".join(map(bytes, encode(fragment, tracks, first.decode_time)))
        ends.append(len(data))
    (media / path).parent.mkdir(exist_ok=True)
    (media / path).write_bytes(data)
    count = len(fragments) if known is None else known
    keys = [index for index, item in enumerate(fragments[:count]) if item.is_key]
    extent = Extent(
        duration_ms=fragments[count - 1].end_ms - first.start_ms,
        size_bytes=ends[count - 1],
        groups=tuple((offsets[index], 1000) for index in keys),
    )
    store.extend([(row_id, extent)], close=known is None)
    return row_id


def test_only_the_groups_of_the_window_are_read(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]
) -> None:
    record(store, tmp_path, list(fragments))
    found = list(read_groups(store, tmp_path, "cam", START_MS + 2100, START_MS + 3900))
    assert [item.start_ms - START_MS for item in found] == [2000, 2500, 3000, 3500]
    assert found[0].is_key


def test_sound_that_comes_later_in_the_file_is_read_to_the_end(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]
) -> None:
    tracks = mp4.parse_tracks(fragments[0].init.data)
    audio = next(track for track in tracks if track.kind == "audio")
    late = []
    for fragment in fragments:
        data = bytearray(fragment.data)
        mp4.shift_decode_times(data, {audio.id: -audio.timescale // 5})
        late.append(replace(fragment, data=bytes(data)))
    record(store, tmp_path, late)
    window = read_audio(store, tmp_path, "cam", START_MS + 1000, START_MS + 3000)
    assert window.covered == ((START_MS + 1000, START_MS + 3000),)


def test_sound_is_cut_to_the_millisecond(store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    record(store, tmp_path, list(fragments))
    window = read_audio(store, tmp_path, "cam", START_MS + 1250, START_MS + 3250)
    assert len(window.samples) == 32_000
    assert window.covered == ((START_MS + 1250, START_MS + 3250),)
    loud = np.flatnonzero(abs(window.samples) > 0.2) / 16
    assert loud[0] == pytest.approx(250, abs=80)  # the beep of second 1.5
    assert window.samples.dtype == np.float32


def test_sound_crosses_files_of_one_session_without_a_seam(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]
) -> None:
    record(store, tmp_path, list(fragments[:6]))
    record(store, tmp_path, list(fragments[6:]))
    window = read_audio(store, tmp_path, "cam", START_MS + 100, START_MS + 5900)
    assert window.covered == ((START_MS + 100, START_MS + 5900),)
    assert [item.sequence for item in read_groups(store, tmp_path, "cam", 0, START_MS + 9999)] == list(range(1, 13))


def test_where_nothing_was_recorded_there_is_silence(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]
) -> None:
    record(store, tmp_path, list(fragments[:4]))
    second = as_camera(make_fragments(make_footage(2)), "cam", session_id="two")
    record(store, tmp_path, moved(second, 4000))
    window = read_audio(store, tmp_path, "cam", START_MS - 1000, START_MS + 7000)
    assert len(window.covered) == 2
    (begin, end), (begin2, _) = window.covered
    assert begin == pytest.approx(START_MS, abs=80)
    assert end == pytest.approx(START_MS + 2000, abs=80)
    assert begin2 == pytest.approx(START_MS + 4000, abs=80)
    assert not window.samples[: 900 * 16].any()


def test_an_open_file_is_read_to_its_real_end(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]
) -> None:
    record(store, tmp_path, list(fragments), known=2)
    window = read_audio(store, tmp_path, "cam", START_MS + 4000, START_MS + 5000)
    assert window.covered == ((START_MS + 4000, START_MS + 5000),)


def test_a_file_that_is_gone_is_a_hole(store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...]) -> None:
    path = store.get(record(store, tmp_path, list(fragments))).path
    (tmp_path / path).unlink()
    assert read_audio(store, tmp_path, "cam", START_MS, START_MS + 1000).covered == ()


@pytest.mark.parametrize(("at_ms", "second"), [(0, 0), (999, 0), (1000, 1), (5900, 5), (9000, 5)])
def test_the_picture_of_a_moment_is_the_keyframe_before_it(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...], at_ms: int, second: int
) -> None:
    record(store, tmp_path, list(fragments))
    picture = keyframe_at(store, tmp_path, "cam", START_MS + at_ms, width=80)
    assert picture.at_ms == START_MS + second * 1000
    assert picture.rgb.shape[1] == 80
    assert picture.rgb.mean() == pytest.approx(second * GREY_PER_S, abs=4)


@pytest.mark.parametrize("at_ms", [-1, 60_000])
def test_there_is_no_picture_where_nothing_was_recorded(
    store: Recordings, tmp_path: Path, fragments: tuple[Fragment, ...], at_ms: int
) -> None:
    record(store, tmp_path, list(fragments))
    with pytest.raises(NotFoundError):
        keyframe_at(store, tmp_path, "cam", START_MS + at_ms)
