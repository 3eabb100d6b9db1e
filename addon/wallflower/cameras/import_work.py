"""Imports of models as jobs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from wallflower.cameras.model_checks import check_of
from wallflower.cameras.model_places import catalogue_of, place_of
from wallflower.cameras.model_work import pass_on
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError
from wallflower.models.bring import Importer
from wallflower.store.database import Database
from wallflower.wire_jobs import Job, Transfer
from wallflower.wire_models import ModelOutcome


class ImportWork:
    """Does imports of models."""

    def __init__(self, settings: Settings) -> None:
        """Install what these settings say where."""
        self._settings = settings

    def do(self, job: Job, report: Callable[[float, Transfer | None], None]) -> ModelOutcome:
        """Install the model; raise `WallflowerError` when that is impossible."""
        if job.model_import is None:
            raise InvalidRequestError("this job does not say what to import", field="model_import")
        importer = make_importer(self._settings, job.model_import.engine)
        return importer.bring(job.model_import, partial(pass_on, report))


def make_importer(settings: Settings, engine: str | None = None) -> Importer:
    """Return what imports models for speech, or packs of a face engine, from the one import directory."""
    place = place_of(settings.models_directory, engine)
    imports = None if engine is None else place_of(settings.models_directory, None)
    return Importer(place, catalogue_of(engine), check_of(settings, engine), imports)


def create(settings: Settings, _database: Database, _runtime: Path | None) -> ImportWork:
    """Return who does imports of models."""
    return ImportWork(settings)
