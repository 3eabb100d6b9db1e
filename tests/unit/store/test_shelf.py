import pytest

from tests.support.ledgers import INIT
from wallflower.store import shelf as shelf_module
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.protections import Protections
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.store.shelf import Shelf, Usage
from wallflower.wire import GapReason


@pytest.fixture
def store(database: Database) -> Recordings:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    store = Recordings(database)
    store.save_init(INIT)
    return store


@pytest.fixture
def shelf(database: Database) -> Shelf:
    return Shelf(database)


def add(store: Recordings, start_ms: int, length_ms: int = 1000, *, camera_id: str = "cam", close: bool = True) -> int:
    path = f"{camera_id}/{start_ms}-{length_ms}.mp4"
    row_id = store.add(
        NewRecording(camera_id=camera_id, session_id="s", init_id=INIT.id, path=path, start_ms=start_ms, base_ticks=0)
    )
    extent = Extent(duration_ms=length_ms, size_bytes=length_ms, groups=((9, length_ms),))
    store.extend([(row_id, extent)], close=close)
    return row_id


def spans(store: Recordings) -> list[tuple[int, int | None, GapReason]]:
    return [(gap.start_ms, gap.end_ms, gap.reason) for gap in store.gaps("cam", 0, 1 << 60)]


def test_every_cameras_use_is_summed_up(store: Recordings, shelf: Shelf) -> None:
    assert shelf.used_bytes() == {}
    for start_ms in (5000, 6000, 7000):
        add(store, start_ms, close=start_ms < 7000)
    add(store, 100, 300, camera_id="yard")
    assert shelf.used_bytes() == {"cam": 3000, "yard": 300}
    assert set(shelf.usage(6000)) == {
        Usage(camera_id="cam", used_bytes=3000, oldest_ms=5000, recent_bytes=2000),
        Usage(camera_id="yard", used_bytes=300, oldest_ms=100, recent_bytes=0),
    }


def test_files_come_oldest_first_and_page_by_page(
    store: Recordings, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_module, "PAGE", 2)
    for number, start_ms in enumerate((3000, 1000, 2000, 1000)):
        add(store, start_ms, 1000 + number)
    add(store, 9000, close=False)
    add(store, 0, camera_id="yard")
    found = shelf.files(["cam", "nobody"])
    assert [file.start_ms for file in found["cam"]] == [1000, 1000, 2000, 3000]
    assert list(found["nobody"]) == []


def test_only_closed_and_unprotected_recordings_are_doomed_and_only_once(
    store: Recordings, shelf: Shelf, database: Database
) -> None:
    ids = [add(store, start_ms) for start_ms in (0, 1000, 2000)]
    is_open = add(store, 3000, close=False)
    Protections(database).protect("cam", 1999, 2000, None, 0)
    Protections(database).protect("yard", 0, 9000, None, 0)
    assert shelf.doom([*ids, is_open], GapReason.EXPIRED) == {ids[0], ids[2]}
    assert shelf.doom(ids, GapReason.DELETED) == frozenset()
    assert [file.id for file in shelf.doomed()] == [ids[0], ids[2]]
    assert [file.id for file in shelf.files(["cam"])["cam"]] == [ids[1]]


def test_what_is_buried_leaves_a_gap_with_the_reason_it_was_doomed_for(store: Recordings, shelf: Shelf) -> None:
    ids = [add(store, start_ms) for start_ms in (0, 1000, 2000)]
    shelf.doom(ids[:2], GapReason.EXPIRED)
    shelf.bury(ids)  # the third was never doomed
    shelf.bury([])
    assert spans(store) == [(0, 2000, GapReason.EXPIRED)]
    assert [row.id for row in store.list("cam", 0, 9000)] == [ids[2]]


def test_moments_that_were_recorded_twice_are_not_missing_when_one_goes(store: Recordings, shelf: Shelf) -> None:
    first = add(store, 0, 1000)
    add(store, 400, 200)  # a clock was set back
    store.add_gap("cam", 900, 1000, GapReason.CRASH)
    shelf.doom([first], GapReason.EXPIRED)
    shelf.bury([first])
    assert spans(store) == [(0, 400, GapReason.EXPIRED), (600, 900, GapReason.EXPIRED), (900, 1000, GapReason.CRASH)]


def test_the_size_of_what_is_protected_counts_each_file_once(store: Recordings, shelf: Shelf) -> None:
    for start_ms in (0, 1000, 2000):
        add(store, start_ms)
    assert shelf.bytes_within("cam", [(100, 200), (300, 1000), (2999, 9000)]) == 2000
    assert shelf.bytes_within("yard", [(0, 9000)]) == 0
