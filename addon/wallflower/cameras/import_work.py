"""Imports of models as jobs."""

from collections.abc import Callable
from functools import partial

from wallflower.cameras.model_work import pass_on
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError
from wallflower.models import catalogue
from wallflower.models.bring import Importer
from wallflower.models.place import Place
from wallflower.speech.models import check
from wallflower.store.database import Database
from wallflower.wire_jobs import Job, Transfer
from wallflower.wire_models import ModelOutcome


class ImportWork:
    """Does imports of models."""

    def __init__(self, importer: Importer) -> None:
        """Use this one."""
        self._importer = importer

    def do(self, job: Job, report: Callable[[float, Transfer | None], None]) -> ModelOutcome:
        """Install the model; raise `WallflowerError` when that is impossible."""
        if job.model_import is None:
            raise InvalidRequestError("this job does not say what to import", field="model_import")
        return self._importer.bring(job.model_import, partial(pass_on, report))


def make_importer(settings: Settings) -> Importer:
    """Return what imports into the settings' directory of models."""
    place = Place(settings.models_directory)
    return Importer(place, catalogue.load(), partial(check, models_directory=place.directory))


def create(settings: Settings, _database: Database) -> ImportWork:
    """Return who does imports of models."""
    return ImportWork(make_importer(settings))
