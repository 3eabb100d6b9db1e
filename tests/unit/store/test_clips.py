"""The enrolled voices as a new model hears them."""

import numpy as np
import pytest

from tests.support.people import Household, household
from wallflower.store.clips import VoiceClips
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.voices import Vectors, Voices

NEW = ("tiny", "y")


@pytest.fixture
def home(database: Database) -> Household:
    """Three people with a voice each, of the engine v and the model m."""
    return household(database)


@pytest.fixture
def clips(database: Database, home: Household) -> VoiceClips:
    assert home.people
    return VoiceClips(database)


def heard(seed: int, count: int = 2) -> Vectors:
    return np.random.default_rng(seed).normal(size=(count, 4)).astype(np.float32)


def hear_all(clips: VoiceClips) -> None:
    """Do what the job does."""
    after = 0
    while batch := clips.waiting(*NEW, after, limit=1):
        for stored in batch:
            assert clips.embed(stored, NEW, heard(stored.id)[0], heard(stored.id))
            after = stored.id


def newest(database: Database) -> int:
    return Edits(database).list(limit=1).edits[0].id


def test_nobody_is_compared_before_all_are_heard(database: Database, home: Household, clips: VoiceClips) -> None:
    voices = Voices(database)
    first, *rest = clips.waiting(*NEW)
    assert (clips.count(*NEW), first.engine, first.pcm) == (3, "v", b"sound of 0" * 50)
    assert clips.embed(first, NEW, heard(1)[0], heard(1))
    assert (voices.examples(*NEW), voices.without_examples(*NEW, 9)) == ((), ())
    assert clips.waiting(*NEW) == tuple(rest)
    hear_all(clips)
    assert [each.owner for each in voices.examples(*NEW)] == list(home.people)
    assert voices.examples(*NEW)[0].vectors.tolist() == heard(1).tolist()
    assert [voice.engine for voice in EnrolledVoices(database).list(home.people[0])] == ["tiny"]


def test_a_sound_without_speech_is_tried_once_by_each_model(database: Database, clips: VoiceClips) -> None:
    first, *rest = clips.waiting(*NEW)
    clips.miss(first, NEW)
    assert clips.waiting(*NEW) == tuple(rest)
    assert first in clips.waiting("other", "z")
    hear_all(clips)
    assert len(Voices(database).examples(*NEW)) == 2
    assert clips.count("v", "m") == 2


def test_a_clip_without_examples_counts_for_nothing(database: Database, clips: VoiceClips) -> None:
    hear_all(clips)
    Voices(database).keep_examples(1, NEW, heard(1, 0), "")
    assert len(Voices(database).examples(*NEW)) == 2
    assert Voices(database).without_examples(*NEW, 9) == ()


def test_what_is_gone_or_changed_meanwhile_is_left_alone(
    database: Database, home: Household, clips: VoiceClips
) -> None:
    first, second, _third = clips.waiting(*NEW)
    EnrolledVoices(database).remove(home.people[0], first.id)
    assert not clips.embed(first, NEW, heard(1)[0], heard(1))
    assert clips.embed(second, ("other", "z"), heard(2)[0], heard(2))
    assert not clips.embed(second, NEW, heard(3)[0], heard(3))
    assert clips.count(*NEW) == 2


def test_the_same_sound_enrolled_again_with_the_new_model_is_no_error(
    database: Database, home: Household, clips: VoiceClips
) -> None:
    first = clips.waiting(*NEW)[0]
    new = NewVoice(
        engine=NEW[0],
        model=NEW[1],
        embedding=heard(5)[0],
        quality=0.9,
        parts={},
        seconds=3.0,
        pcm=first.pcm,
        source="upload",
    )
    EnrolledVoices(database).add(home.people[0], new)
    assert not clips.embed(first, NEW, heard(1)[0], heard(1))
    assert clips.count(*NEW) == 2
    assert [clip.pcm for clip in Voices(database).without_examples(*NEW, 9)] == [first.pcm]


def test_a_removed_voice_comes_back_and_waits_for_the_model_in_force(
    database: Database, home: Household, clips: VoiceClips
) -> None:
    gone = clips.waiting(*NEW)[0]
    EnrolledVoices(database).remove(home.people[0], gone.id)
    hear_all(clips)
    assert len(Voices(database).examples(*NEW)) == 2
    Edits(database).undo(newest(database))
    assert clips.waiting(*NEW) == (gone,)
    assert Voices(database).examples(*NEW) == ()
    hear_all(clips)
    assert len(Voices(database).examples(*NEW)) == 3


def test_enrolling_is_undone_whatever_model_heard_it_since(
    database: Database, home: Household, clips: VoiceClips
) -> None:
    new = NewVoice(
        engine="v",
        model="m",
        embedding=heard(5)[0],
        quality=0.9,
        parts={},
        seconds=3.0,
        pcm=b"another sound",
        source="upload",
    )
    EnrolledVoices(database).add(home.people[0], new)
    hear_all(clips)
    Edits(database).undo(newest(database))
    assert [each.owner for each in Voices(database).examples(*NEW)] == list(home.people)
