"""The folder of photographs as a job: every image once, each with an outcome, no file touched."""

import asyncio
import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from wallflower.cameras.people_link import PeopleLink, people_link
from wallflower.config import Settings
from wallflower.errors import ConflictError, ImageError, NotFoundError
from wallflower.library.folder import FoundImage, find_images, read_image, shown_folder, shown_path
from wallflower.names import clean_name
from wallflower.store.database import Database
from wallflower.store.folder import FolderImages, ImageFile, SeenImage
from wallflower.store.jobs import Jobs
from wallflower.store.journal import Batch
from wallflower.store.people import People
from wallflower.wire import EventType
from wallflower.wire_jobs import Job
from wallflower.wire_library import FolderOutcome, ImageState, Rematch
from wallflower.wire_people import EditKind

type Report = Callable[[float], None]

# An image over which the engine or this process died so often is not tried again until it changes.
MOST_ATTEMPTS = 3

_LOGGER = logging.getLogger(__name__)


def create(settings: Settings, database: Database, runtime: Path | None) -> FolderWork:
    """Return who looks through the folder."""
    return FolderWork(settings.photographs, database, runtime)


class FolderWork:
    """Looks through the folder of photographs."""

    def __init__(self, folder: Path, database: Database, runtime: Path | None) -> None:
        """Look there, note and enrol here; the face engine is reached through the runtime directory."""
        self._runtime = runtime
        self._folder = folder
        self._images = FolderImages(database)
        self._people = People(database)
        self._jobs = Jobs(database)
        self._changed: set[str] = set()
        self._new: set[str] = set()

    def do(self, job: Job, report: Report) -> FolderOutcome:
        """Enrol what is new, as one change; raise `WallflowerError` when that is impossible just now."""
        batch = Batch(kind=EditKind.SCAN, key=job.id)
        found, seen = find_images(self._folder), self._images.seen()
        self._drop_what_is_gone(found, seen)
        shut = self._images.shut({shown_folder(image) for image in found})
        mine = [image for image in found if shown_folder(image) not in shut]
        due = {image: seen.get(image.key) for image in mine if _is_due(image, seen.get(image.key))}
        counts: Counter[ImageState] = Counter()
        if due:
            asyncio.run(self._look(due, batch, report, counts))
        if counts[ImageState.ADDED]:
            self._jobs.add_once(Rematch())
        return FolderOutcome(
            images=len(found),
            looked=len(due),
            added=counts[ImageState.ADDED],
            known=counts[ImageState.KNOWN],
            refused=counts[ImageState.REFUSED],
            people=len(self._new),
            forgotten=len(found) - len(mine),
        )

    async def _look(
        self, due: Mapping[FoundImage, SeenImage | None], batch: Batch, report: Report, counts: Counter[ImageState]
    ) -> None:
        async with people_link(self._runtime) as link:
            await link.model()  # an engine that cannot work now is no fault of the images
            try:
                for number, (image, seen) in enumerate(due.items()):
                    report(number / len(due))
                    with suppress(NotFoundError):  # its person was forgotten, or went, just now
                        counts[await self._take(link, image, seen, batch)] += 1
            finally:
                await self._tell(link)

    async def _take(self, link: PeopleLink, image: FoundImage, seen: SeenImage | None, batch: Batch) -> ImageState:
        file = _file(image)
        image_id = self._images.begin(file, seen)
        if seen is not None and seen.is_same(file) and seen.attempts >= MOST_ATTEMPTS:
            return self._refuse(image_id, f"looking at it failed {MOST_ATTEMPTS} times: replace the file")
        try:
            name, content = clean_name(image.person), read_image(self._folder, image)
            if not self._images.read(image_id, hashlib.sha256(content).hexdigest()):
                return self._refuse(image_id, "this very image was of somebody who was forgotten")
            face = replace(await link.enrol(content), source="folder")
            enrolled = self._images.enrol(image_id, name, face, batch)
        except ValueError as error:
            return self._refuse(image_id, f"the folder's name is no name: {error}")
        except (ImageError, ConflictError) as error:
            return self._refuse(image_id, error.message)
        state = ImageState.ADDED if enrolled.is_new_face else ImageState.KNOWN
        self._images.end(image_id, state, person_id=enrolled.person_id, face_id=enrolled.face_id)
        self._changed.add(enrolled.person_id)
        self._new |= {enrolled.person_id} if enrolled.is_new_person else set()
        return state

    def _refuse(self, image_id: int, reason: str) -> ImageState:
        self._images.end(image_id, ImageState.REFUSED, reason=reason)
        return ImageState.REFUSED

    async def _tell(self, link: PeopleLink) -> None:
        if not self._changed:
            return
        await link.reload()
        for person in self._people.list():
            if person.id in self._changed:
                added = person.id in self._new
                await link.tell(EventType.PERSON_ADDED if added else EventType.PERSON_UPDATED, person)

    def _drop_what_is_gone(self, found: tuple[FoundImage, ...], seen: Mapping[str, SeenImage]) -> None:
        """Forget files that are gone, unless all are: then it is the folder that is not there."""
        here = {image.key for image in found}
        gone = [image.id for key, image in seen.items() if key not in here]
        if here and gone:
            self._images.drop(gone)
            _LOGGER.info("%d images are no longer in the folder of photographs", len(gone))


def _is_due(image: FoundImage, seen: SeenImage | None) -> bool:
    return seen is None or seen.state is ImageState.UNKNOWN or not seen.is_same(_file(image))


def _file(image: FoundImage) -> ImageFile:
    return ImageFile(key=image.key, path=shown_path(image), size_bytes=image.size_bytes, changed_ns=image.changed_ns)
