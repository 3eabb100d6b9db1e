"""What the noise of each camera's room is like, so that a restart does not forget it."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import LargeBinary, delete, insert, literal, select

from wallflower.store.database import Database
from wallflower.store.schema import camera
from wallflower.store.voice_schema import room_noise


@dataclass(frozen=True, slots=True, eq=False)
class RoomNoise:
    """The colour of one room's noise (see `voices.noise`), and when it was learnt."""

    camera_id: str
    colour: NDArray[np.float32] = field(repr=False)
    learnt_ms: int


class RoomNoises:
    """The colours by camera."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(self) -> tuple[RoomNoise, ...]:
        """Return all that are known, in the order of the cameras' ids."""
        with self._database.read() as connection:
            rows = connection.execute(select(room_noise).order_by(room_noise.c.camera_id)).all()
        return tuple(RoomNoise(row.camera_id, np.frombuffer(row.colour, "<f4"), row.learnt_ms) for row in rows)

    def put(self, new: RoomNoise) -> None:
        """Store what is known of a camera in place of what was; of one that is gone, nothing."""
        colour = literal(new.colour.astype("<f4").tobytes(), LargeBinary)
        values = select(camera.c.id, colour, literal(new.learnt_ms)).where(camera.c.id == new.camera_id)
        with self._database.write() as connection:
            connection.execute(delete(room_noise).where(room_noise.c.camera_id == new.camera_id))
            connection.execute(insert(room_noise).from_select(["camera_id", "colour", "learnt_ms"], values))
