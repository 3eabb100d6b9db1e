"""Voices in the analysis process: where their sound comes from, what they are learnt from, and who is told."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import numpy as np

from wallflower import clock
from wallflower.cameras.voice_enrolling import FROM_FILE, FROM_RANGES, VoiceSample
from wallflower.cameras.voice_reembed_work import VoiceOrders
from wallflower.errors import InvalidRequestError, NotFoundError, WallflowerError
from wallflower.speech.audio import MissingAudioError, ReadRecorded
from wallflower.speech.sound import Samples, to_pcm
from wallflower.speech.wave_file import read_wave
from wallflower.store.company import Company
from wallflower.store.database import Database
from wallflower.store.room_noise import RoomNoises
from wallflower.store.speakers import Speakers
from wallflower.store.utterances import Claim
from wallflower.store.voices import Voices
from wallflower.store.voicing import Voicing
from wallflower.voices.clerk import ClerkParts, SoundGoneError, VoiceClerk
from wallflower.voices.clusters import proposals
from wallflower.voices.engine import VoiceEngine
from wallflower.voices.enrolment import LONGEST_S, enrol
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.wire import Line

# Around a line there is the noise of its room, which enrolment wants to know.
AROUND_MS = 300
MOST_RANGES = 50
COMPARE_FIRST_S = 600.0
COMPARE_EVERY_S = 86_400.0
UNHEARD_MS = 7 * 86_400_000
WEIGH_EVERY_S = 60.0
# What is heard is looked at again for so long: who is in view may be told later.
SETTLES_MS = 600_000

type Fetch = Callable[[Claim], Samples | None]
type Range = tuple[str, int, int]
type Answer = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]


class VoiceDesk:
    """Recognises voices and learns them."""

    def __init__(
        self,
        database: Database,
        fetch: Fetch,
        read_recorded: ReadRecorded,
        is_busy: Callable[[], bool],
        on_line: Callable[[Line], None],
    ) -> None:
        """Take sound from these, stand back while speech waits for its text, and tell of lines that have a speaker.

        `fetch` raises `MissingAudioError` for an utterance whose sound is gone, or whose voice may not be told.
        """
        self._fetch_sound = fetch
        self._read_recorded = read_recorded
        self._voices, self._speakers, self._company = Voices(database), Speakers(database), Company(database)
        self._weighed_ms = 0
        self._weigh_all = threading.Event()
        self._weigh_all.set()
        self._clerk = VoiceClerk(
            ClerkParts(
                load=Ge2eEngine,
                voicing=Voicing(database),
                voices=self._voices,
                rooms=RoomNoises(database),
                fetch=self._fetch,
                is_busy=is_busy,
                is_ready=VoiceOrders(database).is_ready,
                on_line=on_line,
            )
        )
        self.wake = self._clerk.wake
        self.close = self._clerk.close

    async def recognise_voices(self) -> None:
        """Work until cancelled."""
        await self._clerk.run()

    async def compare_speakers(self) -> None:
        """Propose now and then which provisional speakers are one, and forget those that nobody heard twice."""
        while True:
            await asyncio.sleep(COMPARE_FIRST_S)
            await self._clerk.with_engine(self._compare)
            self._weigh_all.set()
            await asyncio.sleep(COMPARE_EVERY_S - COMPARE_FIRST_S)

    def reload(self) -> None:
        """Read anew whom there is to know, and who was in view; any thread may call."""
        self._clerk.reload()
        self._weigh_all.set()

    async def suggest_people(self) -> None:
        """Propose now and then whose a speaker's voice is who is heard while only that person is in view."""
        while True:
            await asyncio.sleep(WEIGH_EVERY_S)
            await asyncio.to_thread(self.weigh)

    def weigh(self) -> None:
        """Look at the speakers heard since the last time, or at all after a change of people."""
        since_ms = 0 if self._weigh_all.is_set() else self._weighed_ms
        now_ms = clock.now_ms()
        self._weigh_all.clear()
        try:
            for speaker_id in self._company.speakers(since_ms):
                self._company.weigh(speaker_id)
        except WallflowerError:
            self._weigh_all.set()
            raise
        self._weighed_ms = now_ms - SETTLES_MS

    def _compare(self, engine: VoiceEngine) -> None:
        if self._speakers.forget_unheard(clock.now_ms() - UNHEARD_MS):
            self._clerk.reload()
        profile = engine.profile
        prints = self._voices.speaker_prints(profile.engine, profile.model)
        self._speakers.propose(proposals(prints, profile))

    async def enrol_file(self, data: bytes) -> VoiceSample:
        """Judge a WAV file; raise `InvalidRequestError` for another file, `SoundError` for a poor voice."""
        return await self._clerk.with_engine(lambda engine: _sample(engine, read_wave(data, LONGEST_S), "upload"))

    async def enrol_ranges(self, ranges: Sequence[Range], source: str) -> VoiceSample:
        """Judge the sound of stretches of the recordings, joined; errors as above, `NotFoundError` without sound."""
        return await self._clerk.with_engine(lambda engine: _sample(engine, self._joined(ranges), source))

    def handlers(self) -> dict[str, Answer]:
        """Return the control methods by name."""
        return {FROM_FILE: self._enrol_file, FROM_RANGES: self._enrol_ranges}

    async def _enrol_file(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        return (await self.enrol_file(blob)).to_json()

    async def _enrol_ranges(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return (await self.enrol_ranges(ranges_of(params), str(params.get("source", "line")))).to_json()

    def _joined(self, ranges: Sequence[Range]) -> Samples:
        pieces: list[Samples] = []
        for camera_id, start_ms, end_ms in ranges[:MOST_RANGES]:
            recorded = self._read_recorded(camera_id, max(0, start_ms - AROUND_MS), end_ms + AROUND_MS)
            if recorded.covered_ms >= end_ms - start_ms:
                pieces.append(recorded.samples)
        if not pieces:
            raise NotFoundError("the recordings of this are gone: upload a WAV file instead", field="line_ids")
        return np.concatenate(pieces)[: round(LONGEST_S * 16_000)]

    def _fetch(self, claim: Claim) -> Samples | None:
        try:
            return self._fetch_sound(claim)
        except MissingAudioError as error:
            raise SoundGoneError from error


def ranges_of(params: dict[str, Any]) -> list[Range]:
    """Read the parameter `ranges`; raise `InvalidRequestError` when it is something else."""
    try:
        return [(str(camera_id), int(start), int(end)) for camera_id, start, end in params["ranges"]]
    except (KeyError, TypeError, ValueError) as error:
        raise InvalidRequestError("ranges must be [camera_id, start_ms, end_ms]", field="ranges") from error


def _sample(engine: VoiceEngine, samples: Samples, source: str) -> VoiceSample:
    learnt = enrol(engine, samples)
    return VoiceSample(
        engine=engine.profile.engine,
        model=engine.profile.model,
        embedding=learnt.embedding,
        quality=learnt.quality,
        parts=learnt.parts,
        seconds=learnt.seconds,
        pcm=to_pcm(samples).tobytes(),
        source=source,
    )
