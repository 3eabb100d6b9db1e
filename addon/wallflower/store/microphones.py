"""What the cameras' microphones brought lately, so that a restart does not forget it."""

from typing import Any

from sqlalchemy import JSON, delete, insert, literal, select

from wallflower.store.database import Database
from wallflower.store.schema import camera, microphone


class Microphones:
    """The figures by camera."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def get(self, camera_id: str) -> list[dict[str, Any]]:
        """Return what was stored of a camera, oldest first."""
        with self._database.read() as connection:
            found = connection.execute(
                select(microphone.c.pieces).where(microphone.c.camera_id == camera_id)
            ).scalar_one_or_none()
        return list(found or ())

    def put(self, camera_id: str, pieces: list[dict[str, Any]]) -> None:
        """Store what there is of a camera; of one that is gone, nothing."""
        with self._database.write() as connection:
            connection.execute(delete(microphone).where(microphone.c.camera_id == camera_id))
            values = select(camera.c.id, literal(pieces, JSON)).where(camera.c.id == camera_id)
            connection.execute(insert(microphone).from_select(["camera_id", "pieces"], values))
