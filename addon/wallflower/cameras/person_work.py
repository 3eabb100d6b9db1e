"""Archives of people as jobs: every example is taken once, however often the job is begun."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from wallflower.cameras.people_link import FaceModel, PeopleLink, people_link
from wallflower.config import Settings
from wallflower.errors import ConflictError, ImageError, InvalidRequestError
from wallflower.library.incoming import Incoming
from wallflower.library.unpack import PersonArchive, embedding_of
from wallflower.media.picture import decode_image
from wallflower.store.database import Database
from wallflower.store.jobs import Jobs
from wallflower.store.journal import Batch
from wallflower.store.people import NewFace, People
from wallflower.store.portable import Portable, PortableVoice
from wallflower.wire import EventType
from wallflower.wire_jobs import Job
from wallflower.wire_library import ArchivedExample, ImportOutcome, Modality, PersonImport, Refusal, Rematch
from wallflower.wire_people import EditKind

type Report = Callable[[float], None]

LARGEST_CROP_SIDE = 1024
PCM_BYTES_PER_S = 32_000
LEAST_VOICE_S = 0.5
_JPEG = b"\xff\xd8\xff"


def create(settings: Settings, database: Database, runtime: Path | None) -> PersonWork:
    """Return who takes archives in."""
    return PersonWork(Incoming(settings.data), database, runtime)


@dataclass(slots=True)
class _Tally:
    """The one change that all is, what became of the examples so far, and the faces that the person has."""

    batch: Batch
    face_ids: set[int]
    added: int = 0
    embedded: int = 0
    known: int = 0


class PersonWork:
    """Takes archives of people in."""

    def __init__(self, incoming: Incoming, database: Database, runtime: Path | None) -> None:
        """Read them there and keep them here; the face engine is reached through the runtime directory."""
        self._runtime = runtime
        self._portable = Portable(database)
        self._jobs = Jobs(database)
        self._incoming = incoming
        self._people = People(database)

    def do(self, job: Job, report: Report) -> ImportOutcome:
        """Take one in; raise `WallflowerError` when that is impossible just now."""
        if job.person_import is None:
            raise InvalidRequestError("this job does not say which archive", field="person_import")
        batch = Batch(kind=EditKind.IMPORT, key=job.id)
        return asyncio.run(self._do(job.person_import, batch, report))

    async def _do(self, order: PersonImport, batch: Batch, report: Report) -> ImportOutcome:
        tally = _Tally(batch, {face.id for face in self._people.faces(order.person_id)})
        refused: list[Refusal] = []
        with self._incoming.path(order.upload).open("rb") as file, PersonArchive(file) as archive:
            examples = archive.person.examples
            async with people_link(self._runtime) as link:
                model = await link.model()
                for number, example in enumerate(examples):
                    report(number / len(examples))
                    try:
                        await self._take(order.person_id, example, archive.content(example), (link, model), tally)
                    except (ImageError, ConflictError) as error:
                        refused.append(Refusal(file=example.file, reason=error.message))
                await link.reload()
                await link.tell(EventType.PERSON_UPDATED, self._people.get(order.person_id))
        if tally.added:
            self._jobs.add_once(Rematch())
        self._incoming.remove(order.upload)
        return ImportOutcome(
            person_id=order.person_id,
            added=tally.added,
            embedded=tally.embedded,
            known=tally.known,
            refused=tuple(refused),
        )

    async def _take(
        self,
        person_id: str,
        example: ArchivedExample,
        content: bytes,
        engine: tuple[PeopleLink, FaceModel],
        tally: _Tally,
    ) -> None:
        if example.modality is Modality.VOICE:
            self._take_voice(person_id, example, content, tally)
            return
        _check_crop(content)
        face = NewFace(
            engine=example.engine,
            model=example.model,
            embedding=embedding_of(example),
            quality=example.quality,
            parts={name: float(value) for name, value in example.parts.items()},
            crop=content,
            source="import",
            refused=example.refused,
        )
        link, model = engine
        is_foreign = FaceModel(face.engine, face.model, face.embedding.size) != model
        if is_foreign:
            embedding = await link.embed(content, model.engine, model.model)
            face = replace(face, engine=model.engine, model=model.model, embedding=embedding)
        face_id = self._people.add_face(person_id, face, tally.batch).id
        if face_id in tally.face_ids:
            tally.known += 1
        else:
            tally.face_ids.add(face_id)
            tally.added += 1
            tally.embedded += is_foreign

    def _take_voice(self, person_id: str, example: ArchivedExample, clip: bytes, tally: _Tally) -> None:
        seconds = len(clip) / PCM_BYTES_PER_S
        if len(clip) % 2 or seconds < LEAST_VOICE_S:
            raise ImageError("it is no sound of a voice as they are kept here")
        voice = PortableVoice(
            engine=example.engine,
            model=example.model,
            embedding=embedding_of(example),
            quality=example.quality,
            parts={name: float(value) for name, value in example.parts.items()},
            refused=example.refused,
            clip=clip,
            seconds=seconds,
        )
        if self._portable.add_voice(person_id, voice, tally.batch):
            tally.added += 1
        else:
            tally.known += 1


def _check_crop(content: bytes) -> None:
    """Raise `ImageError` unless this is a JPEG that can be shown as a face."""
    if not content.startswith(_JPEG) or max(decode_image(content).shape[:2]) > LARGEST_CROP_SIDE:
        raise ImageError("it is no picture of a face as they are kept here")
