"""Tunings as jobs: a camera's samples are heard with one set of speech settings after another, by the real engine."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from wallflower import clock
from wallflower.cameras.engine_loan import borrow
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, NotFoundError, SourceError
from wallflower.media.reader import read_audio
from wallflower.speech import worker
from wallflower.speech.audio import TOLERATED_HOLE_MS, Recorded
from wallflower.speech.engine import EngineSpec, Window
from wallflower.speech.languages import LanguageKeeper
from wallflower.speech.sound import RATE_HZ, SILENCE, Samples, from_pcm
from wallflower.speech.sources import SourceSettings, make_source
from wallflower.speech.treatment import Treatment, hot_words
from wallflower.speech.tuning import OverError, Search
from wallflower.speech.tuning_trial import Rehearsal, Sample, plain
from wallflower.speech.vad import VoiceModel
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.languages import Languages
from wallflower.store.people import People
from wallflower.store.recordings import Recordings
from wallflower.store.samples import TuningSamples
from wallflower.wire_jobs import Job
from wallflower.wire_tuning import SampleSource, TunedOptions, Tuning, TuningOutcome, TuningSample


def create(settings: Settings, database: Database, runtime: Path | None) -> TuningWork:
    """Return who does tunings."""
    return TuningWork(settings, database, runtime)


class TuningWork:
    """Does tunings."""

    def __init__(self, settings: Settings, database: Database, runtime: Path | None) -> None:
        """Use samples of this database, recordings and models of these settings, and memory of the engines there."""
        self._settings = settings
        self._runtime = runtime
        self._cameras = Cameras(database)
        self._people = People(database)
        self._languages = LanguageKeeper(Languages(database))
        self._samples = TuningSamples(database)
        self._recordings = Recordings(database)

    def do(self, job: Job, report: Callable[[float], None]) -> TuningOutcome:
        """Try settings until none is better, or the time is over; raise `WallflowerError` when that is impossible."""
        order = job.tuning
        if order is None:
            raise InvalidRequestError("this job does not say which camera to tune", field="tuning")
        row = self._cameras.get(order.camera_id)
        samples, skipped = self._gather(order.camera_id)
        spec = self._spec(row)
        report(0.0)
        self._borrow(spec)
        worker.load(spec)
        progress = _Progress(order, report)
        like = Window(samples=SILENCE, language=self._language(row), hot_words=self._hot_words(row))
        transcribe = partial(worker.transcribe, spec)
        rehearsal = Rehearsal(VoiceModel.bundled(), transcribe, like, samples, progress.before_each)
        search = Search(rehearsal, TunedOptions.of(row.speech), order.most_trials)

        def tried() -> None:
            progress.tried()
            self._borrow(spec)  # whoever keeps the books may have started anew

        complete = search.run(tried)
        return TuningOutcome(
            camera_id=row.id,
            engine=spec.engine,
            model=spec.model,
            samples=len(samples),
            skipped=skipped,
            words=sum(len(plain(sample.text).split()) for sample in samples),
            length_s=round(sum(len(sample.samples) for sample in samples) / RATE_HZ, 1),
            trials=tuple(search.trials),
            best=search.best,
            complete=complete,
        )

    def _borrow(self, spec: EngineSpec) -> None:
        if self._runtime is not None:
            borrow(self._runtime, spec)

    def _gather(self, camera_id: str) -> tuple[list[Sample], int]:
        """Return the samples with their sound, and how many have none any more."""
        stored = [sample for sample in self._samples.list(camera_id, corrected=True) if plain(sample.text)]
        if not stored:
            raise NotFoundError("this camera has no corrected samples: add some first", field="camera_id")
        sounds = [(sample.text, self._sound(sample)) for sample in stored]
        found = [Sample(samples=samples, text=text) for text, samples in sounds if samples is not None]
        if not found:
            raise NotFoundError("the sound of all samples is gone: add new ones", field="camera_id")
        return found, len(stored) - len(found)

    def _sound(self, sample: TuningSample) -> Samples | None:
        if sample.source is SampleSource.UPLOAD:
            audio = self._samples.audio(sample.id)
            return None if audio is None else from_pcm(audio)
        start_ms = sample.start_ms or 0
        try:
            read = read_audio(
                self._recordings, self._settings.media, sample.camera_id, start_ms, start_ms + sample.length_ms
            )
        except SourceError, OSError, ValueError, KeyError, IndexError:  # a damaged or vanished file
            return None
        recorded = Recorded(read.samples, read.covered)
        return recorded.samples if recorded.covered_ms >= sample.length_ms - TOLERATED_HOLE_MS else None

    def _spec(self, row: CameraRow) -> EngineSpec:
        settings, options = self._settings, row.speech
        sources = SourceSettings(
            models_directory=settings.models_directory,
            model=settings.speech_model,
            addresses=settings.speech_servers,
            niceness=0,  # the job's process stands back already
        )
        return make_source(sources, options.engine or settings.speech_engines[0], options.model)().spec

    def _language(self, row: CameraRow) -> str | None:
        return self._languages.choose(row.id, Treatment(language=row.language, options=row.speech))

    def _hot_words(self, row: CameraRow) -> tuple[str, ...]:
        people = (person.name for person in self._people.list())
        return hot_words(row.speech.hot_words, people, (camera.name for camera in self._cameras.list()))


class _Progress:
    """Says how far a tuning is, and when its time is over."""

    def __init__(self, order: Tuning, report: Callable[[float], None]) -> None:
        self._order = order
        self._report = report
        self._began_s = clock.monotonic_s()
        self._trials = 0

    def before_each(self) -> None:
        """Raise `OverError` when the time is over."""
        spent = (clock.monotonic_s() - self._began_s) / self._order.most_s
        if spent >= 1.0:
            raise OverError
        self._report(max(spent, self._trials / self._order.most_trials))

    def tried(self) -> None:
        """Note that a trial is done."""
        self._trials += 1
