"""Tunings as jobs: in a real child of the jobs process, with the real miniature model, on real recordings."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from tests.support.jobs import working
from tests.support.shelf import Shelf, make_shelf
from tests.support.sound import mini_whisper
from tests.support.talk import Talk, make_talk
from tests.support.talking import fragments
from tests.support.waiting import until
from wallflower.cameras.engine_loan import LEND_METHOD
from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.job_kinds import TuningCare
from wallflower.cameras.jobs import Pace, Starting, Worker
from wallflower.config import Settings
from wallflower.speech.sound import RATE_HZ, Samples, to_pcm
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.samples import NewSample, TuningSamples
from wallflower.wire import ErrorCode, EventType
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_options import GateOptions, SpeechOptions, VoiceOptions
from wallflower.wire_tuning import Tuning, TuningOutcome
from wallflower.workers.budget import PROCESS_BYTES
from wallflower.workers.link import ControlServer, EventSender

__all__ = ["mini_whisper"]

PATIENCE_S = 240.0
START_MS = 1_700_000_000_000
# Every line is dropped: nobody is as sure of what was said.
CLOSED = GateOptions(maybe_no_speech=1e-6, doubtful_logprob=-0.001)
DEAF = VoiceOptions(onset=0.97, offset=0.9)


class Events:
    """Takes what the worker tells."""

    def __init__(self) -> None:
        self.jobs: list[Job] = []

    def send(self, _kind: EventType, data: dict[str, Any], _at_ms: int) -> bool:
        self.jobs.append(Job.from_json(data))
        return True


class House:
    """A camera with samples, and a worker for its tunings."""

    def __init__(self, shelf: Shelf, settings: Settings, runtime: Path) -> None:
        self.shelf = shelf
        self.settings = settings
        self.runtime = runtime
        self.jobs = Jobs(shelf.database)
        self.samples = TuningSamples(shelf.database)
        self.events = Events()
        cares = {JobKind.TUNING: TuningCare(shelf.database)}
        sender = cast("EventSender", self.events)
        pace = Pace(poll_s=0.05, silence_s=60.0)
        self.worker = Worker(settings, shelf.database, sender, cares, pace=pace)
        # Its children ask for memory.
        self.borrower = Worker(settings, shelf.database, sender, cares, starting=Starting(runtime=runtime), pace=pace)
        shelf.add_camera("a")

    def set(self, **options: Any) -> None:
        Cameras(self.shelf.database).update("a", {"speech": SpeechOptions(**options), "language": "en"})

    def upload(self, sound: Samples, text: str) -> None:
        length_ms = len(sound) * 1000 // RATE_HZ
        self.samples.add(
            NewSample(camera_id="a", length_ms=length_ms, audio=to_pcm(sound).tobytes(), text=text, corrected=True)
        )

    @asynccontextmanager
    async def lending(self, limit_mb: int) -> AsyncIterator[EnginePools]:
        """Be the analysis process, as far as memory is concerned."""
        pools = EnginePools(self.settings.model_copy(update={"engine_memory_mb": limit_mb}))

        async def lend(params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
            await pools.lend(params["pid"], params["model"], params["place"])
            return {}

        control = ControlServer(self.runtime, "analysis", {LEND_METHOD: lend})
        serving = asyncio.create_task(control.run())
        try:
            yield pools
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    async def tune(self, *, most_trials: int = 4, most_s: int = 600, worker: Worker | None = None) -> Job:
        job = self.jobs.add(Tuning(camera_id="a", most_trials=most_trials, most_s=most_s))
        async with working(worker or self.worker):
            await until(lambda: self.jobs.get(job.id).state not in {JobState.QUEUED, JobState.RUNNING}, PATIENCE_S)
        return self.jobs.get(job.id)


@pytest.fixture(scope="module")
def talk() -> Talk:
    if shutil.which("flite") is None or shutil.which("espeak-ng") is None:
        pytest.skip("needs flite and espeak-ng (Debian packages of the same names)")
    return make_talk("en", 3)


@pytest.fixture
def house(database: Database, mini_whisper: Path, tmp_path: Path, runtime: Path) -> House:
    shutil.copytree(mini_whisper, tmp_path / "models" / "mini")
    shelf = make_shelf(database, tmp_path)
    return House(shelf, Settings(data=tmp_path, media=shelf.media), runtime)


def sentences(talk: Talk) -> list[tuple[float, float, str]]:
    """Return when each sentence begins and ends, with some quiet around it, and its words."""
    return [
        (said[0].start_s - 0.7, said[-1].end_s + 0.7, " ".join(word.text for word in said)) for said in talk.sentences
    ]


def cut(talk: Talk, start_s: float, end_s: float) -> Samples:
    return talk.samples[int(start_s * RATE_HZ) : int(end_s * RATE_HZ)]


def outcome(job: Job) -> TuningOutcome:
    assert job.state is JobState.DONE, job.problem
    assert job.tuned is not None
    return job.tuned


async def test_gates_that_drop_every_line_are_opened(
    house: House, talk: Talk, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    house.set(gates=CLOSED)
    for start_s, end_s, text in sentences(talk):
        house.upload(cut(talk, start_s, end_s), text.upper() + "!")
    job = await house.tune()
    found = outcome(job)
    best = found.trials[found.best]
    assert found.trials[0].wer == 1.0
    assert best.wer <= 0.2
    assert best.changed == ("gates.maybe_no_speech", "gates.doubtful_logprob")
    assert best.options.gates == GateOptions()
    assert (found.engine, found.model) == ("faster-whisper", "mini")
    assert (found.samples, found.skipped) == (3, 0)
    assert found.words == sum(len(text.split()) for _, _, text in sentences(talk))
    assert [event.progress for event in house.events.jobs] == sorted(event.progress for event in house.events.jobs)
    told = str(job.to_json()) + caplog.text + "".join(capfd.readouterr())
    said = {word for _, _, text in sentences(talk) for word in text.lower().split() if len(word) > 4}
    assert said
    assert not [word for word in said if word in told.lower()], "words of samples are nowhere but in their table"


async def test_quiet_speech_is_found_by_a_lower_onset(house: House, talk: Talk) -> None:
    house.set(vad=DEAF)
    for start_s, end_s, text in sentences(talk):
        house.upload((cut(talk, start_s, end_s) * np.float32(0.01)).astype(np.float32), text)
    found = outcome(await house.tune())
    best = found.trials[found.best]
    assert found.trials[0].missing == found.words, "it was not even found"
    assert best.wer < 0.5
    assert {"vad.onset", "vad.offset"} <= set(best.changed)


async def test_samples_are_read_out_of_the_recordings(house: House, talk: Talk) -> None:
    house.set()
    house.shelf.record(fragments(talk.samples, "a", START_MS))
    for start_s, end_s, text in sentences(talk):
        start_ms, length_ms = START_MS + int(start_s * 1000), int((end_s - start_s) * 1000)
        house.samples.add(NewSample(camera_id="a", start_ms=start_ms, length_ms=length_ms, text=text, corrected=True))
    gone_ms = START_MS + 3_600_000
    gone = NewSample(camera_id="a", start_ms=gone_ms, length_ms=2_000, text="gone", corrected=True)
    house.samples.add(gone)
    found = outcome(await house.tune(most_trials=1))
    assert (found.samples, found.skipped, len(found.trials)) == (3, 1, 1)
    assert found.trials[0].wer <= 0.2


async def test_a_job_whose_samples_are_gone_says_so(house: House) -> None:
    job = await house.tune()
    assert job.problem is not None
    assert (job.state, job.problem.code) == (JobState.FAILED, ErrorCode.NOT_FOUND)
    assert "no corrected samples" in job.problem.message
    house.samples.add(NewSample(camera_id="a", start_ms=5_000, length_ms=2_000, text="gone", corrected=True))
    job = await house.tune()
    assert job.problem is not None
    assert job.problem.message == "the sound of all samples is gone: add new ones"


async def test_without_a_model_it_says_how_to_get_one(house: House, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "models")
    house.upload(np.zeros(RATE_HZ, np.float32), "silence")
    job = await house.tune()
    assert job.problem is not None
    assert (job.state, job.problem.code) == (JobState.FAILED, ErrorCode.MODEL_MISSING)


async def test_it_can_be_cancelled(house: House, talk: Talk) -> None:
    for start_s, end_s, text in sentences(talk) * 4:
        house.upload(cut(talk, start_s, end_s), text)
    job = house.jobs.add(Tuning(camera_id="a", most_trials=200, most_s=600))
    async with working(house.worker):
        await until(lambda: house.jobs.get(job.id).progress > 0, PATIENCE_S)
        house.jobs.cancel(job.id)
        await until(lambda: house.jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
    assert house.jobs.get(job.id).tuned is None


async def test_its_engine_is_counted_while_it_runs(house: House, talk: Talk) -> None:
    for start_s, end_s, text in sentences(talk):
        house.upload(cut(talk, start_s, end_s), text)
    job = house.jobs.add(Tuning(camera_id="a", most_trials=200, most_s=600))
    async with house.lending(1_000) as pools, working(house.borrower):
        await until(lambda: house.jobs.get(job.id).progress > 0, PATIENCE_S)
        (held,) = pools.memory().engines
        assert (held.name, held.busy) == ("tuning mini", True)
        assert held.size_bytes > PROCESS_BYTES
        house.jobs.cancel(job.id)
        await until(lambda: house.jobs.get(job.id).state is JobState.CANCELLED, PATIENCE_S)
        await until(lambda: pools.memory().used_bytes == 0, PATIENCE_S)


async def test_without_memory_it_does_not_begin_and_says_what_to_do(house: House) -> None:
    house.upload(np.zeros(RATE_HZ, np.float32), "silence")
    async with house.lending(100) as pools:
        job = await house.tune(worker=house.borrower)
    assert job.problem is not None
    assert (job.state, job.problem.code) == (JobState.FAILED, ErrorCode.UNAVAILABLE)
    assert "choose a smaller model or raise engine_memory_mb" in job.problem.message
    assert pools.memory().used_bytes == 0


async def test_the_time_is_bounded(house: House, talk: Talk) -> None:
    house.set(gates=CLOSED)
    for start_s, end_s, text in sentences(talk) * 6:
        house.upload(cut(talk, start_s, end_s), text)
    job = await house.tune(most_trials=200, most_s=1)
    if job.state is JobState.FAILED:
        assert job.problem is not None
        assert "allow more, or use fewer samples" in job.problem.message
    else:
        assert not outcome(job).complete
