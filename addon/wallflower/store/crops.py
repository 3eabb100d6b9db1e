"""The picture and embedding that each visit keeps of its best sighting, as things that take space and expire."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from sqlalchemy import exists, select, update

from wallflower.store.database import Database
from wallflower.store.dialect import total
from wallflower.store.schema import camera, protection, visit
from wallflower.wire import Verdict

PAGE = 500
# A hundred pictures are overwritten in some milliseconds; others write in between.
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CropRow:
    """What one visit that is over keeps."""

    id: int
    camera_id: str
    verdict: Verdict
    start_ms: int
    end_ms: int
    size_bytes: int


class Crops:
    """The pictures and embeddings of the visit table. What is asked is in an index; no picture is read for it."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def used_bytes(self) -> int:
        """Return the size of all, those of visits that last included."""
        with self._database.read() as connection:
            query = select(total(visit.c.crop_bytes)).where(visit.c.crop_bytes.is_not(None))
            return int(connection.execute(query).scalar_one())

    def rows(self) -> tuple[Iterator[CropRow], ...]:
        """Return those of visits that are over, oldest first, of each camera and verdict by themselves.

        Each iterator reads only as far as it is asked.
        """
        with self._database.read() as connection:
            camera_ids = connection.execute(select(camera.c.id).order_by(camera.c.id)).scalars().all()
        return tuple(self._rows(camera_id, verdict) for camera_id in camera_ids for verdict in Verdict)

    def drop(self, visit_ids: Iterable[int]) -> int:
        """Leave these visits without picture and embedding, and overwrite both; return how many had them.

        Visits that last or touch a protected range keep them.
        """
        shielded = exists().where(
            protection.c.camera_id == visit.c.camera_id,
            protection.c.start_ms <= visit.c.end_ms,
            protection.c.end_ms > visit.c.start_ms,
        )
        over = (visit.c.end_ms.is_not(None), visit.c.crop_bytes.is_not(None), ~shielded)
        nothing: dict[str, Any] = {"best_crop": None, "embedding": None, "crop_bytes": None}
        count = 0
        for ids in batched(visit_ids, AT_ONCE, strict=False):
            with self._database.write() as connection:
                dropped = update(visit).where(visit.c.id.in_(ids), *over).values(nothing)
                count += connection.execute(dropped).rowcount
        if count:
            self._database.scrub()
        return count

    def _rows(self, camera_id: str, verdict: Verdict) -> Iterator[CropRow]:
        after: Mapping[str, int] = {"end_ms": -1, "id": -1}
        while rows := self._page(camera_id, verdict, after["end_ms"], after["id"]):
            yield from rows
            after = {"end_ms": rows[-1].end_ms, "id": rows[-1].id}

    def _page(self, camera_id: str, verdict: Verdict, end_ms: int, row_id: int) -> list[CropRow]:
        behind = (visit.c.end_ms > end_ms) | ((visit.c.end_ms == end_ms) & (visit.c.id > row_id))
        query = (
            select(visit.c.id, visit.c.start_ms, visit.c.end_ms, visit.c.crop_bytes)
            .where(visit.c.camera_id == camera_id, visit.c.verdict == verdict.value)
            .where(visit.c.end_ms >= end_ms, behind, visit.c.crop_bytes.is_not(None))
            .order_by(visit.c.end_ms, visit.c.id)
            .limit(PAGE)
        )
        with self._database.read() as connection:
            return [
                CropRow(
                    id=row.id,
                    camera_id=camera_id,
                    verdict=verdict,
                    start_ms=row.start_ms,
                    end_ms=row.end_ms,
                    size_bytes=row.crop_bytes,
                )
                for row in connection.execute(query)
            ]
