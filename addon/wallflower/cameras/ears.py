"""The ears of all cameras: one listener each, and the search for speech in what was recorded meanwhile."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from wallflower import clock
from wallflower.cameras.hours import Earshot
from wallflower.cameras.microphones import MicrophoneBench
from wallflower.errors import WallflowerError
from wallflower.media.fragment import Fragment
from wallflower.speech.audio import AudioSource, ReadRecorded
from wallflower.speech.backfill import Backfill
from wallflower.speech.hearing import LONGEST_LOOK_BACK_MS
from wallflower.speech.listener import Listener, Listening
from wallflower.speech.segmenter import Growing
from wallflower.speech.vad import VoiceModel
from wallflower.store.cameras import CameraRow
from wallflower.store.utterances import Priority, Utterances
from wallflower.wire import Phase, RecordMode, Speech

# About half a minute; when a camera's thread is slower than that, the oldest sound is read back later.
MOST_WAITING = 100
BACKFILL_PAUSE_S = 2.0
# Where no sound arrived for so long, nobody is heard to talk any more.
STALLED_S = 10.0
# Where no sound arrived for so long, none that arrives continues it: no source may be silent longer (20 s, HLS).
GONE_S = 30.0
CLOSE_TIMEOUT_S = 3.0

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarParts:
    """What listening needs. `on_speech` is called from any thread, `on_found` and `on_growing` in the event loop's.

    `on_growing` is told how far speech has come that is not over yet, and that there is none.
    """

    model: VoiceModel
    queue: Utterances
    audio: AudioSource
    read_recorded: ReadRecorded
    recorded_until: Callable[[str], int | None]
    time_zone: str
    microphones: MicrophoneBench
    on_speech: Callable[[Speech], None]
    on_found: Callable[[], None]
    on_growing: Callable[[str, Growing | None], None]


@dataclass(slots=True)
class _Desk:
    listener: Listener
    backfill: Backfill
    fragments: asyncio.Queue[Fragment | None] = field(default_factory=partial(asyncio.Queue, MOST_WAITING))
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    task: asyncio.Task[None] | None = None
    arrived_s: float = 0.0
    rested_s: float = 0.0


def _listening(row: CameraRow) -> Listening:
    """Return how to listen; what is not recorded all the time cannot be read back from the recordings later."""
    return Listening(
        is_recorded=row.record and row.mode is RecordMode.CONTINUOUS and not row.schedule,
        voice=row.speech.vad,
        priority=Priority.LIVE if row.speech.live else Priority.NORMAL,
    )


class Ears:
    """Listens to every camera that is to be transcribed. `overflowed` counts fragments that had to wait too long."""

    def __init__(self, parts: EarParts) -> None:
        """Begin with no camera."""
        self.overflowed = 0
        self._parts = parts
        self._earshot = Earshot(parts.read_recorded, parts.time_zone)
        self._desks: dict[str, _Desk] = {}
        self._deaf: set[str] = set()
        self._talking: set[str] = set()
        self._dropped: Counter[str] = Counter()

    @property
    def dropped(self) -> Counter[str]:
        """Counts by reason what was not searched or was no speech, over all cameras."""
        return sum((desk.listener.dropped for desk in self._desks.values()), start=Counter(self._dropped))

    @property
    def talking(self) -> list[str]:
        """The cameras at which talk was told to have begun and not to have ended, and whose sound still arrives."""
        oldest_s = clock.monotonic_s() - STALLED_S
        return [
            key for key, desk in self._desks.items() if key in self._talking and desk.listener.sounded_s >= oldest_s
        ]

    def put(self, fragment: Fragment) -> None:
        """Offer a fragment; never waits. A camera that is not listened to is ignored."""
        desk = self._desks.get(fragment.camera_id)
        if desk is None:
            return
        desk.arrived_s = clock.monotonic_s()
        if desk.fragments.full():
            self.overflowed += 1
            desk.fragments.get_nowait()
        desk.fragments.put_nowait(fragment)

    async def apply(self, cameras: Iterable[CameraRow]) -> None:
        """Begin and end listening so that it is as the cameras' settings say."""
        self._earshot.follow(cameras)
        wanted = {row.id: row for row in cameras if row.enabled and row.transcribe}
        for camera_id in self._desks.keys() - wanted.keys():
            await self._stop(camera_id)
        self._deaf |= {row.id for row in cameras if row.id not in wanted}
        for camera_id, row in wanted.items():
            if camera_id not in self._desks:
                await self._start(row)
            await self._follow(self._desks[camera_id], _listening(row))

    async def search_recordings(self) -> None:
        """Search what was recorded while nobody listened, piece by piece, until cancelled."""
        while True:
            if not any([await self._search_next(camera_id) for camera_id in list(self._desks)]):
                await asyncio.sleep(BACKFILL_PAUSE_S)

    async def close(self) -> None:
        """End listening to all cameras and store how far they were heard."""
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT_S):
                await asyncio.gather(*(self._stop(camera_id, is_pause=True) for camera_id in list(self._desks)))

    async def _start(self, row: CameraRow) -> None:
        camera_id, parts = row.id, self._parts
        await asyncio.to_thread(self._begin_hearing, row)
        self._deaf.discard(camera_id)
        ring = parts.audio.ring(camera_id)
        microphone = await asyncio.to_thread(parts.microphones.open, camera_id)
        listener = await asyncio.to_thread(
            Listener, camera_id, parts.model, parts.queue, ring, self._on_speech, microphone
        )
        desk = _Desk(listener, Backfill(camera_id, parts.model, parts.queue, self._earshot.read))
        desk.task = asyncio.create_task(self._listen(camera_id, desk), name=f"listen {camera_id}")
        self._desks[camera_id] = desk

    def _begin_hearing(self, row: CameraRow) -> None:
        """Note from when on a camera is heard that was not before."""
        queue, now_ms = self._parts.queue, clock.now_ms()
        if row.id in self._deaf:  # what was said while transcription was off stays unheard
            queue.set_heard_until(row.id, now_ms)
        elif now_ms - row.created_ms < LONGEST_LOOK_BACK_MS and queue.heard_until(row.id) is None:
            # A new camera is recorded at once; what it said until this process knew of it is read back.
            queue.set_heard_until(row.id, row.created_ms)

    async def _follow(self, desk: _Desk, how: Listening) -> None:
        async with desk.lock:
            desk.listener.follow(how)
            desk.backfill.voice = how.voice

    async def _stop(self, camera_id: str, *, is_pause: bool = False) -> None:
        desk = self._desks.pop(camera_id)
        if desk.fragments.full():
            desk.fragments.get_nowait()
        desk.fragments.put_nowait(None)
        if desk.task is not None:
            await desk.task
        self._parts.on_growing(camera_id, None)
        self._dropped += desk.listener.dropped
        async with desk.lock:
            await asyncio.to_thread(desk.listener.close, is_pause=is_pause)
            await asyncio.to_thread(self._parts.microphones.close, camera_id)
        if (
            camera_id in self._talking
        ):  # what is said in a pause of this process is found whole later, but nobody listens
            self._on_speech(Speech(camera_id=camera_id, phase=Phase.ENDED, at_ms=clock.now_ms()))
        self._parts.audio.forget(camera_id)

    def _on_speech(self, speech: Speech) -> None:
        """Pass it on from the thread that hears."""
        if speech.phase is Phase.ENDED:
            self._talking.discard(speech.camera_id)
        else:
            self._talking.add(speech.camera_id)
        self._parts.on_speech(speech)

    async def _listen(self, camera_id: str, desk: _Desk) -> None:
        while (hear := await self._next(camera_id, desk)) is not None:
            try:
                async with desk.lock:
                    found = await asyncio.to_thread(hear)
            except Exception:  # a listener must outlive what one fragment does to it
                _LOGGER.exception("listening to camera %s failed", camera_id)
                continue
            if found:
                self._parts.on_found()
            self._parts.on_growing(camera_id, desk.listener.growing)

    async def _next(self, camera_id: str, desk: _Desk) -> Callable[[], bool] | None:
        """Return how to hear what comes next, be it that no sound comes; None at the end."""
        left_s = max(desk.listener.sounded_s, desk.rested_s) + GONE_S - clock.monotonic_s()
        with suppress(TimeoutError):
            if left_s > 0 or not desk.fragments.empty():
                async with asyncio.timeout(left_s):
                    fragment = await desk.fragments.get()
                return None if fragment is None else partial(desk.listener.hear, fragment)
        desk.rested_s = clock.monotonic_s()
        return partial(self._rest, camera_id, desk)

    def _rest(self, camera_id: str, desk: _Desk) -> bool:
        until_ms = None
        # A camera that sends pictures only, or sound now and then, is there: its recordings have no more either.
        if clock.monotonic_s() - desk.arrived_s >= GONE_S:
            with suppress(WallflowerError):  # then it is asked again
                until_ms = self._parts.recorded_until(camera_id)
        return desk.listener.rest(None if until_ms is None else min(until_ms, clock.now_ms()))

    async def _search_next(self, camera_id: str) -> bool:
        desk = self._desks.get(camera_id)
        if desk is None:
            return False
        try:
            async with desk.lock:
                done = await asyncio.to_thread(desk.backfill.search_next, desk.listener.hearing)
        except Exception:  # the search must outlive one unreadable recording
            _LOGGER.exception("searching the recordings of camera %s failed", camera_id)
            return False
        if done:
            self._parts.on_found()
        return done
