"""What a camera leaves in memory that comes and goes: nothing, without any help of the garbage collector."""

import gc
import threading
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.waiting import PATIENCE_S, until_true
from wallflower import clock
from wallflower.cameras import session as session_module
from wallflower.cameras.backoff import BackOff
from wallflower.cameras.session import CameraSession, Outlets, stop_all
from wallflower.cameras.state import KEPT_PROBLEMS, CameraState
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.address import parse_address
from wallflower.media.assembly import Arrival, Assembly
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.playback.restream import Restream
from wallflower.wire import GapReason

CYCLES = 20
DROPS = 6
TRIES = 12  # a camera that is away for longer is asked rarely
MOUNTS = ("h264_aac", "h264_pcma")  # as it comes, and with a decoder and an encoder for the sound
_TASKS = Path("/proc/self/task")
_OURS = ("av.", "wallflower.")
# A look at the open connection sees these come and go.
_PASSING = {"Packet", "Sample", "Fragment", "Payload", "Burst"}
# PyAV's filters of transcoded sound are a cycle; the session has them collected after each connection.
_FILTERS = {"Graph", "FilterContext"}


@pytest.fixture(autouse=True)
def _nobody_collects() -> Iterator[None]:
    """What only the garbage collector frees stays for minutes: a camera's thread makes few objects that count."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def flapping(start_camera: StartCamera, clips: Clips) -> CameraProcess:
    return start_camera({name: clips.path(name) for name in MOUNTS}, "--tcp-only")


def living() -> Counter[str]:
    """Return how many objects of ours and of libav there are, by type; frames tell of tracebacks."""
    kinds = [type(item) for item in gc.get_objects()]
    found = Counter(kind.__name__ for kind in kinds if f"{kind.__module__}.".startswith(_OURS))
    found["traceback"] = sum(kind.__name__ == "traceback" for kind in kinds)
    return Counter({name: number for name, number in found.items() if name not in _PASSING})


def connect_once(camera: CameraProcess, mount: str, sockets: SocketTable) -> int:
    """Read a moment of the camera; return how many fragments came of it."""
    fragments: list[Fragment] = []
    source = AvSource(parse_address(camera.url(mount)), sockets)
    try:
        source.open()
        assembly = Assembly(("cam", "session"), source.video, source.audio, fragments.append)
        pictures = 0
        for packet, is_video, arrival_s in source.packets():
            assembly.feed(packet, Arrival(arrival_s, clock.now_ms()), is_video=is_video)
            pictures += is_video
            if pictures == 3:
                break
        assembly.close()
    finally:
        source.close()
    return len(fragments)


def test_a_closed_connection_leaves_nothing(flapping: CameraProcess) -> None:
    sockets = SocketTable()
    for mount in MOUNTS:
        assert connect_once(flapping, mount, sockets) > 0
    before = living()
    for number in range(CYCLES):
        assert connect_once(flapping, MOUNTS[number % 2], sockets) > 0
    left = living() - before
    assert {name: number for name, number in left.items() if name not in _FILTERS} == {}
    gc.collect()
    assert living() - before == Counter()


def test_transcoded_sound_starts_no_threads(flapping: CameraProcess) -> None:
    before = set(_TASKS.iterdir())
    connect_once(flapping, "h264_pcma", SocketTable())  # its filters live until they are collected, and their threads
    assert set(_TASKS.iterdir()) <= before


class _Kept:
    """Counts what is recorded, and forgets it."""

    def __init__(self) -> None:
        self.sessions: set[str] = set()
        self.gaps = 0

    def put(self, fragment: Fragment) -> bool:
        self.sessions.add(fragment.session_id)
        return True

    def has_seen(self, sessions: int) -> bool:
        return len(self.sessions) == sessions

    def missing(self, _reason: GapReason, _at_ms: int) -> None:
        self.gaps += 1


@pytest.fixture
def restream() -> Iterator[Restream]:
    with Restream("127.0.0.1", 0) as server:
        yield server


def left_since(before: Counter[str]) -> Counter[str]:
    """Return what lives on, but for the problems that are kept on purpose."""
    left = living() - before
    if left["Problem"] <= KEPT_PROBLEMS:
        del left["Problem"]
    return left


@pytest.mark.parametrize("mount", MOUNTS)
def test_a_camera_that_is_thrown_off_leaves_nothing(
    flapping: CameraProcess, restream: Restream, mount: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if mount == "h264_aac":  # nothing of it needs to be collected
        monkeypatch.setattr(session_module, "gc", SimpleNamespace(collect=lambda: None))
    kept, sockets = _Kept(), SocketTable()
    session = CameraSession(
        "cam",
        lambda: AvSource(parse_address(flapping.url(mount)), sockets),
        Outlets(recorder=kept, mount=restream.mount("cam", "password"), publish=lambda _: None),
        CameraState("cam", lambda _: None),
        back_off=BackOff((0.02,)),
    )
    session.start()
    try:
        until_true(partial(kept.has_seen, 1))
        before = living()
        for expected in range(2, DROPS + 2):
            flapping.command("drop")
            until_true(partial(kept.has_seen, expected))
        assert kept.gaps == DROPS
        # What the camera's thread is at work on at this moment is none of what was left behind.
        until_true(lambda: left_since(before) == Counter())
    finally:
        stop_all([session])


def test_a_camera_that_is_away_leaves_nothing(flapping: CameraProcess, restream: Restream) -> None:
    kept, sockets, tried = _Kept(), SocketTable(), threading.Semaphore(0)
    flapping.command("refuse", value=True)

    def source() -> AvSource:
        tried.release()
        return AvSource(parse_address(flapping.url(MOUNTS[0])), sockets)

    outlets = Outlets(recorder=kept, mount=restream.mount("cam", "password"), publish=lambda _: None)
    session = CameraSession("cam", source, outlets, CameraState("cam", lambda _: None), back_off=BackOff((0.01,)))
    session.start()
    try:
        for _ in range(3):
            assert tried.acquire(timeout=PATIENCE_S)
        before = living()
        for _ in range(TRIES):
            assert tried.acquire(timeout=PATIENCE_S)
        left = living() - before
    finally:
        stop_all([session])
    assert left.pop("Problem", 0) <= KEPT_PROBLEMS
    assert all(number <= 2 for number in left.values()), left  # of the try that is under way
