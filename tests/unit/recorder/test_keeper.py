"""What is kept of a camera: always, around events, never; and a ledger without holes in every case."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.footage import START_MS, make_footage, make_fragments
from wallflower.media.fragment import Fragment
from wallflower.recorder.keeper import HOLD_MS, Keeper, KeepRules, Occurrence
from wallflower.recorder.segments import Segments
from wallflower.schedule import Schedule
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason
from wallflower.wire_options import ScheduleSlot

EVENTS = KeepRules(events_only=True, pre_roll_ms=2000, post_roll_ms=3000)
DOWN = GapReason.CAMERA_OFFLINE
# START_MS is 20 s past midnight UTC on a Friday: this schedule ends 40 s later.
UNTIL_A_MINUTE_PAST = Schedule([ScheduleSlot(weekdays=(3, 4), start_minute=1439, end_minute=1)])


class Writer:
    """Notes what it is given."""

    def __init__(self) -> None:
        self.kept: list[Fragment] = []
        self.told: list[tuple[GapReason, int]] = []
        self.begun: list[GapReason] = []
        self.takes = True

    def begin(self, _camera_id: str, _since_ms: int, reason: GapReason) -> None:
        self.begun.append(reason)

    def put(self, fragment: Fragment) -> bool:
        self.kept.append(fragment)
        return self.takes

    def put_held(self, fragments: Sequence[Fragment]) -> bool:
        if self.takes:
            self.kept += fragments
        return self.takes

    def missing(self, _camera_id: str, reason: GapReason, at_ms: int) -> None:
        self.told.append((reason, at_ms - START_MS))

    def stretches(self) -> list[tuple[int, int]]:
        """What is kept, in ms since the start."""
        found: list[tuple[int, int]] = []
        for item in self.kept:
            start_ms, end_ms = item.start_ms - START_MS, item.end_ms - START_MS
            if found and found[-1][1] == start_ms:
                found[-1] = (found[-1][0], end_ms)
            else:
                found.append((start_ms, end_ms))
        return found


@pytest.fixture
def writer() -> Writer:
    return Writer()


def keeper(writer: Writer, rules: KeepRules = EVENTS, down: GapReason = DOWN) -> Keeper:
    return Keeper("cam", writer, rules, down)


def event(start_ms: int, end_ms: int | None = None, *, kind: str = "speech", is_going: bool = False) -> Occurrence:
    start = START_MS + start_ms
    return Occurrence(
        kind=kind, start_ms=start, end_ms=start if end_ms is None else START_MS + end_ms, is_going=is_going
    )


def play(camera: Keeper, fragments: Sequence[Fragment], events: dict[int, Occurrence]) -> None:
    """Let footage arrive; each event is told once that many ms of it have."""
    for fragment in fragments:
        camera.put(fragment)
        for at_ms in [at for at in events if START_MS + at <= fragment.end_ms]:
            camera.occur(events.pop(at_ms))


def test_continuous_keeps_everything(writer: Writer, fragments: tuple[Fragment, ...]) -> None:
    camera = keeper(writer, KeepRules())
    play(camera, fragments, {1000: event(1000)})
    assert writer.kept == list(fragments)
    assert writer.told == []


def test_without_an_event_nothing_is_kept_and_the_ledger_says_so(
    writer: Writer, fragments: tuple[Fragment, ...]
) -> None:
    play(keeper(writer), fragments, {})
    assert writer.kept == []
    assert writer.told == [(GapReason.NO_EVENT, 0)]


def test_an_event_keeps_what_was_before_and_after_as_whole_groups(
    writer: Writer, long_fragments: tuple[Fragment, ...]
) -> None:
    play(keeper(writer), long_fragments[:60], {10_400: event(10_400)})
    assert writer.stretches() == [(8000, 14_000)]
    assert writer.kept[0].is_key
    assert writer.told == [(GapReason.NO_EVENT, 0), (GapReason.NO_EVENT, 14_000)]


def test_an_event_noticed_late_still_has_its_pre_roll(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    play(keeper(writer), long_fragments[:60], {14_000: event(10_000)})
    assert writer.stretches() == [(8000, 14_000)]


def test_events_close_together_are_one_stretch(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    play(keeper(writer), long_fragments[:80], {10_000: event(10_000), 15_000: event(15_000)})
    assert writer.stretches() == [(8000, 18_000)]


def test_an_event_that_goes_on_is_kept_until_it_ends(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    going = {at: event(10_000, at, is_going=True) for at in range(10_000, 30_000, 4000)}
    play(keeper(writer), long_fragments[:120], going | {33_000: event(10_000, 33_000)})
    assert writer.stretches() == [(8000, 36_000)]


def test_an_event_whose_watcher_died_ends(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    play(keeper(writer), long_fragments[:120], {10_000: event(10_000, is_going=True)})
    assert writer.stretches() == [(8000, 10_000 + HOLD_MS)]


def test_an_event_ends_by_its_own_kind_only(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    events = {
        10_000: event(10_000, kind="visit", is_going=True),
        11_000: event(11_000, is_going=True),
        12_000: event(12_000),
    }
    play(keeper(writer), long_fragments[:120], events)
    assert writer.stretches() == [(8000, 10_000 + HOLD_MS)]


def test_a_clock_set_back_does_not_keep_an_event_for_hours(
    writer: Writer, long_fragments: tuple[Fragment, ...]
) -> None:
    camera = keeper(writer)
    camera.occur(event(3_600_000))
    play(camera, long_fragments[:20], {})
    assert writer.kept == []
    camera.occur(event(9000))
    assert writer.stretches() == [(7000, 10_000)]


def test_an_event_without_a_camera_keeps_nothing_and_breaks_nothing(writer: Writer) -> None:
    camera = keeper(writer)
    camera.occur(event(0))
    camera.missing(GapReason.CAMERA_OFFLINE, START_MS + 500)
    assert writer.kept == []
    assert writer.told == [(GapReason.CAMERA_OFFLINE, 500)]


def test_what_was_before_a_lost_connection_is_not_mixed_with_what_is_after(
    writer: Writer, fragments: tuple[Fragment, ...]
) -> None:
    camera = keeper(writer)
    play(camera, fragments[:6], {})
    camera.missing(GapReason.CAMERA_OFFLINE, fragments[6].start_ms)
    later = [replace(item, session_id="next", start_ms=item.start_ms + 5000) for item in fragments]
    play(camera, later, {6000: event(6000)})
    assert writer.stretches()[0][0] == 5000
    assert writer.told[:3] == [(GapReason.NO_EVENT, 0), (GapReason.CAMERA_OFFLINE, 3000), (GapReason.NO_EVENT, 5000)]


def test_outside_its_schedule_nothing_is_kept_not_even_events(
    writer: Writer, long_fragments: tuple[Fragment, ...]
) -> None:
    camera = keeper(writer, replace(EVENTS, schedule=UNTIL_A_MINUTE_PAST))
    events = {30_000: event(30_000), 38_000: event(38_000), 60_000: event(60_000)}
    play(camera, long_fragments, events)
    assert writer.stretches() == [(28_000, 33_000), (36_000, 40_000)]
    assert writer.told[-1] == (GapReason.OFF_SCHEDULE, 40_000)
    assert camera.why_not(START_MS + 60_000) is GapReason.OFF_SCHEDULE
    assert camera.why_not(START_MS) is None


def test_a_schedule_passes_also_for_a_camera_that_is_offline(writer: Writer) -> None:
    camera = keeper(writer, KeepRules(schedule=UNTIL_A_MINUTE_PAST))
    camera.begin(START_MS, START_MS)
    camera.missing(DOWN, START_MS + 1000)
    for at_ms in (10_000, 40_000, 50_000):
        camera.tick(START_MS + at_ms)
    camera.missing(DOWN, START_MS + 51_000)
    assert writer.begun == [DOWN]
    assert writer.told == [(DOWN, 1000), (GapReason.OFF_SCHEDULE, 40_000)]
    camera.tick(START_MS + 86_350_000)
    assert writer.told[-1][0] is DOWN


def test_time_passing_does_not_end_what_still_arrives(writer: Writer, fragments: tuple[Fragment, ...]) -> None:
    camera = keeper(writer, KeepRules(schedule=UNTIL_A_MINUTE_PAST))
    play(camera, fragments, {})
    camera.tick(START_MS + 50_000)
    assert writer.told == []


def test_nothing_is_held_where_nothing_may_be_kept(writer: Writer, long_fragments: tuple[Fragment, ...]) -> None:
    camera = keeper(writer, replace(EVENTS, schedule=UNTIL_A_MINUTE_PAST))
    play(camera, long_fragments[:78], {})
    assert camera.held_bytes > 0
    play(camera, long_fragments[78:90], {})
    assert camera.held_bytes == 0
    for rules in (KeepRules(), KeepRules(record=False)):
        camera = keeper(writer)
        play(camera, long_fragments[:10], {})
        camera.follow(rules, long_fragments[9].end_ms)
        play(camera, long_fragments[10:12], {})
        assert camera.held_bytes == 0


def test_new_rules_hold_at_once_for_a_camera_that_is_offline(writer: Writer) -> None:
    camera = keeper(writer, KeepRules())
    camera.missing(DOWN, START_MS)
    camera.follow(KeepRules(schedule=UNTIL_A_MINUTE_PAST), START_MS + 50_000)
    assert writer.told == [(DOWN, 0), (GapReason.OFF_SCHEDULE, 50_000)]


@pytest.mark.parametrize("reason", [GapReason.TURNED_OFF, GapReason.DELETED])
def test_off_is_off_whatever_the_schedule_says(writer: Writer, reason: GapReason) -> None:
    camera = keeper(writer, KeepRules(schedule=UNTIL_A_MINUTE_PAST), reason)
    camera.begin(START_MS, START_MS + 50_000)
    camera.tick(START_MS + 60_000)
    assert writer.begun == [reason]
    assert writer.told == [(reason, 50_000)]


def test_new_rules_hold_from_the_next_keyframe_and_off_at_once(writer: Writer, fragments: tuple[Fragment, ...]) -> None:
    camera = keeper(writer, KeepRules())
    play(camera, fragments[:3], {})
    camera.follow(EVENTS, fragments[2].end_ms)
    play(camera, fragments[3:6], {})
    assert writer.stretches() == [(0, 2000)]
    camera.follow(KeepRules(), fragments[5].end_ms)
    play(camera, fragments[6:8], {})
    assert writer.stretches() == [(0, 2000), (3000, 4000)]
    camera.follow(KeepRules(record=False), fragments[7].end_ms)
    play(camera, fragments[8:], {})
    assert writer.told == [(GapReason.NO_EVENT, 2000), (GapReason.TURNED_OFF, 4000)]
    assert writer.stretches()[-1] == (3000, 4000)


def test_a_disk_too_slow_for_the_pre_roll_gets_it_with_the_next_group(
    writer: Writer, fragments: tuple[Fragment, ...], caplog: pytest.LogCaptureFixture
) -> None:
    camera = keeper(writer)
    play(camera, fragments[:5], {})
    writer.takes = False
    camera.occur(event(2000))
    assert writer.kept == []
    assert "too slow" in caplog.text
    writer.takes = True
    play(camera, fragments[5:8], {})
    assert writer.stretches() == [(0, 4000)]


ACTIONS = st.lists(
    st.one_of(
        st.tuples(st.just("play"), st.integers(1, 12)),
        st.tuples(st.just("occur"), st.integers(-6000, 500)),
        st.tuples(st.just("hold"), st.integers(-3000, 0)),
        st.tuples(st.just("lose"), st.integers(1, 8)),
        st.tuples(st.just("rules"), st.integers(0, 3)),
    ),
    min_size=4,
    max_size=30,
)
RULES = (KeepRules(), EVENTS, KeepRules(record=False), replace(EVENTS, schedule=UNTIL_A_MINUTE_PAST, post_roll_ms=0))


class Direct:
    """The real writing of one camera, without its thread."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments

    def begin(self, _camera_id: str, since_ms: int, reason: GapReason) -> None:
        self._segments.begin(since_ms, reason)

    def put(self, fragment: Fragment) -> bool:
        self._segments.accept(fragment)
        return True

    def put_held(self, fragments: Sequence[Fragment]) -> bool:
        return all(self.put(fragment) for fragment in fragments)

    def missing(self, _camera_id: str, reason: GapReason, at_ms: int) -> None:
        self._segments.missing(reason, at_ms)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, first=st.integers(0, 3))
def test_recorded_and_gaps_are_the_whole_life(
    store: Recordings, media: Path, tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, int]], first: int
) -> None:
    store.delete_camera("cam")
    segments = Segments(tmp_path_factory.mktemp("m"), store, "cam", lambda: 1 << 40)
    camera = Keeper("cam", Direct(segments), RULES[first], DOWN)
    camera.begin(START_MS - 5000, START_MS)
    run = _Run(camera)
    for kind, number in actions:
        getattr(run, kind)(number)
    end_ms = max(run.now_ms, START_MS)
    segments.end(end_ms)
    spans = sorted(
        [(row.start_ms, row.end_ms) for row in store.list("cam", 0, 1 << 60)]
        + [(gap.start_ms, gap.end_ms or end_ms) for gap in store.gaps("cam", 0, 1 << 60)]
    )
    assert spans[0][0] == START_MS - 5000
    assert all(before[1] == after[0] for before, after in pairwise(spans))
    assert spans[-1][1] == end_ms


class _Run:
    """Plays a camera's life step by step."""

    def __init__(self, camera: Keeper) -> None:
        self.now_ms = START_MS
        self._camera = camera
        self._next = 0
        self._shift_ms = 0
        self._session = 0

    def play(self, count: int) -> None:
        for fragment in _ENDLESS[self._next : self._next + count]:
            seen = replace(fragment, start_ms=fragment.start_ms + self._shift_ms, session_id=f"s{self._session}")
            self._camera.put(seen)
            self.now_ms = seen.end_ms
        self._next += count

    def occur(self, ago_ms: int) -> None:
        at_ms = self.now_ms + ago_ms
        self._camera.occur(Occurrence(kind="motion", start_ms=at_ms, end_ms=at_ms))

    def hold(self, ago_ms: int) -> None:
        at_ms = self.now_ms + ago_ms
        self._camera.occur(Occurrence(kind="speech", start_ms=at_ms, end_ms=self.now_ms, is_going=True))

    def lose(self, seconds: int) -> None:
        self._camera.missing(GapReason.CAMERA_OFFLINE, self.now_ms)
        self._camera.tick(self.now_ms + 400)
        self._next += -self._next % 2  # the next connection begins with a keyframe
        self._session += 1
        began_ms = _ENDLESS[self._next].start_ms + self._shift_ms
        self._shift_ms += max(0, self.now_ms + seconds * 1000 - began_ms)
        self.now_ms = max(self.now_ms, began_ms)

    def rules(self, number: int) -> None:
        self._camera.follow(RULES[number], self.now_ms)


_ENDLESS = make_fragments(make_footage(190, audio=None))
