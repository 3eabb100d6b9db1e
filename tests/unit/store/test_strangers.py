"""Visits of nobody in particular."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import update

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.schema import visit
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits, VisitState
from wallflower.wire import Verdict


@pytest.fixture
def strangers(database: Database) -> Strangers:
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/", created_ms=0))
    return Strangers(database)


def seen(database: Database, state: VisitState = STAY, *, over: bool = True) -> int:
    visits = Visits(database)
    visit_id = visits.open(state).id
    if over:
        visits.update(visit_id, state, end_ms=state.last_seen_ms)
    return visit_id


def set_to(database: Database, visit_id: int, **values: object) -> None:
    with database.write() as connection:
        connection.execute(update(visit).where(visit.c.id == visit_id).values(values))


def test_only_what_can_be_sorted(strangers: Strangers, database: Database) -> None:
    old = seen(database)
    new = seen(database, replace(STAY, start_ms=20_000, last_seen_ms=22_000))
    seen(database, over=False)
    seen(database, replace(STAY, model="other"))
    seen(database, replace(STAY, best_quality=0.1))
    seen(database, replace(STAY, verdict=Verdict.UNSURE))
    set_to(database, seen(database), best_crop=None, embedding=None, crop_bytes=None)
    found = strangers.unknown("dlib", "m", least_quality=0.2, limit=10)
    assert [face.visit_id for face in found] == [new, old]
    assert (found[1].camera_id, found[1].start_ms, found[1].sightings) == ("door", 10_000, 2)
    assert np.array_equal(found[0].embedding, STAY.embedding)
    assert len(strangers.unknown("dlib", "m", least_quality=0.2, limit=1)) == 1


def test_only_what_nobody_decided_is_compared_again(strangers: Strangers, database: Database) -> None:
    first, second = seen(database), seen(database, replace(STAY, verdict=Verdict.UNSURE))
    set_to(database, seen(database), decided=True)
    ada = People(database).create("Ada")
    seen(database, replace(STAY, verdict=Verdict.KNOWN, person_id=ada.id))
    assert strangers.count_undecided("dlib", "m") == 2
    assert [face.visit_id for face in strangers.undecided("dlib", "m", after=0, limit=10)] == [first, second]
    assert [face.visit_id for face in strangers.undecided("dlib", "m", after=first, limit=10)] == [second]


def test_recognition_never_overrules_a_user_or_a_known_visit(strangers: Strangers, database: Database) -> None:
    people = People(database)
    ada, bob = people.create("Ada"), people.create("Bob")
    free, decided = seen(database), seen(database)
    known = seen(database, replace(STAY, verdict=Verdict.KNOWN, person_id=bob.id))
    set_to(database, decided, decided=True)
    assert strangers.recognise(free, ada.id, 0.7, 0.3)
    visits = Visits(database)
    assert (visits.get(free).verdict, visits.get(free).name, visits.get(free).score) == (Verdict.KNOWN, "Ada", 0.7)
    assert not strangers.recognise(free, bob.id, 0.9, 0.9)
    assert not strangers.recognise(decided, ada.id, 0.9, 0.9)
    assert not strangers.recognise(known, ada.id, 0.9, 0.9)
    assert not strangers.recognise(seen(database), "gone", 0.9, 0.9)
    assert visits.get(decided).verdict is Verdict.UNKNOWN
    assert visits.get(known).name == "Bob"
