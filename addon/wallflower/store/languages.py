"""Which language the speech at a camera was found to be in, for cameras that keep to one once it is known."""

from sqlalchemy import delete, insert, literal, select

from wallflower.store.database import Database
from wallflower.store.schema import camera, language_lock


class Languages:
    """The languages that were heard, by camera and by the setting under which they were."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def all(self) -> dict[str, tuple[str, str, int]]:
        """Return (setting, language, confident segments in a row) by camera."""
        with self._database.read() as connection:
            rows = connection.execute(select(language_lock)).all()
        return {row.camera_id: (row.setting, row.language, row.heard) for row in rows}

    def note(self, camera_id: str, setting: str, language: str, heard: int) -> None:
        """Remember the language of a camera; of one that is gone, nothing."""
        with self._database.write() as connection:
            connection.execute(delete(language_lock).where(language_lock.c.camera_id == camera_id))
            values = select(camera.c.id, literal(setting), literal(language), literal(heard))
            connection.execute(
                insert(language_lock).from_select(
                    ["camera_id", "setting", "language", "heard"], values.where(camera.c.id == camera_id)
                )
            )
