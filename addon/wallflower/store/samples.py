"""Samples of what is said at a camera, with the words that are right; bounded in number and length."""

import builtins
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, exists, func, insert, select, update

from wallflower import clock
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.folding import clean
from wallflower.store.schema import camera, tuning_sample
from wallflower.wire_tuning import SampleSource, TuningSample

MOST_SAMPLES = 100
_COLUMNS = [column for column in tuning_sample.c if column.name != "audio"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSample:
    """Either `start_ms` says where the sound is in the recordings, or `audio` is it: 16 kHz mono 16-bit PCM."""

    camera_id: str
    length_ms: int
    start_ms: int | None = None
    audio: bytes | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    corrected: bool = False


class TuningSamples:
    """The table of samples."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self, camera_id: str, *, corrected: bool = False) -> tuple[TuningSample, ...]:
        """Return a camera's samples, oldest first; `corrected` only those whose words are right."""
        query = select(*_COLUMNS).where(tuning_sample.c.camera_id == camera_id).order_by(tuning_sample.c.id)
        if corrected:
            query = query.where(tuning_sample.c.corrected)
        with self._database.read() as connection:
            return tuple(_sample(row) for row in connection.execute(query.limit(MOST_SAMPLES)))

    def get(self, camera_id: str, sample_id: int) -> TuningSample:
        """Return one sample; raise `NotFoundError`."""
        with self._database.read() as connection:
            row = connection.execute(select(*_COLUMNS).where(*_here(camera_id, sample_id))).one_or_none()
        if row is None:
            raise _unknown()
        return _sample(row)

    def audio(self, sample_id: int) -> bytes | None:
        """Return the sound that is kept with a sample; None when it is in the recordings or gone."""
        query = select(tuning_sample.c.audio).where(tuning_sample.c.id == sample_id)
        with self._database.read() as connection:
            return connection.execute(query).scalar_one_or_none()

    def add(self, new: NewSample) -> TuningSample:
        """Keep a sample; raise `ConflictError` when there are too many, `NotFoundError` without such a camera."""
        values: dict[str, Any] = {
            "camera_id": new.camera_id,
            "start_ms": new.start_ms,
            "length_ms": new.length_ms,
            "audio": new.audio,
            "text": clean(new.text).strip(),
            "corrected": new.corrected,
            "created_ms": clock.now_ms(),
        }
        of_camera = tuning_sample.c.camera_id == new.camera_id
        with self._database.write() as connection:
            if not connection.execute(select(exists().where(camera.c.id == new.camera_id))).scalar_one():
                raise NotFoundError("no camera has this id", field="camera_id")
            if connection.execute(select(func.count()).where(of_camera)).scalar_one() >= MOST_SAMPLES:
                raise ConflictError(f"a camera has at most {MOST_SAMPLES} samples: delete one first")
            (sample_id,) = connection.execute(insert(tuning_sample).values(values)).inserted_primary_key or (0,)
        return self.get(new.camera_id, sample_id)

    def correct(self, camera_id: str, sample_id: int, text: str) -> TuningSample:
        """Say what is really said in a sample; raise `NotFoundError`."""
        words = {"text": clean(text).strip(), "corrected": True}
        with self._database.write() as connection:
            connection.execute(update(tuning_sample).where(*_here(camera_id, sample_id)).values(words))
        return self.get(camera_id, sample_id)

    def delete(self, camera_id: str, sample_id: int) -> None:
        """Forget a sample with its sound and words; raise `NotFoundError`."""
        with self._database.write() as connection:
            if not connection.execute(delete(tuning_sample).where(*_here(camera_id, sample_id))).rowcount:
                raise _unknown()
        self._database.scrub()


def _here(camera_id: str, sample_id: int) -> builtins.list[Any]:
    return [tuning_sample.c.camera_id == camera_id, tuning_sample.c.id == sample_id]


def _unknown() -> NotFoundError:
    return NotFoundError("this camera has no such sample", field="sample_id")


def _sample(row: Row[Any]) -> TuningSample:
    return TuningSample(
        id=row.id,
        camera_id=row.camera_id,
        source=SampleSource.UPLOAD if row.start_ms is None else SampleSource.RECORDING,
        length_ms=row.length_ms,
        start_ms=row.start_ms,
        text=row.text,
        corrected=row.corrected,
        created_ms=row.created_ms,
    )
