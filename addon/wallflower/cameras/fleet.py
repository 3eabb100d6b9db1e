"""All cameras of the ingest process, kept as the camera table says."""

import logging
import shutil
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from wallflower import clock
from wallflower.cameras.session import CameraSession, Mount, Outlets, stop_all
from wallflower.cameras.state import CameraState
from wallflower.errors import ConflictError, NotFoundError, StorageError, UnavailableError
from wallflower.media.address import parse_address
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource, StreamSource
from wallflower.recorder.writer import RecordingState, SegmentWriter
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.recordings import Recordings
from wallflower.wire import CameraStatus, GapReason, Problem

WRITER_PATIENCE_S = 20.0

_LOGGER = logging.getLogger(__name__)


class Restreams(Protocol):
    """Where cameras can be shown again."""

    def mount(self, camera_id: str, password: str) -> Mount:
        """Make the camera's mount."""

    def unmount(self, camera_id: str) -> None:
        """Take it away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FleetParts:
    """What all cameras share."""

    media: Path
    cameras: Cameras
    recordings: Recordings
    writer: SegmentWriter
    restreams: Restreams
    password: Callable[[str], str]
    publish: Callable[[Fragment], None]
    publish_status: Callable[[CameraStatus], None]


@dataclass(slots=True)
class _Running:
    row: CameraRow
    session: CameraSession


class Fleet:
    """Starts, changes and stops cameras; its methods block and may be called from any thread, one at a time."""

    def __init__(self, parts: FleetParts) -> None:
        """Nothing runs before the first `reload`."""
        self._parts = parts
        self._sockets = SocketTable()
        self._lock = threading.RLock()
        self._running: dict[str, _Running] = {}
        self._states: dict[str, CameraState] = {}
        self._is_over = False

    def reload(self) -> None:
        """Follow the camera table: start what is new, stop what is gone or off, restart what changed its address."""
        with self._lock:
            if self._is_over:
                return
            rows = {row.id: row for row in self._parts.cameras.list()}
            self._stop_many([key for key in self._running if key not in rows], GapReason.TURNED_OFF)
            for row in rows.values():
                self._follow(row)

    def restart(self, camera_id: str) -> None:
        """Connect a running camera anew; raise `NotFoundError`, `ConflictError` when it is turned off."""
        with self._lock:
            row = self._parts.cameras.get(camera_id)
            if not row.enabled:
                raise ConflictError("the camera is turned off: start it first")
            self._stop_many([camera_id], GapReason.TURNED_OFF)
            if not self._is_over:
                self._follow(row)

    def status(self) -> list[CameraStatus]:
        """Return every camera's status."""
        return [state.status() for state in list(self._states.values())]

    def problems(self, camera_id: str) -> tuple[Problem, ...]:
        """Return what went wrong with a camera since this process started, the newest last."""
        state = self._states.get(camera_id)
        return () if state is None else state.problems()

    def on_recording(self, state: RecordingState) -> None:
        """Take a change of the writer to the camera's status."""
        camera = self._states.get(state.camera_id)
        if camera is not None:
            camera.recording(state)

    def delete_camera(self, camera_id: str) -> None:
        """Stop a camera and remove its files, rows and itself; raise `NotFoundError`, `StorageError`."""
        with self._lock:
            self._parts.cameras.get(camera_id)
            self._stop_many([camera_id], GapReason.DELETED)
            self._parts.restreams.unmount(camera_id)
            if not self._parts.writer.forget(camera_id, WRITER_PATIENCE_S):
                raise UnavailableError("the disk is too slow just now: try again later")
            self._states.pop(camera_id, None)
            self._remove_files(camera_id)
            self._parts.recordings.delete_camera(camera_id)
            self._parts.cameras.delete(camera_id)

    def stop(self, timeout_s: float) -> None:
        """End all cameras and finish all files, for the end of the process."""
        with self._lock:
            self._is_over = True
            stop_all(running.session for running in self._running.values())
            self._running.clear()
        if not self._parts.writer.stop(clock.now_ms(), timeout_s):
            _LOGGER.error("the disk did not take the last footage within %g s", timeout_s)

    def _follow(self, row: CameraRow) -> None:
        state = self._states.setdefault(row.id, CameraState(row.id, self._parts.publish_status))
        running = self._running.get(row.id)
        if running is not None and (not row.enabled or row.url != running.row.url):
            self._stop_many([row.id], GapReason.TURNED_OFF)
            running = None
        wanted = row.enabled and row.record
        self._parts.writer.begin(row.id, row.created_ms, GapReason.CAMERA_OFFLINE if wanted else GapReason.TURNED_OFF)
        if not wanted and running is None:
            self._parts.writer.missing(row.id, GapReason.TURNED_OFF, clock.now_ms())
        if running is not None:
            running.session.set_recorded(record=row.record)
            running.row = row
        elif row.enabled:
            self._start(row, state)

    def _start(self, row: CameraRow, state: CameraState) -> None:
        mount = self._parts.restreams.mount(row.id, self._parts.password(row.id))
        outlets = Outlets(recorder=self._parts.writer, mount=mount, publish=self._parts.publish)
        session = CameraSession(row.id, lambda: self._source(row.url), outlets, state)
        self._running[row.id] = _Running(row, session)
        session.start(record=row.record)

    def _source(self, url: str) -> StreamSource:
        return AvSource(parse_address(url), self._sockets)

    def _stop_many(self, camera_ids: list[str], reason: GapReason) -> None:
        stopping = {key: running for key in camera_ids if (running := self._running.pop(key, None)) is not None}
        if stop_all(running.session for running in stopping.values()):
            _LOGGER.warning("a camera's connection does not end; it is left to its time-out")
        for camera_id in stopping:
            self._parts.writer.missing(camera_id, reason, clock.now_ms())

    def _remove_files(self, camera_id: str) -> None:
        directory = self._parts.media / camera_id
        try:
            if directory.exists():
                shutil.rmtree(directory)
        except OSError as error:
            raise StorageError(f"the recordings cannot be deleted: {error.strerror}", field="media") from error


def require_camera(camera_id: object) -> str:
    """Return a camera id that came over a link; raise `NotFoundError` when it is none."""
    if not isinstance(camera_id, str):
        raise NotFoundError("no camera has this id", field="camera_id")
    return camera_id
