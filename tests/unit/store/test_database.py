"""Transactions, the same on every database."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from wallflower.errors import WallflowerError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.schema import camera, meta
from wallflower.store.utterances import NewUtterance, Utterances

DOOR = CameraRow(id="a", name="Door", url="rtsp://user:hunter2@cam/")


def test_a_broken_constraint_comes_through_without_its_values(database: Database) -> None:
    Cameras(database).create(DOOR)
    with pytest.raises(IntegrityError) as caught:
        Cameras(database).create(DOOR)
    assert "hunter2" not in str(caught.value)


def test_what_fails_half_way_is_undone(database: Database) -> None:
    def half() -> None:
        with database.write() as connection:
            connection.execute(insert(meta).values(key="k", value="v"))
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert Meta(database).get("k") is None


def test_a_reader_sees_one_moment_and_cannot_be_disturbed(database: Database) -> None:
    Meta(database).set("k", "old")
    with database.read() as connection:
        before = connection.execute(select(meta.c.value)).scalar_one()
        Meta(database).set("k", "new")
        assert connection.execute(select(meta.c.value)).scalar_one() == before == "old"
    assert Meta(database).get("k") == "new"


def test_writers_are_alone_from_their_first_statement(place: Path | str) -> None:
    """Each reads and writes back one more; were two ever beside each other, one would be lost."""
    databases = [Database(place) for _ in range(4)]
    Meta(databases[0]).set("count", "0")

    def count(database: Database) -> None:
        for _ in range(25):
            with database.write() as connection:
                value = int(connection.execute(select(meta.c.value).where(meta.c.key == "count")).scalar_one())
                connection.execute(update(meta).where(meta.c.key == "count").values(value=str(value + 1)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, databases))
    assert Meta(databases[0]).get("count") == "100"
    for database in databases:
        database.close()


def test_several_workers_take_every_utterance_exactly_once(place: Path | str) -> None:
    databases = [Database(place) for _ in range(4)]
    Cameras(databases[0]).create(DOOR)
    queue = Utterances(databases[0])
    for number in range(60):
        queue.add(NewUtterance(camera_id="a", start_ms=number * 2000, end_ms=number * 2000 + 1000))
    begin = threading.Barrier(4)

    def work(database: Database) -> list[int]:
        begin.wait(10)
        taken: list[int] = []
        while queue.backlog_s() and len(taken) < 60:
            claims = Utterances(database).claim(2)
            taken += [claim.id for claim in claims]
            for claim in claims:
                Utterances(database).drop(claim.id, "no_text")
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [claim for claims in pool.map(work, databases) for claim in claims]
    assert len(taken) == len(set(taken)) == 60
    for database in databases:
        database.close()


def test_what_cannot_be_stored_is_a_typed_error_or_unknown(database: Database) -> None:
    with pytest.raises(WallflowerError):
        Cameras(database).get("a\x00b")


def test_migrating_twice_changes_nothing(database: Database) -> None:
    Cameras(database).create(DOOR)
    database.migrate()
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(camera)).scalar_one() == 1
