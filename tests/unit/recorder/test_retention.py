from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.footage import START_MS
from wallflower.errors import StorageError
from wallflower.media.fragment import Fragment
from wallflower.recorder.retention import DAY_MS, KEPT_IN_ANY_CASE_MS, Policy, Reaper, plan, policy
from wallflower.recorder.segments import Segments
from wallflower.store.recordings import FileRow, Recordings
from wallflower.wire import GapReason

NOW_MS = 1_000 * DAY_MS


def file(number: int, *, age_ms: int, size_bytes: int = 100, camera_id: str = "cam") -> FileRow:
    end_ms = NOW_MS - age_ms
    return FileRow(
        id=number,
        camera_id=camera_id,
        path=f"{camera_id}/{number}.mp4",
        start_ms=end_ms - 60_000,
        end_ms=end_ms,
        size_bytes=size_bytes,
    )


def doomed(files: list[FileRow], *, free_bytes: int = 1000, min_free_bytes: int = 0) -> list[int]:
    rules = Policy(keep_ms=10 * DAY_MS, min_free_bytes=min_free_bytes)
    return [item.id for item in plan(files, rules, now_ms=NOW_MS, free_bytes=free_bytes)]


def test_what_is_too_old_goes_and_what_is_not_stays() -> None:
    assert doomed([file(1, age_ms=10 * DAY_MS), file(2, age_ms=10 * DAY_MS - 1)]) == [1]


def test_the_oldest_of_all_cameras_make_room() -> None:
    files = [
        file(1, age_ms=2 * DAY_MS, camera_id="b"),
        file(2, age_ms=3 * DAY_MS, camera_id="a"),
        file(3, age_ms=DAY_MS, camera_id="a"),
    ]
    assert doomed(files, free_bytes=0, min_free_bytes=150) == [2, 1]


def test_the_last_hour_is_kept_when_something_else_fills_the_disk() -> None:
    files = [file(1, age_ms=KEPT_IN_ANY_CASE_MS), file(2, age_ms=KEPT_IN_ANY_CASE_MS - 1)]
    assert doomed(files, free_bytes=0, min_free_bytes=1 << 40) == [1]


@given(ages=st.lists(st.integers(0, 20 * DAY_MS), max_size=30), free=st.integers(0, 2000), wanted=st.integers(0, 2000))
def test_no_more_goes_than_must(ages: list[int], free: int, wanted: int) -> None:
    files = [file(number, age_ms=age) for number, age in enumerate(ages)]
    gone = {item: files[item] for item in doomed(files, free_bytes=free, min_free_bytes=wanted)}
    kept = [item for item in files if item.id not in gone]
    assert all(NOW_MS - item.end_ms < 10 * DAY_MS for item in kept)
    young = [item for item in gone.values() if NOW_MS - item.end_ms < 10 * DAY_MS]
    assert all(NOW_MS - item.end_ms >= KEPT_IN_ANY_CASE_MS for item in young)
    # Without the last one that went there was not enough room.
    if young:
        assert free + 100 * (len(gone) - 1) < wanted


def test_the_settings_become_a_policy() -> None:
    assert policy(10, 1.5) == Policy(keep_ms=10 * DAY_MS, min_free_bytes=1_500_000_000)


@pytest.fixture
def recorded(media: Path, store: Recordings, long_fragments: tuple[Fragment, ...]) -> Recordings:
    """Three closed files of camera `cam`."""
    segments = Segments(media, store, "cam", lambda: 1 << 40)
    for fragment in long_fragments:
        segments.accept(fragment)
    segments.end(START_MS + 130_000)
    return store


def test_expired_footage_is_one_gap(media: Path, recorded: Recordings) -> None:
    reaper = Reaper(media, recorded, policy(1, 0), free_bytes=lambda: 0)
    files = recorded.files()
    assert reaper.reap(files[1].end_ms + DAY_MS) == 2
    assert [row.path for row in recorded.files()] == [files[2].path]
    assert {str(path.relative_to(media)) for path in media.rglob("*.mp4")} == {files[2].path}
    gap = recorded.gaps("cam", 0, START_MS + 1)[0]
    assert (gap.start_ms, gap.end_ms, gap.reason) == (START_MS, files[1].end_ms, GapReason.EXPIRED)
    assert reaper.reap(files[1].end_ms + DAY_MS) == 0


def test_a_disk_that_refuses_keeps_the_row(media: Path, recorded: Recordings) -> None:
    reaper = Reaper(media, recorded, policy(1, 0))
    with patch.object(Path, "unlink", side_effect=OSError(5, "Input/output error")), pytest.raises(StorageError):
        reaper.reap(START_MS + 10 * DAY_MS)
    assert len(recorded.files()) == 3
