"""The server's side of the library of people: takes people out and in, and orders the jobs about them."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import IO

from wallflower import clock
from wallflower.cameras.job_desk import JobDesk
from wallflower.config import Settings
from wallflower.errors import ConflictError, WallflowerError
from wallflower.library.archive import FORMAT, VERSION, file_name, write_archive
from wallflower.library.folder import find_images, fingerprint, folder_names
from wallflower.library.incoming import Incoming, writing
from wallflower.library.unpack import PersonArchive
from wallflower.store.database import Database
from wallflower.store.folder import FolderImages
from wallflower.store.jobs import new_id
from wallflower.store.journal import Batch
from wallflower.store.oblivion import Gone, Oblivion
from wallflower.store.people import People, PersonChange
from wallflower.store.portable import Portable, PortableExample
from wallflower.wire import Person
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import ArchivedExample, ArchivedPerson, FolderScan, Modality, PersonImport, Rematch
from wallflower.wire_people import EditKind, PersonKind

WATCH_EVERY_S = 120.0
FOLLOW_EVERY_S = 1.0


class LibraryDesk:
    """Exports and imports people, and has the library looked after."""

    def __init__(self, settings: Settings, database: Database, desk: JobDesk) -> None:
        """Queue at the desk."""
        self.incoming = Incoming(settings.data)
        self._settings = settings
        self._people = People(database)
        self._portable = Portable(database)
        self._oblivion = Oblivion(database)
        self._desk = desk
        self._scanning = asyncio.Lock()
        self.folder = FolderImages(database)

    @contextmanager
    def export(self, person_id: str) -> Iterator[IO[bytes]]:
        """Give the archive of a person as an open file without a name; raise `NotFoundError`, `StorageError`.

        Blocks; it is gone when it is closed, also if this process dies.
        """
        with tempfile.TemporaryFile(dir=self._settings.data) as file:
            with writing(), self._portable.reading(person_id) as person:
                numbered = enumerate(person.examples, 1)
                described = ArchivedPerson(
                    format=FORMAT,
                    version=VERSION,
                    name=person.name,
                    kind=person.kind,
                    aliases=person.aliases,
                    made_ms=clock.now_ms(),
                    examples=tuple(_described(number, example) for number, example in numbered),
                )
                write_archive(file, described, person.contents)
            file.seek(0)
            yield file

    async def bring(self, upload: str, *, person_id: str | None, name: str | None) -> tuple[Job, Person | None]:
        """Have an uploaded archive taken in by a job: for this person, or for a new one; return both.

        Without a name a new person is called as in the archive. Raises `InvalidRequestError` for what is no whole
        archive, `NotFoundError` for an unknown person, `ConflictError` when the name is taken; then it is deleted.
        """
        try:
            return await self._bring(upload, person_id, name)
        except WallflowerError:
            await asyncio.to_thread(self.incoming.remove, upload)
            raise

    async def forget(self, person_id: str) -> Gone:
        """Forget a person with the archives that wait to be taken in for them; raise `NotFoundError`, `StorageError`.

        Archives go first: once the person is unknown, nothing would tell whose they are.
        """
        for upload in await asyncio.to_thread(self._oblivion.uploads, person_id):
            await asyncio.to_thread(self.incoming.remove, upload)
        folders = await asyncio.to_thread(folder_names, self._settings.photographs)
        gone = await asyncio.to_thread(self._oblivion.forget, person_id, folders)
        for upload in gone.uploads:  # of those that came in between
            await asyncio.to_thread(self.incoming.remove, upload)
        for job_id in gone.job_ids:
            self._desk.tell_gone(job_id)
        return gone

    async def scan(self) -> Job:
        """Have the folder of photographs looked through; a job that waits, runs or failed before is the answer.

        One that failed begins anew: with a row for each try, a folder that cannot be read would fill the database.
        """
        async with self._scanning:
            for job in await asyncio.to_thread(self._desk.jobs.unfinished, JobKind.FOLDER_SCAN):
                return job
            failed, _ = await asyncio.to_thread(
                self._desk.jobs.list, kind=JobKind.FOLDER_SCAN, state=JobState.FAILED, limit=1
            )
            return await self._desk.retry(failed[0].id) if failed else await self._desk.add(FolderScan())

    async def rematch(self) -> Job:
        """Have the visits of nobody in particular compared with everybody again; one job that waits does for many."""
        return await self._desk.add_once(Rematch())

    async def watch_folder(self, every_s: float = WATCH_EVERY_S) -> None:
        """Order a scan whenever the folder changed, and again while a scan of it has not ended well."""
        done = ""
        while True:
            with suppress(WallflowerError):  # a folder that cannot be read just now
                done = await self._follow_folder(done)
            await asyncio.sleep(every_s)

    async def _follow_folder(self, done: str) -> str:
        """Return what of the folder was looked through well, given what was before."""
        images = await asyncio.to_thread(find_images, self._settings.photographs)
        now = fingerprint(images)
        if now == done or not images:
            return done
        job = await self.scan()
        while job.state in {JobState.QUEUED, JobState.RUNNING}:
            await asyncio.sleep(FOLLOW_EVERY_S)
            job = await asyncio.to_thread(self._desk.jobs.get, job.id)
        return now if job.state is JobState.DONE else done

    async def _bring(self, upload: str, person_id: str | None, name: str | None) -> tuple[Job, Person | None]:
        archived = await asyncio.to_thread(self._look, upload)
        if person_id is not None:
            await asyncio.to_thread(self._people.get, person_id)
            return await self._desk.add(PersonImport(upload=upload, person_id=person_id)), None
        job_id = new_id()
        try:
            person = await asyncio.to_thread(self._create, name or archived.name, archived, job_id)
        except ConflictError as error:
            message = "somebody has this name: give another `name`, or the id of that `person` to take the archive in"
            raise ConflictError(message, field="name") from error
        return await self._desk.add(PersonImport(upload=upload, person_id=person.id), job_id), person

    def _create(self, name: str, archived: ArchivedPerson, job_id: str) -> Person:
        """Add the person of an archive with the aliases that are free; raise `ConflictError` when the name is not.

        That is one change together with what the job will add.
        """
        free = tuple(alias for alias in archived.aliases if self.folder.person_named(alias) is None)
        kind = PersonKind(archived.kind)
        change = PersonChange(kind=None if kind is PersonKind.UNKNOWN else kind, aliases=free)
        return self._people.create(name, change, Batch(kind=EditKind.IMPORT, key=job_id))

    def _look(self, upload: str) -> ArchivedPerson:
        with self.incoming.path(upload).open("rb") as file, PersonArchive(file) as archive:
            archive.check()
            return archive.person


def _described(number: int, example: PortableExample) -> ArchivedExample:
    modality = Modality.VOICE if example.is_voice else Modality.FACE
    return ArchivedExample(
        file=file_name(modality, number),
        sha256=example.sha256,
        size_bytes=example.size_bytes,
        modality=modality,
        engine=example.engine,
        model=example.model,
        embedding=example.embedding,
        quality=example.quality,
        parts=dict(example.parts),
        refused=example.refused,
        seconds=example.seconds,
    )
