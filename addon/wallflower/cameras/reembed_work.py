"""Embedding the library anew as a job: every stored crop through the engine that was chosen, then past faces.

The engine is the one that looks at cameras, in the analysis process's child: it takes no memory beside that, and what
hangs or crashes it ends neither the job nor the looking.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from wallflower.cameras.people_link import PeopleLink, people_link
from wallflower.config import Settings
from wallflower.errors import ConflictError, ImageError, InvalidRequestError, UnavailableError
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary, StoredCrop
from wallflower.store.jobs import Jobs
from wallflower.store.past_faces import PastRejections, PastVisits
from wallflower.wire_faces import Reembedding, ReembeddingOutcome
from wallflower.wire_jobs import Job, JobKind

type Report = Callable[[float], None]

# The analysis process may just be starting again, or its engine wait until another one gives memory back. A call and
# the pause behind it take less than a job may be silent.
PAUSES_S = (1.0, 2.0, 5.0, 10.0, *[30.0] * 6)
LIBRARY, REJECTIONS, VISITS = "library", "rejections", "visits"


class Crops(Protocol):
    """Faces of one kind that are kept as pictures."""

    def count(self, engine: str, model: str) -> int:
        """Return how many wait to be embedded."""
        ...

    def waiting(self, engine: str, model: str, after: int) -> tuple[StoredCrop, ...]:
        """Return some of them, by id behind `after`."""
        ...

    def embed(self, stored: StoredCrop, engine: str, model: str, embedding: NDArray[np.float32]) -> bool:
        """Replace the embedding of one; False when that cannot be any more."""
        ...

    def miss(self, stored: StoredCrop, engine: str, model: str) -> None:
        """Note that the engine finds no face in one."""
        ...


class ReembedWork:
    """Embeds libraries. What is done stays done: a job that begins again goes on where it was."""

    def __init__(self, database: Database, runtime: Path | None) -> None:
        """Use faces of this database; the engine is reached through the runtime directory."""
        self._runtime = runtime
        self._jobs = Jobs(database)
        # While one of the library's waits nobody is recognised, so it comes first.
        self._kinds: dict[str, Crops] = {
            LIBRARY: FaceLibrary(database),
            REJECTIONS: PastRejections(database),
            VISITS: PastVisits(database),
        }

    def do(self, job: Job, report: Report) -> ReembeddingOutcome:
        """Embed what waits; raise `ModelMissingError` or `UnavailableError` when the engine cannot work.

        Visits are left to the next job when one waits: then still another engine was chosen.
        """
        if job.reembedding is None:
            raise InvalidRequestError("this job does not say which engine", field="reembedding")
        return asyncio.run(self._embed_all(job.id, job.reembedding, report))

    async def _embed_all(self, job_id: str, order: Reembedding, report: Report) -> ReembeddingOutcome:
        engine, model = order.engine, order.model
        total = max(1, sum(crops.count(engine, model) for crops in self._kinds.values()))
        tally: Counter[str] = Counter()
        async with people_link(self._runtime) as link:
            for kind, stored in self._each(job_id, order):
                crops, done = self._kinds[kind], min(1.0, tally.total() / total)
                try:
                    embedding = await _patiently(link, order, stored.crop, partial(report, done))
                except ImageError:
                    crops.miss(stored, engine, model)
                    tally["unfound"] += 1
                except ConflictError:  # the engine that was chosen meanwhile has a job of its own
                    return _outcome(tally)
                else:
                    tally[kind] += crops.embed(stored, engine, model, embedding)
        report(1.0)
        return _outcome(tally)

    def _each(self, job_id: str, order: Reembedding) -> Iterator[tuple[str, StoredCrop]]:
        for kind, crops in self._kinds.items():
            after = 0
            while batch := crops.waiting(order.engine, order.model, after):
                if kind == VISITS and any(job.id != job_id for job in self._jobs.unfinished(JobKind.REEMBEDDING)):
                    return
                for stored in batch:
                    yield kind, stored
                after = batch[-1].id


def _outcome(tally: Counter[str]) -> ReembeddingOutcome:
    return ReembeddingOutcome(
        embedded=tally[LIBRARY], unfound=tally["unfound"], rejections=tally[REJECTIONS], visits=tally[VISITS]
    )


async def _patiently(
    link: PeopleLink, order: Reembedding, crop: bytes, live: Callable[[], None]
) -> NDArray[np.float32]:
    """Embed a crop, if need be some minutes later; say so before each try."""
    for pause_s in PAUSES_S:
        live()
        try:
            return await link.embed(crop, order.engine, order.model)
        except UnavailableError:
            await asyncio.sleep(pause_s)
    live()
    return await link.embed(crop, order.engine, order.model)


def create(_settings: Settings, database: Database, runtime: Path | None) -> ReembedWork:
    """Return who embeds libraries."""
    return ReembedWork(database, runtime)
