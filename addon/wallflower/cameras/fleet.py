"""All cameras of the ingest process, kept as the camera table says."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from wallflower import clock
from wallflower.cameras.feeds import sub_stream
from wallflower.cameras.nowhere import Nowhere
from wallflower.cameras.session import CameraSession, Mount, Outlets, stop_all
from wallflower.cameras.state import CameraState
from wallflower.errors import ConflictError, NotFoundError, StorageError, UnavailableError, WallflowerError
from wallflower.media.address import parse_address
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource, StreamSource
from wallflower.recorder.keeper import Keeper, KeepRules, Occurrence
from wallflower.recorder.writer import RecordingState, SegmentWriter
from wallflower.schedule import Schedule
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.recordings import Recordings
from wallflower.wire import CameraStatus, GapReason, Problem, RecordMode

WRITER_PATIENCE_S = 20.0

_WHY_NOT = {
    GapReason.TURNED_OFF: "the camera or its recording is turned off",
    GapReason.OFF_SCHEDULE: "the camera is outside the schedule of its recording",
}
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
    time_zone: str
    password: Callable[[str], str]
    publish: Callable[[Fragment], None]
    publish_status: Callable[[CameraStatus], None]


@dataclass(frozen=True, slots=True)
class _Running:
    url: str = field(repr=False)
    session: CameraSession


class Fleet:
    """Starts, changes and stops cameras; its methods block and may be called from any thread, one at a time."""

    def __init__(self, parts: FleetParts) -> None:
        """Nothing runs before the first `reload`."""
        self._parts = parts
        self._sockets = SocketTable()
        self._lock = threading.RLock()
        # By the name of the stream: the camera's id, or that of its second stream.
        self._running: dict[str, _Running] = {}
        self._states: dict[str, CameraState] = {}
        self._keepers: dict[str, Keeper] = {}
        self._is_over = False

    def reload(self) -> None:
        """Follow the camera table: start what is new, stop what is gone or off, restart what changed its address."""
        with self._lock:
            if self._is_over:
                return
            rows = {row.id: row for row in self._parts.cameras.list()}
            gone = [key for key in self._keepers if key not in rows]
            self._stop_many(gone, GapReason.TURNED_OFF)
            for camera_id in gone:
                del self._keepers[camera_id]
                self._states.pop(camera_id, None)
            for row in rows.values():
                self._follow(row)

    def restart(self, camera_id: str) -> None:
        """Connect a running camera anew; raise `NotFoundError`, `ConflictError` when it is turned off."""
        with self._lock:
            row = self._parts.cameras.get(camera_id)
            if not row.enabled:
                raise ConflictError("the camera is turned off: start it first")
            self._stop_many([camera_id], GapReason.CAMERA_OFFLINE)
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
        if camera is not None and not self._is_over:
            camera.recording(state)

    def occur(self, camera_id: str, occurrence: Occurrence) -> None:
        """Keep what surrounds an event; raise `NotFoundError`, `ConflictError` while nothing can be kept."""
        keeper = self._keepers.get(camera_id)
        if keeper is None:
            raise NotFoundError("no camera has this id", field="camera_id")
        reason = keeper.why_not(occurrence.end_ms)
        if reason is not None:
            raise ConflictError(_WHY_NOT.get(reason, "nothing comes from the camera just now"))
        keeper.occur(occurrence)

    def tick(self) -> None:
        """Let time pass for the schedules of cameras that deliver nothing."""
        for keeper in list(self._keepers.values()):
            keeper.tick(clock.now_ms())

    def delete_camera(self, camera_id: str) -> None:
        """Stop a camera and remove its files, rows and itself; raise `NotFoundError`, `StorageError`."""
        with self._lock:
            row = self._parts.cameras.get(camera_id)
            self._stop_many([camera_id], GapReason.DELETED)
            self._keepers.pop(camera_id, None)
            self._parts.restreams.unmount(camera_id)
            try:
                if not self._parts.writer.forget(camera_id, WRITER_PATIENCE_S):
                    raise UnavailableError("the disk is too slow just now: try again later")
                self._remove_files(camera_id)
                self._parts.recordings.delete_camera(camera_id)
                self._parts.cameras.delete(camera_id)
            except WallflowerError:  # it is there still, so it is recorded
                self._follow(row)
                raise
            self._states.pop(camera_id, None)

    def stop(self, timeout_s: float) -> None:
        """End all cameras and finish all files, for the end of the process, which is no news of any camera."""
        with self._lock:
            self._is_over = True
            stop_all(running.session for running in self._running.values())
            self._running.clear()
        if not self._parts.writer.stop(clock.now_ms(), timeout_s):
            _LOGGER.error("the disk did not take the last footage within %g s", timeout_s)

    def _follow(self, row: CameraRow) -> None:
        state = self._states.setdefault(row.id, CameraState(row.id, self._parts.publish_status))
        keeper = self._keep(row)
        running = self._running.get(row.id)
        if running is not None and (not row.enabled or row.url != running.url):
            self._stop_many([row.id], GapReason.TURNED_OFF)
            running = None
            if not row.enabled:
                state.stopped()
        if running is None and row.enabled:
            mount = self._parts.restreams.mount(row.id, self._parts.password(row.id))
            outlets = Outlets(recorder=keeper, mount=mount, publish=self._parts.publish)
            self._start(row.id, row.url, outlets, state)
        self._follow_second(row)

    def _follow_second(self, row: CameraRow) -> None:
        name, url = sub_stream(row.id), row.sub_url if row.enabled else None
        running = self._running.get(name)
        if running is not None and running.url != url:
            _stop_all([self._running.pop(name)])
            running = None
        if running is None and url is not None:
            outlets = Outlets(recorder=Nowhere(), mount=Nowhere(), publish=self._parts.publish)
            self._start(name, url, outlets, CameraState(name, lambda _: None))

    def _keep(self, row: CameraRow) -> Keeper:
        """Return the camera's keeper, following its settings."""
        rules = _keep_rules(row, self._parts.time_zone)
        keeper = self._keepers.get(row.id)
        if keeper is None:
            down = GapReason.CAMERA_OFFLINE if row.enabled else GapReason.TURNED_OFF
            keeper = self._keepers[row.id] = Keeper(row.id, self._parts.writer, rules, down)
            keeper.begin(row.created_ms, clock.now_ms())
        else:
            keeper.follow(rules, clock.now_ms())
        return keeper

    def _start(self, name: str, url: str, outlets: Outlets, state: CameraState) -> None:
        state.begin()
        session = CameraSession(name, lambda: self._source(url), outlets, state)
        self._running[name] = _Running(url, session)
        session.start()

    def _source(self, url: str) -> StreamSource:
        return AvSource(parse_address(url), self._sockets)

    def _stop_many(self, camera_ids: list[str], reason: GapReason) -> None:
        names = [*camera_ids, *map(sub_stream, camera_ids)]
        stopping = {name: running for name in names if (running := self._running.pop(name, None)) is not None}
        _stop_all(stopping.values())
        for camera_id in stopping.keys() & camera_ids:
            self._keepers[camera_id].missing(reason, clock.now_ms())

    def _remove_files(self, camera_id: str) -> None:
        directory = self._parts.media / camera_id
        try:
            if directory.exists():
                shutil.rmtree(directory)
        except OSError as error:
            raise StorageError(f"the recordings cannot be deleted: {error.strerror}", field="media") from error


def _stop_all(running: Iterable[_Running]) -> None:
    if stop_all(item.session for item in running):
        _LOGGER.warning("a camera's connection does not end; it is left to its time-out")


def _keep_rules(row: CameraRow, time_zone: str) -> KeepRules:
    return KeepRules(
        record=row.record,
        events_only=row.mode is RecordMode.EVENTS,
        pre_roll_ms=row.pre_roll_s * 1000,
        post_roll_ms=row.post_roll_s * 1000,
        schedule=Schedule(row.schedule, time_zone),
    )


def require_camera(camera_id: object) -> str:
    """Return a camera id that came over a link; raise `NotFoundError` when it is none."""
    if not isinstance(camera_id, str):
        raise NotFoundError("no camera has this id", field="camera_id")
    return camera_id
