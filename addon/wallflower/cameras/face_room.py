"""The analysis process's side of face engines: which one works now, and how the library stands with it."""

import asyncio
from pathlib import Path
from typing import override

from wallflower.cameras.engine_pools import EnginePools
from wallflower.cameras.face_choice import FaceChoices, FaceTerms
from wallflower.config import Settings
from wallflower.errors import ModelMissingError
from wallflower.faces.analysis import ANALYSE_TIMEOUT_S, AnalysedImage, analyse, check_engine, profile_of
from wallflower.faces.engine import MatchProfile, Rgb
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.store.jobs import Jobs
from wallflower.store.meta import Meta
from wallflower.store.past_faces import PastRejections, PastVisits
from wallflower.store.people import GalleryRow, People
from wallflower.wire import Engine
from wallflower.wire_faces import FaceChoice, FaceStatus, LibraryState, Reembedding
from wallflower.wire_jobs import JobKind
from wallflower.workers.shared_memory import SharingPool


class SettledPeople(People):
    """People who nobody is while some of their faces, or of what is not theirs, wait to be embedded.

    With half of a library a stranger to it would be taken for whoever is in it already.
    """

    def __init__(self, database: Database) -> None:
        """Use this database."""
        super().__init__(database)
        self._library, self._rejections = FaceLibrary(database), PastRejections(database)

    @override
    def gallery(self, engine: str, model: str) -> tuple[GalleryRow, ...]:
        if self._library.count(engine, model) or self._rejections.count(engine, model):
            return ()
        return super().gallery(engine, model)


class FaceRoom:
    """Runs the chosen engine in a child, and changes it when another is chosen."""

    def __init__(self, settings: Settings, database: Database, pools: EnginePools) -> None:
        """Nothing is chosen before `follow`."""
        self._models: Path = settings.models_directory
        self._choices = FaceChoices(settings, Meta(database))
        self._terms = FaceTerms(Meta(database))
        self._library = FaceLibrary(database)
        self._rejections, self._visits = PastRejections(database), PastVisits(database)
        self._jobs = Jobs(database)
        self._pools = pools
        self._changing = asyncio.Lock()
        self._choice: FaceChoice | None = None
        self._why = ""
        self._refusal: ModelMissingError | None = None
        self._pool: SharingPool | None = None
        self._providers: tuple[str, ...] = ()
        self._state: tuple[LibraryState, int] = (LibraryState(), 0)
        self._followed: Reembedding | None = None

    async def follow(self) -> bool:
        """Look what is chosen now, and have the library embedded for it; return whether recognition has changed."""
        async with self._changing:
            choice, self._why = await asyncio.to_thread(self._choices.get)
            before, self._choice = self._choice, choice
            if before is None or (before.engine, before.model) != (choice.engine, choice.model):
                self._providers = ()
                old, self._pool = self._pool, self._pools.faces(choice.engine, choice.model)
                if old is not None:
                    await old.close()
            engine = await asyncio.to_thread(self.check)
            if engine.model is None or not engine.usable:
                return False
            state = await asyncio.to_thread(self._follow_library, engine.name, engine.model)
            changed, self._state = state != self._state, state
            return changed

    async def analyse(self, rgb: Rgb) -> AnalysedImage:
        """Return the faces of a picture; raise `WallflowerError` or `TimeoutError` when the engine cannot tell them."""
        choice, pool = await self._chosen()
        arguments = (choice.engine, self._models, rgb, choice.model)
        image = await pool.run(analyse, *arguments, timeout_s=ANALYSE_TIMEOUT_S)
        self._providers = image.providers
        return image

    async def profile(self) -> MatchProfile:
        """Return how the engine judges, with the errors of `analyse`."""
        choice, pool = await self._chosen()
        arguments = (choice.engine, self._models, choice.model)
        return await pool.run(profile_of, *arguments, timeout_s=ANALYSE_TIMEOUT_S)

    async def _chosen(self) -> tuple[FaceChoice, SharingPool]:
        if self._choice is None:
            await self.follow()
        choice, pool = self._choice, self._pool
        if choice is None or pool is None or self._refusal is not None:
            raise self._refusal or ModelMissingError("no face engine is chosen")
        return choice, pool

    def check(self) -> Engine:
        """Return whether the engine can work, and why not. It may wait for the disk."""
        choice = self._choice or self._choices.get()[0]
        engine = check_engine(choice.engine, self._models, choice.model)
        self._refusal = None
        if engine.model is not None:
            try:
                self._terms.check(engine.name, engine.model)
            except ModelMissingError as error:
                self._refusal = error
                return Engine(name=engine.name, usable=False, model=engine.model, reason=error.message)
        return engine

    def status(self) -> FaceStatus:
        """Return how the engine is. It may wait for the disk."""
        choice, engine = self._choice or self._choices.get()[0], self.check()
        library = self._library.state(engine.name, engine.model) if engine.model else LibraryState()
        job = next(iter(self._jobs.unfinished(JobKind.REEMBEDDING)), None)
        return FaceStatus(
            engine=engine.name,
            model=engine.model,
            usable=engine.usable,
            reason=engine.reason,
            why=self._why,
            providers=self._providers,
            chosen_ms=choice.chosen_ms,
            chosen_by=choice.chosen_by,
            library=library,
            reembedding=job.id if job else None,
        )

    async def close(self) -> None:
        """End the engine."""
        if self._pool is not None:
            await self._pool.close()

    def _follow_library(self, engine: str, model: str) -> tuple[LibraryState, int]:
        """Order what waits to be embedded; return how the library stands, and how many rejections wait."""
        state, order = self._library.state(engine, model), Reembedding(engine=engine, model=model)
        rejections = self._rejections.count(engine, model)
        waiting = state.waiting + rejections
        if order != self._followed:  # no visit begins to wait later, and looking through all of them takes a while
            waiting += self._visits.count(engine, model)
        # A job that failed or was cancelled is begun by hand.
        if waiting and not self._jobs.is_under_way(order) and not self._jobs.was_given_up(order):
            self._jobs.add(order)
        self._followed = order
        return state, rejections
