"""What those who speak are called."""

from collections.abc import Collection
from itertools import batched

from sqlalchemy import select

from wallflower.store.database import Database
from wallflower.store.people_schema import person, speaker

AT_ONCE = 500


class Callings:
    """Reads names by ids; whoever is gone has none."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def people(self, person_ids: Collection[str]) -> dict[str, str]:
        """Return the names of people by their ids."""
        found: dict[str, str] = {}
        with self._database.read() as connection:
            for some in batched(person_ids, AT_ONCE, strict=False):
                chosen = select(person.c.id, person.c.name).where(person.c.id.in_(some))
                found.update((row.id, row.name) for row in connection.execute(chosen))
        return found

    def speakers(self, speaker_ids: Collection[int]) -> dict[int, int]:
        """Return the numbers of voices without a name by their ids."""
        found: dict[int, int] = {}
        with self._database.read() as connection:
            for some in batched(speaker_ids, AT_ONCE, strict=False):
                chosen = select(speaker.c.id, speaker.c.number).where(speaker.c.id.in_(some))
                found.update((row.id, row.number) for row in connection.execute(chosen))
        return found
