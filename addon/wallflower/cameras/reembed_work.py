"""Embedding the library anew as a job: every stored crop through the engine that was chosen.

The engine is the one that looks at cameras, in the analysis process's child: it takes no memory beside that, and what
hangs or crashes it ends neither the job nor the looking.
"""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wallflower.cameras.people_link import PeopleLink, people_link
from wallflower.config import Settings
from wallflower.errors import ConflictError, ImageError, InvalidRequestError, UnavailableError
from wallflower.store.database import Database
from wallflower.store.faces import FaceLibrary
from wallflower.wire_faces import Reembedding, ReembeddingOutcome
from wallflower.wire_jobs import Job

type Report = Callable[[float], None]

# The analysis process may just be starting again, or its engine wait until another one gives memory back. A call and
# the pause behind it take less than a job may be silent.
PAUSES_S = (1.0, 2.0, 5.0, 10.0, *[30.0] * 6)


class ReembedWork:
    """Embeds libraries. What is done stays done: a job that begins again goes on where it was."""

    def __init__(self, database: Database, runtime: Path | None) -> None:
        """Use faces of this database; the engine is reached through the runtime directory."""
        self._library = FaceLibrary(database)
        self._runtime = runtime

    def do(self, job: Job, report: Report) -> ReembeddingOutcome:
        """Embed what waits; raise `ModelMissingError` or `UnavailableError` when the engine cannot work."""
        if job.reembedding is None:
            raise InvalidRequestError("this job does not say which engine", field="reembedding")
        return asyncio.run(self._embed_all(job.reembedding, report))

    async def _embed_all(self, order: Reembedding, report: Report) -> ReembeddingOutcome:
        engine, model = order.engine, order.model
        total = max(1, self._library.state(engine, model).waiting)
        embedded = unfound = after = 0
        async with people_link(self._runtime) as link:
            while batch := self._library.waiting(engine, model, after):
                for stored in batch:
                    after, done = stored.id, min(1.0, (embedded + unfound) / total)
                    try:
                        embedding = await _patiently(link, order, stored.crop, partial(report, done))
                    except ImageError:
                        self._library.miss(stored, engine, model)
                        unfound += 1
                    except ConflictError:  # the engine that was chosen meanwhile has a job of its own
                        return ReembeddingOutcome(embedded=embedded, unfound=unfound)
                    else:
                        embedded += self._library.embed(stored, engine, model, embedding)
        report(1.0)
        return ReembeddingOutcome(embedded=embedded, unfound=unfound)


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
