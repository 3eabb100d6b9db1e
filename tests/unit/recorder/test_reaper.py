from pathlib import Path
from unittest.mock import patch

import pytest

from tests.support.footage import START_MS
from wallflower.errors import StorageError
from wallflower.media.fragment import Fragment
from wallflower.recorder.reaper import Reaper, Remover, camera_limits, server_policy
from wallflower.recorder.reserve import Reserve
from wallflower.recorder.retention import DAY_MS, STOPPED_BYTES, Limits, Policy
from wallflower.recorder.segments import Segments
from wallflower.store.cameras import CameraRow
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

END_MS = START_MS + 130_000
ONE_DAY = Policy(default=Limits(keep_ms=DAY_MS))


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


@pytest.fixture
def protections(database: Database) -> Protections:
    return Protections(database)


@pytest.fixture
def recorded(media: Path, store: Recordings, long_fragments: tuple[Fragment, ...]) -> Recordings:
    """Three closed files of camera `cam`."""
    segments = Segments(media, store, "cam", lambda: 1 << 40)
    for fragment in long_fragments:
        segments.accept(fragment)
    segments.end(END_MS)
    return store


def make_reaper(
    media: Path, shelf: Shelf, protections: Protections, policy: Policy = ONE_DAY, *, free: int = STOPPED_BYTES
) -> Reaper:
    reserve = Reserve(media.parent)
    return Reaper(media, shelf, protections, lambda: policy, reserve=reserve, free_bytes=lambda: free)


def on_disk(media: Path) -> set[str]:
    return {str(path.relative_to(media)) for path in media.rglob("*.mp4")}


@pytest.mark.usefixtures("recorded")
def test_expired_footage_is_one_gap(media: Path, store: Recordings, shelf: Shelf, protections: Protections) -> None:
    reaper = make_reaper(media, shelf, protections)
    files = store.files()
    assert reaper.reap(files[1].end_ms + DAY_MS) == 2
    assert [row.path for row in store.files()] == [files[2].path]
    assert on_disk(media) == {files[2].path}
    gap = store.gaps("cam", 0, START_MS + 1)[0]
    assert (gap.start_ms, gap.end_ms, gap.reason) == (START_MS, files[1].end_ms, GapReason.EXPIRED)
    assert reaper.reap(files[1].end_ms + DAY_MS) == 0


@pytest.mark.usefixtures("recorded")
def test_protected_footage_outlives_every_rule(
    media: Path, store: Recordings, shelf: Shelf, protections: Protections
) -> None:
    files = store.files()
    protections.protect("cam", files[1].start_ms + 10, files[1].start_ms + 20, None, 0)
    policy = Policy(default=Limits(keep_ms=DAY_MS, quota_bytes=0), quota_bytes=0, min_free_bytes=1 << 50)
    reaper = make_reaper(media, shelf, protections, policy, free=0)
    assert reaper.reap(END_MS + 10 * DAY_MS) == 2
    assert [row.id for row in store.files()] == [files[1].id]
    protections.unprotect("cam", 0, END_MS)
    assert reaper.reap(END_MS + 10 * DAY_MS) == 1


@pytest.mark.usefixtures("recorded")
def test_a_protection_that_comes_after_the_plan_still_counts(
    media: Path, store: Recordings, shelf: Shelf, protections: Protections
) -> None:
    files = store.files()
    protections.protect("cam", files[1].start_ms, files[1].end_ms, None, 0)
    assert Remover(media, shelf).remove([row.id for row in files], GapReason.EXPIRED) == 2
    assert [row.id for row in store.files()] == [files[1].id]


@pytest.mark.usefixtures("recorded")
def test_a_disk_that_refuses_keeps_the_row_and_is_asked_again(
    media: Path, store: Recordings, shelf: Shelf, protections: Protections
) -> None:
    reaper = make_reaper(media, shelf, protections)
    with patch.object(Path, "unlink", side_effect=OSError(5, "Input/output error")), pytest.raises(StorageError):
        reaper.reap(START_MS + 10 * DAY_MS)
    assert len(store.files()) == 3
    assert reaper.reap(START_MS) == 3  # what was marked is finished, whatever the rules say now
    assert on_disk(media) == set()
    assert [gap.reason for gap in store.gaps("cam", START_MS, END_MS)] == [GapReason.EXPIRED]


def test_a_file_being_written_is_never_removed(
    media: Path, store: Recordings, shelf: Shelf, fragments: tuple[Fragment, ...]
) -> None:
    segments = Segments(media, store, "cam", lambda: 1 << 40)
    segments.accept(fragments[0])
    assert Remover(media, shelf).remove([row.id for row in store.open_rows()], GapReason.DELETED) == 0
    assert len(on_disk(media)) == 1


def test_a_disk_that_cannot_be_asked_deletes_nothing(media: Path, shelf: Shelf, protections: Protections) -> None:
    def fail() -> int:
        raise OSError(5, "Input/output error")

    with pytest.raises(StorageError, match="Input/output"):
        Reaper(media, shelf, protections, lambda: ONE_DAY, reserve=Reserve(media.parent), free_bytes=fail).reap(0)


def test_the_settings_become_a_policy() -> None:
    rows = [
        CameraRow(id="plain", name="", url=""),
        CameraRow(id="long", name="", url="", retention_days=90),
        CameraRow(id="small", name="", url="", quota_gb=0.5),
    ]
    policy = server_policy(
        retention_days=10, quota_gb=2.5, minimum_free_gb=1.5, cameras=camera_limits(rows, retention_days=10)
    )
    assert (policy.quota_bytes, policy.min_free_bytes) == (2_500_000_000, 1_500_000_000)
    assert policy.of("plain") == Limits(keep_ms=10 * DAY_MS)
    assert policy.of("long") == Limits(keep_ms=90 * DAY_MS)
    assert policy.of("small") == Limits(keep_ms=10 * DAY_MS, quota_bytes=500_000_000)


def refuse_to_go(path: Path) -> None:
    """Let something lie there that cannot be unlinked, as a file that the disk does not give back."""
    path.unlink()
    (path / "x").mkdir(parents=True)


@pytest.mark.usefixtures("recorded")
def test_one_file_that_cannot_be_deleted_does_not_save_all_others(
    media: Path, store: Recordings, shelf: Shelf, protections: Protections
) -> None:
    reaper = make_reaper(media, shelf, protections)
    first, second, third = store.files()
    refuse_to_go(media / first.path)
    with pytest.raises(StorageError, match="cannot be deleted"):
        reaper.reap(first.end_ms + DAY_MS)
    with pytest.raises(StorageError, match="cannot be deleted"):  # told every time, and the next one goes all the same
        reaper.reap(second.end_ms + DAY_MS)
    assert [row.path for row in store.files()] == [first.path, third.path]
    (media / first.path / "x").rmdir()
    (media / first.path).rmdir()
    assert reaper.reap(second.end_ms + DAY_MS) == 1
    assert [row.path for row in store.files()] == [third.path]
