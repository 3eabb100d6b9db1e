from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.recorder.retention import (
    DAY_MS,
    LAST_RESORT_MS,
    LATEST_MS,
    STOPPED_BYTES,
    Cause,
    Doomed,
    Limits,
    Policy,
    Span,
    Stock,
    merged,
    plan,
)
from wallflower.store.recordings import FileRow

NOW_MS = 1_000 * DAY_MS
KEEP_MS = 10 * DAY_MS
MB = 1 << 20
PLENTY = 1 << 50
PLAIN = Policy(default=Limits(keep_ms=KEEP_MS))


@dataclass
class World:
    """Some footage, and what is allowed."""

    files: list[FileRow] = field(default_factory=list)
    policy: Policy = PLAIN
    free_bytes: int = PLENTY
    open_bytes: Mapping[str, int] = field(default_factory=dict)
    protected: Mapping[str, list[Span]] = field(default_factory=dict)
    reads: int = 0

    def used(self) -> dict[str, int]:
        sizes = dict(self.open_bytes)
        for file in self.files:
            sizes[file.camera_id] = sizes.get(file.camera_id, 0) + file.size_bytes
        return sizes

    def plan(self) -> list[Doomed]:
        stock = Stock(now_ms=NOW_MS, free_bytes=self.free_bytes, used_bytes=self.used(), protected=self.protected)
        cameras = {file.camera_id for file in self.files}
        return list(plan({key: self._of(key) for key in sorted(cameras)}, self.policy, stock))

    def _of(self, camera_id: str) -> Iterator[FileRow]:
        for file in sorted(self.files, key=lambda item: item.start_ms):
            if file.camera_id == camera_id:
                self.reads += 1
                yield file

    def doomed(self) -> list[tuple[int, Cause]]:
        return [(item.file.id, item.cause) for item in self.plan()]

    def is_protected(self, file: FileRow) -> bool:
        spans = self.protected.get(file.camera_id, [])
        return any(start < file.end_ms and file.start_ms < end for start, end in spans)


def file(
    number: int, *, age_ms: int, size_bytes: int = 100, camera_id: str = "cam", length_ms: int = 60_000
) -> FileRow:
    end_ms = NOW_MS - age_ms
    return FileRow(
        id=number,
        camera_id=camera_id,
        path=f"{camera_id}/{number}.mp4",
        start_ms=end_ms - length_ms,
        end_ms=end_ms,
        size_bytes=size_bytes,
    )


def test_what_is_too_old_goes_and_what_is_not_stays() -> None:
    world = World([file(1, age_ms=KEEP_MS), file(2, age_ms=KEEP_MS - 1)])
    assert world.doomed() == [(1, Cause.AGE)]


def test_a_camera_may_keep_longer_or_shorter_than_the_others() -> None:
    limits = {"short": Limits(keep_ms=DAY_MS), "long": Limits(keep_ms=100 * DAY_MS)}
    names = ("cam", "short", "long")
    world = World(
        [file(number, age_ms=11 * DAY_MS, camera_id=name) for number, name in enumerate(names)]
        + [file(number + 3, age_ms=2 * DAY_MS, camera_id=name) for number, name in enumerate(names)],
        Policy(default=Limits(keep_ms=KEEP_MS), cameras=limits),
    )
    assert sorted(number for number, _ in world.doomed()) == [0, 1, 4]


def test_a_cameras_space_is_kept_by_its_own_oldest() -> None:
    limits = {"cam": Limits(keep_ms=KEEP_MS, quota_bytes=250)}
    world = World(
        [file(number, age_ms=(10 - number) * 60_000) for number in range(4)] + [file(9, age_ms=DAY_MS, camera_id="b")],
        Policy(default=Limits(keep_ms=KEEP_MS), cameras=limits),
    )
    assert world.doomed() == [(0, Cause.CAMERA_QUOTA), (1, Cause.CAMERA_QUOTA)]


def test_what_is_being_written_counts() -> None:
    world = World(
        [file(1, age_ms=DAY_MS), file(2, age_ms=60_000)],
        Policy(default=Limits(keep_ms=KEEP_MS, quota_bytes=250)),
        open_bytes={"cam": 100},
    )
    assert world.doomed() == [(1, Cause.CAMERA_QUOTA)]


def test_the_oldest_of_all_cameras_keep_the_total() -> None:
    world = World(
        [
            file(1, age_ms=2 * DAY_MS, camera_id="b"),
            file(2, age_ms=3 * DAY_MS, camera_id="a"),
            file(3, age_ms=DAY_MS, camera_id="a"),
        ],
        Policy(default=Limits(keep_ms=KEEP_MS), quota_bytes=100),
    )
    assert world.doomed() == [(2, Cause.TOTAL_QUOTA), (1, Cause.TOTAL_QUOTA)]


def test_what_goes_anyway_makes_room_for_the_others() -> None:
    world = World(
        [file(1, age_ms=5 * DAY_MS, camera_id="a"), file(2, age_ms=2 * DAY_MS, camera_id="b")],
        Policy(default=Limits(keep_ms=KEEP_MS), quota_bytes=100, cameras={"b": Limits(keep_ms=DAY_MS)}),
    )
    assert world.doomed() == [(2, Cause.AGE)]


@pytest.mark.parametrize(("free", "spared_ms"), [(STOPPED_BYTES, LATEST_MS), (STOPPED_BYTES - 200, LAST_RESORT_MS)])
def test_the_newest_footage_is_kept_when_something_else_fills_the_disk(free: int, spared_ms: int) -> None:
    world = World(
        [file(number, age_ms=spared_ms + 1 - number, size_bytes=1) for number in range(4)],
        Policy(default=Limits(keep_ms=KEEP_MS), min_free_bytes=PLENTY),
        free_bytes=free,
    )
    assert world.doomed() == [(0, Cause.DISK), (1, Cause.DISK)]


def test_a_full_disk_is_emptied_only_as_far_as_recording_needs() -> None:
    world = World(
        [file(number, age_ms=(60 - number) * 60_000, size_bytes=20 * MB) for number in range(6)], free_bytes=0
    )
    assert world.doomed() == [(0, Cause.DISK), (1, Cause.DISK)]


@pytest.mark.parametrize(
    ("span", "is_kept"),
    [((0, 60_000), True), ((59_999, 90_000), True), ((-5, 1), True), ((60_000, 90_000), False), ((-5, 0), False)],
)
def test_a_file_that_touches_a_protected_range_stays(span: Span, is_kept: bool) -> None:  # noqa: FBT001
    old = file(1, age_ms=2 * KEEP_MS)
    world = World([old], protected={"cam": [(old.start_ms + span[0], old.start_ms + span[1])]})
    assert bool(world.plan()) is not is_kept


def test_years_of_footage_are_not_read_while_there_is_nothing_to_do() -> None:
    world = World([file(number, age_ms=number * 60_000) for number in range(10_000)])
    assert world.doomed() == []
    assert world.reads < 5


_ages = st.integers(0, 20 * DAY_MS)
_cameras = st.sampled_from(["a", "b"])
_files = st.lists(st.tuples(_cameras, _ages, st.integers(0, 50 * MB), st.integers(0, 90_000)), max_size=25)
_maybe_bytes = st.none() | st.integers(0, 400 * MB)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    rows = [
        file(number, camera_id=name, age_ms=age, size_bytes=size, length_ms=length)
        for number, (name, age, size, length) in enumerate(draw(_files))
    ]
    limits = st.builds(Limits, keep_ms=st.integers(DAY_MS, 15 * DAY_MS), quota_bytes=_maybe_bytes)
    shields: dict[str, list[Span]] = {}
    for name, age, length in draw(st.lists(st.tuples(_cameras, _ages, st.integers(1, DAY_MS)), max_size=5)):
        shields.setdefault(name, []).append((NOW_MS - age - length, NOW_MS - age))
    policy = Policy(
        default=draw(limits),
        quota_bytes=draw(_maybe_bytes),
        min_free_bytes=draw(st.integers(0, 400 * MB)),
        cameras=draw(st.dictionaries(_cameras, limits)),
    )
    return World(rows, policy, free_bytes=draw(st.integers(0, 500 * MB)), protected=shields)


@given(worlds())
def test_no_protected_footage_is_ever_deleted(world: World) -> None:
    gone = [item.file for item in world.plan()]
    assert len({item.id for item in gone}) == len(gone)
    assert not any(world.is_protected(item) for item in gone)


@given(worlds())
def test_every_limit_holds_where_unprotected_footage_allows(world: World) -> None:
    gone = {item.file.id for item in world.plan()}
    kept = [item for item in world.files if item.id not in gone]
    loose = [item for item in kept if not world.is_protected(item)]
    assert all(item.end_ms > NOW_MS - world.policy.of(item.camera_id).keep_ms for item in loose)
    for name in ("a", "b"):
        quota = world.policy.of(name).quota_bytes
        mine = [item for item in kept if item.camera_id == name]
        assert quota is None or sum(item.size_bytes for item in mine) <= quota or not set(mine) & set(loose)
    total = sum(item.size_bytes for item in kept)
    assert world.policy.quota_bytes is None or total <= world.policy.quota_bytes or not loose
    free = world.free_bytes + sum(item.size_bytes for item in world.files if item.id in gone)
    if free < world.policy.min_free_bytes:
        assert all(item.end_ms > NOW_MS - LATEST_MS for item in loose)
    if free < STOPPED_BYTES:
        assert all(item.end_ms > NOW_MS - LAST_RESORT_MS for item in loose)


@given(worlds())
def test_nothing_goes_without_need_and_the_oldest_goes_first(world: World) -> None:
    used, free = world.used(), world.free_bytes
    for item in world.plan():
        gone, limits = item.file, world.policy.of(item.file.camera_id)
        match item.cause:
            case Cause.AGE:
                assert gone.end_ms <= NOW_MS - limits.keep_ms
            case Cause.CAMERA_QUOTA:
                assert limits.quota_bytes is not None
                assert used[gone.camera_id] > limits.quota_bytes
            case Cause.TOTAL_QUOTA:
                assert world.policy.quota_bytes is not None
                assert sum(used.values()) > world.policy.quota_bytes
            case Cause.DISK:
                assert free < max(world.policy.min_free_bytes, STOPPED_BYTES)
                assert gone.end_ms <= NOW_MS - LAST_RESORT_MS
        used[gone.camera_id] -= gone.size_bytes
        free += gone.size_bytes
    shared = [item.file.start_ms for item in world.plan() if item.cause in {Cause.TOTAL_QUOTA, Cause.DISK}]
    assert shared == sorted(shared)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 10)).map(lambda pair: (pair[0], sum(pair)))))
def test_joined_ranges_cover_the_same_moments(spans: list[Span]) -> None:
    joined = merged(spans)
    assert {at for start, end in joined for at in range(start, end)} == {
        at for start, end in spans for at in range(start, end)
    }
    assert all(left[1] < right[0] for left, right in pairwise(joined))
