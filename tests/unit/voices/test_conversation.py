"""The acceptance test: people talk at several cameras, the process is restarted, and lines tell who said them."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from tests.support.cast import Cast, noisy
from wallflower.speech.sound import from_pcm, to_pcm
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.people import People
from wallflower.store.transcripts import Transcripts
from wallflower.store.utterances import Claim, NewUtterance, Utterances
from wallflower.store.voices import Voices
from wallflower.store.voicing import Voicing
from wallflower.voices.clerk import ClerkParts, VoiceClerk, read_known
from wallflower.voices.engine import VoiceEngine, VoiceProfile
from wallflower.voices.enrolment import enrol
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.identify import KnownVoices
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.wire import Line, Word

CAMERAS = ("hall", "garden", "kitchen")
START_MS = 1_800_000_000_000
TURNS = 36


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
                fetch=self._fetch,
                is_busy=lambda: False,
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


@pytest.fixture
def house(empty_database: Path, tmp_path: Path, voice_engine: Ge2eEngine) -> Iterator[House]:
    (tmp_path / "wallflower.db").write_bytes(empty_database.read_bytes())
    database = Database(tmp_path / "wallflower.db")
    for name in CAMERAS:
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    yield House(database, voice_engine)
    database.close()


def talk_of(house: House, cast: Cast, names: tuple[str, ...]) -> None:
    """Let two at a time talk in turns, at one camera after the other."""
    rng = random.Random(6)
    for turn in range(TURNS):
        camera = turn * len(CAMERAS) // TURNS
        pair = names[2 * camera % len(names) :][:2]
        who = pair[turn % 2]
        house.say(cast.talk(who, rng.uniform(1.8, 5.0), seed=200 + turn), CAMERAS[camera], who)


def test_enrolled_people_are_named_over_a_restart(house: House, cast: Cast) -> None:
    names = ("amy", "joe", "bob", "eve", "carl", "fay")
    people = {house.enrol(name, cast.talk(name, 12, seed=50)): name for name in names}
    talk_of(house, cast, names)
    house.work(most=TURNS // 2)
    house.work()
    lines = house.lines()
    right = sum(people.get(line.speaker or "") == house.truth[line.utterance_id] for line in lines)
    wrong = sum(line.speaker is not None for line in lines) - right
    assert len(lines) >= TURNS
    assert right >= 0.9 * len(lines)
    assert wrong == 0
    assert {line.id for line in house.told} >= {line.id for line in lines if line.speaker}


def test_without_enrolment_nobody_is_named_and_speakers_stay_over_a_restart(house: House, cast: Cast) -> None:
    talk_of(house, cast, ("amy", "bob", "joe", "eve"))
    house.work(most=TURNS // 2)
    half = {line.id: line.speaker_id for line in house.lines() if line.speaker_id is not None}
    house.work()
    lines = house.lines()
    assert all(line.speaker is None for line in lines)
    now = {line.id: line.speaker_id for line in lines}
    assert {line_id: now[line_id] for line_id in half} == half
    of = Counter((line.speaker_id, house.truth[line.utterance_id]) for line in lines if line.speaker_id is not None)
    assert sum(of.values()) >= 0.8 * len(lines)
    # No speaker is two people.
    assert max(Counter(speaker for speaker, _ in of).values()) == 1


def test_strangers_among_enrolled_people_are_not_named(house: House, cast: Cast) -> None:
    for name in ("amy", "bob", "eve"):
        house.enrol(name, cast.talk(name, 12, seed=50))
    for turn, name in enumerate(("kim", "leo", "mia", "nik") * 3):
        house.say(cast.talk(name, 3, seed=turn), "hall")
    house.work()
    assert [line.speaker for line in house.lines()] == [None] * 12


def test_two_people_in_one_utterance_are_two_lines(house: House, cast: Cast) -> None:
    amy, bob = (house.enrol(name, cast.talk(name, 12, seed=50)) for name in ("amy", "bob"))
    house.say(np.concatenate([cast.talk("amy", 3, seed=1), cast.talk("bob", 3, seed=2)]), "hall")
    house.work()
    first, second = house.lines()
    assert (first.speaker, second.speaker) == (amy, bob)
    assert second.start_ms - START_MS == pytest.approx(3300, abs=700)


def test_a_change_of_the_people_is_followed(house: House, cast: Cast) -> None:
    clerk = house.clerk()
    house.say(cast.talk("amy", 3, seed=1), "hall")
    asyncio.run(clerk.work_once())
    amy = house.enrol("amy", cast.talk("amy", 12, seed=50))
    clerk.reload()
    house.say(cast.talk("amy", 3, seed=2), "hall")
    asyncio.run(clerk.work_once())
    clerk.close()
    assert [line.speaker for line in house.lines()] == [None, amy]


def test_sound_that_is_gone_or_not_there_yet(house: House, cast: Cast) -> None:
    house.say(cast.talk("amy", 3, seed=1), "hall")
    (key,) = house.sounds
    house.sounds[key] = None  # type: ignore[assignment]
    house.work()
    assert Voicing(house.database).waiting() == 1


def test_a_change_while_people_are_read_is_not_missed(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    people: list[str] = []
    worker = house.clerk()

    def read_slowly(voices: Voices, profile: VoiceProfile) -> KnownVoices:
        known = read_known(voices, profile)
        if not people:
            people.append(house.enrol("amy", cast.talk("amy", 12, seed=50)))
            worker.reload()
        return known

    monkeypatch.setattr("wallflower.voices.clerk.read_known", read_slowly)
    for seed in (1, 2):
        house.say(cast.talk("amy", 3, seed=seed), "hall")
        asyncio.run(worker.work_once())
    worker.close()
    assert [line.speaker for line in house.lines()] == [None, people[0]]
