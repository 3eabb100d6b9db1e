import errno
import itertools
import os
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.footage import START_MS, as_camera, moved
from wallflower import clock
from wallflower.errors import StorageError
from wallflower.media.fragment import Fragment
from wallflower.media.segment import scan
from wallflower.recorder import segment_file
from wallflower.recorder.layout import ensure_media
from wallflower.recorder.segment_file import SegmentFile
from wallflower.recorder.segments import Segments
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import ErrorCode, Gap, GapReason

END_MS = START_MS + 10_000_000


class Disk:
    """Says how much is free."""

    def __init__(self) -> None:
        self.free = 1 << 40

    def __call__(self) -> int:
        return self.free


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def segments(media: Path, store: Recordings, disk: Disk) -> Segments:
    return Segments(media, store, "cam", disk)


def rows(store: Recordings) -> tuple[RecordingRow, ...]:
    return store.list("cam", 0, END_MS)


def gaps(store: Recordings) -> tuple[Gap, ...]:
    return store.gaps("cam", 0, END_MS)


def is_whole(store: Recordings, media: Path) -> bool:
    """Compare every row with what a walk over its file finds."""
    return all(
        (found.start_ms, found.duration_ms, found.size_bytes, found.groups, found.session_id, found.base_ticks)
        == (row.start_ms, row.duration_ms, row.size_bytes, row.groups, row.session_id, row.base_ticks)
        and (media / row.path).stat().st_size == row.size_bytes
        for row in store.list("cam", 0, END_MS)
        for found in [scan(media / row.path)]
    )


def test_files_change_every_minute_at_a_keyframe(
    segments: Segments, store: Recordings, media: Path, long_fragments: tuple[Fragment, ...]
) -> None:
    for fragment in long_fragments:
        segments.accept(fragment)
    segments.missing(GapReason.CAMERA_OFFLINE, long_fragments[-1].end_ms)
    found = rows(store)
    assert len(found) == 3
    assert max(row.duration_ms for row in found) == 60_000
    assert sum(row.duration_ms for row in found) == 130_000
    assert all(left.end_ms == right.start_ms for left, right in itertools.pairwise(found))
    assert is_whole(store, media)
    assert not any(row.is_open for row in found)


def test_nothing_is_written_before_a_keyframe(
    segments: Segments, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    segments.accept(fragments[1])
    assert not segments.is_recording
    segments.accept(fragments[2])
    assert segments.is_recording


def test_the_open_row_grows_with_each_sync(
    segments: Segments, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    for count in (2, 6):
        for fragment in fragments[count - 2 : count]:
            segments.accept(fragment)
        synced = segments.sync()
        assert synced is not None
        store.extend([synced])
    assert segments.sync() is None
    (row,) = store.open_rows()
    assert row.duration_ms == 1000  # the hole between the two tries began a new file


def test_a_hole_begins_a_new_file_and_is_a_gap(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    for fragment in (*fragments[:4], *fragments[6:]):
        segments.accept(fragment)
    segments.missing(GapReason.CAMERA_OFFLINE, fragments[-1].end_ms)
    assert [row.duration_ms for row in rows(store)] == [2000, 3000]
    assert (gaps(store)[0].start_ms, gaps(store)[0].end_ms) == (START_MS + 2000, START_MS + 3000)
    assert gaps(store)[0].reason is GapReason.DISK_ERROR
    assert is_whole(store, media)


def test_a_new_session_begins_a_new_file(
    segments: Segments, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    second = moved(as_camera(list(fragments), "cam", session_id="two"), 7000)
    for fragment in (*fragments, *second):
        segments.accept(fragment)
    assert {item.session_id for item in (*rows(store), *store.open_rows())} == {"session1", "two"}
    assert [(gap.start_ms, gap.end_ms) for gap in gaps(store)] == [(START_MS + 6000, START_MS + 7000)]


def full_after(count: int) -> AbstractContextManager[object]:
    """Let so many writes pass, then take a part of each and refuse the rest, as a full disk does."""
    passing = iter([True] * count)

    def write_all(descriptor: int, *parts: bytes | memoryview) -> None:
        if next(passing, False):
            os.writev(descriptor, parts)
            return
        os.write(descriptor, bytes(parts[0])[:7])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return patch.object(segment_file, "_write_all", write_all)


def test_a_full_disk_keeps_what_is_whole_and_goes_on_when_there_is_space(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...], disk: Disk
) -> None:
    with full_after(4):  # the header and three fragments
        for fragment in fragments[:6]:
            segments.accept(fragment)
    assert not segments.is_recording
    trouble = segments.trouble
    assert trouble is not None
    assert trouble.code is ErrorCode.DISK_FULL
    assert is_whole(store, media)
    assert [(gap.start_ms, gap.end_ms, gap.reason) for gap in gaps(store)] == [
        (START_MS + 1500, None, GapReason.DISK_FULL)
    ]

    disk.free = 0
    segments._retry_s = 0.0
    segments.accept(fragments[6])
    assert not segments.is_recording
    disk.free = 1 << 40
    for fragment in fragments[8:]:
        segments.accept(fragment)
    assert (segments.is_recording, segments.trouble) == (True, None)
    assert [(gap.start_ms, gap.end_ms, gap.reason) for gap in gaps(store)] == [
        (START_MS + 1500, START_MS + 4000, GapReason.DISK_FULL)
    ]


def test_a_disk_that_refuses_the_file_leaves_no_row(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    with patch.object(SegmentFile, "create", side_effect=OSError(errno.EIO, "Input/output error")):
        segments.accept(fragments[0])
    assert store.open_rows() == ()
    assert segments.trouble is not None
    assert segments.trouble.code is ErrorCode.DISK
    assert gaps(store)[0].reason is GapReason.DISK_ERROR


def test_the_servers_end_does_not_hide_that_a_camera_is_off(segments: Segments, store: Recordings) -> None:
    segments.begin(START_MS, GapReason.TURNED_OFF)
    segments.end(START_MS + 1000)
    assert [gap.reason for gap in gaps(store)] == [GapReason.TURNED_OFF]


def test_a_new_cameras_life_begins_with_itself(
    segments: Segments, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    segments.begin(START_MS - 500, GapReason.CAMERA_OFFLINE)
    segments.accept(fragments[0])
    assert [(gap.start_ms, gap.end_ms) for gap in gaps(store)] == [(START_MS - 500, START_MS)]


def test_a_file_that_was_deleted_while_it_was_written_is_a_gap(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    for fragment in fragments[:3]:
        segments.accept(fragment)
    next(media.rglob("*.mp4")).unlink()
    with patch.object(clock, "now_ms", return_value=START_MS + 1500):
        assert segments.sync() is None
    assert not segments.is_recording
    assert rows(store) == ()
    for fragment in fragments[3:]:
        segments.accept(fragment)
    assert {gap.reason for gap in gaps(store)} == {GapReason.DELETED}
    assert [(gap.start_ms, gap.end_ms) for gap in gaps(store)] == [
        (START_MS, START_MS + 1500),
        (START_MS + 1500, START_MS + 2000),
    ]
    assert [row.start_ms for row in store.open_rows()] == [START_MS + 2000]


def test_an_empty_mount_point_is_never_filled(
    store: Recordings, media: Path, fragments: tuple[Fragment, ...], disk: Disk
) -> None:
    media_id = ensure_media(media)
    segments = Segments(media, store, "cam", disk, media_id=media_id)
    for fragment in fragments[:3]:
        segments.accept(fragment)
    away = media.rename(media.with_name("away"))
    media.mkdir()
    assert segments.sync() is None
    for fragment in fragments[3:9]:
        segments.accept(fragment)
    assert list(media.iterdir()) == []
    assert segments.trouble is not None
    assert {gap.reason for gap in gaps(store)} == {GapReason.DISK_ERROR}
    media.rmdir()
    away.rename(media)
    segments._retry_s = 0.0
    for fragment in fragments[9:]:
        segments.accept(fragment)
    assert segments.is_recording


def test_another_disk_in_the_place_of_the_media_directory_is_refused(
    store: Recordings, media: Path, fragments: tuple[Fragment, ...], disk: Disk
) -> None:
    ensure_media(media)
    segments = Segments(media, store, "cam", disk, media_id="another")
    segments.accept(fragments[0])
    assert not segments.is_recording
    assert list(media.rglob("*.mp4")) == []


@pytest.mark.parametrize("by_ms", [-30_000, 30_000])
def test_a_clock_that_is_set_begins_a_new_file(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...], by_ms: int
) -> None:
    for fragment in (*fragments[:6], *moved(list(fragments[6:]), by_ms)):
        segments.accept(fragment)
    segments.missing(GapReason.CAMERA_OFFLINE, fragments[-1].end_ms + by_ms)
    assert sorted(row.start_ms for row in rows(store)) == sorted([START_MS, START_MS + 3000 + by_ms])
    assert [row.duration_ms for row in rows(store)] == [3000, 3000]
    assert is_whole(store, media)
    between = [(gap.start_ms, gap.end_ms) for gap in gaps(store) if gap.reason is GapReason.STREAM_ERROR]
    assert between == ([(START_MS + 3000, START_MS + 3000 + by_ms)] if by_ms > 0 else [])


def test_a_clock_that_creeps_leaves_no_gap(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    for number, fragment in enumerate(fragments):
        segments.accept(moved([fragment], number * 3)[0])
    segments.missing(GapReason.CAMERA_OFFLINE, END_MS)
    assert len(rows(store)) == 1
    assert is_whole(store, media)
    assert [gap.reason for gap in gaps(store)] == [GapReason.CAMERA_OFFLINE]


def test_a_moment_that_was_recorded_before_gets_a_file_of_its_own(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    for session in ("one", "two"):
        for fragment in as_camera(list(fragments), "cam", session_id=session):
            segments.accept(fragment)
    segments.missing(GapReason.CAMERA_OFFLINE, END_MS)
    assert [(row.start_ms, row.session_id) for row in rows(store)] == [(START_MS, "one"), (START_MS, "two")]
    assert len({row.path for row in rows(store)}) == 2
    assert is_whole(store, media)


def test_what_the_ledger_could_not_be_told_is_made_up_for(
    segments: Segments, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    segments.begin(START_MS - 1000, GapReason.CAMERA_OFFLINE)
    real, refusals = Recordings.close_gap, iter([True])

    def close_gap(self: Recordings, camera_id: str, end_ms: int) -> None:
        if next(refusals, False):
            raise StorageError("the database cannot be written")
        real(self, camera_id, end_ms)

    with patch.object(Recordings, "close_gap", close_gap):
        segments.accept(fragments[0])
    assert [(gap.start_ms, gap.end_ms) for gap in gaps(store)] == [
        (START_MS - 1000, START_MS),
        (START_MS + 500, None),
    ]


def test_cameras_change_their_files_at_different_moments(
    media: Path, store: Recordings, disk: Disk, long_fragments: tuple[Fragment, ...]
) -> None:
    changes = []
    for camera_id in ("cam", "yard"):
        segments = Segments(media, store, camera_id, disk)
        for fragment in as_camera(list(long_fragments), camera_id):
            segments.accept(fragment)
        segments.end(END_MS)
        changes.append({row.start_ms for row in store.list(camera_id, 0, END_MS)[1:]})
    assert changes[0].isdisjoint(changes[1])


def test_a_finished_file_the_database_did_not_take_is_closed_as_soon_as_it_does(
    segments: Segments, store: Recordings, media: Path, fragments: tuple[Fragment, ...]
) -> None:
    for fragment in fragments[:4]:
        segments.accept(fragment)
    with patch.object(Recordings, "extend", side_effect=StorageError("the disk of the database is full")):
        segments.missing(GapReason.CAMERA_OFFLINE, fragments[3].end_ms)
        assert segments.sync() is None
    assert len(store.open_rows()) == 1
    assert segments.sync() is None  # the writer syncs every two seconds, also cameras that deliver nothing
    assert store.open_rows() == ()
    assert rows(store)[0].duration_ms == 2000
    assert is_whole(store, media)
