"""Downloads of models as jobs: brings the settings and the last check of what was downloaded to the downloader."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from wallflower.cameras.model_checks import check_of
from wallflower.cameras.model_places import catalogue_of, place_of
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError
from wallflower.models.download import Downloader, Source
from wallflower.store.database import Database
from wallflower.wire_jobs import Job, Transfer
from wallflower.wire_models import ModelOutcome


class DownloadWork:
    """Does downloads of models."""

    def __init__(self, settings: Settings) -> None:
        """Install what these settings say where."""
        self._settings = settings

    def do(self, job: Job, report: Callable[[float, Transfer | None], None]) -> ModelOutcome:
        """Install the model; raise `WallflowerError` when that is impossible."""
        if job.model is None:
            raise InvalidRequestError("this job does not say which model", field="model")
        downloader = make_downloader(self._settings, job.model.engine)
        return asyncio.run(downloader.download(job.model, partial(pass_on, report)))


def pass_on(report: Callable[[float, Transfer | None], None], transfer: Transfer) -> None:
    """Tell a job's progress by its bytes."""
    report(transfer.done_bytes / max(1, transfer.total_bytes or 1), transfer)


def make_downloader(settings: Settings, engine: str | None = None) -> Downloader:
    """Return what downloads models for speech, or packs of a face engine."""
    source = Source(mirror=settings.models_mirror, proxy=settings.models_proxy)
    place = place_of(settings.models_directory, engine)
    return Downloader(place, catalogue_of(engine), source, check_of(settings, engine))


def create(settings: Settings, _database: Database, _runtime: Path | None) -> DownloadWork:
    """Return who does downloads of models."""
    return DownloadWork(settings)
