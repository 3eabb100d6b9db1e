"""The acceptance test: people talk at several cameras, the process is restarted, and lines tell who said them."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import select

from tests.support.cast import Cast
from tests.support.voices import CAMERAS, START_MS, House, make_house
from wallflower.store.database import Database
from wallflower.store.people_schema import voice_print
from wallflower.store.room_noise import RoomNoises
from wallflower.store.voices import Voices
from wallflower.store.voicing import Voicing
from wallflower.voices.clerk import read_known
from wallflower.voices.engine import Vectors, VoiceProfile
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.identify import KnownVoices
from wallflower.voices.pairs import Pair

TURNS = 36


@pytest.fixture
def house(empty_database: Path, tmp_path: Path, voice_engine: Ge2eEngine) -> Iterator[House]:
    (tmp_path / "wallflower.db").write_bytes(empty_database.read_bytes())
    database = Database(tmp_path / "wallflower.db")
    yield make_house(database, voice_engine)
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

    def read_slowly(voices: Voices, profile: VoiceProfile, mixed: Mapping[Pair, Vectors]) -> KnownVoices:
        known = read_known(voices, profile, mixed)
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


def test_idle_time_is_spent_on_the_noise_of_rooms_and_on_two_at_once(house: House, cast: Cast) -> None:
    for name in ("amy", "bob"):
        house.enrol(name, cast.talk(name, 12, seed=50))
    clerk, voices = house.clerk(), Voices(house.database)
    names = (house.engine.profile.engine, house.engine.profile.model)

    def learn() -> list[int]:
        """Learn all there is; return how much was known after each step."""
        known = []
        while asyncio.run(clerk.learn_once()):
            known.append(sum(len(each.vectors) for each in voices.examples(*names)))
        return known

    assert learn() == [], "nobody was heard yet"
    for seed in range(3):
        house.say(cast.talk("amy", 6, seed=seed, pause_s=1.5), "hall")
        asyncio.run(clerk.work_once())
    before = sum(len(each.vectors) for each in voices.examples(*names))
    first, second, *_ = learn()
    assert before < first < second, "one voice after the other in the noise of the hall"
    assert [noise.camera_id for noise in RoomNoises(house.database).list()] == ["hall"]
    both = (cast.talk("amy", 3, seed=70) + cast.talk("bob", 3, seed=71)).astype(np.float32)
    house.say(both, "hall")
    asyncio.run(clerk.work_once())
    learn()
    house.say(both, "hall")
    asyncio.run(clerk.work_once())
    assert learn() == []
    clerk.close()
    with house.database.read() as connection:
        overlaps = connection.execute(select(voice_print.c.overlap).order_by(voice_print.c.utterance_id)).scalars()
        assert list(overlaps)[-1]
