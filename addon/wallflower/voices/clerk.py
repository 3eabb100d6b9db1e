"""Works through the utterances whose voice nobody knows yet: quietly, one by one, and never before text."""

import asyncio
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from wallflower import clock
from wallflower.errors import InvalidRequestError, WallflowerError
from wallflower.store.room_noise import RoomNoises
from wallflower.store.utterances import Claim
from wallflower.store.voices import Clip, Voices
from wallflower.store.voicing import NewPrint, Settled, Voicing
from wallflower.voices.engine import Vectors, VoiceEngine, VoiceProfile
from wallflower.voices.enrolment import examples
from wallflower.voices.gallery import Gallery
from wallflower.voices.identify import KnownVoices, identify, learn
from wallflower.voices.mel import Samples, from_clip
from wallflower.voices.pairs import Pair, PairBook
from wallflower.voices.rooms import Rooms
from wallflower.voices.speakers import SpeakerBook, SpeakerPrint
from wallflower.wire import Line

IDLE_S = 2.0
# While text waits, voices take one utterance in so many seconds: it costs less than a tenth of a core.
BUSY_PAUSE_S = 1.0
DEFER_S = 10.0
RETRY_S = 5.0
NICENESS = 10
# Sound of unrecorded cameras that waits for its voice: half an hour.
MOST_AUDIO_BYTES = 60_000_000


class SoundGoneError(Exception):
    """The sound of the utterance is not there any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkParts:
    """What the clerk works with.

    `fetch` returns the 16 kHz sound of an utterance, None when it will be there soon, and raises `SoundGoneError`;
    `is_busy` tells whether speech waits for its text; `on_line` is told each line whose speaker became known. While
    `is_ready` says that a model has not heard the enrolled voices yet, utterances wait.
    """

    load: Callable[[], VoiceEngine]
    voicing: Voicing
    voices: Voices
    rooms: RoomNoises
    fetch: Callable[[Claim], Samples | None]
    is_busy: Callable[[], bool]
    is_ready: Callable[[VoiceProfile], bool]
    on_line: Callable[[Line], None]


class VoiceClerk:
    """Lives in the analysis process; all work is done in one thread that stands back."""

    def __init__(self, parts: ClerkParts) -> None:
        """Load nothing yet."""
        self._parts = parts
        self._thread = ThreadPoolExecutor(1, "voices", _stand_back)
        self._wake = asyncio.Event()
        self._engine: VoiceEngine | None = None
        self._known: KnownVoices | None = None
        self._changes = 0
        self._rooms = Rooms(parts.rooms)
        self._heard_in = ""
        self._pairs = PairBook(parts.voices)
        self._deferred: dict[int, float] = {}

    def wake(self) -> None:
        """Look at the queue now; call it in the event loop's thread."""
        self._wake.set()

    def reload(self) -> None:
        """Read anew whom there is to know, after a change of people or speakers; any thread may call."""
        self._changes += 1
        self._known = None

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._wake.clear()
            while await self.work_once():
                if self._parts.is_busy():
                    await asyncio.sleep(BUSY_PAUSE_S)
            if not self._parts.is_busy() and await self.learn_once():
                continue
            with suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), IDLE_S)

    async def work_once(self) -> bool:
        """Work on the newest utterance that can be worked on; False when none can."""
        now_s = clock.monotonic_s()
        self._deferred = {key: until_s for key, until_s in self._deferred.items() if until_s > now_s}
        without = tuple(self._deferred)
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._work, without)

    async def learn_once(self) -> bool:
        """Hear an enrolled voice in the noise of the rooms, or two people at once; False when none is left to be heard.

        Nothing is learnt before an utterance was worked on.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._learn)

    async def with_engine[T](self, work: Callable[[VoiceEngine], T]) -> T:
        """Return what a function makes with the engine, in the clerk's thread; raise `ModelMissingError`."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: work(self._loaded()))

    def close(self) -> None:
        """Take no more work."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _work(self, without: tuple[int, ...]) -> bool:
        parts = self._parts
        if not parts.voicing.waiting():  # asked every few seconds, so nobody who writes may have to wait for it
            return False
        parts.voicing.drop_overflow(MOST_AUDIO_BYTES)
        if not parts.is_ready(self._loaded().profile):
            return False
        claim = parts.voicing.take(without)
        if claim is None:
            return False
        try:
            settled = self._settle(claim)
        except SoundGoneError, InvalidRequestError:
            parts.voicing.drop(claim.id)
            return True
        except WallflowerError:
            parts.voicing.put_back(claim)
            raise
        if settled is None:
            parts.voicing.put_back(claim)
            self._deferred[claim.id] = clock.monotonic_s() + DEFER_S
            return True
        for line in settled.lines:
            parts.on_line(line)
        return True

    def _settle(self, claim: Claim) -> Settled | None:
        engine = self._loaded()
        profile = engine.profile
        if self._parts.voicing.has_prints(claim.id, profile.engine, profile.model):
            return self._parts.voicing.settle_again(claim.id)
        samples = self._parts.fetch(claim)
        if samples is None:
            return None
        known = self._known or self._read(engine)
        self._rooms.hear(claim.camera_id, samples)
        prints: list[NewPrint] = identify(engine, samples, claim.start_ms, known)
        settled = self._parts.voicing.settle(claim.id, prints)
        learn(known, prints, settled)
        return settled

    def _loaded(self) -> VoiceEngine:
        if self._engine is None:
            self._engine = self._parts.load()
        return self._engine

    def _read(self, engine: VoiceEngine) -> KnownVoices:
        """Read whom there is to know; clips that were enrolled just now are heard first."""
        profile, voices, changes = engine.profile, self._parts.voices, self._changes
        while clips := voices.without_examples(profile.engine, profile.model, 1):
            for clip in clips:
                self._hear(engine, clip)
        self._pairs.follow()
        known = read_known(voices, profile, self._pairs.examples())
        if changes == self._changes:  # else it may be of before the change: the next utterance reads again
            self._known = known
        return known

    def _learn(self) -> bool:
        return self._learn_rooms() or self._learn_pairs()

    def _learn_rooms(self) -> bool:
        """Hear one clip again in the noise of the rooms that are known by now; False when none needs it."""
        rooms = self._rooms.digest()
        if self._engine is None or rooms == self._heard_in:
            return False
        profile = self._engine.profile
        clip = self._parts.voices.of_other_rooms(profile.engine, profile.model, rooms)
        if clip is None:
            self._heard_in = rooms
            return False
        self._hear(self._engine, clip)
        self._known = None
        return True

    def _learn_pairs(self) -> bool:
        """Mix one more pair of the people who are known; False when all are mixed."""
        if self._engine is None or self._known is None or not self._pairs.hear_one(self._engine):
            return False
        if self._pairs.examples():
            self._known = None
        return True

    def _hear(self, engine: VoiceEngine, clip: Clip) -> None:
        """Work out what an enrolled clip is compared by."""
        names = (engine.profile.engine, engine.profile.model)
        try:
            vectors = examples(engine, from_clip(clip.pcm), self._rooms.colours())
        except ValueError:  # without speech, as an archive may have brought it: none
            vectors = np.zeros((0, engine.profile.dimension), np.float32)
        self._parts.voices.keep_examples(clip.voice_id, names, vectors, self._rooms.digest())


def read_known(voices: Voices, profile: VoiceProfile, mixed: Mapping[Pair, Vectors]) -> KnownVoices:
    """Return everybody of whom the database has something to compare with."""
    names = (profile.engine, profile.model)
    prints = (SpeakerPrint(speaker_id=key, embedding=vector) for key, vector in voices.speaker_prints(*names))
    people = _joined([(each.owner, each.vectors) for each in voices.examples(*names)], profile.dimension)
    rejected = _joined([(each.owner, each.vectors) for each in voices.rejections(*names)], profile.dimension)
    gallery = Gallery(profile=profile, people=people, rejected=rejected, mixed=mixed)
    return KnownVoices(gallery, SpeakerBook(profile, prints))


def _joined(owned: list[tuple[str, Samples]], dimension: int) -> dict[str, Samples]:
    found: dict[str, list[Samples]] = {}
    for owner, vectors in owned:
        if vectors.shape[1:] == (dimension,):
            found.setdefault(owner, []).append(vectors)
    return {owner: np.concatenate(vectors) for owner, vectors in found.items()}


def _stand_back() -> None:
    """Give this thread less of the processor than those that make text."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
