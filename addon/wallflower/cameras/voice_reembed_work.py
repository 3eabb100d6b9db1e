"""Hearing the enrolled voices anew as a job: every kept sound by the voice model in use."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from wallflower.cameras.people_link import people_link
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, ModelMissingError
from wallflower.speech.sound import from_pcm
from wallflower.store.clips import StoredClip, VoiceClips
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.voices.engine import VoiceEngine, VoiceProfile
from wallflower.voices.enrolment import embedding_of, examples
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.wire_jobs import Job
from wallflower.wire_voices import VoiceReembedding, VoiceReembeddingOutcome


class VoiceOrders:
    """Orders the job when a model finds voices that it has not heard."""

    def __init__(self, database: Database) -> None:
        """Look for voices and queue here."""
        self._clips = VoiceClips(database)
        self._jobs = Jobs(database)

    def is_ready(self, profile: VoiceProfile) -> bool:
        """Return whether recognition can go on with this model: its voices are heard, or that was given up.

        After a job that failed or was cancelled nobody is named until it is begun again by hand.
        """
        if not self._clips.count(profile.engine, profile.model):
            return True
        order = VoiceReembedding(engine=profile.engine, model=profile.model)
        if self._jobs.is_under_way(order):
            return False
        if not self._jobs.was_given_up(order):
            self._jobs.add(order)
            return False
        return True


class VoiceReembedWork:
    """Hears voices. What is done stays done: a job that begins again goes on where it was."""

    def __init__(self, database: Database, runtime: Path | None, load: Callable[[], VoiceEngine] = Ge2eEngine) -> None:
        """Hear with the engine that `load` returns; the analysis process is told through the runtime directory."""
        self._clips = VoiceClips(database)
        self._runtime = runtime
        self._load = load

    def do(self, job: Job, report: Callable[[float], None]) -> VoiceReembeddingOutcome:
        """Hear what waits; raise `ModelMissingError` when the engine cannot work, or is another by now."""
        order = job.voice_reembedding
        if order is None:
            raise InvalidRequestError("this job does not say which engine", field="voice_reembedding")
        engine = self._load()
        names = (engine.profile.engine, engine.profile.model)
        if names != (order.engine, order.model):
            raise ModelMissingError("the voice model of this job is not in use any more: another job hears the voices")
        total, embedded, unfound, after = max(1, self._clips.count(*names)), 0, 0, 0
        while batch := self._clips.waiting(*names, after):
            for stored in batch:
                after = stored.id
                done = self._hear(engine, stored)
                embedded, unfound = embedded + (done is True), unfound + (done is None)
                report(min(1.0, (embedded + unfound) / total))
        if self._runtime is not None:
            asyncio.run(self._tell())
        return VoiceReembeddingOutcome(embedded=embedded, unfound=unfound)

    def _hear(self, engine: VoiceEngine, stored: StoredClip) -> bool | None:
        """Return whether a voice was embedded; None without any speech in its sound."""
        names = (engine.profile.engine, engine.profile.model)
        try:
            sound = from_pcm(stored.pcm)
            embedding, compared = embedding_of(engine, sound), examples(engine, sound)
        except ValueError:
            self._clips.miss(stored, names)
            return None
        return self._clips.embed(stored, names, embedding, compared)

    async def _tell(self) -> None:
        async with people_link(self._runtime) as link:
            await link.reload()


def create(_settings: Settings, database: Database, runtime: Path | None) -> VoiceReembedWork:
    """Return who hears voices."""
    return VoiceReembedWork(database, runtime)
