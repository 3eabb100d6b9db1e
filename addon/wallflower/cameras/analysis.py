"""The analysis process: hears and sees in every camera's fragments; the heavy engines run in children of its own."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.cameras.analysis_calls import AnalysisCalls
from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.face_room import FaceRoom, SettledPeople
from wallflower.cameras.feeds import Feeds
from wallflower.cameras.hours import allowed, may_tell_voice
from wallflower.cameras.library_calls import LibraryCalls
from wallflower.cameras.motion_log import MotionLog
from wallflower.cameras.motion_watch import MotionWatch
from wallflower.cameras.moving import Moving, MovingPictures
from wallflower.cameras.occurrences import Occurrences
from wallflower.cameras.speaking import Speaking, Told
from wallflower.cameras.storage import crop_policy_of, policy_of
from wallflower.cameras.stranger_sorter import StrangerSorter
from wallflower.cameras.voicing import VoiceDesk
from wallflower.config import Settings
from wallflower.errors import WallflowerError
from wallflower.faces.watcher import Watcher
from wallflower.media.reader import read_audio
from wallflower.playback.snapshot import Snapshots
from wallflower.recorder.crops import CropPolicy, CropReaper
from wallflower.speech.audio import MissingAudioError, Recorded
from wallflower.speech.sound import Samples
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.library import LibraryFaces
from wallflower.store.motion import MotionStore
from wallflower.store.protections import Protections
from wallflower.store.recordings import Recordings
from wallflower.store.strangers import Strangers
from wallflower.store.utterances import Claim
from wallflower.store.visits import Visits
from wallflower.wire import Engine, EventType, Line, Speech, VisitChange
from wallflower.wire_speech import Partial, SpeechStatus
from wallflower.workers.link import ControlClient, ControlServer, EventSender, FragmentSubscriber

REFRESH_S = 3.0
RESTART_S = 5.0
CLOSE_TIMEOUT_S = 6.0
TIDY_S = 600.0

_LOGGER = logging.getLogger(__name__)


def run(settings: Settings, runtime: Path) -> None:
    """Run until SIGTERM or SIGINT."""
    database = Database(settings.database)
    try:
        asyncio.run(_main(settings, runtime, database))
    finally:
        database.close()


async def _main(settings: Settings, runtime: Path, database: Database) -> None:
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    await Analysis(settings, runtime, database).run(over)


class Analysis:
    """Composes the process."""

    def __init__(self, settings: Settings, runtime: Path, database: Database) -> None:
        """Bind the process's links; call it in the event loop's thread."""
        self._settings = settings
        self._runtime = runtime
        self._cameras = Cameras(database)
        self._recordings = Recordings(database)
        self._rows: dict[str, CameraRow] = {}
        self._refresh_now = asyncio.Event()
        self._events = EventSender(runtime)
        self._fragments = FragmentSubscriber(runtime)
        self._feeds = Feeds()
        self._ingest = ControlClient(runtime, "ingest")
        self._occurrences = Occurrences(self._ingest)
        self._motion = MotionWatch(self._on_motion)
        self._moving = MovingPictures(self._on_moving)
        self._motions = MotionStore(database)
        self._motion_log = MotionLog(self._motions)
        self._snapshots = Snapshots(settings.media, self._recordings)
        told = Told(line=self._on_line, partial=self._on_partial, speech=self._on_speech, status=self._on_status)
        self._pools = EnginePools(settings)
        self._speaking = Speaking(settings, database, self._read_recorded, self._pools.speech, told)
        self._voices = VoiceDesk(database, self._fetch_voice, self._read_recorded, self._is_behind, self._on_speaker)
        self._faces = FaceRoom(settings, database, self._pools)
        self._library = LibraryCalls(
            self._faces.profile,
            LibraryFaces(database),
            StrangerSorter(Strangers(database), SettledPeople(database)),
        )
        self._crops = CropReaper(Crops(database), Protections(database), self._crop_policy)
        self._watcher = Watcher(
            self._faces.analyse,
            SettledPeople(database),
            Visits(database),
            self._on_visit,
            on_motion=self._on_motion,
        )

    async def run(self, over: asyncio.Event) -> None:
        """Work until `over` is set."""
        calls = AnalysisCalls(self._watcher, self._snapshots, self._speaking, self._engines, self._pools)
        own = {
            "face_status": self._tell_faces,
            "reload_faces": self._reload_faces,
            "reload_people": self._reload_people,
        }
        handlers = calls.handlers() | self._library.handlers() | self._voices.handlers() | own
        control = ControlServer(self._runtime, "analysis", handlers)
        await self._watcher.start()
        await self._refresh()
        jobs = (
            control.run,
            self._take_fragments,
            self._occurrences.run,
            self._motion.run,
            self._motion_log.run,
            self._keep_fresh,
            self._tidy,
            self._voices.recognise_voices,
            self._voices.compare_speakers,
            self._voices.suggest_people,
            *self._speaking.jobs,
        )
        tasks = [asyncio.create_task(_keep_doing(job), name=job.__name__) for job in jobs]
        try:
            await over.wait()
        finally:
            await self._close(tasks)

    async def _close(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await asyncio.gather(*tasks, return_exceptions=True)
                await asyncio.gather(
                    self._speaking.close(), self._watcher.close(), self._faces.close(), self._motion_log.write()
                )
        self._voices.close()
        await self._ingest.close()
        self._fragments.close()
        self._events.close()

    async def _take_fragments(self) -> None:
        async for fragment in self._fragments:
            feed = self._feeds.take(fragment)
            row = self._rows.get(feed.fragment.camera_id)
            if row is None:
                self._refresh_now.set()
                continue
            if feed.is_main:
                self._snapshots.on_fragment(feed.fragment)
            if feed.hear:
                self._speaking.put(feed.fragment)
            if feed.look:
                if feed.fragment.is_key:
                    self._moving.keyframe(feed.fragment.camera_id, feed.fragment.start_ms)
                self._motion.put(feed.fragment)
                if row.recognize_faces:
                    await self._watcher.on_fragment(feed.fragment)

    async def _keep_fresh(self) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._refresh_now.wait(), REFRESH_S)
            await self._refresh()
            # A camera that is not in the table must not make this loop spin.
            await asyncio.sleep(REFRESH_S / 6)
            self._refresh_now.clear()

    async def _tidy(self) -> None:
        """Drop what may not be kept longer: pictures of past visits, and when something moved."""
        while True:
            now_ms = clock.now_ms()
            await asyncio.to_thread(self._crops.reap, now_ms)
            await asyncio.to_thread(self._expire_motion, now_ms)
            await asyncio.sleep(TIDY_S)

    def _expire_motion(self, now_ms: int) -> None:
        rows = self._cameras.list()
        policy = policy_of(self._settings, rows)
        for row in rows:
            self._motions.expire(row.id, now_ms - policy.of(row.id).keep_ms)

    def _crop_policy(self) -> CropPolicy:
        return crop_policy_of(self._settings, self._cameras.list())

    async def _refresh(self) -> None:
        before = self._rows
        zone, now_ms = self._settings.time_zone, clock.now_ms()
        self._rows = {row.id: allowed(row, zone, now_ms) for row in await asyncio.to_thread(self._cameras.list)}
        await self._speaking.follow(self._rows.values())
        await self._follow_faces()
        self._snapshots.keep_only(set(self._rows))
        self._feeds.keep_only(set(self._rows))
        self._moving.keep_only(self._rows.keys())
        self._motion_log.keep_only(self._rows.keys())
        events = self._occurrences.follow(self._rows.values())
        rows = self._rows.values()
        # Where faces are looked for, their gate sees motion, too: no keyframe is decoded twice.
        self._motion.follow({row.id: row.faces for row in rows if row.id in events and not row.recognize_faces})
        for row in rows:
            self._watcher.follow(row.id, row.faces)
        for camera_id, row in before.items():
            now = self._rows.get(camera_id)
            if row.recognize_faces and (now is None or not now.recognize_faces):
                await self._watcher.forget(camera_id)

    async def _follow_faces(self) -> None:
        """Take up another choice of face engine, and what became of the library."""
        if await self._faces.follow():
            await self._watcher.reload_people()

    async def _tell_faces(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return (await asyncio.to_thread(self._faces.status)).to_json()

    async def _reload_faces(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        await self._follow_faces()
        return await self._tell_faces(params, blob)

    def _engines(self) -> dict[str, Engine]:
        return {"speech": self._speaking.engine, "faces": self._faces.check()}

    def _fetch_voice(self, claim: Claim) -> Samples | None:
        row = self._rows.get(claim.camera_id)
        if row is None or not may_tell_voice(row, self._settings.time_zone, claim.start_ms):
            raise MissingAudioError
        return self._speaking.audio.fetch(claim)

    def _read_recorded(self, camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        window = read_audio(self._recordings, self._settings.media, camera_id, start_ms, end_ms)
        return Recorded(window.samples, window.covered)

    def _on_line(self, line: Line) -> None:
        self._events.send(EventType.LINE, line.to_json(), line.start_ms)
        self._voices.wake()

    async def _reload_people(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        self._voices.reload()
        await self._watcher.reload_people()
        return {}

    def _is_behind(self) -> bool:
        return self._speaking.status.queued > 0

    def _on_speaker(self, line: Line) -> None:
        self._events.send(EventType.LINE_UPDATED, line.to_json(), line.start_ms)

    def _on_partial(self, partial: Partial) -> None:
        self._events.send(EventType.PARTIAL, partial.to_json(), partial.start_ms)

    def _on_status(self, status: SpeechStatus) -> None:
        self._events.send(EventType.SPEECH_STATUS, status.to_json(), clock.now_ms())

    def _on_speech(self, speech: Speech) -> None:
        self._events.send(EventType.SPEECH, speech.to_json(), speech.at_ms)
        self._occurrences.speech(speech)

    def _on_motion(self, camera_id: str, at_ms: int) -> None:
        self._moving.motion(camera_id, at_ms)
        self._occurrences.motion(camera_id, at_ms)

    def _on_moving(self, moving: Moving) -> None:
        self._events.send(EventType.MOTION, moving.to_json(), moving.at_ms)
        self._motion_log.put(moving)

    def _on_visit(self, change: VisitChange) -> None:
        self._events.send(EventType.VISIT, change.to_json(), clock.now_ms())
        self._occurrences.visit(change)


async def _keep_doing(job: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await job()
        except WallflowerError as error:
            _LOGGER.warning("%s pauses: %s", job.__name__, error.message)
        except Exception:  # the outermost boundary of a part of this process: the other parts go on
            _LOGGER.exception("%s failed and is started again", job.__name__)
        await asyncio.sleep(RESTART_S)
