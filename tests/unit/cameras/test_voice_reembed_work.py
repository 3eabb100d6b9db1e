"""Another voice model hears the enrolled voices anew: with real networks, one of them in a real child."""

import base64
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.support.jobs import working
from tests.support.tiny_voice import TINY, tiny_engine
from tests.support.waiting import until
from tests.unit.store.test_voicing import speak
from wallflower.cameras.jobs import Pace, Worker
from wallflower.cameras.library_cares import NothingLeft
from wallflower.cameras.voice_reembed_work import VoiceOrders, VoiceReembedWork
from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.speech.sound import Samples, from_pcm, to_pcm
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.clips import VoiceClips
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.store.portable import Portable
from wallflower.store.room_noise import RoomNoises
from wallflower.store.voices import Voices
from wallflower.store.voicing import Voicing
from wallflower.voices.clerk import ClerkParts, VoiceClerk
from wallflower.voices.engine import VoiceProfile
from wallflower.voices.enrolment import embedding_of
from wallflower.voices.ge2e_engine import PROFILE
from wallflower.voices.mel import RATE_HZ
from wallflower.wire import EventType
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_voices import VoiceReembedding, VoiceReembeddingOutcome

PATIENCE_S = 90.0


class Events:
    """Takes what the worker tells."""

    def send(self, _kind: EventType, _data: dict[str, Any], _at_ms: int) -> bool:
        return True


def noise(seed: int, seconds: float = 3.0) -> Samples:
    """Return what counts as speech, as nothing beside it is quieter."""
    return np.random.default_rng(seed).normal(scale=0.1, size=round(seconds * RATE_HZ)).astype(np.float32)


def enrol(database: Database, name: str, sound: Samples, profile: VoiceProfile) -> bytes:
    """Enrol a sound as if an engine had heard it; return what is kept of it."""
    pcm = to_pcm(sound).tobytes()
    EnrolledVoices(database).add(
        People(database).create(name).id,
        NewVoice(
            engine=profile.engine,
            model=profile.model,
            embedding=np.ones(profile.dimension, np.float32),
            quality=0.9,
            parts={},
            seconds=3.0,
            pcm=pcm,
            source="upload",
        ),
    )
    return pcm


def job_of(profile: VoiceProfile) -> Job:
    order = VoiceReembedding(engine=profile.engine, model=profile.model)
    return Job(id="j", kind=JobKind.VOICE_REEMBEDDING, state=JobState.RUNNING, voice_reembedding=order)


def names(profile: VoiceProfile) -> tuple[str, str]:
    return profile.engine, profile.model


async def test_the_bundled_model_hears_voices_of_another_in_a_child(database: Database, tmp_path: Path) -> None:
    orders, jobs = VoiceOrders(database), Jobs(database)
    assert orders.is_ready(PROFILE)
    for number, name in enumerate(("Ann", "Bob")):
        enrol(database, name, noise(number), TINY)
    enrol(database, "Nobody", np.zeros(RATE_HZ, np.float32), TINY)
    assert not orders.is_ready(PROFILE)
    assert not orders.is_ready(PROFILE)
    (job,) = jobs.unfinished(JobKind.VOICE_REEMBEDDING)
    worker = Worker(
        Settings(data=tmp_path, media=tmp_path / "media"),
        database,
        cast("Any", Events()),
        {JobKind.VOICE_REEMBEDDING: NothingLeft()},
        pace=Pace(poll_s=0.05, silence_s=60.0),
    )
    async with working(worker):
        await until(lambda: jobs.get(job.id).ended_ms is not None, PATIENCE_S)
    ended = jobs.get(job.id)
    assert (ended.state, ended.revoiced) == (JobState.DONE, VoiceReembeddingOutcome(embedded=2, unfound=1))
    assert orders.is_ready(PROFILE)
    found = Voices(database).examples(*names(PROFILE))
    assert [each.vectors.shape[1] for each in found] == [256, 256]
    assert len(jobs.list(kind=JobKind.VOICE_REEMBEDDING)[0]) == 1


def test_another_model_begins_where_it_was_killed(database: Database) -> None:
    kept = [enrol(database, name, noise(number), PROFILE) for number, name in enumerate(("Ann", "Bob", "Cy"))]

    def die(_progress: float) -> None:
        raise KeyboardInterrupt

    work = VoiceReembedWork(database, None, tiny_engine)
    with pytest.raises(KeyboardInterrupt):
        work.do(job_of(TINY), die)
    assert VoiceClips(database).count(*names(TINY)) == 2
    told: list[float] = []
    assert work.do(job_of(TINY), told.append) == VoiceReembeddingOutcome(embedded=2)
    assert told == [0.5, 1.0]
    engine = tiny_engine()
    for person, pcm in zip(People(database).list(), kept, strict=True):
        with Portable(database).reading(person.id) as whole:
            (example,) = whole.examples
        assert (example.engine, example.model) == names(TINY)
        expected = embedding_of(engine, from_pcm(pcm)).tobytes()
        assert base64.b64decode(example.embedding) == expected
    assert VoiceOrders(database).is_ready(TINY)
    assert not VoiceOrders(database).is_ready(PROFILE)


def test_a_job_of_a_model_that_is_not_in_use_any_more_is_not_done(database: Database) -> None:
    enrol(database, "Ann", noise(1), PROFILE)
    with pytest.raises(ModelMissingError, match="not in use"):
        VoiceReembedWork(database, None, tiny_engine).do(job_of(PROFILE), lambda _progress: None)
    assert VoiceClips(database).count(*names(TINY)) == 1


def test_after_a_job_that_was_given_up_nobody_is_named_until_it_is_begun_by_hand(database: Database) -> None:
    enrol(database, "Ann", noise(1), PROFILE)
    orders, jobs = VoiceOrders(database), Jobs(database)
    assert not orders.is_ready(TINY)
    (job,) = jobs.unfinished(JobKind.VOICE_REEMBEDDING)
    jobs.cancel(job.id)
    assert orders.is_ready(TINY)
    assert Voices(database).examples(*names(TINY)) == ()
    assert jobs.unfinished(JobKind.VOICE_REEMBEDDING) == ()
    jobs.retry(job.id)
    assert not orders.is_ready(TINY)


async def test_utterances_wait_until_the_voices_are_heard(database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    enrol(database, "Ann", noise(1), PROFILE)
    enrol(database, "Silent", np.zeros(RATE_HZ, np.float32), TINY)
    speak(database, 1000)
    clerk = VoiceClerk(
        ClerkParts(
            load=tiny_engine,
            voicing=Voicing(database),
            voices=Voices(database),
            rooms=RoomNoises(database),
            fetch=lambda _claim: noise(1),
            is_busy=lambda: False,
            is_ready=VoiceOrders(database).is_ready,
            on_line=lambda _line: None,
        )
    )
    try:
        assert not await clerk.work_once()
        assert Voicing(database).waiting() == 1
        VoiceReembedWork(database, None, tiny_engine).do(job_of(TINY), lambda _progress: None)
        assert await clerk.work_once()
        assert Voicing(database).waiting() == 0
    finally:
        clerk.close()
