"""The ingest process: every camera's connection and recording, and nothing that could hold them up."""

import asyncio
import logging
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.cameras.events import read_occurrence
from wallflower.cameras.fleet import Fleet, FleetParts, require_camera
from wallflower.cameras.storage import StorageDesk, delete_recording
from wallflower.config import Settings
from wallflower.errors import NotFoundError, StorageError, WallflowerError
from wallflower.playback.restream import Restream
from wallflower.playback.rtsp import stream_password
from wallflower.recorder.layout import check_media
from wallflower.recorder.lifesign import EVERY_S, LifeSign
from wallflower.recorder.reaper import Reaper, Remover
from wallflower.recorder.recovery import Recovery
from wallflower.recorder.reserve import Reserve
from wallflower.recorder.writer import RecordingState, SegmentWriter
from wallflower.store.cameras import Cameras
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import CameraStatus, ErrorCode, EventType
from wallflower.workers.link import ControlServer, EventSender, FragmentPublisher

REAP_EVERY_S = 60.0
TICK_S = 1.0
CLOSE_TIMEOUT_S = 4.0
# A camera thread that gets the interpreter late reads late; 5 ms, the default, is too long beside busy threads.
SWITCH_INTERVAL_S = 0.0005

_LOGGER = logging.getLogger(__name__)

type Answer = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]


def run(settings: Settings, runtime: Path) -> None:
    """Run until SIGTERM or SIGINT; raise `StorageError` when the recordings' disk cannot be used at all.

    `cameras.prepare` has run before.
    """
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    check_media(settings.media)
    database = Database(settings.database)
    recordings = Recordings(database)
    Recovery(settings.media, database).close_open(clock.now_ms())
    life = LifeSign(Meta(database), recordings)
    life.correct((row.id for row in Cameras(database).list()), clock.now_ms())
    try:
        asyncio.run(_Ingest(settings, runtime, database, recordings).run(life))
    finally:
        database.close()


class _Ingest:
    """Composes the process."""

    def __init__(self, settings: Settings, runtime: Path, database: Database, recordings: Recordings) -> None:
        self._settings = settings
        self._runtime = runtime
        self._reap_now = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._fragments = FragmentPublisher(runtime)
        self._events = EventSender(runtime)
        self._restream = Restream(settings.host, settings.rtsp_port)
        self._writer = SegmentWriter(settings.media, recordings, self._on_recording)
        cameras, shelf = Cameras(database), Shelf(database)
        desk = StorageDesk(settings, cameras, shelf, Protections(database), Crops(database))
        self._reaper = Reaper(settings.media, shelf, desk.protections, desk.policy, reserve=Reserve(settings.data))
        self._delete = partial(delete_recording, recordings, Remover(settings.media, shelf))
        secret = _secret(settings.data)
        self._fleet = Fleet(
            FleetParts(
                media=settings.media,
                cameras=cameras,
                recordings=recordings,
                writer=self._writer,
                restreams=self._restream,
                time_zone=settings.time_zone,
                password=partial(stream_password, secret),
                publish=self._fragments.publish,
                publish_status=self._publish_status,
            )
        )

    async def run(self, life: LifeSign) -> None:
        over = asyncio.Event()
        loop = self._loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, over.set)
        self._restream.start()
        self._writer.start()
        control = ControlServer(self._runtime, "ingest", self._methods())
        tasks = [
            asyncio.create_task(control.run()),
            asyncio.create_task(self._reap()),
            asyncio.create_task(self._tick()),
            asyncio.create_task(_give_signs(life)),
        ]
        try:
            await asyncio.to_thread(self._fleet.reload)
            await over.wait()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await asyncio.to_thread(self._fleet.stop, CLOSE_TIMEOUT_S)
            await asyncio.to_thread(self._restream.stop)
            self._events.close()
            self._fragments.close()

    def _methods(self) -> dict[str, Answer]:
        return {
            "reload": self._call(lambda _: self._fleet.reload()),
            "restart": self._call(lambda params: self._fleet.restart(require_camera(params.get("camera_id")))),
            "status": self._status,
            "occur": self._call(lambda params: self._fleet.occur(*read_occurrence(params))),
            "problems": self._problems,
            "delete_recording": self._call(lambda params: self._delete(_number(params.get("id")))),
            "delete_camera": self._call(
                lambda params: self._fleet.delete_camera(require_camera(params.get("camera_id")))
            ),
        }

    def _call(self, action: Callable[[dict[str, Any]], None]) -> Answer:
        async def answer(params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
            await asyncio.to_thread(action, params)
            return {}

        return answer

    async def _status(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"cameras": [status.to_json() for status in self._fleet.status()]}

    async def _problems(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"problems": [item.to_json() for item in self._fleet.problems(require_camera(params.get("camera_id")))]}

    def _publish_status(self, status: CameraStatus) -> None:
        self._events.send(EventType.CAMERA_STATUS, status.to_json(), clock.now_ms())

    def _on_recording(self, state: RecordingState) -> None:
        if state.trouble is not None and state.trouble.code is ErrorCode.DISK_FULL and self._loop is not None:
            self._loop.call_soon_threadsafe(self._reap_now.set)
        self._fleet.on_recording(state)

    async def _tick(self) -> None:
        """Let schedules begin and end also for cameras that are offline."""
        while True:
            await asyncio.sleep(TICK_S)
            await asyncio.to_thread(self._fleet.tick)

    async def _reap(self) -> None:
        """Delete what is too old every minute, and at once when the disk is full."""
        while True:
            self._reap_now.clear()
            try:
                await asyncio.to_thread(self._reaper.reap, clock.now_ms())
            except WallflowerError as error:
                _LOGGER.warning("old recordings could not be deleted: %s", error.message)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._reap_now.wait(), REAP_EVERY_S)


async def _give_signs(life: LifeSign) -> None:
    while True:
        await asyncio.to_thread(life.give, clock.now_ms())
        await asyncio.sleep(EVERY_S)


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise NotFoundError("there is no recording with this id")
    return value


def _secret(data: Path) -> bytes:
    """Return what the restream's passwords are derived from: the API token."""
    try:
        return (data / "token").read_bytes().strip()
    except OSError as error:
        raise StorageError("the token file cannot be read: run `wallflower token` once", field="data") from error
