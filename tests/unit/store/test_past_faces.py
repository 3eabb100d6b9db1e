"""What a change of the face engine does to past faces, and to undoing what was done before it."""

import random
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import select

from tests.support.people import Household, dump, household, judge, new_face
from tests.support.visits import STAY
from tests.unit.store.test_edits import ALONE, World
from wallflower.store import past_faces
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.faces import FaceLibrary
from wallflower.store.labels import Labels
from wallflower.store.past_faces import PastRejections, PastVisits
from wallflower.store.people import People
from wallflower.store.people_schema import face, rejection
from wallflower.store.schema import visit
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits

NEW = ("sface", "y")
# What another engine changes of a row.
MACHINES = frozenset({"engine", "model", "dimension", "embedding", "unfound"})


@pytest.fixture
def home(database: Database) -> Household:
    return household(database)


def seen_anew(crop: bytes) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Return what the new engine makes of a picture."""
    return np.random.default_rng(zlib.crc32(crop)).normal(size=128).astype(np.float32)


def embed_anew(database: Database, engine: str = NEW[0], model: str = NEW[1]) -> None:
    """Do what the job does."""
    for source in (FaceLibrary(database), PastRejections(database), PastVisits(database)):
        after = 0
        while batch := source.waiting(engine, model, after, limit=2):
            for stored in batch:
                assert source.embed(stored, engine, model, seen_anew(stored.crop))
                after = stored.id


def newest(database: Database) -> int:
    return Edits(database).list(limit=1).edits[0].id


def test_pictures_of_visits_are_embedded_anew_and_keep_their_size(database: Database, home: Household) -> None:
    visits = PastVisits(database)
    lasting = Visits(database).open(replace(STAY, start_ms=90_000)).id
    expired = home.visits[0]
    Crops(database).drop([expired])
    used = Crops(database).used_bytes()
    assert visits.count(*NEW) == len(home.visits) - 1
    embed_anew(database)
    assert (visits.count(*NEW), visits.waiting(*NEW)) == (0, ())
    assert Crops(database).used_bytes() == used
    found = Strangers(database).unknown(*NEW, least_quality=0, limit=10)
    assert [each.visit_id for each in found] == [home.visits[-1]]
    assert found[0].embedding.tolist() == seen_anew(b"a stranger").tolist()
    with database.read() as connection:
        engines = {row.id: row.engine for row in connection.execute(select(visit.c.id, visit.c.engine))}
    assert (engines[expired], engines[lasting]) == (STAY.engine, STAY.engine)


def test_only_the_newest_visits_are_embedded(
    database: Database, home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_faces, "MOST_VISITS", 3)
    assert [stored.id for stored in PastVisits(database).waiting(*NEW)] == list(home.visits[-3:])
    embed_anew(database)
    assert PastVisits(database).count(*NEW) == 0


@pytest.mark.parametrize("kind", [PastVisits, PastRejections])
def test_a_picture_without_a_face_is_tried_once_by_each_engine(
    database: Database, home: Household, kind: type[PastVisits | PastRejections]
) -> None:
    Labels(database, judge).reject_visits(home.visits[:4])
    source = kind(database)
    first, *rest = source.waiting(*NEW)
    before = dump(database, without=frozenset({"unfound"}))
    source.miss(first, *NEW)
    assert source.waiting(*NEW) == tuple(rest)
    assert first in source.waiting("insightface", "z")
    assert dump(database, without=frozenset({"unfound"})) == before


def test_what_expires_or_changes_meanwhile_is_left_alone(database: Database, home: Household) -> None:
    visits, rejections = PastVisits(database), PastRejections(database)
    Labels(database, judge).reject_visits([home.visits[0]])
    (rejected,) = rejections.waiting(*NEW)
    past = visits.waiting(*NEW)[0]
    Crops(database).drop([past.id])
    assert not visits.embed(past, *NEW, seen_anew(b"x"))
    assert rejections.count(*NEW) == 0
    assert rejections.embed(rejected, "insightface", "z", seen_anew(b"z"))
    assert not rejections.embed(rejected, *NEW, seen_anew(b"x"))
    assert People(database).rejected("insightface", "z")[0].embedding.tolist() == seen_anew(b"z").tolist()


def test_a_rejection_counts_for_the_new_engine_as_long_as_its_picture_is_kept(
    database: Database, home: Household
) -> None:
    labels, people = Labels(database, judge), People(database)
    labels.reject_visits(home.visits[:2])
    Crops(database).drop([home.visits[0]])
    embed_anew(database)
    (kept,) = people.rejected(*NEW)
    assert kept.embedding.tolist() == seen_anew(b"picture 1/").tolist()
    assert len(people.rejected(STAY.engine, STAY.model)) == 1
    Edits(database).undo(newest(database))
    assert people.rejected(*NEW) == people.rejected(STAY.engine, STAY.model) == ()


def test_what_is_taken_back_comes_back_for_the_engine_in_force(database: Database, home: Household) -> None:
    labels, people = Labels(database, judge), People(database)
    ada = home.people[0]
    labels.reject_visits(home.visits[:1])
    labels.forgive(ada, labels.rejections(ada).rejections[0].id)
    embed_anew(database)
    Edits(database).undo(newest(database))
    assert (people.rejected(*NEW), PastRejections(database).count(*NEW)) == ((), 1)
    embed_anew(database)
    assert people.rejected(*NEW)[0].embedding.tolist() == seen_anew(b"picture 0/").tolist()


def test_a_removed_face_comes_back_and_waits_for_the_engine_in_force(database: Database, home: Household) -> None:
    people, library = People(database), FaceLibrary(database)
    ada = home.people[0]
    gone = people.faces(ada)[0].id
    people.remove_face(ada, gone)
    embed_anew(database)
    Edits(database).undo(newest(database))
    waiting = library.waiting(*NEW)
    assert [(stored.id, stored.engine) for stored in waiting] == [(gone, "dlib")]
    embed_anew(database)
    assert len(people.gallery(*NEW)) == 6
    people.add_face(ada, new_face(77))
    embed_anew(database)
    Edits(database).undo(newest(database))
    assert len(people.gallery(*NEW)) == 6


def test_everything_done_before_a_change_of_engine_can_be_undone_after_it(database: Database) -> None:
    world, order = World(database, household(database)), random.Random(5)
    for _ in range(3):
        before = dump(database, without=MACHINES)
        steps = [(order.randrange(ALONE), order.randrange(40), order.randrange(40)) for _ in range(8)]
        done = [edit_id for step in steps if (edit_id := world.act(*step)) is not None]
        embed_anew(database)
        for edit_id in reversed(done):
            world.edits.undo(edit_id)
        assert dump(database, without=MACHINES) == before
        embed_anew(database)
        with database.read() as connection:
            for table, crop in ((face, face.c.crop), (visit, visit.c.best_crop)):
                for row in connection.execute(select(table.c.engine, table.c.embedding, crop.label("crop"))):
                    assert (row.engine, row.embedding) == (NEW[0], seen_anew(row.crop).tobytes())
            assert set(connection.execute(select(rejection.c.engine)).scalars()) <= {NEW[0]}
        embed_anew(database, "dlib", "m")
