"""The cameras as configured, with the secret half of their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import camera
from wallflower.store.utterances import set_heard
from wallflower.wire import RecordMode
from wallflower.wire_options import AnalysisHours, FaceOptions, ScheduleSlot, SpeechOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraRow:
    """A camera as stored. Its addresses carry their credentials: they never leave the server's own processes."""

    id: str
    name: str
    url: str = field(repr=False)
    enabled: bool = True
    record: bool = True
    transcribe: bool = True
    recognize_faces: bool = True
    recognize_voices: bool = True
    language: str | None = None
    sub_url: str | None = field(default=None, repr=False)
    mode: RecordMode = RecordMode.CONTINUOUS
    pre_roll_s: int = 10
    post_roll_s: int = 20
    schedule: tuple[ScheduleSlot, ...] = ()
    retention_days: int | None = None
    quota_gb: float | None = None
    speech: SpeechOptions = field(default_factory=SpeechOptions)
    faces: FaceOptions = field(default_factory=FaceOptions)
    hours: AnalysisHours = field(default_factory=AnalysisHours)
    created_ms: int = 0


class Cameras:
    """The camera table."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[CameraRow, ...]:
        """Return every camera, in the order they were added."""
        with self._database.read() as connection:
            rows = connection.execute(select(camera).order_by(camera.c.created_ms, camera.c.id)).all()
        return tuple(_camera(row) for row in rows)

    def get(self, camera_id: str) -> CameraRow:
        """Return one camera; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            row = connection.execute(select(camera).where(camera.c.id == camera_id)).one_or_none()
        if row is None:
            raise _unknown()
        return _camera(row)

    def create(self, row: CameraRow) -> None:
        """Add a camera; its id must be new."""
        with self._database.write() as connection:
            connection.execute(insert(camera).values(_values(row)))

    def update(self, camera_id: str, changes: Mapping[str, Any]) -> CameraRow:
        """Set the named fields of `CameraRow` and return the camera; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if changes.get("transcribe"):
                _begin_hearing(connection, camera_id)
            if changes:
                connection.execute(update(camera).where(camera.c.id == camera_id).values(_columns(changes)))
            row = connection.execute(select(camera).where(camera.c.id == camera_id)).one_or_none()
        if row is None:
            raise _unknown()
        return _camera(row)

    def delete(self, camera_id: str) -> None:
        """Remove a camera and, by cascade, every row of its history; its files must be gone already."""
        with self._database.write() as connection:
            if connection.execute(delete(camera).where(camera.c.id == camera_id)).rowcount == 0:
                raise _unknown()
        self._database.scrub()


def _begin_hearing(connection: Connection, camera_id: str) -> None:
    """Leave unheard what was said while transcription was off, also where nobody who listens was there to see that."""
    off = select(camera.c.id).where(camera.c.id == camera_id, ~camera.c.transcribe)
    if connection.execute(off).first() is not None:
        set_heard(connection, camera_id, now_ms())


def _unknown() -> NotFoundError:
    return NotFoundError("no camera has this id", field="camera_id")


def _camera(row: Row[Any]) -> CameraRow:
    values = dict(row._mapping)  # noqa: SLF001  # SQLAlchemy's public name for a row as a mapping
    values["mode"] = RecordMode(values["mode"])
    values["schedule"] = tuple(ScheduleSlot.from_json(slot) for slot in values["schedule"])
    values["speech"] = SpeechOptions.from_json(values["speech"])
    values["faces"] = FaceOptions.from_json(values["faces"])
    values["hours"] = AnalysisHours.from_json(values["hours"])
    return CameraRow(**values)


def _values(row: CameraRow) -> dict[str, Any]:
    return _columns({name: getattr(row, name) for name in CameraRow.__slots__})


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    columns = dict(fields)
    if "mode" in columns:
        columns["mode"] = columns["mode"].value
    if "schedule" in columns:
        columns["schedule"] = [slot.to_json() for slot in columns["schedule"]]
    for name in ("speech", "faces", "hours"):
        if name in columns:
            columns[name] = columns[name].to_json()
    return columns
