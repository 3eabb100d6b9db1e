"""Takes samples of what is said at a camera, orders for tunings, and the best that they found."""

import asyncio
from dataclasses import dataclass

from wallflower import clock
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.registry import CameraRegistry
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.speech.sound import RATE_KHZ, to_pcm
from wallflower.speech.wave_file import read_wave
from wallflower.store.folding import clean, fold
from wallflower.store.recordings import Recordings
from wallflower.store.samples import NewSample, TuningSamples
from wallflower.store.transcripts import Transcripts
from wallflower.wire import Camera
from wallflower.wire_jobs import Job, JobKind
from wallflower.wire_tuning import Tuning, TuningSample

LEAST_MS = 500
LONGEST_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TuningStores:
    """What is known of a camera's sound and words."""

    samples: TuningSamples
    recordings: Recordings
    transcripts: Transcripts


class TuningDesk:
    """Samples and tunings of all cameras."""

    def __init__(self, stores: TuningStores, jobs: JobDesk, registry: CameraRegistry) -> None:
        """Keep samples here, queue tunings there, and change cameras in the registry."""
        self._stores = stores
        self._jobs = jobs
        self._registry = registry

    async def list(self, camera_id: str) -> tuple[TuningSample, ...]:
        """Return a camera's samples; raise `NotFoundError`."""
        await self._registry.require(camera_id)
        return await asyncio.to_thread(self._stores.samples.list, camera_id)

    async def take(self, camera_id: str, start_ms: int, end_ms: int, text: str | None) -> TuningSample:
        """Keep a stretch of the recordings, with the words said in it or else what the transcript says.

        Raise `NotFoundError` where nothing was recorded, `InvalidRequestError`, and `ConflictError` for too many.
        """
        await self._registry.require(camera_id)
        _check_length(end_ms - start_ms, "end")
        if end_ms > clock.now_ms():
            raise InvalidRequestError("this lies in the future", field="end")
        if text is not None:
            _check_words(text)
        return await asyncio.to_thread(self._take, camera_id, start_ms, end_ms, text)

    async def upload(self, camera_id: str, data: bytes) -> TuningSample:
        """Keep the sound of a WAV file; raise `InvalidRequestError`, `ConflictError` when there are too many."""
        await self._registry.require(camera_id)
        return await asyncio.to_thread(self._upload, camera_id, data)

    async def correct(self, camera_id: str, sample_id: int, text: str) -> TuningSample:
        """Say what is said in a sample; raise `InvalidRequestError` for no words, `NotFoundError`."""
        _check_words(text)
        return await asyncio.to_thread(self._stores.samples.correct, camera_id, sample_id, text)

    async def delete(self, camera_id: str, sample_id: int) -> None:
        """Forget a sample; raise `NotFoundError`."""
        await asyncio.to_thread(self._stores.samples.delete, camera_id, sample_id)

    async def order(self, tuning: Tuning) -> Job:
        """Queue a tuning; raise `InvalidRequestError` without corrected samples, `ConflictError` while one goes on."""
        await self._registry.require(tuning.camera_id)
        await asyncio.to_thread(self._check_order, tuning.camera_id)
        return await self._jobs.add(tuning)

    async def apply(self, camera_id: str, job_id: str) -> Camera:
        """Set the camera to the best that its tuning found; raise `NotFoundError`, `ConflictError` before its end."""
        job = await asyncio.to_thread(self._jobs.jobs.get, job_id)
        if job.kind is not JobKind.TUNING or job.tuning is None or job.tuning.camera_id != camera_id:
            raise NotFoundError("no tuning of this camera has this id", field="job_id")
        if job.tuned is None:
            raise ConflictError(f"this tuning has found nothing: it is {job.state.value}")
        best = job.tuned.trials[job.tuned.best].options
        return await self._registry.update(camera_id, {"speech": best.to_json()})

    def _take(self, camera_id: str, start_ms: int, end_ms: int, text: str | None) -> TuningSample:
        if not self._stores.recordings.readable(camera_id, start_ms, end_ms):
            raise NotFoundError("nothing was recorded at this time: choose another range", field="start")
        lines = self._stores.transcripts.lines(camera_id, start_ms, end_ms) if text is None else ()
        new = NewSample(
            camera_id=camera_id,
            start_ms=start_ms,
            length_ms=end_ms - start_ms,
            text=" ".join(line.text for line in lines) if text is None else text,
            corrected=text is not None,
        )
        return self._stores.samples.add(new)

    def _upload(self, camera_id: str, data: bytes) -> TuningSample:
        samples = read_wave(data, LONGEST_MS / 1000)
        length_ms = len(samples) // RATE_KHZ
        _check_length(length_ms, "body")
        new = NewSample(camera_id=camera_id, length_ms=length_ms, audio=to_pcm(samples).tobytes())
        return self._stores.samples.add(new)

    def _check_order(self, camera_id: str) -> None:
        if not self._stores.samples.list(camera_id, corrected=True):
            message = "this camera has no corrected samples: add some, and say what is said in them"
            raise InvalidRequestError(message, field="camera_id")
        unfinished = self._jobs.jobs.unfinished(JobKind.TUNING)
        if any(job.tuning is not None and job.tuning.camera_id == camera_id for job in unfinished):
            raise ConflictError("this camera is being tuned already: wait, or cancel that job")


def _check_length(length_ms: int, field: str) -> None:
    if not LEAST_MS <= length_ms <= LONGEST_MS:
        raise InvalidRequestError("a sample is half a second to a minute long", field=field)


def _check_words(text: str) -> None:
    if not fold(clean(text)):
        raise InvalidRequestError("write down the words that are said: at least one", field="text")
