"""Comparing visits of nobody in particular again as a job; begun again, it finds those that are named done."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from wallflower.cameras.people_link import PeopleLink, people_link
from wallflower.config import Settings
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits
from wallflower.wire import EventType
from wallflower.wire_jobs import Job
from wallflower.wire_library import RematchOutcome

type Report = Callable[[float], None]


def create(_settings: Settings, database: Database, runtime: Path | None) -> RematchWork:
    """Return who has visits compared."""
    return RematchWork(database, runtime)


class RematchWork:
    """Has visits compared by the analysis process, some at a time, so that cameras do not wait."""

    def __init__(self, database: Database, runtime: Path | None) -> None:
        """Read them here; the analysis process is reached through the runtime directory."""
        self._runtime = runtime
        self._strangers = Strangers(database)
        self._visits = Visits(database)
        self._people = People(database)

    def do(self, _job: Job, report: Report) -> RematchOutcome:
        """Compare all; raise `WallflowerError` when that is impossible just now."""
        return asyncio.run(self._do(report))

    async def _do(self, report: Report) -> RematchOutcome:
        compared, named, after = 0, 0, 0
        changed: set[str] = set()
        async with people_link(self._runtime) as link:
            model = await link.model()
            total = max(1, self._strangers.count_undecided(model.engine, model.model))
            while True:
                step = await link.rematch(after)
                for visit_id in step["visit_ids"]:
                    changed |= await self._tell(link, visit_id)
                compared, named, after = compared + step["compared"], named + len(step["visit_ids"]), step["after"]
                report(min(1.0, compared / total))
                if not step["left"]:
                    break
            for person in self._people.list():
                if person.id in changed:
                    await link.tell(EventType.PERSON_UPDATED, person)
        return RematchOutcome(compared=compared, named=named)

    async def _tell(self, link: PeopleLink, visit_id: int) -> set[str]:
        try:
            visit = self._visits.get(visit_id)
        except NotFoundError:  # deleted meanwhile
            return set()
        await link.tell_visit(visit)
        return set() if visit.person_id is None else {visit.person_id}
