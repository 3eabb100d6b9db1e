from typing import override

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wallflower.errors import StorageError
from wallflower.recorder.ledger import Ledger
from wallflower.wire import Gap, GapReason

REASONS = [GapReason.CAMERA_OFFLINE, GapReason.DISK_FULL, GapReason.SERVER_STOPPED]


class MemoryStore:
    """The store's gaps without a database."""

    def __init__(self) -> None:
        self.gaps: list[tuple[int, int | None, GapReason]] = []
        self.recordings: list[tuple[int, int]] = []

    def covered_until(self, _camera_id: str) -> int | None:
        ends = [end for _, end in self.recordings] + [start if end is None else end for start, end, _ in self.gaps]
        return max(ends, default=None)

    def current_gap(self, camera_id: str) -> Gap | None:
        for start, end, reason in self.gaps:
            if end is None:
                return Gap(camera_id=camera_id, start_ms=start, end_ms=None, reason=reason)
        return None

    def open_gap(self, camera_id: str, start_ms: int, reason: GapReason) -> None:
        self.close_gap(camera_id, start_ms)
        self.gaps.append((start_ms, None, reason))

    def close_gap(self, _camera_id: str, end_ms: int) -> None:
        closed = [(start, end_ms if end is None else end, reason) for start, end, reason in self.gaps]
        self.gaps = [item for item in closed if item[0] < item[1]]

    def carve_gaps(self, _camera_id: str, start_ms: int, end_ms: int) -> None:
        rest: list[tuple[int, int | None, GapReason]] = []
        for start, end, reason in self.gaps:
            rest.append((start, min(start_ms, start_ms if end is None else end), reason))
            rest.append((max(start, end_ms), end, reason))
        self.gaps = [item for item in rest if item[1] is None or item[0] < item[1]]

    def add_gap(self, _camera_id: str, start_ms: int, end_ms: int, reason: GapReason) -> None:
        self.gaps.append((start_ms, end_ms, reason))


def test_a_gap_begins_where_the_footage_ends() -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.recorded(100, 200)
    ledger.missing(GapReason.CAMERA_OFFLINE, 250)
    assert store.gaps == [(200, None, GapReason.CAMERA_OFFLINE)]
    ledger.recorded(300, 400)
    assert store.gaps == [(200, 300, GapReason.CAMERA_OFFLINE)]


def test_a_new_reason_ends_the_old_gap() -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.missing(GapReason.SERVER_STOPPED, 100)
    ledger.missing(GapReason.CAMERA_OFFLINE, 150)
    ledger.missing(GapReason.CAMERA_OFFLINE, 170)
    assert store.gaps == [(100, 150, GapReason.SERVER_STOPPED), (150, None, GapReason.CAMERA_OFFLINE)]
    assert ledger.reason is GapReason.CAMERA_OFFLINE


def test_a_hole_nobody_explained_is_a_stream_error() -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.recorded(100, 200)
    ledger.recorded(230, 300)
    assert store.gaps == [(200, 230, GapReason.STREAM_ERROR)]


def test_a_clock_set_back_overlaps_nothing() -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.recorded(1000, 2000)
    ledger.missing(GapReason.CAMERA_OFFLINE, 500)
    ledger.recorded(600, 700)
    ledger.missing(GapReason.CAMERA_OFFLINE, 800)
    assert store.gaps == [(2000, None, GapReason.CAMERA_OFFLINE)]


def test_footage_of_a_clock_that_was_set_back_is_taken_out_of_the_gaps() -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.recorded(1000, 2000)
    ledger.missing(GapReason.CAMERA_OFFLINE, 2000)
    ledger.recorded(3000, 4000)
    ledger.missing(GapReason.DISK_FULL, 4000)
    ledger.recorded(2500, 4500)
    assert store.gaps == [(2000, 2500, GapReason.CAMERA_OFFLINE)]


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(["record", "miss", "restart"]), st.integers(1, 1000), st.sampled_from(REASONS)),
        max_size=40,
    )
)
def test_recorded_and_gaps_make_up_the_whole_life(steps: list[tuple[str, int, GapReason]]) -> None:
    store = MemoryStore()
    ledger = Ledger(store, "cam")
    ledger.missing(GapReason.CAMERA_OFFLINE, 0)
    now = 0
    for action, length, reason in steps:
        now += length % 50
        if action == "record":
            ledger.recorded(now, now + length)
            store.recordings.append((now, now + length))
            now += length
        elif action == "miss":
            ledger.missing(reason, now)
        else:
            ledger = Ledger(store, "cam")
    ledger.missing(GapReason.SERVER_STOPPED, now)
    spans = sorted([*store.recordings, *((start, now if end is None else end) for start, end, _ in store.gaps)])
    reached = 0
    for start, end in spans:
        assert start == reached  # no hole, no overlap
        reached = max(reached, end)
    assert reached == now


def test_a_reason_the_database_did_not_take_is_told_when_footage_comes() -> None:
    class Refusing(MemoryStore):
        @override
        def open_gap(self, _camera_id: str, _start_ms: int, _reason: GapReason) -> None:
            raise StorageError("the disk of the database is full")

    store = Refusing()
    ledger = Ledger(store, "cam")
    ledger.recorded(100, 200)
    for reason in (GapReason.DISK_FULL, GapReason.CAMERA_OFFLINE):
        with pytest.raises(StorageError):
            ledger.missing(reason, 250)
    ledger.recorded(300, 400)
    ledger.recorded(500, 600)
    assert store.gaps == [(200, 300, GapReason.DISK_FULL), (400, 500, GapReason.STREAM_ERROR)]
