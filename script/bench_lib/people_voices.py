"""Voices: ten enrolled synthetic people in three seconds of speech, strangers among them, and what it costs."""

import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import numpy as np

from bench_lib.report import Figure
from tests.support.cast import ALIKE, CAST, STRANGERS, Cast, noisy
from wallflower.voices.engine import VoiceEngine
from wallflower.voices.enrolment import examples
from wallflower.voices.gallery import Gallery
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.identify import KnownVoices, identify
from wallflower.voices.mel import RATE_HZ, Samples
from wallflower.voices.pairs import mixed
from wallflower.voices.speakers import SpeakerBook

ENROLLED_S, UTTERANCE_S = 10, 3
UTTERANCES = 20
# Signal to noise in decibels: most that may be missed, in percent.
NOISES: Mapping[str, tuple[float | None, float]] = {"clean": (None, 3), "15db": (15, 5), "8db": (8, 20)}
MOST_WRONG = 1.0


def voices() -> Iterator[Figure]:
    """Enrol ten seconds of each, and let everybody say twenty sentences in three kinds of rooms."""
    engine = Ge2eEngine()
    with tempfile.TemporaryDirectory() as folder:
        cast = Cast(Path(folder))
        sounds = {name: cast.talk(name, ENROLLED_S, seed=50) for name in CAST}
        people = {name: examples(engine, sound) for name, sound in sounds.items()}
        pairs = {pair: mixed(engine, *(sounds[name] for name in pair)) for pair in combinations(CAST, 2)}
        known = KnownVoices(Gallery(profile=engine.profile, people=people, mixed=pairs), SpeakerBook(engine.profile))
        for label, (snr_db, most_missed) in NOISES.items():
            answers = [
                (who, _who(engine, known, noisy(cast.talk(who, UTTERANCE_S, seed=1000 + number), snr_db, number)))
                for who in CAST
                for number in range(UTTERANCES)
            ]
            missed = sum(who not in heard for who, heard in answers)
            wrong = sum(bool(heard - {who}) for who, heard in answers)
            yield _share(f"voices.not_named_right.{label}", missed, len(answers), most_missed)
            yield _share(f"voices.named_wrong.{label}", wrong, len(answers), MOST_WRONG)
            strangers = [
                _who(engine, known, noisy(cast.talk(who, UTTERANCE_S, seed=3000 + number), snr_db, number))
                for who in STRANGERS
                for number in range(UTTERANCES)
            ]
            yield _share(f"voices.strangers_named.{label}", sum(map(bool, strangers)), len(strangers), None)
        yield from _alike(engine, cast)
        yield from _mixed(engine, known, cast)
        yield _cost(engine, known, cast)


def _who(engine: VoiceEngine, known: KnownVoices, samples: Samples) -> set[str]:
    pause = np.zeros(RATE_HZ // 3, np.float32)
    prints = identify(engine, np.concatenate([pause, samples, pause]), 0, known)
    return {each.person_id for each in prints if each.person_id is not None}


def _alike(engine: VoiceEngine, cast: Cast) -> Iterator[Figure]:
    """Enrol two pairs whose voices are nearly the same: the honest answer is often nobody."""
    people = {name: examples(engine, cast.talk(name, ENROLLED_S, seed=50)) for name in ALIKE}
    known = KnownVoices(Gallery(profile=engine.profile, people=people), SpeakerBook(engine.profile))
    answers = [
        (who, _who(engine, known, cast.talk(who, UTTERANCE_S, seed=1000 + number)))
        for who in ALIKE
        for number in range(UTTERANCES)
    ]
    yield _share("voices.alike.not_named", sum(not heard for _, heard in answers), len(answers), None)
    yield _share("voices.alike.named_wrong", sum(bool(heard - {who}) for who, heard in answers), len(answers), None)


def _mixed(engine: VoiceEngine, known: KnownVoices, cast: Cast) -> Iterator[Figure]:
    """Let two people of the ten speak at once, one as loud as the other or half, and see what is said of it."""
    names = list(CAST)
    for label, weaker_db in (("at_once", 0.0), ("at_once_6db", 6.0)):
        flagged = named = 0
        for number in range(UTTERANCES):
            pair = names[number % 10], names[(number + 3) % 10]
            one, other = (cast.talk(who, UTTERANCE_S, seed=5000 + number) for who in pair)
            both = (one + other * 10 ** (-weaker_db / 20)).astype(np.float32)
            prints = identify(engine, both, 0, known)
            flagged += any(each.overlap for each in prints)
            named += any(each.person_id is not None and each.person_id not in pair for each in prints)
        yield _share(f"voices.{label}_flagged", flagged, UTTERANCES, None)
        yield _share(f"voices.{label}_third_named", named, UTTERANCES, 0)
    alone = [
        identify(engine, noisy(cast.talk(who, UTTERANCE_S, seed=6000 + number), snr_db, number), 0, known)
        for who in (*CAST, *STRANGERS)
        for number, snr_db in enumerate((None, 15.0, 8.0))
    ]
    yield _share("voices.alone_flagged", sum(any(each.overlap for each in prints) for prints in alone), len(alone), 1)


def _cost(engine: VoiceEngine, known: KnownVoices, cast: Cast) -> Figure:
    sounds = [cast.talk("amy", UTTERANCE_S, seed=7000 + number) for number in range(UTTERANCES)]
    began_s = time.process_time()
    for sound in sounds:
        identify(engine, sound, 0, known)
    spent_ms = (time.process_time() - began_s) * 1000 / len(sounds)
    return Figure(name="voices.work_per_utterance", value=round(spent_ms, 1), unit="ms", target=150)


def _share(name: str, count: int, total: int, target: float | None) -> Figure:
    return Figure(name=name, value=round(100 * count / total, 1), unit="%", target=target)
