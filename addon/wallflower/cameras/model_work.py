"""Downloads of models as jobs: brings the settings and the last check of what was downloaded to the downloader."""

import asyncio
from collections.abc import Callable
from functools import partial

from wallflower.config import Settings
from wallflower.errors import InvalidRequestError
from wallflower.models import catalogue
from wallflower.models.download import Downloader, Source
from wallflower.models.place import Place
from wallflower.speech.models import check
from wallflower.store.database import Database
from wallflower.wire_jobs import Job, Transfer
from wallflower.wire_models import ModelOutcome


class DownloadWork:
    """Does downloads of models."""

    def __init__(self, downloader: Downloader) -> None:
        """Use this one."""
        self._downloader = downloader

    def do(self, job: Job, report: Callable[[float, Transfer | None], None]) -> ModelOutcome:
        """Install the model; raise `WallflowerError` when that is impossible."""
        if job.model is None:
            raise InvalidRequestError("this job does not say which model", field="model")

        return asyncio.run(self._downloader.download(job.model, partial(pass_on, report)))


def pass_on(report: Callable[[float, Transfer | None], None], transfer: Transfer) -> None:
    """Tell a job's progress by its bytes."""
    report(transfer.done_bytes / max(1, transfer.total_bytes or 1), transfer)


def make_downloader(settings: Settings) -> Downloader:
    """Return what downloads into the settings' directory of models."""
    place = Place(settings.models_directory)
    source = Source(mirror=settings.models_mirror, proxy=settings.models_proxy)
    return Downloader(place, catalogue.load(), source, partial(check, models_directory=place.directory))


def create(settings: Settings, _database: Database) -> DownloadWork:
    """Return who does downloads of models."""
    return DownloadWork(make_downloader(settings))
