"""What the jobs process itself must do for jobs about people."""

import logging
from typing import override

from wallflower.cameras.job_care import Care
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.library.incoming import Incoming
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.wire_jobs import Job, JobKind, JobState

_LOGGER = logging.getLogger(__name__)


class PersonCare(Care):
    """Imports of people: their archives wait in the data directory until they were taken in."""

    def __init__(self, settings: Settings, database: Database) -> None:
        """Clean below the settings' data directory."""
        self._incoming = Incoming(settings.data)
        self._jobs = Jobs(database)
        self._people = People(database)

    @override
    def prepare(self, job: Job) -> None:
        if job.person_import is None:
            raise InvalidRequestError("this job does not say which archive", field="person_import")
        self._incoming.path(job.person_import.upload)
        try:
            self._people.get(job.person_import.person_id)
        except NotFoundError:  # they may have been forgotten: nothing of them may wait
            self._incoming.remove(job.person_import.upload)
            raise

    @override
    def tidy(self) -> None:
        wanted: set[str] = set()
        cursor = None
        while True:
            jobs, cursor = self._jobs.list(kind=JobKind.PERSON_IMPORT, limit=500, cursor=cursor)
            unfinished = (job.person_import for job in jobs if job.state is not JobState.DONE)
            wanted.update(order.upload for order in unfinished if order is not None)
            if cursor is None:
                break
        if count := self._incoming.tidy(wanted):
            _LOGGER.info("removed %d archives of people that no job wants", count)

    @override
    def discard(self, job: Job) -> None:
        if job.person_import is not None:
            self._incoming.remove(job.person_import.upload)


class NothingLeft(Care):
    """Jobs that need nothing and leave nothing: what they did is done, and the rest is done by the next one."""

    @override
    def prepare(self, job: Job) -> None:
        """Do nothing: it can always begin."""

    @override
    def tidy(self) -> None:
        """Do nothing: there is nothing."""

    @override
    def discard(self, job: Job) -> None:
        """Do nothing: there is nothing."""
