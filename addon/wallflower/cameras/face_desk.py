"""The server's side of face engines: their packs, whose terms were accepted, and which engine is chosen."""

import asyncio
from collections.abc import Iterator

from wallflower.cameras.face_choice import FaceChoices, FaceTerms, digest_of
from wallflower.cameras.job_desk import JobDesk
from wallflower.cameras.model_places import PACKED, catalogue_of, place_of
from wallflower.cameras.registry import Link
from wallflower.config import Settings
from wallflower.errors import ConflictError, InvalidRequestError, ModelMissingError
from wallflower.faces import packs
from wallflower.models import catalogue, hub
from wallflower.models.bring import source_of
from wallflower.models.download import check_room
from wallflower.models.place import Place
from wallflower.store.meta import Meta
from wallflower.wire_faces import FaceChoice, FacePack, FaceStatus, Reembedding
from wallflower.wire_jobs import Job, JobKind
from wallflower.wire_models import ModelImport, ModelOrder, ModelState, Trust

RELOAD_TIMEOUT_S = 10.0
_TRUST = (Trust.NOBODY, Trust.HUB, Trust.CATALOGUE)


class FaceDesk:
    """Lists and installs packs, and chooses engines."""

    def __init__(self, settings: Settings, desk: JobDesk, meta: Meta, analysis: Link) -> None:
        """Queue at the desk; tell the analysis process what was chosen."""
        self._settings = settings
        self._models = settings.models_directory
        self._desk = desk
        self._choices = FaceChoices(settings, meta)
        self._terms = FaceTerms(meta)
        self._analysis = analysis

    async def status(self) -> FaceStatus:
        """Return which engine works and how; raise `UnavailableError` when the analysis process does not tell."""
        return FaceStatus.from_json(await self._analysis.call("face_status", {}))

    async def packs(self) -> tuple[FacePack, ...]:
        """Return the packs of the catalogue and those that are here besides."""
        return await asyncio.to_thread(lambda: tuple(self._packs()))

    async def choose(self, engine: str, model: str | None, by: str) -> FaceStatus:
        """Change the engine; what is enrolled is embedded anew for it by a job.

        Raise `InvalidRequestError`, and `ModelMissingError` for an engine that could not work: the old one stays.
        """
        await asyncio.to_thread(self._check, engine, model)
        await asyncio.to_thread(self._choices.set, engine, model, by)
        return FaceStatus.from_json(await self._analysis.call("reload_faces", {}, timeout_s=RELOAD_TIMEOUT_S))

    async def accept(self, engine: str, name: str, digest: str, by: str) -> FacePack:
        """Keep that somebody accepted a pack's terms; raise `InvalidRequestError`, `ConflictError` for other terms."""
        self._place(engine).of(name)
        await asyncio.to_thread(self._terms.accept, engine, name, digest, by)
        return await asyncio.to_thread(self._pack, engine, name, None)

    async def order(self, engine: str, name: str) -> Job:
        """Queue a download, unless one waits; raise `ConflictError` while the pack's terms are not accepted."""
        hub.address_of(self._settings.models_mirror)
        place = self._place(engine)
        entry = catalogue.find(catalogue_of(engine), name)
        await asyncio.to_thread(self._check_terms, engine, name)
        await asyncio.to_thread(check_room, place, entry)
        order = ModelOrder(name=name, engine=engine)
        for job in await asyncio.to_thread(self._desk.jobs.unfinished, JobKind.MODEL_DOWNLOAD):
            if job.model == order:
                return job
        return await self._desk.add(order)

    async def bring(self, order: ModelImport) -> Job:
        """Queue the import of a pack that somebody put into the import directory or uploaded."""
        self._place(order.engine or "").of(order.name)
        await asyncio.to_thread(source_of, Place(self._models), order)
        return await self._desk.add(order)

    async def remove(self, engine: str, name: str) -> None:
        """Delete a pack; raise `NotFoundError`, `ConflictError` while it is in use or being installed."""
        place = self._place(engine)
        place.of(name)
        if await asyncio.to_thread(self._is_used, engine, name):
            raise ConflictError("this pack is in use: choose another face engine first", field="name")
        await asyncio.to_thread(place.remove, name)

    async def embed_again(self) -> Job:
        """Queue the embedding of what waits; a job that waits or runs already is the answer."""
        status = await self.status()
        if status.model is None or not status.usable:
            raise ModelMissingError(status.reason or "the face engine cannot work now")
        for job in await asyncio.to_thread(self._desk.jobs.unfinished, JobKind.REEMBEDDING):
            return job
        return await self._desk.add(Reembedding(engine=status.engine, model=status.model))

    def _place(self, engine: str) -> Place:
        if engine not in PACKED:
            raise InvalidRequestError(f"only {' and '.join(PACKED)} have packs", field="engine")
        return place_of(self._models, engine)

    def _check(self, engine: str, model: str | None) -> None:
        if engine in PACKED:
            self._terms.check(engine, packs.find(self._models, engine, model).name)

    def _check_terms(self, engine: str, name: str) -> None:
        if self._terms.text(engine, name) is not None and self._terms.accepted(engine, name) is None:
            raise ConflictError("read and accept the terms of this pack first", field="name")

    def _is_used(self, engine: str, name: str) -> bool:
        choice: FaceChoice = self._choices.get()[0]
        return choice.engine == engine and choice.model in (None, name)

    def _packs(self) -> Iterator[FacePack]:
        kinds = (JobKind.MODEL_DOWNLOAD, JobKind.MODEL_IMPORT)
        orders = [(job.model or job.model_import, job.id) for kind in kinds for job in self._desk.jobs.unfinished(kind)]
        installing = {(order.engine, order.name): job_id for order, job_id in orders if order is not None}
        for engine in PACKED:
            coming = [name for of, name in installing if of == engine]
            for name in dict.fromkeys((*catalogue_of(engine), *packs.present(self._models, engine), *coming)):
                yield self._pack(engine, name, installing.get((engine, name)))

    def _pack(self, engine: str, name: str, job_id: str | None) -> FacePack:
        entry, place = catalogue_of(engine).get(name), place_of(self._models, engine)
        is_here = name in packs.present(self._models, engine)
        text, accepted = self._terms.text(engine, name), self._terms.accepted(engine, name)
        receipt = place.receipt(name) if is_here else None
        state, reason, size_bytes = self._state(engine, name) if is_here else (ModelState.AVAILABLE, None, 0)
        if job_id is not None and state is not ModelState.INSTALLED:
            state, reason = ModelState.INSTALLING, None
        trusts = [file.trust for file in receipt.files] if receipt else []
        return FacePack(
            engine=engine,
            name=name,
            title=entry.title if entry else name,
            state=state,
            size_bytes=size_bytes or (entry.size_bytes if entry else 0),
            reason=reason,
            in_use=is_here and self._is_used(engine, name),
            job_id=job_id,
            machine=entry.machine if entry else None,
            licence=entry.licence if entry else None,
            licence_url=entry.licence_url if entry else None,
            terms=text,
            terms_digest=digest_of(text) if text else None,
            accepted_ms=accepted[0] if accepted else None,
            accepted_by=accepted[1] if accepted else None,
            trust=min(trusts or [Trust.NOBODY], key=_TRUST.index) if is_here else None,
        )

    def _state(self, engine: str, name: str) -> tuple[ModelState, str | None, int]:
        directory = packs.directory_of(self._models, engine) / name
        size_bytes = sum(path.stat().st_size for path in directory.iterdir() if path.is_file())
        try:
            packs.find(self._models, engine, name)
        except ModelMissingError as error:
            return ModelState.BROKEN, error.message, size_bytes
        return ModelState.INSTALLED, None, size_bytes
