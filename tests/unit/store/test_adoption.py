import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.ledgers import INIT
from wallflower.store.adoption import Adoption, Found
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.wire import GapReason

FAR_MS = 1 << 50
REASONS = [GapReason.CRASH, GapReason.TURNED_OFF]


@pytest.fixture
def store(database: Database) -> Recordings:
    Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
    return Recordings(database)


@pytest.fixture
def adoption(database: Database) -> Adoption:
    return Adoption(database)


def found(start_ms: int, length_ms: int, *, path: str = "", session_id: str = "s") -> Found:
    return Found(
        new=NewRecording(
            camera_id="cam",
            session_id=session_id,
            init_id=INIT.id,
            path=path or f"cam/{start_ms}.mp4",
            start_ms=start_ms,
            base_ticks=7,
        ),
        extent=Extent(duration_ms=length_ms, size_bytes=length_ms * 2, groups=((9, length_ms),)),
        init=INIT,
    )


def spans(store: Recordings) -> list[tuple[int, int | None, GapReason]]:
    return [(gap.start_ms, gap.end_ms, gap.reason) for gap in store.gaps("cam", 0, FAR_MS)]


def test_what_was_found_is_indexed_once_and_for_all(store: Recordings, adoption: Adoption) -> None:
    store.add_gap("cam", 0, 5000, GapReason.CRASH)
    adoption.adopt([])
    adoption.adopt([found(1000, 500), found(2000, 500)])
    (first, second) = store.list("cam", 0, FAR_MS)
    assert (first.start_ms, first.end_ms, first.size_bytes, first.groups) == (1000, 1500, 1000, ((9, 500),))
    assert not first.is_open
    assert store.init(INIT.id) == INIT
    assert [(start, end) for start, end, _ in spans(store)] == [(0, 1000), (1500, 2000), (2500, 5000)]
    adoption.adopt([found(2000, 300, session_id="other")])
    row = store.get(second.id)  # the same file keeps its id
    assert (row.duration_ms, row.session_id) == (300, "other")


def test_a_damaged_file_leaves_a_gap(store: Recordings, adoption: Adoption) -> None:
    adoption.adopt([found(1000, 500), found(2000, 500)])
    lost = store.paths("cam")["cam/1000.mp4"]
    adoption.lose([lost, 4711], GapReason.DAMAGED)
    assert store.paths("cam").keys() == {"cam/2000.mp4"}
    assert spans(store) == [(1000, 1500, GapReason.DAMAGED)]


def test_what_nobody_remembers_is_an_unknown_gap_that_lasts(store: Recordings, adoption: Adoption) -> None:
    adoption.reconcile("cam")
    assert spans(store) == []
    adoption.adopt([found(1000, 500), found(2000, 500)])
    adoption.reconcile("cam")
    assert spans(store) == [(1500, 2000, GapReason.UNKNOWN), (2500, None, GapReason.UNKNOWN)]


def test_a_ledger_that_agrees_stays_as_it_is(store: Recordings, adoption: Adoption) -> None:
    adoption.adopt([found(1000, 500), found(2000, 500)])
    store.add_gap("cam", 0, 1000, GapReason.CAMERA_OFFLINE)
    store.add_gap("cam", 1500, 2000, GapReason.CRASH)
    store.open_gap("cam", 2500, GapReason.TURNED_OFF)
    before = spans(store)
    adoption.reconcile("cam")
    assert spans(store) == before


_stretches = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)), max_size=8)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(footage=_stretches, gaps=_stretches, lasting=st.none() | st.integers(0, 40))
def test_afterwards_every_moment_is_accounted_for_exactly_once(
    store: Recordings,
    adoption: Adoption,
    footage: list[tuple[int, int]],
    gaps: list[tuple[int, int]],
    lasting: int | None,
) -> None:
    store.delete_camera("cam")
    for number, (start, length) in enumerate(footage):
        adoption.adopt([found(start, length, path=f"cam/{number}.mp4")])
    for number, (start, length) in enumerate(gaps):
        store.add_gap("cam", start, start + length, REASONS[number % 2])
    if lasting is not None:
        store.open_gap("cam", lasting, GapReason.TURNED_OFF)
    adoption.reconcile("cam")
    recorded = {at for row in store.list("cam", 0, FAR_MS) for at in range(row.start_ms, row.end_ms)}
    told = spans(store)
    missing = [at for start, end, _ in told for at in range(start, 100 if end is None else end)]
    assert len(missing) == len(set(missing))
    assert recorded.isdisjoint(missing)
    if footage or gaps or lasting is not None:
        life = recorded | set(missing)
        assert life == set(range(min(life), 100))
        assert [end for _, end, _ in told].count(None) == 1
