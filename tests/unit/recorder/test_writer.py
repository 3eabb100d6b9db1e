import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.footage import START_MS, as_camera
from tests.support.waiting import PATIENCE_S, until_true
from wallflower.media.fragment import Fragment
from wallflower.recorder import writer as writer_module
from wallflower.recorder.segments import Segments
from wallflower.recorder.writer import RecordingState, SegmentWriter
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason

END_MS = START_MS + 10_000_000


@pytest.fixture
def changes() -> list[RecordingState]:
    return []


@pytest.fixture
def writer(media: Path, store: Recordings, changes: list[RecordingState]) -> Iterator[SegmentWriter]:
    writer = SegmentWriter(media, store, changes.append)
    writer.start()
    yield writer
    writer.stop(START_MS, PATIENCE_S)


def test_cameras_are_written_side_by_side(
    writer: SegmentWriter, store: Recordings, fragments: tuple[Fragment, ...], changes: list[RecordingState]
) -> None:
    for fragment in fragments:
        for camera_id in ("cam", "yard"):
            assert writer.put(as_camera([fragment], camera_id)[0])
    assert writer.stop(START_MS + 7000, PATIENCE_S)
    for camera_id in ("cam", "yard"):
        (row,) = store.list(camera_id, 0, END_MS)
        assert (row.duration_ms, row.is_open) == (6000, False)
        (gap,) = store.gaps(camera_id, 0, END_MS)
        assert (gap.start_ms, gap.end_ms, gap.reason) == (START_MS + 6000, None, GapReason.SERVER_STOPPED)
    assert [(state.camera_id, state.is_recording) for state in changes] == [("cam", True), ("yard", True)]


def test_footage_held_before_is_taken_however_much_but_not_on_top_of_a_long_queue(
    media: Path, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    writer = SegmentWriter(media, store, lambda _: None)
    with patch.object(writer_module, "QUEUE_BYTES_PER_CAMERA", 2 * len(fragments[-1].data)):
        assert writer.put_held(fragments[:-2])
        assert writer.put_held(fragments[-2:-1])
        assert writer.put(fragments[-1])
        while writer.put(fragments[-1]):
            pass
        assert not writer.put_held(fragments)
    writer.start()
    assert writer.stop(fragments[-1].end_ms, PATIENCE_S)
    (row,) = store.list("cam", 0, END_MS)
    assert row.duration_ms == 6000


def test_the_index_follows_while_a_file_is_open(
    media: Path, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    with patch.object(writer_module, "SYNC_S", 0.05):
        writer = SegmentWriter(media, store, lambda _: None)
        writer.start()
        for fragment in fragments[:6]:
            writer.put(fragment)
        until_true(lambda: any(row.duration_ms == 3000 and row.is_open for row in store.list("cam", 0, END_MS)))
        writer.stop(START_MS, PATIENCE_S)


def test_a_stalled_disk_holds_nobody_up_and_memory_stays_bounded(
    writer: SegmentWriter, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    stall = threading.Event()
    written: list[Fragment] = []
    accept = Segments.accept

    def slow(self: Segments, fragment: Fragment) -> None:
        stall.wait(PATIENCE_S)
        written.append(fragment)
        accept(self, fragment)

    size = len(fragments[0].data)
    with patch.object(Segments, "accept", slow), patch.object(writer_module, "QUEUE_BYTES_PER_CAMERA", 3 * size):
        taken = [writer.put(fragments[0]) for _ in range(10)]
        others = writer.put(as_camera([fragments[0]], "yard")[0])
        assert written == []  # whoever put did not wait for the disk
        stall.set()
        until_true(lambda: not any(writer._queued.values()))
    assert taken == [True] * 3 + [False] * 7
    assert others
    assert writer.put(fragments[0])


def test_one_cameras_fault_leaves_the_others_alone(
    writer: SegmentWriter, store: Recordings, fragments: tuple[Fragment, ...], caplog: pytest.LogCaptureFixture
) -> None:
    accept = Segments.accept

    def broken(self: Segments, fragment: Fragment) -> None:
        if fragment.camera_id == "yard":
            raise RuntimeError("a bug")
        accept(self, fragment)

    with patch.object(Segments, "accept", broken):
        for fragment in fragments:
            writer.put(as_camera([fragment], "yard")[0])
            writer.put(fragment)
        writer.stop(START_MS, PATIENCE_S)
    assert store.list("cam", 0, END_MS)[0].duration_ms == 6000
    assert "failed on one step" in caplog.text


def test_a_forgotten_camera_has_no_open_file(
    writer: SegmentWriter, store: Recordings, fragments: tuple[Fragment, ...]
) -> None:
    for fragment in fragments:
        writer.put(fragment)
    assert writer.forget("cam", PATIENCE_S)
    assert store.open_rows() == ()
    assert writer.forget("never heard of", PATIENCE_S)
