"""One voice that was taken for two speakers: it is named as soon as its person is enrolled, and guessed never."""

from dataclasses import replace

import pytest

from tests.support.cast import Cast, noisy
from wallflower.voices.engine import Vector
from wallflower.voices.enrolment import examples
from wallflower.voices.gallery import Gallery
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.voices.identify import KnownVoices, identify
from wallflower.voices.passages import passages
from wallflower.voices.speakers import SpeakerBook, SpeakerPrint

WHO = "amy"
OTHERS = ("bob", "eve")


@pytest.fixture(scope="module")
def known(voice_engine: Ge2eEngine, cast: Cast) -> KnownVoices:
    """Know three people who are enrolled, and two speakers, both of them one of the three."""

    def heard(seed: int) -> Vector:
        (passage,) = passages(voice_engine, cast.talk(WHO, 3, seed=seed), lambda _one, _other: False)
        return passage.embedding

    prints = [SpeakerPrint(speaker_id=1 + seed % 2, embedding=heard(seed)) for seed in range(8)]
    people = {name: examples(voice_engine, cast.talk(name, 10, seed=50)) for name in (WHO, *OTHERS)}
    return KnownVoices(Gallery(profile=voice_engine.profile, people=people), SpeakerBook(voice_engine.profile, prints))


@pytest.mark.parametrize("snr_db", [None, 15.0, 8.0])
def test_who_is_enrolled_is_named_although_two_speakers_have_the_voice(
    voice_engine: Ge2eEngine, cast: Cast, known: KnownVoices, snr_db: float | None
) -> None:
    for seed in (100, 101):
        (heard,) = identify(voice_engine, noisy(cast.talk(WHO, 3, seed=seed), snr_db), 0, known)
        assert (heard.person_id, heard.speaker_id, heard.is_new) == (WHO, None, False)


def test_before_that_neither_speaker_is_guessed_and_no_third_made(
    voice_engine: Ge2eEngine, cast: Cast, known: KnownVoices
) -> None:
    others = {name: known.gallery.people[name] for name in OTHERS}
    alone = KnownVoices(replace(known.gallery, people=others), known.book)
    for seed in (100, 101):
        (heard,) = identify(voice_engine, cast.talk(WHO, 3, seed=seed), 0, alone)
        assert (heard.person_id, heard.speaker_id, heard.is_new) == (None, None, False)
