"""What one camera's threads report about it, as one status that any thread may read."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from wallflower import clock
from wallflower.errors import WallflowerError
from wallflower.recorder.writer import RecordingState
from wallflower.wire import CameraStatus, ConnectionState, Problem, StreamReport

# The status travels with every change, so it carries the newest only.
RECENT_PROBLEMS = 5
KEPT_PROBLEMS = 50

_LOGGER = logging.getLogger(__name__)


class CameraState:
    """Collects changes and publishes the status after each; one log line per change, without any address."""

    def __init__(self, camera_id: str, publish: Callable[[CameraStatus], None]) -> None:
        """A new camera is stopped; `publish` is called from the thread that changed something."""
        self._camera_id = camera_id
        self._publish = publish
        self._lock = threading.Lock()
        self._connection = ConnectionState.STOPPED
        self._is_running = False
        self._since_ms = clock.now_ms()
        self._last_media_ms: int | None = None
        self._stream: StreamReport | None = None
        self._problem: Problem | None = None
        self._disk_problem: Problem | None = None
        self._is_recording = False
        self._history: deque[Problem] = deque(maxlen=KEPT_PROBLEMS)
        self._failures = 0
        self._retry_ms: int | None = None

    def begin(self) -> None:
        """Forget what failed: a connection is wanted that has nothing to do with those before, and tells of itself."""
        with self._lock:
            self._problem, self._failures, self._retry_ms = None, 0, None

    def connecting(self) -> None:
        """A connection is being tried; a known problem stays until it is solved."""
        self._change(ConnectionState.CONNECTING)

    def connected(self, stream: StreamReport) -> None:
        """Media arrives."""
        _LOGGER.info(
            "camera %s: connected (%s %dx%d, sound: %s)",
            self._camera_id,
            stream.video_codec,
            stream.width,
            stream.height,
            stream.audio_codec or "none",
        )
        with self._lock:
            self._stream, self._problem, self._retry_ms = stream, None, None
        self._change(ConnectionState.CONNECTED)

    def failed(self, error: WallflowerError, pause_s: float, *, failures: int = 0) -> None:
        """The connection failed or ended for the `failures`th time in a row; the next try follows in `pause_s`."""
        _LOGGER.warning(
            "camera %s: %s (%s); next try in %.1f s", self._camera_id, error.code.value, error.message, pause_s
        )
        with self._lock:
            self._problem = _problem(error)
            self._history.append(self._problem)
            self._failures = failures
            self._retry_ms = clock.now_ms() + round(pause_s * 1000)
        self._change(ConnectionState.RETRYING)

    def stopped(self) -> None:
        """Nothing is wanted of the camera any more."""
        _LOGGER.info("camera %s: stopped", self._camera_id)
        self.begin()
        self._change(ConnectionState.STOPPED)

    def recording(self, state: RecordingState) -> None:
        """The recording of the camera started, ended or failed."""
        _LOGGER.info("camera %s: %s", self._camera_id, "recording" if state.is_recording else "not recording")
        with self._lock:
            self._is_recording = state.is_recording
            self._disk_problem = None if state.trouble is None else _problem(state.trouble)
            if self._disk_problem is not None:
                self._history.append(self._disk_problem)
        self._publish(self.status())

    def media(self, at_ms: int) -> None:
        """Media up to `at_ms` arrived; this alone is not published."""
        self._last_media_ms = at_ms

    def status(self) -> CameraStatus:
        """Return the status of this moment."""
        with self._lock:
            return CameraStatus(
                camera_id=self._camera_id,
                running=self._is_running,
                connection=self._connection,
                # The writer ends the last file a moment after the camera.
                recording=self._is_recording and self._is_running,
                since_ms=self._since_ms,
                last_media_ms=self._last_media_ms,
                stream=self._stream,
                problem=self._problem or self._disk_problem,
                recent_problems=tuple(self._history)[-RECENT_PROBLEMS:],
                failures=self._failures,
                retry_ms=self._retry_ms,
            )

    def problems(self) -> tuple[Problem, ...]:
        """Return what went wrong lately, the newest last."""
        with self._lock:
            return tuple(self._history)

    def _change(self, connection: ConnectionState) -> None:
        with self._lock:
            if connection is not self._connection:
                self._since_ms = clock.now_ms()
            self._connection = connection
            self._is_running = connection is not ConnectionState.STOPPED
        self._publish(self.status())


def _problem(error: WallflowerError) -> Problem:
    return Problem(code=error.code, message=error.message, field=error.field, at_ms=clock.now_ms())
