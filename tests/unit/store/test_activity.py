"""What there is of a camera, quarter by quarter, beside a count of milliseconds one by one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.ledgers import INIT
from tests.support.saying import say
from tests.support.visits import STAY
from wallflower.store.activity import Activity, _spread
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Extent, NewRecording, Recordings
from wallflower.store.talk import QUARTER_MS
from wallflower.store.visits import Visits
from wallflower.wire_activity import Quarter

NOON_MS = 1_795_176_000_000


@pytest.fixture
def recordings(database: Database) -> Recordings:
    for name in ("cam", "yard"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/", created_ms=0))
    store = Recordings(database)
    store.save_init(INIT)
    return store


def record(store: Recordings, camera_id: str, start_ms: int, duration_ms: int) -> None:
    new = NewRecording(
        camera_id=camera_id, session_id="s", init_id=INIT.id, path=f"{camera_id}.mp4", start_ms=start_ms, base_ticks=0
    )
    extent = Extent(duration_ms=duration_ms, size_bytes=1000, groups=((100, duration_ms),))
    store.extend([(store.add(new), extent)], close=True)


def test_each_quarter_tells_what_is_in_it(recordings: Recordings, database: Database) -> None:
    record(recordings, "cam", NOON_MS - 1000, QUARTER_MS + 3000)
    record(recordings, "yard", NOON_MS, QUARTER_MS)
    visits = Visits(database)
    for start_ms, camera_id in ((NOON_MS - 1, "cam"), (NOON_MS, "cam"), (NOON_MS + 5, "cam"), (NOON_MS, "yard")):
        visits.open(replace(STAY, camera_id=camera_id, start_ms=start_ms, last_seen_ms=start_ms))
    say(database, "cam", NOON_MS + 2 * QUARTER_MS, "one", "two")
    say(database, "yard", NOON_MS, "three")
    assert Activity(database).quarters("cam", NOON_MS, NOON_MS + 4 * QUARTER_MS) == (
        Quarter(start_ms=NOON_MS, recorded_ms=QUARTER_MS, first_ms=NOON_MS, visits=2),
        Quarter(start_ms=NOON_MS + QUARTER_MS, recorded_ms=2000, first_ms=NOON_MS + QUARTER_MS),
        Quarter(start_ms=NOON_MS + 2 * QUARTER_MS, lines=2),
    )
    assert Activity(database).quarters("cam", NOON_MS + 3 * QUARTER_MS, NOON_MS + 4 * QUARTER_MS) == ()


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8).map(sorted),
    st.integers(0, 30),
    st.integers(1, 30),
)
def test_what_is_covered_twice_counts_once(files: list[tuple[int, int]], start: int, length: int) -> None:
    """Time in units of a tenth of a quarter."""
    unit = QUARTER_MS // 10
    spans = [(begin * unit, (begin + lasts) * unit) for begin, lasts in files]
    covered = {tick for begin, lasts in files for tick in range(begin, begin + lasts)} & set(
        range(start, start + length)
    )
    expected: dict[int, int] = {}
    first: dict[int, int] = {}
    for tick in sorted(covered):
        quarter_ms = tick // 10 * QUARTER_MS
        expected[quarter_ms] = expected.get(quarter_ms, 0) + unit
        first.setdefault(quarter_ms, tick * unit)
    assert _spread(spans, start * unit, (start + length) * unit) == (expected, first)
