import math
import threading
from collections.abc import Callable, Iterator
from typing import Any, override

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.footage import Footage, make_footage
from tests.support.waiting import PATIENCE_S, until_true
from wallflower import clock
from wallflower.cameras import session as session_module
from wallflower.cameras.backoff import RELAXED_FAILURES, BackOff
from wallflower.cameras.session import REST_S, SLOT_S, CameraSession, Outlets, stop_all, until_beat_s
from wallflower.cameras.state import CameraState
from wallflower.errors import SourceError
from wallflower.media.assembly import NewSessionError
from wallflower.media.fragment import Fragment
from wallflower.wire import ConnectionState, ErrorCode, GapReason


class FakeSource:
    """Plays footage at once; then it fails, or hangs until it is stopped."""

    may_wait = True

    def __init__(self, footage: Footage, *, refuses: Exception | None = None, ends: Exception | None = None) -> None:
        self._container = footage.open()
        self._refuses, self._ends = refuses, ends
        self._over = threading.Event()
        self.is_stopped = self.is_cancelled = self.is_closed = False

    @property
    def video(self) -> av.VideoStream:
        return self._container.streams.video[0]

    @property
    def audio(self) -> av.AudioStream | None:
        return next(iter(self._container.streams.audio), None)

    def open(self) -> None:
        if self._refuses is not None:
            raise self._refuses

    def packets(self) -> Iterator[tuple[av.Packet, bool, float]]:
        for packet in self._container.demux():
            if packet.dts is not None:
                yield packet, packet.stream.type == "video", clock.monotonic_s()
        if self._ends is not None:
            raise self._ends
        self._over.wait(2 * PATIENCE_S)

    def stop(self) -> None:
        self.is_stopped = True  # a silent camera gives no packet with which to stop

    def cancel(self) -> None:
        self.is_cancelled = True
        self._over.set()

    def close(self) -> None:
        self.is_closed = True
        self._container.close()


class BurstySource(FakeSource):
    """Packets that came in bursts, long ago: nothing has to be waited for."""

    beat_s = 0.25

    @override
    def packets(self) -> Iterator[tuple[av.Packet, bool, float]]:
        began_s = clock.monotonic_s() - 1000
        for packet, is_video, _ in super().packets():
            at_s = float(packet.dts * packet.time_base) + 0.01
            yield packet, is_video, began_s + math.ceil(at_s / self.beat_s) * self.beat_s


class Ends:
    """All that a session hands to."""

    viewers = 0

    def __init__(self) -> None:
        self.put_fragments: list[Fragment] = []
        self.published: list[Fragment] = []
        self.gaps: list[GapReason] = []
        self.mounted: list[str] = []
        self.takes = True

    def put(self, fragment: Fragment) -> bool:
        self.put_fragments.append(fragment)
        return self.takes

    def missing(self, reason: GapReason, _at_ms: int) -> None:
        self.gaps.append(reason)

    def start(self, _video: Any, _audio: Any | None = None) -> None:
        self.mounted.append("start")

    def packet(self, _packet: Any, _is_video: bool) -> None:  # noqa: FBT001 - as the restream
        self.mounted[-1] = "packets"

    def stop(self) -> None:
        self.mounted.append("stop")


@pytest.fixture(scope="module")
def footage() -> Footage:
    return make_footage(2)


@pytest.fixture
def ends() -> Ends:
    return Ends()


@pytest.fixture
def state() -> CameraState:
    return CameraState("cam", lambda _: None)


type Start = Callable[..., CameraSession]


@pytest.fixture
def start(ends: Ends, state: CameraState) -> Iterator[Start]:
    """Start a session over these sources, one for each connection; the last one stays."""
    sessions: list[CameraSession] = []

    def run(*sources: FakeSource) -> CameraSession:
        waiting = list(sources)
        session = CameraSession(
            "cam",
            lambda: waiting.pop(0) if len(waiting) > 1 else waiting[0],
            Outlets(recorder=ends, mount=ends, publish=ends.published.append),
            state,
            back_off=BackOff((0.02, 0.2)),
        )
        session.start()
        sessions.append(session)
        return session

    yield run
    stop_all(sessions)


def test_a_stream_goes_to_every_outlet(start: Start, ends: Ends, state: CameraState, footage: Footage) -> None:
    lost = SourceError("gone", code=ErrorCode.TIMEOUT)
    start(FakeSource(footage, ends=lost), FakeSource(footage))
    until_true(lambda: len(ends.published) >= 4 and ends.gaps != [])
    assert ends.put_fragments == ends.published
    assert ends.gaps == [GapReason.CAMERA_OFFLINE]
    assert ends.mounted[:3] == ["packets", "stop", "packets"] or ends.mounted[:2] == ["packets", "stop"]
    until_true(lambda: state.status().connection is ConnectionState.CONNECTED)


def test_each_connection_is_a_session_of_its_own(start: Start, ends: Ends, footage: Footage) -> None:
    lost = SourceError("gone", code=ErrorCode.TIMEOUT)
    start(FakeSource(footage, ends=lost), FakeSource(footage, ends=lost), FakeSource(footage))
    until_true(lambda: len({item.session_id for item in ends.published}) >= 2)
    for session_id in {item.session_id for item in ends.published}:
        numbers = [item.sequence for item in ends.published if item.session_id == session_id]
        assert numbers == list(range(len(numbers)))


def test_a_camera_that_comes_and_goes_is_not_given_up(start: Start, ends: Ends, footage: Footage) -> None:
    lost = SourceError("gone", code=ErrorCode.TIMEOUT)
    session = start(*(FakeSource(footage, ends=lost) for _ in range(6)))
    until_true(lambda: len({item.session_id for item in ends.published}) >= 5)
    assert session._back_off.failures <= RELAXED_FAILURES + 1


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (ErrorCode.CONNECTION_REFUSED, GapReason.CAMERA_OFFLINE),
        (ErrorCode.AUTH_FAILED, GapReason.AUTH_FAILED),
        (ErrorCode.NOT_A_STREAM, GapReason.STREAM_ERROR),
        (ErrorCode.CODEC_ERROR, GapReason.STREAM_ERROR),
    ],
)
def test_a_gap_tells_why(start: Start, ends: Ends, footage: Footage, code: ErrorCode, reason: GapReason) -> None:
    start(FakeSource(footage, refuses=SourceError("no", code=code)), FakeSource(footage))
    until_true(lambda: ends.gaps != [])
    assert ends.gaps[0] is reason


def test_a_changed_picture_reconnects_at_once(
    start: Start, ends: Ends, footage: Footage, caplog: pytest.LogCaptureFixture
) -> None:
    changed = [FakeSource(footage, ends=NewSessionError("the camera changed its picture")) for _ in range(6)]
    session = start(*changed, FakeSource(footage))
    until_true(lambda: len({item.session_id for item in ends.published}) >= 6)
    pauses = [record.message for record in caplog.records if "next try in" in record.message]
    assert len(pauses) >= 5
    assert all(message.endswith("next try in 0.0 s") for message in pauses)  # a back-off's first is 0.02 s, then 0.2 s
    assert session._back_off.failures == 0


def test_a_bug_does_not_end_the_camera(
    start: Start, ends: Ends, footage: Footage, caplog: pytest.LogCaptureFixture
) -> None:
    start(
        FakeSource(footage, ends=RuntimeError("a bug")), FakeSource(footage, ends=SourceError("x")), FakeSource(footage)
    )
    until_true(lambda: len({item.session_id for item in ends.published}) >= 2)
    assert "reading failed unexpectedly" in caplog.text


def test_a_slow_disk_costs_footage_but_not_the_live_view(
    start: Start, ends: Ends, footage: Footage, caplog: pytest.LogCaptureFixture
) -> None:
    ends.takes = False
    start(FakeSource(footage, ends=SourceError("x")), FakeSource(footage))
    until_true(lambda: len(ends.published) >= 4)
    assert "the disk is too slow" in caplog.text


def test_a_silent_camera_is_ended_by_force(start: Start, state: CameraState, footage: Footage) -> None:
    silent = FakeSource(footage)
    session = start(silent)
    until_true(lambda: state.status().connection is ConnectionState.CONNECTED)
    assert stop_all([session]) == []
    assert (silent.is_stopped, silent.is_cancelled, silent.is_closed) == (True, True, True)


class SlowSource(FakeSource):
    """Is opened long after somebody asked for that."""

    def __init__(self, footage: Footage) -> None:
        super().__init__(footage)
        self.is_opening, self.may_open = threading.Event(), threading.Event()

    @override
    def open(self) -> None:
        self.is_opening.set()
        self.may_open.wait(PATIENCE_S)


def test_a_camera_that_was_given_up_while_it_was_called_tells_nothing_any_more(
    start: Start, state: CameraState, footage: Footage
) -> None:
    slow = SlowSource(footage)
    session = start(slow)
    slow.is_opening.wait(PATIENCE_S)
    session.request_stop()
    state.stopped()
    slow.may_open.set()
    assert session.join(PATIENCE_S)
    assert state.status().connection is ConnectionState.STOPPED


@pytest.mark.parametrize(("viewers", "may_wait"), [(0, True), (1, True), (0, False)])
def test_a_thread_rests_once_it_has_read_all_there_is(
    start: Start, ends: Ends, footage: Footage, monkeypatch: pytest.MonkeyPatch, viewers: int, *, may_wait: bool
) -> None:
    rests: list[float] = []

    def count(now_s: float, _slot_s: float) -> float:
        rests.append(now_s)
        return 0.0

    monkeypatch.setattr(session_module, "until_beat_s", count)
    ends.viewers = viewers
    bursty = BurstySource(footage, ends=SourceError("gone"))
    bursty.may_wait = may_wait
    start(bursty, FakeSource(footage, refuses=SourceError("gone")))
    until_true(lambda: ends.gaps != [])
    bursts = 2 / BurstySource.beat_s
    # The first ones tell how prompt pictures can be; then one rest each. None while somebody watches, and none that
    # would let datagrams overflow.
    assert (len(rests) == 0) if viewers or not may_wait else (bursts / 2 <= len(rests) <= bursts)


@given(st.floats(0, 1e7), st.integers(0, 70))
def test_all_cameras_rest_until_their_slot_after_the_same_beat(now_s: float, slot: int) -> None:
    rest_s = until_beat_s(now_s, slot * SLOT_S)
    assert 0 < rest_s <= REST_S
    beats = (now_s + rest_s - slot * SLOT_S) / REST_S
    assert abs(beats - round(beats)) < 1e-5
