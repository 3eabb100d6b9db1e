from pathlib import Path

import pytest

from tests.support.footage import START_MS, as_camera
from wallflower.errors import StorageError
from wallflower.media.fragment import Fragment
from wallflower.media.segment import scan
from wallflower.recorder.recovery import Recovery, RecoveryReport
from wallflower.recorder.segments import Segments
from wallflower.store.database import Database
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

END_MS = START_MS + 10_000_000
NOW_MS = START_MS + 30_000


@pytest.fixture
def recovery(media: Path, database: Database) -> Recovery:
    return Recovery(media, database)


def record(media: Path, store: Recordings, fragments: list[Fragment], *, close: bool) -> RecordingRow:
    """Write footage; without `close` it is left as a killed process leaves it."""
    segments = Segments(media, store, fragments[0].camera_id, lambda: 1 << 40)
    for fragment in fragments:
        segments.accept(fragment)
    if close:
        segments.end(fragments[-1].end_ms)
        return store.list(fragments[0].camera_id, 0, END_MS)[-1]
    (row,) = store.open_rows()
    return row


def test_a_killed_writers_file_is_finished_and_the_gap_has_a_reason(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    row = record(media, store, list(fragments), close=False)
    assert row.duration_ms == 0  # the index had not heard of the footage
    recovery.close_open(NOW_MS)
    (row,) = store.list("cam", 0, END_MS)
    assert (row.duration_ms, row.is_open) == (6000, False)
    (gap,) = store.gaps("cam", 0, END_MS)
    assert (gap.start_ms, gap.end_ms, gap.reason) == (START_MS + 6000, None, GapReason.CRASH)
    recovery.close_open(NOW_MS)  # once more changes nothing
    assert len(store.gaps("cam", 0, END_MS)) == 1


@pytest.mark.parametrize("torn", [1, 500, 3000])
def test_a_torn_tail_is_cut_off(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...], torn: int
) -> None:
    path = media / record(media, store, list(fragments), close=False).path
    path.write_bytes(path.read_bytes()[:-torn])
    recovery.close_open(NOW_MS)
    (row,) = store.list("cam", 0, END_MS)
    assert 4500 <= row.duration_ms < 6000
    assert path.stat().st_size == row.size_bytes == scan(path).size_bytes


@pytest.mark.parametrize("content", [b"", b"\0" * 5000, None])
def test_a_file_without_footage_goes_with_its_row(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...], content: bytes | None
) -> None:
    path = media / record(media, store, list(fragments), close=False).path
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    recovery.close_open(NOW_MS)
    assert store.open_rows() == ()
    assert not path.exists()


def test_footage_the_index_lost_is_adopted(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    before = record(media, store, list(fragments), close=True)
    store.forget(before.id)
    store.close_gap("cam", NOW_MS)
    store.add_gap("cam", START_MS - 1000, NOW_MS, GapReason.CRASH)
    assert recovery.run(NOW_MS, {"cam"}) == RecoveryReport(adopted=1)
    (after,) = store.list("cam", 0, END_MS)
    assert (after.start_ms, after.duration_ms, after.size_bytes, after.groups, after.session_id, after.base_ticks) == (
        before.start_ms,
        before.duration_ms,
        before.size_bytes,
        before.groups,
        before.session_id,
        before.base_ticks,
    )
    spans = [(gap.start_ms, gap.end_ms) for gap in store.gaps("cam", 0, END_MS)]
    assert (START_MS - 1000, START_MS) in spans
    assert (START_MS + 6000, NOW_MS) in spans
    assert recovery.run(NOW_MS, {"cam"}) == RecoveryReport()


def test_files_of_cameras_that_are_gone_are_left_alone(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    row = record(media, store, list(fragments), close=True)
    store.forget(row.id)
    assert recovery.run(NOW_MS, {"yard"}).foreign == 1
    assert (media / row.path).exists()


def test_a_file_somebody_deleted_becomes_a_gap(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    record(media, store, as_camera(list(fragments), "yard"), close=True)
    row = record(media, store, list(fragments), close=True)
    (media / row.path).unlink()
    assert recovery.run(NOW_MS, {"cam", "yard"}).missing == 1
    assert store.list("cam", 0, END_MS) == ()
    first = store.gaps("cam", 0, END_MS)[0]
    assert (first.start_ms, first.end_ms, first.reason) == (START_MS, START_MS + 6000, GapReason.DELETED)


def test_an_empty_disk_is_not_taken_for_deleted_recordings(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    row = record(media, store, list(fragments), close=True)
    (media / row.path).unlink()
    with pytest.raises(StorageError, match="mounted"):
        recovery.run(NOW_MS, {"cam"})
    assert store.get(row.id) == row


def make_unreadable(path: Path) -> None:
    """Let the system refuse to open it, as it refuses a file on broken blocks."""
    path.unlink()
    path.symlink_to(path.name)


def test_a_file_the_disk_does_not_give_back_keeps_nothing_from_being_recovered(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...]
) -> None:
    row = record_open(media, store, as_camera(list(fragments), "yard"))
    torn = record_open(media, store, list(fragments))
    make_unreadable(media / torn.path)
    stray = media / torn.path.replace(".mp4", "0.mp4")
    stray.write_bytes(b"")
    make_unreadable(stray)
    report = recovery.run(NOW_MS, {"cam", "yard"})
    assert (report.closed, report.unreadable) == (1, 2)
    assert store.open_rows() == ()
    assert store.get(row.id).duration_ms == 6000
    assert stray.is_symlink()
    assert (media / torn.path).is_symlink()  # it may be read on another day
    assert recovery.rebuild({"cam", "yard"}, lambda _done, _total: None).unreadable == 2


def record_open(media: Path, store: Recordings, fragments: list[Fragment]) -> RecordingRow:
    """Leave a file as a killed process does, beside those of other cameras."""
    segments = Segments(media, store, fragments[0].camera_id, lambda: 1 << 40)
    for fragment in fragments:
        segments.accept(fragment)
    return next(row for row in store.open_rows() if row.camera_id == fragments[0].camera_id)


def test_what_cannot_be_deleted_keeps_nothing_from_being_recovered(
    media: Path, store: Recordings, recovery: Recovery, database: Database, fragments: tuple[Fragment, ...]
) -> None:
    row = record(media, store, list(fragments), close=True)
    Shelf(database).doom([row.id], GapReason.EXPIRED)
    (media / row.path).unlink()
    (media / row.path / "x").mkdir(parents=True)
    torn = record_open(media, store, as_camera(list(fragments), "yard"))
    report = recovery.run(NOW_MS, {"cam", "yard"})
    assert (report.closed, report.unreadable) == (1, 1)
    assert not store.get(torn.id).is_open
    assert [item.id for item in Shelf(database).doomed()] == [row.id]


def test_an_empty_file_that_cannot_be_deleted(
    media: Path, store: Recordings, recovery: Recovery, fragments: tuple[Fragment, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    torn = record_open(media, store, list(fragments))
    (media / torn.path).write_bytes(b"")

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "unlink", refuse)
    report = recovery.run(NOW_MS, {"cam"})
    assert (report.emptied, report.unreadable) == (0, 2)  # once as an open file, once as one without a row
    assert store.open_rows() == ()
