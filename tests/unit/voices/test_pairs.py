"""Two people who talk at once."""

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from tests.support.cast import Cast, noisy
from wallflower.speech.sound import to_pcm
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.people import People
from wallflower.store.voices import Voices
from wallflower.store.voicing import NewPrint
from wallflower.voices import pairs
from wallflower.voices.enrolment import examples
from wallflower.voices.gallery import Gallery
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.identify import KnownVoices, identify
from wallflower.voices.mel import Samples
from wallflower.voices.pairs import MIXED_S, PairBook, mixed
from wallflower.voices.speakers import SpeakerBook

FAMILY = ("amy", "bob", "eve", "gus")

type Say = Callable[[Samples], list[NewPrint]]


@pytest.fixture(scope="module")
def hear(voice_engine: Ge2eEngine, cast: Cast) -> Say:
    """Tell what an utterance sounds like where four people are enrolled."""
    sounds = {name: cast.talk(name, 10, seed=50) for name in FAMILY}
    people = {name: examples(voice_engine, sound) for name, sound in sounds.items()}
    both = {pair: mixed(voice_engine, *(sounds[name] for name in pair)) for pair in combinations(FAMILY, 2)}
    known = KnownVoices(
        Gallery(profile=voice_engine.profile, people=people, mixed=both), SpeakerBook(voice_engine.profile)
    )
    return lambda samples: identify(voice_engine, samples, 0, known)


@pytest.mark.parametrize("snr_db", [None, 15.0])
@pytest.mark.parametrize(("one", "other"), [("amy", "gus"), ("bob", "eve")])
def test_two_at_once_are_marked_and_no_third_is_named(
    hear: Say, cast: Cast, one: str, other: str, snr_db: float | None
) -> None:
    both = (cast.talk(one, 3, seed=70) + cast.talk(other, 3, seed=71)).astype(np.float32)
    heard = hear(noisy(both, snr_db))
    assert any(each.overlap for each in heard)
    assert {each.person_id for each in heard} <= {one, other, None}
    assert not any(each.is_new for each in heard if each.overlap)


@pytest.mark.parametrize(("name", "snr_db"), [("amy", None), ("gus", 15.0), ("kim", None), ("leo", 15.0), ("mia", 8.0)])
def test_one_alone_is_not(hear: Say, cast: Cast, name: str, snr_db: float | None) -> None:
    heard = hear(noisy(cast.talk(name, 3, seed=72), snr_db))
    assert not any(each.overlap for each in heard)
    assert {each.person_id for each in heard} == {name if name in FAMILY else None}


def test_short_sounds_are_repeated_and_silence_is_no_fault(voice_engine: Ge2eEngine, cast: Cast) -> None:
    count = len(mixed(voice_engine, cast.talk("amy", 10, seed=1), cast.talk("bob", 10, seed=2)))
    short = mixed(voice_engine, cast.talk("amy", MIXED_S / 3, seed=1), cast.talk("bob", 10, seed=2))
    assert len(short) == count
    silent = mixed(voice_engine, np.zeros(0, np.float32), cast.talk("bob", 10, seed=2))
    assert np.isfinite(silent).all()


def enrol(database: Database, name: str, samples: Samples) -> str:
    person_id = People(database).create(name).id
    new = NewVoice(
        engine="ge2e",
        model="m",
        embedding=np.ones(256, np.float32),
        quality=0.9,
        parts={},
        seconds=len(samples) / 16_000,
        pcm=to_pcm(samples).tobytes(),
        source="upload",
    )
    EnrolledVoices(database).add(person_id, new)
    return person_id


def test_pairs_are_mixed_one_by_one_and_kept_while_both_are_there(
    database: Database, voice_engine: Ge2eEngine, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pairs, "MOST_PEOPLE", 3)
    ids = [enrol(database, name, cast.talk(name, 7, seed=1)) for name in ("amy", "bob", "eve")]
    book = PairBook(Voices(database))
    book.follow()
    assert book.examples() == {}
    assert [book.hear_one(voice_engine) for _ in range(4)] == [True, True, True, False]
    assert {frozenset(pair) for pair in book.examples()} == {frozenset(pair) for pair in combinations(ids, 2)}
    (voice,) = EnrolledVoices(database).list(ids[0])
    EnrolledVoices(database).remove(ids[0], voice.id)
    book.follow()
    assert [set(pair) for pair in book.examples()] == [set(ids[1:])]
    assert not book.hear_one(voice_engine)
    ids[0] = enrol(database, "gus", cast.talk("gus", 7, seed=1))
    enrol(database, "hal", cast.talk("hal", 7, seed=1))
    book.follow()
    while book.hear_one(voice_engine):
        pass
    assert len(book.examples()) == 3, "no more people than that"
