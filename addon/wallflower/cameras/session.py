"""One camera's thread: connects, hands on what comes, and tries again for as long as it is wanted."""

import gc
import itertools
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Protocol

from wallflower import clock
from wallflower.cameras.backoff import BackOff
from wallflower.cameras.state import CameraState
from wallflower.errors import SourceError, WallflowerError
from wallflower.media.assembly import Arrival, Assembly, NewSessionError
from wallflower.media.fragment import Fragment
from wallflower.media.probe import report
from wallflower.media.source import StreamSource
from wallflower.wire import ErrorCode, GapReason

# A connection that lasted this long was good: the next failure starts the back-off anew.
GOOD_CONNECTION_S = 10.0
# How long a thread may take to end once it was asked, and once its connection was cut.
POLITE_S = 1.0
FORCED_S = 1.0
# While nobody watches live, a thread that has read all there is, or had to wait for a packet, rests, so that the next
# ones come together: a packet alone finds the processor's caches cold and costs about a third more. What is resting is
# in the socket's buffer. All cameras rest until the same beat, this far apart: the first one's thread warms the caches
# for those of the others, which saves another tenth. Each has its own slot after the beat, about as long as its burst
# takes: eight threads at once hand the interpreter to each other with every packet, which costs a third more.
REST_S = 0.15
SLOT_S = 0.002
WAITED_S = 0.002
_SLOTS = itertools.count()

_GAPS = {
    ErrorCode.CONNECTION_REFUSED: GapReason.CAMERA_OFFLINE,
    ErrorCode.TIMEOUT: GapReason.CAMERA_OFFLINE,
    ErrorCode.AUTH_FAILED: GapReason.AUTH_FAILED,
}
_LOGGER = logging.getLogger(__name__)


class Recorder(Protocol):
    """Where the camera's fragments are recorded, as far as they are to be."""

    def put(self, fragment: Fragment) -> bool:
        """Take the next fragment; False when it was wanted but had to be dropped."""

    def missing(self, reason: GapReason, at_ms: int) -> None:
        """Nothing is delivered from here on."""


class Mount(Protocol):
    """Where the camera is shown again."""

    @property
    def viewers(self) -> int:
        """How many watch right now."""

    def start(self, video_stream: Any, audio_stream: Any | None = None) -> None:
        """Take the formats of a new connection."""

    def packet(self, packet: Any, is_video: bool) -> None:  # noqa: FBT001 - as the restream declares it
        """Take a packet without changing it."""

    def stop(self) -> None:
        """The connection ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Where a camera's media goes."""

    recorder: Recorder
    mount: Mount
    publish: Callable[[Fragment], None]


class CameraSession:
    """Keeps one camera connected from `start` to `stop`."""

    def __init__(
        self,
        camera_id: str,
        open_source: Callable[[], StreamSource],
        outlets: Outlets,
        state: CameraState,
        *,
        back_off: BackOff | None = None,
    ) -> None:
        """`open_source` makes a source for each connection; it may raise `SourceError`."""
        self._camera_id = camera_id
        self._open_source = open_source
        self._outlets = outlets
        self._state = state
        self._back_off = back_off or BackOff()
        self._slot_s = next(_SLOTS) * SLOT_S % REST_S
        self._has_delivered = False
        self._stopping = threading.Event()
        self._source: StreamSource | None = None
        self._thread = threading.Thread(target=self._run, name=f"camera-{camera_id}", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._state.connecting()
        self._thread.start()

    def request_stop(self) -> None:
        """Ask the thread to end with the next packet, saying good-bye to the camera."""
        self._stopping.set()
        if self._source is not None:
            self._source.stop()

    def cancel(self) -> None:
        """End a connection that is silent; the camera gets no good-bye."""
        self._stopping.set()
        if self._source is not None:
            self._source.cancel()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; False if it goes on."""
        self._thread.join(max(0.0, timeout_s))
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            pause_s = self._connect()
            if not self._stopping.is_set():
                gc.collect()  # the filters that resample a camera's sound are a cycle within PyAV
                self._stopping.wait(pause_s)

    def _connect(self) -> float:
        """Run one connection to its end and return the pause before the next.

        No error leaves this method, not as a value either: its traceback leads to the frames of the caller, so that
        keeping it there would be a cycle with all the connection used, left to the garbage collector.
        """
        started_s = clock.monotonic_s()
        self._has_delivered = False
        self._state.connecting()
        try:
            with self._opened() as source:
                self._read(source)
        except WallflowerError as error:
            return self._ended(error, started_s)
        except Exception as error:  # the thread's outermost boundary: the camera must be tried again
            _LOGGER.exception("camera %s: reading failed unexpectedly", self._camera_id)
            what = f"reading the camera failed unexpectedly ({type(error).__name__})"
            return self._ended(WallflowerError(what), started_s)
        return self._ended(SourceError("the camera's stream ended"), started_s)

    def _ended(self, error: WallflowerError, started_s: float) -> float:
        """Tell everyone why the connection ended; return the pause before the next."""
        if self._stopping.is_set():
            return 0.0
        if clock.monotonic_s() - started_s >= GOOD_CONNECTION_S:
            self._back_off.reset()
        elif self._has_delivered:
            self._back_off.relax()
        is_failure = not isinstance(error, NewSessionError)
        pause_s = self._back_off.next_s(error.code) if is_failure else 0.0
        self._state.failed(error, pause_s, failures=self._back_off.failures)
        self._outlets.recorder.missing(_GAPS.get(error.code, GapReason.STREAM_ERROR), clock.now_ms())
        return pause_s

    @contextmanager
    def _opened(self) -> Iterator[StreamSource]:
        source = self._source = self._open_source()
        try:
            if self._stopping.is_set():
                raise SourceError("stopped")
            source.open()
            if self._stopping.is_set():  # nobody waits any more for a name that was looked up for so long
                raise SourceError("stopped")
            yield source
        finally:
            self._source = None
            source.close()

    def _read(self, source: StreamSource) -> None:
        mount = self._outlets.mount

        def describe() -> None:
            mount.start(source.video, source.audio)
            self._state.connected(report(source))

        mount.start(source.video, source.audio)
        try:
            assembly = Assembly(
                (self._camera_id, token_hex(8)),
                source.video,
                source.audio,
                self._emit,
                tap=mount.packet,
                changed=describe,
            )
            self._state.connected(report(source))
            try:
                ready_s = clock.monotonic_s()
                for packet, is_video, arrival_s in source.packets():
                    assembly.feed(packet, Arrival(arrival_s, clock.now_ms()), is_video=is_video)
                    is_last = arrival_s - ready_s >= WAITED_S or (is_video and assembly.is_caught_up)
                    if is_last and source.may_wait and not mount.viewers:
                        self._stopping.wait(until_beat_s(clock.monotonic_s(), self._slot_s))
                    ready_s = clock.monotonic_s()
            finally:
                with suppress(SourceError):
                    assembly.close()
        finally:
            mount.stop()

    def _emit(self, fragment: Fragment) -> None:
        if not self._outlets.recorder.put(fragment):
            _LOGGER.warning("camera %s: the disk is too slow, %d ms lost", self._camera_id, fragment.duration_ms)
        self._has_delivered = True
        self._outlets.publish(fragment)
        self._state.media(fragment.end_ms)


def until_beat_s(now_s: float, slot_s: float) -> float:
    """Return how long a thread rests from this steady instant to its slot's next: more than 0, at most `REST_S`."""
    return REST_S - (now_s - slot_s) % REST_S


def stop_all(sessions: Iterable[CameraSession]) -> list[CameraSession]:
    """End sessions side by side, politely first, then by force; return those stuck in a name look-up."""
    running = list(sessions)
    for end, patience_s in ((CameraSession.request_stop, POLITE_S), (CameraSession.cancel, FORCED_S)):
        for session in running:
            end(session)
        deadline_s = clock.monotonic_s() + patience_s
        running = [session for session in running if not session.join(deadline_s - clock.monotonic_s())]
    return running
