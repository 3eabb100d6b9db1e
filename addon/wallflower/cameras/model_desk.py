"""The server's side of models: what there is, what is wanted, and what may go."""

import asyncio
from collections.abc import Callable, Iterable

from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.model_shelf import ModelShelf
from wallflower.config import Settings
from wallflower.errors import ConflictError
from wallflower.models import catalogue, hub
from wallflower.models.bring import source_of
from wallflower.models.download import check_room
from wallflower.models.place import Place
from wallflower.models.upload import Uploads
from wallflower.wire_jobs import Job, JobKind
from wallflower.wire_models import Importable, ModelImport, ModelOrder, SpeechModel


class ModelDesk:
    """Lists, orders, imports and removes models for speech."""

    def __init__(self, settings: Settings, desk: JobDesk, in_use: Callable[[], Iterable[str]]) -> None:
        """Queue at the desk; `in_use` names the models that something works or is to work with."""
        self.uploads = Uploads(Place(settings.models_directory))
        self._settings = settings
        self._place = Place(settings.models_directory)
        self._shelf = ModelShelf(settings)
        self._catalogue = catalogue.load()
        self._desk = desk
        self._in_use = in_use

    async def list(self) -> tuple[SpeechModel, ...]:
        """Return the models of the catalogue, then those that are here besides."""
        return await asyncio.to_thread(self._list)

    async def order(self, order: ModelOrder) -> Job:
        """Queue a download; one that waits or runs already is the answer to another order for it.

        Raises `NotFoundError` for a name that the catalogue does not have, `InvalidRequestError`, `ConfigError` for a
        mirror that is none, and `StorageError` when it does not fit.
        """
        hub.address_of(self._settings.models_mirror)
        if order.repository is None:
            entry = catalogue.find(self._catalogue, order.name)
            order = ModelOrder(name=entry.name)
            await asyncio.to_thread(check_room, self._place, entry)
        else:
            self._place.of(order.name)
            hub.check_order(order)
        for job in await asyncio.to_thread(self._desk.jobs.unfinished, JobKind.MODEL_DOWNLOAD):
            if job.model == order:
                return job
        return await self._desk.add(order)

    async def bring(self, order: ModelImport) -> Job:
        """Queue an import; raise `NotFoundError`, `InvalidRequestError` for what cannot be one, or not yet."""
        self._place.of(order.name)
        await asyncio.to_thread(source_of, self._place, order)
        if order.upload is not None:
            await asyncio.to_thread(self.uploads.check_whole, order.upload)
        return await self._desk.add(order)

    async def importable(self) -> tuple[Importable, ...]:
        """Return what lies in the import directory."""
        return await asyncio.to_thread(self._shelf.importable)

    async def remove(self, name: str) -> None:
        """Delete a model; raise `NotFoundError`, `ConflictError` while it is in use or being installed."""
        self._place.of(name)
        if name in await asyncio.to_thread(self._in_use):
            raise ConflictError("this model is in use: let the speech and its cameras use another one first")
        await asyncio.to_thread(self._place.remove, name)

    def _list(self) -> tuple[SpeechModel, ...]:
        jobs = [job for kind in _KINDS for job in self._desk.jobs.unfinished(kind)]
        installing = {order.name: job.id for job in jobs if (order := _order(job)) and order.engine is None}
        return self._shelf.list(frozenset(self._in_use()), installing)


_KINDS = (JobKind.MODEL_DOWNLOAD, JobKind.MODEL_IMPORT)


def _order(job: Job) -> ModelOrder | ModelImport | None:
    return job.model or job.model_import
