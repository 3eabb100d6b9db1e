"""The lanes of a timeline: what is joined, what is cut at the edges, and what belongs to somebody else."""

from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers import INIT
from tests.support.saying import say
from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.lanes import LaneStore, pack
from wallflower.store.motion import MotionStore
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.store.spans import joined
from wallflower.store.visits import Visits
from wallflower.wire import RecordMode
from wallflower.wire_activity import Spans

NOON_MS = 1_795_176_000_000
HOUR_MS = 3_600_000


@pytest.fixture
def recordings(database: Database) -> Recordings:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    store = Recordings(database)
    store.save_init(INIT)
    return store


def record(store: Recordings, camera_id: str, start_ms: int, duration_ms: int) -> None:
    new = NewRecording(
        camera_id=camera_id,
        session_id="s",
        init_id=INIT.id,
        path=f"{camera_id}{start_ms}.mp4",
        start_ms=start_ms,
        base_ticks=0,
    )
    extent = Extent(duration_ms=duration_ms, size_bytes=1000, groups=((100, duration_ms),))
    store.extend([(store.add(new), extent)], close=True)


def test_each_lane_has_what_is_in_the_range(recordings: Recordings, database: Database) -> None:
    record(recordings, "cam", NOON_MS - 60_000, 60_010)
    record(recordings, "cam", NOON_MS + 20, 59_000)
    record(recordings, "cam", NOON_MS + 90_000, HOUR_MS)
    record(recordings, "yard", NOON_MS, HOUR_MS)
    visits = Visits(database)
    for start_ms, camera_id in ((NOON_MS - 5000, "cam"), (NOON_MS + 7000, "cam"), (NOON_MS, "yard")):
        visits.open(replace(STAY, camera_id=camera_id, start_ms=start_ms, last_seen_ms=start_ms + 6000))
    say(database, "cam", NOON_MS + 3000, "one", "two")
    say(database, "yard", NOON_MS, "three")
    lanes = LaneStore(database).of_camera("cam", NOON_MS, NOON_MS + 120_000)
    assert lanes.recorded == Spans(after_ms=(0, 90_000), lasts_ms=(59_020, 30_000))
    assert lanes.speech == Spans(after_ms=(3000, 1000), lasts_ms=(900, 900))
    assert lanes.visits == Spans(after_ms=(0, 7000), lasts_ms=(1000, 6000))


@pytest.mark.usefixtures("recordings")
def test_motion_is_told_where_it_is_looked_for(database: Database) -> None:
    quiet = CameraRow(name="x", url="rtsp://cam/", created_ms=0, record=True, recognize_faces=False, id="quiet")
    events = replace(quiet, id="events", mode=RecordMode.EVENTS)
    cameras, store = Cameras(database), LaneStore(database)
    for row in (quiet, events, replace(events, id="off", record=False)):
        cameras.create(row)
    found = {key: store.of_camera(key, NOON_MS, NOON_MS + 9000).motion for key in ("cam", "quiet", "events", "off")}
    assert found == {"cam": Spans(), "quiet": None, "events": Spans(), "off": None}
    for key in ("cam", "quiet"):  # what was seen before it was switched off stays
        MotionStore(database).add(key, [(NOON_MS - 3000, NOON_MS + 2000), (NOON_MS + 20_000, NOON_MS + 21_000)])
        assert store.of_camera(key, NOON_MS, NOON_MS + 9000).motion == Spans(after_ms=(0,), lasts_ms=(2000,))


@given(st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=12).map(sorted))
def test_what_is_joined_covers_the_same_and_never_touches(files: list[tuple[int, int]]) -> None:
    spans = [(begin, begin + lasts) for begin, lasts in files]
    found = list(joined(spans, 500))
    assert all(any(one <= begin and stop <= other for one, other in found) for begin, stop in spans)
    assert all(later[0] - before[1] > 500 for before, later in pairwise(found))
    assert {begin for begin, _ in found} <= {begin for begin, _ in spans}


@given(
    st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 3000)), max_size=12).map(sorted),
    st.integers(0, 5000),
    st.integers(1, 5000),
)
def test_what_is_packed_can_be_unpacked(files: list[tuple[int, int]], start: int, length: int) -> None:
    spans = [(begin, begin + lasts) for begin, lasts in files]
    packed = pack(spans, start, start + length)
    begins = accumulate(packed.after_ms, initial=start)
    next(begins)
    found = [(begin, begin + lasts) for begin, lasts in zip(begins, packed.lasts_ms, strict=True)]
    cut = [(max(begin, start), min(stop, start + length)) for begin, stop in spans]
    assert found == [(begin, stop) for begin, stop in cut if begin < stop]
