"""The thread that writes: camera threads only queue, so a stalled disk stalls no camera."""

import logging
import queue
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from wallflower import clock
from wallflower.errors import StorageError, WallflowerError
from wallflower.media.fragment import Fragment
from wallflower.recorder.layout import identity
from wallflower.recorder.segments import Segments
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason

QUEUE_BYTES_PER_CAMERA = 32 << 20
SYNC_S = 2.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RecordingState:
    """How the recording of one camera does; `trouble` is why it does not."""

    camera_id: str
    is_recording: bool
    trouble: StorageError | None


@dataclass(frozen=True, slots=True)
class _Held:
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class _Begin:
    camera_id: str
    since_ms: int
    reason: GapReason


@dataclass(frozen=True, slots=True)
class _Missing:
    camera_id: str
    reason: GapReason
    at_ms: int


@dataclass(frozen=True, slots=True)
class _Forget:
    camera_id: str
    done: threading.Event


@dataclass(frozen=True, slots=True)
class _Stop:
    at_ms: int


type _Message = Fragment | _Held | _Begin | _Missing | _Forget | _Stop


class SegmentWriter:
    """Writes all cameras' segments on one disk, syncs them every 2 s and keeps index and ledger."""

    def __init__(
        self,
        media: Path,
        store: Recordings,
        on_change: Callable[[RecordingState], None],
        *,
        free_bytes: Callable[[], int] | None = None,
    ) -> None:
        """`on_change` is called by the writing thread whenever a camera's recording starts, stops or fails."""
        self._media = media
        self._media_id = identity(media)
        self._store = store
        self._on_change = on_change
        self._free_bytes = free_bytes or (lambda: shutil.disk_usage(media).free)
        self._queue: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._queued: dict[str, int] = {}
        self._cameras: dict[str, Segments] = {}
        self._states: dict[str, RecordingState] = {}
        self._thread = threading.Thread(target=self._run, name="segment-writer", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def put(self, fragment: Fragment) -> bool:
        """Queue a fragment; False when the camera's share of the queue is full and it was dropped."""
        size = len(fragment.data)
        with self._lock:
            queued = self._queued.get(fragment.camera_id, 0)
            if queued + size > QUEUE_BYTES_PER_CAMERA:
                return False
            self._queued[fragment.camera_id] = queued + size
        self._queue.put(fragment)
        return True

    def put_held(self, fragments: Sequence[Fragment]) -> bool:
        """Queue one camera's footage that was held in memory already, however much; False while its queue is long."""
        with self._lock:
            if self._queued.get(fragments[0].camera_id, 0) > QUEUE_BYTES_PER_CAMERA // 2:
                return False
        self._queue.put(_Held(tuple(fragments)))
        return True

    def begin(self, camera_id: str, since_ms: int, reason: GapReason) -> None:
        """Start the camera's ledger, at `since_ms` if it is new: nothing is recorded yet, for this reason."""
        self._queue.put(_Begin(camera_id, since_ms, reason))

    def missing(self, camera_id: str, reason: GapReason, at_ms: int) -> None:
        """The camera delivers nothing from here on; its file is finished."""
        self._queue.put(_Missing(camera_id, reason, at_ms))

    def forget(self, camera_id: str, timeout_s: float) -> bool:
        """Finish the camera's file and drop its state before its rows go; False if the disk is too slow for that."""
        done = threading.Event()
        self._queue.put(_Forget(camera_id, done))
        return done.wait(timeout_s)

    def stop(self, at_ms: int, timeout_s: float) -> bool:
        """Finish every file, open the gaps of the server's rest, end the thread; False if it did not end in time."""
        self._queue.put(_Stop(at_ms))
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        next_sync = clock.monotonic_s() + SYNC_S
        while True:
            try:
                message = self._queue.get(timeout=max(0.0, next_sync - clock.monotonic_s()))
            except queue.Empty:
                message = None
            try:
                if message is not None:
                    self._handle(message)
                if clock.monotonic_s() >= next_sync:
                    self._sync()
                    next_sync = clock.monotonic_s() + SYNC_S
            except Exception:  # the thread's outermost boundary: the other cameras must go on being recorded
                _LOGGER.exception("the segment writer failed on one step")
            if isinstance(message, _Stop):
                return

    def _handle(self, message: _Message) -> None:
        match message:
            case Fragment():
                self._write(message)
            case _Held():
                for fragment in message.fragments:
                    self._segments(fragment.camera_id).accept(fragment)
                    self._report(fragment.camera_id)
            case _Begin():
                self._segments(message.camera_id).begin(message.since_ms, message.reason)
            case _Missing():
                self._segments(message.camera_id).missing(message.reason, message.at_ms)
                self._report(message.camera_id)
            case _Forget():
                self._drop(message)
            case _Stop():
                for segments in self._cameras.values():
                    segments.end(message.at_ms)

    def _write(self, fragment: Fragment) -> None:
        try:
            self._segments(fragment.camera_id).accept(fragment)
        finally:
            with self._lock:
                self._queued[fragment.camera_id] -= len(fragment.data)
        self._report(fragment.camera_id)

    def _drop(self, message: _Forget) -> None:
        try:
            segments = self._cameras.pop(message.camera_id, None)
            if segments is not None:
                segments.missing(GapReason.DELETED, clock.now_ms())
            self._states.pop(message.camera_id, None)
        finally:
            message.done.set()

    def _sync(self) -> None:
        extents = [extent for segments in self._cameras.values() if (extent := segments.sync()) is not None]
        try:
            self._store.extend(extents)
        except WallflowerError as error:
            _LOGGER.warning("the index is %d files behind: %s", len(extents), error.message)

    def _segments(self, camera_id: str) -> Segments:
        segments = self._cameras.get(camera_id)
        if segments is None:
            segments = Segments(self._media, self._store, camera_id, self._free_bytes, media_id=self._media_id)
            self._cameras[camera_id] = segments
        return segments

    def _report(self, camera_id: str) -> None:
        segments = self._cameras[camera_id]
        before = self._states.get(camera_id)
        if (
            before is None
            or before.is_recording != segments.is_recording
            or (before.trouble is None) != (segments.trouble is None)
        ):
            state = RecordingState(camera_id, segments.is_recording, segments.trouble)
            self._states[camera_id] = state
            self._on_change(state)
