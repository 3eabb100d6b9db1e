"""A house in which synthetic people talk: what is said is text at once, and a clerk tells whose voice it is."""

import asyncio
from dataclasses import dataclass, field

import numpy as np

from tests.support.cast import noisy
from wallflower.speech.sound import from_pcm, to_pcm
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.people import People
from wallflower.store.room_noise import RoomNoises
from wallflower.store.transcripts import Transcripts
from wallflower.store.utterances import Claim, NewUtterance, Utterances
from wallflower.store.voices import Voices
from wallflower.store.voicing import Voicing
from wallflower.voices.clerk import ClerkParts, VoiceClerk
from wallflower.voices.engine import VoiceEngine
from wallflower.voices.enrolment import enrol
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.wire import Line, Word

CAMERAS = ("hall", "garden", "kitchen")
START_MS = 1_800_000_000_000


def heard(samples: Samples) -> Samples:
    """The sound as it comes from a recording: in 16 bit, with silence around it and a little noise."""
    pause = np.zeros(RATE_HZ // 3, np.float32)
    return from_pcm(to_pcm(noisy(np.concatenate([pause, samples, pause]), 25)))


@dataclass(slots=True)
class House:
    """A database with cameras; speech is text at once, as "one two three …" with a word every half second."""

    database: Database
    engine: VoiceEngine
    sounds: dict[int, Samples] = field(default_factory=dict)
    truth: dict[int, str] = field(default_factory=dict)
    told: list[Line] = field(default_factory=list)
    at_ms: int = START_MS

    def say(self, samples: Samples, camera_id: str, who: str = "") -> None:
        sound = heard(samples)
        start_ms, self.at_ms = self.at_ms, self.at_ms + 20_000
        length_ms = len(sound) * 1000 // RATE_HZ
        queue = Utterances(self.database)
        queue.add(NewUtterance(camera_id=camera_id, start_ms=start_ms, end_ms=start_ms + length_ms))
        (claim,) = queue.claim(1)
        words = tuple(
            Word(text=f"w{index}", start_ms=start_ms + at_ms, end_ms=start_ms + at_ms + 400, confidence=0.9)
            for index, at_ms in enumerate(range(300, length_ms - 500, 500))
        )
        text = " ".join(word.text for word in words)
        new = NewLine(start_ms=start_ms, end_ms=start_ms + length_ms, text=text, words=words)
        queue.finish(claim.id, [new], Hearer(engine="e", model="m"))
        self.sounds[claim.id] = sound
        self.truth[claim.id] = who

    def enrol(self, name: str, samples: Samples) -> str:
        sound = heard(samples)
        learnt = enrol(self.engine, sound)
        person = People(self.database).create(name)
        EnrolledVoices(self.database).add(
            person.id,
            NewVoice(
                engine=self.engine.profile.engine,
                model=self.engine.profile.model,
                embedding=learnt.embedding,
                quality=learnt.quality,
                parts=learnt.parts,
                seconds=learnt.seconds,
                pcm=to_pcm(sound).tobytes(),
                source="upload",
            ),
        )
        return person.id

    def clerk(self) -> VoiceClerk:
        """A clerk who knows what the database knows, as after a restart."""
        return VoiceClerk(
            ClerkParts(
                load=lambda: self.engine,
                voicing=Voicing(self.database),
                voices=Voices(self.database),
                rooms=RoomNoises(self.database),
                fetch=self._fetch,
                is_busy=lambda: False,
                is_ready=lambda _profile: True,
                on_line=self.told.append,
            )
        )

    def work(self, most: int = 1000) -> None:
        clerk = self.clerk()

        async def go_on() -> None:
            for _ in range(most):
                if not await clerk.work_once():
                    return

        asyncio.run(go_on())
        clerk.close()

    def lines(self) -> list[Line]:
        found = (Transcripts(self.database).lines(camera, 0, 1 << 42) for camera in CAMERAS)
        return sorted((line for lines in found for line in lines), key=lambda line: line.id)

    def _fetch(self, claim: Claim) -> Samples | None:
        return self.sounds[claim.id]


def make_house(database: Database, engine: VoiceEngine) -> House:
    """Return a house with its cameras."""
    for name in CAMERAS:
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return House(database, engine)
