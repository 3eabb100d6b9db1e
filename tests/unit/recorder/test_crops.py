from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.visits import STAY
from wallflower.recorder.crops import CropPolicy, CropReaper, CropStock, plan_crops
from wallflower.recorder.retention import DAY_MS, Limits, Policy, Span
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import CropRow, Crops
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.protections import Protections
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import Verdict

NOW_MS = 1_000 * DAY_MS
PLENTY = 1 << 50
PLAIN = CropPolicy(
    quota_bytes=PLENTY, unknown_keep_ms=7 * DAY_MS, recordings=Policy(default=Limits(keep_ms=10 * DAY_MS))
)


def crop(
    number: int,
    *,
    age_ms: int,
    verdict: Verdict = Verdict.UNKNOWN,
    size_bytes: int = 100,
    camera_id: str = "cam",
    length_ms: int = 1000,
) -> CropRow:
    end_ms = NOW_MS - age_ms
    return CropRow(
        id=number,
        camera_id=camera_id,
        verdict=verdict,
        start_ms=end_ms - length_ms,
        end_ms=end_ms,
        size_bytes=size_bytes,
    )


@dataclass
class World:
    """Some pictures, and what is allowed."""

    crops: list[CropRow] = field(default_factory=list)
    policy: CropPolicy = PLAIN
    open_bytes: int = 0
    protected: Mapping[str, list[Span]] = field(default_factory=dict)
    reads: int = 0

    @property
    def used_bytes(self) -> int:
        return self.open_bytes + sum(item.size_bytes for item in self.crops)

    def plan(self) -> list[CropRow]:
        stock = CropStock(now_ms=NOW_MS, used_bytes=self.used_bytes, protected=self.protected)
        kinds = sorted({(item.camera_id, item.verdict) for item in self.crops})
        return list(plan_crops([self._of(*kind) for kind in kinds], self.policy, stock))

    def _of(self, camera_id: str, verdict: Verdict) -> Iterator[CropRow]:
        for item in sorted(self.crops, key=lambda item: (item.end_ms, item.id)):
            if (item.camera_id, item.verdict) == (camera_id, verdict):
                self.reads += 1
                yield item

    def doomed(self) -> list[int]:
        return [item.id for item in self.plan()]

    def is_protected(self, item: CropRow) -> bool:
        spans = self.protected.get(item.camera_id, [])
        return any(start <= item.end_ms and item.start_ms < end for start, end in spans)

    def is_old(self, item: CropRow) -> bool:
        keep_ms = self.policy.recordings.of(item.camera_id).keep_ms
        if item.verdict is not Verdict.KNOWN:
            keep_ms = min(keep_ms, self.policy.unknown_keep_ms)
        return item.end_ms <= NOW_MS - keep_ms


@pytest.mark.parametrize(("verdict", "days"), [(Verdict.KNOWN, 10), (Verdict.UNSURE, 7), (Verdict.UNKNOWN, 7)], ids=str)
def test_people_who_are_not_known_are_kept_for_a_shorter_time(verdict: Verdict, days: int) -> None:
    world = World([crop(1, age_ms=days * DAY_MS, verdict=verdict), crop(2, age_ms=days * DAY_MS - 1, verdict=verdict)])
    assert world.doomed() == [1]


def test_no_picture_is_kept_longer_than_its_cameras_recordings() -> None:
    recordings = Policy(default=Limits(keep_ms=3 * DAY_MS), cameras={"long": Limits(keep_ms=30 * DAY_MS)})
    world = World(
        [
            crop(1, age_ms=4 * DAY_MS),
            crop(2, age_ms=4 * DAY_MS, verdict=Verdict.KNOWN),
            crop(3, age_ms=4 * DAY_MS, camera_id="long"),
            crop(4, age_ms=8 * DAY_MS, camera_id="long"),
            crop(5, age_ms=29 * DAY_MS, camera_id="long", verdict=Verdict.KNOWN),
        ],
        replace(PLAIN, recordings=recordings),
    )
    assert sorted(world.doomed()) == [1, 2, 4]


def test_the_oldest_of_all_give_way_and_those_of_open_visits_count() -> None:
    world = World(
        [
            crop(1, age_ms=2 * DAY_MS, verdict=Verdict.KNOWN),
            crop(2, age_ms=3 * DAY_MS, camera_id="yard"),
            crop(3, age_ms=1 * DAY_MS),
            crop(4, age_ms=9 * DAY_MS),
        ],
        replace(PLAIN, quota_bytes=150),
        open_bytes=50,
    )
    assert world.doomed() == [4, 2, 1]


def test_what_is_too_old_makes_room_for_the_others() -> None:
    world = World([crop(1, age_ms=6 * DAY_MS), crop(2, age_ms=8 * DAY_MS)], replace(PLAIN, quota_bytes=100))
    assert world.doomed() == [2]


@pytest.mark.parametrize(
    ("span", "is_kept"), [((0, 1), True), ((-9, 0), False), ((1000, 1001), True), ((1001, 1009), False)]
)
def test_a_visit_of_a_protected_range_keeps_its_picture(span: Span, is_kept: bool) -> None:  # noqa: FBT001
    old = crop(1, age_ms=20 * DAY_MS)
    world = World(
        [old],
        replace(PLAIN, quota_bytes=0),
        protected={"cam": [(old.start_ms + span[0], old.start_ms + span[1])], "yard": [(0, NOW_MS)]},
    )
    assert bool(world.plan()) is not is_kept


def test_years_of_pictures_are_not_read_while_there_is_nothing_to_do() -> None:
    long = Policy(default=Limits(keep_ms=5000 * DAY_MS))
    world = World(
        [crop(number, age_ms=number * 60_000, verdict=Verdict.KNOWN) for number in range(10_000)],
        replace(PLAIN, recordings=long),
    )
    assert world.doomed() == []
    assert world.reads < 5


_cameras = st.sampled_from(["a", "b"])
_ages = st.integers(0, 20 * DAY_MS)
_limits = st.builds(Limits, keep_ms=st.integers(0, 15 * DAY_MS))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    kinds = st.tuples(_cameras, st.sampled_from(Verdict), _ages, st.integers(0, 50_000), st.integers(0, DAY_MS))
    crops = [
        crop(number, camera_id=name, verdict=verdict, age_ms=age, size_bytes=size, length_ms=length)
        for number, (name, verdict, age, size, length) in enumerate(draw(st.lists(kinds, max_size=25)))
    ]
    shields: dict[str, list[Span]] = {}
    for name, age, length in draw(st.lists(st.tuples(_cameras, _ages, st.integers(1, DAY_MS)), max_size=4)):
        shields.setdefault(name, []).append((NOW_MS - age - length, NOW_MS - age))
    policy = CropPolicy(
        quota_bytes=draw(st.integers(0, 600_000)),
        unknown_keep_ms=draw(st.integers(0, 15 * DAY_MS)),
        recordings=Policy(default=draw(_limits), cameras=draw(st.dictionaries(_cameras, _limits))),
    )
    return World(crops, policy, open_bytes=draw(st.integers(0, 50_000)), protected=shields)


@given(worlds())
def test_no_protected_picture_goes_and_none_twice(world: World) -> None:
    gone = world.plan()
    assert len({item.id for item in gone}) == len(gone)
    assert not any(world.is_protected(item) for item in gone)


@given(worlds())
def test_every_limit_holds_where_unprotected_pictures_allow(world: World) -> None:
    gone = set(world.doomed())
    loose = [item for item in world.crops if item.id not in gone and not world.is_protected(item)]
    assert not any(world.is_old(item) for item in loose)
    left = world.used_bytes - sum(item.size_bytes for item in world.crops if item.id in gone)
    assert left <= world.policy.quota_bytes or not loose


@given(worlds())
def test_nothing_goes_without_need_and_the_oldest_goes_first(world: World) -> None:
    used, young = world.used_bytes, []
    for item in world.plan():
        if not world.is_old(item):
            assert used > world.policy.quota_bytes
            young.append(item)
        else:
            assert not young  # age comes before space
        used -= item.size_bytes
    assert [item.end_ms for item in young] == sorted(item.end_ms for item in young)
    if young:
        gone = set(world.doomed())
        spared = [item for item in world.crops if item.id not in gone and not world.is_protected(item)]
        assert all(item.end_ms >= young[-1].end_ms for item in spared)


@pytest.fixture
def visits(database: Database) -> Visits:
    for camera_id in ("door", "yard"):
        Cameras(database).create(CameraRow(id=camera_id, name=camera_id, url="rtsp://x", created_ms=1))
    return Visits(database)


def test_the_reaper_keeps_visits_and_takes_their_old_pictures(visits: Visits, database: Database) -> None:
    ada = People(database).create("Ada").id
    crops, protections = Crops(database), Protections(database)
    reaper = CropReaper(crops, protections, lambda: PLAIN)

    def receive(age_days: int, verdict: Verdict = Verdict.UNKNOWN, camera_id: str = "door", *, end: bool = True) -> int:
        at_ms = NOW_MS - age_days * DAY_MS
        person_id = ada if verdict is Verdict.KNOWN else None
        state = replace(
            STAY, camera_id=camera_id, verdict=verdict, person_id=person_id, start_ms=at_ms, last_seen_ms=at_ms
        )
        visit_id = visits.open(state).id
        if end:
            visits.update(visit_id, state, end_ms=at_ms)
        return visit_id

    kept = [receive(6), receive(9, Verdict.KNOWN), receive(50, end=False), receive(50, camera_id="yard")]
    old = [receive(7), receive(8, Verdict.UNSURE), receive(10, Verdict.KNOWN)]
    protections.protect("yard", 0, NOW_MS, None, 0)
    before = visits.list(VisitFilter())
    used_bytes = crops.used_bytes()
    assert reaper.reap(NOW_MS) == len(old)
    assert reaper.reap(NOW_MS) == 0
    assert crops.used_bytes() == used_bytes * len(kept) // (len(kept) + len(old))
    assert visits.list(VisitFilter()) == before
    assert [visits.image(visit_id) for visit_id in kept] == [STAY.best_crop] * len(kept)
    People(database).delete(ada)  # who was known is somebody unknown now, whose picture has expired
    assert reaper.reap(NOW_MS) == 1
