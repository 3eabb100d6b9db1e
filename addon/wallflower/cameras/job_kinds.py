"""What the jobs process itself must do for each kind of job, around the child that does the work."""

import logging
import shutil
from collections.abc import Mapping
from typing import override

from wallflower.cameras.export_room import Room
from wallflower.cameras.job_care import Care
from wallflower.cameras.library_cares import NothingLeft, PersonCare
from wallflower.cameras.model_places import PACKED, place_of
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.models.upload import Uploads
from wallflower.playback.export_files import directory_of, exports_directory, orphans, remove, sweep
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.recordings import Recordings
from wallflower.store.samples import TuningSamples
from wallflower.wire_jobs import Job, JobKind, JobState

_LOGGER = logging.getLogger(__name__)


class ExportCare(Care):
    """Exports: whether they fit, and their directories."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Measure and clean below the settings' media directory."""
        self._media = settings.media
        self._jobs = Jobs(database)
        self._room = Room(settings, Recordings(database), self._jobs)

    @override
    def prepare(self, job: Job) -> None:
        if job.export is None:
            raise InvalidRequestError("this job does not say what to export", field="export")
        self._room.check(job.export)
        shutil.rmtree(directory_of(self._media, job.id), ignore_errors=True)

    @override
    def tidy(self) -> None:
        for orphan in orphans(self._media, self._jobs.ids()):
            self._jobs.adopt(orphan.job_id, orphan.export, orphan.result, orphan.made_ms)
            _LOGGER.info("the export %s was made before this database: its job is listed again", orphan.job_id)
        swept = sweep(self._media, self._jobs.ids())
        if swept:
            _LOGGER.info("removed %d remains of exports", swept)

    @override
    def keeps(self, job: Job) -> bool:
        # Without the directory of all exports it is the media that are not there just now.
        is_there = directory_of(self._media, job.id).is_dir() or not exports_directory(self._media).is_dir()
        return job.state is JobState.DONE and is_there

    @override
    def discard(self, job: Job) -> None:
        remove(self._media, job.id)


class ModelCare(Care):
    """Downloads and imports of models; a download goes on where it was after a failure, but not when cancelled."""

    def __init__(self, settings: Settings) -> None:
        """Clean the settings' directory of models, and those of face engines in it."""
        self._models = settings.models_directory

    @override
    def prepare(self, job: Job) -> None:
        if job.model is None and job.model_import is None:
            raise InvalidRequestError("this job does not say which model", field="model")

    @override
    def tidy(self) -> None:
        places = (place_of(self._models, engine) for engine in (None, *PACKED))
        removed = sum(place.tidy() + Uploads(place).tidy() for place in places)
        if removed:
            _LOGGER.info("removed %d remains of models", removed)

    @override
    def discard(self, job: Job) -> None:
        order = job.model or job.model_import
        if order is not None:
            place_of(self._models, order.engine).discard(order.name)


class TuningCare(Care):
    """Tunings leave nothing on the disk, and need samples."""

    def __init__(self, database: Database) -> None:
        """Look for samples here."""
        self._samples = TuningSamples(database)

    @override
    def prepare(self, job: Job) -> None:
        if job.tuning is None:
            raise InvalidRequestError("this job does not say which camera to tune", field="tuning")
        if not self._samples.list(job.tuning.camera_id, corrected=True):
            raise NotFoundError("this camera has no corrected samples: add some first", field="camera_id")

    @override
    def tidy(self) -> None:
        """Do nothing: there is nothing."""

    @override
    def discard(self, job: Job) -> None:
        """Do nothing: there is nothing."""


class ReembedCare(Care):
    """Embedding the library anew changes rows one by one, and leaves nothing else."""

    @override
    def prepare(self, job: Job) -> None:
        if job.reembedding is None:
            raise InvalidRequestError("this job does not say which engine", field="reembedding")

    @override
    def tidy(self) -> None:
        """Do nothing: there is nothing."""

    @override
    def discard(self, job: Job) -> None:
        """Do nothing: there is nothing."""


def make_cares(settings: Settings, database: Database) -> Mapping[JobKind, Care]:
    """Return who looks after each kind of job that this version does."""
    return {
        JobKind.EXPORT: ExportCare(settings, database),
        JobKind.MODEL_DOWNLOAD: ModelCare(settings),
        JobKind.MODEL_IMPORT: ModelCare(settings),
        JobKind.TUNING: TuningCare(database),
        JobKind.REEMBEDDING: ReembedCare(),
        JobKind.PERSON_IMPORT: PersonCare(settings, database),
        JobKind.FOLDER_SCAN: NothingLeft(),
        JobKind.REMATCH: NothingLeft(),
        JobKind.VOICE_REEMBEDDING: NothingLeft(),
    }
