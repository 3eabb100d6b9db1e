"""Sorting strangers, and knowing them once one has a name, by the real job over a real link."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.support.face_server import FaceServer
from tests.support.visits import STAY
from tests.unit.faces.conftest import near, unit
from wallflower.cameras import stranger_sorter
from wallflower.cameras.rematch_work import create
from wallflower.cameras.stranger_sorter import StrangerSorter
from wallflower.config import Settings
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Vector
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import NewFace, People
from wallflower.store.strangers import Strangers
from wallflower.store.visits import Visits
from wallflower.wire import Verdict
from wallflower.wire_jobs import Job, JobKind, JobState
from wallflower.wire_library import Rematch, RematchOutcome

JOB = Job(id="j", kind=JobKind.REMATCH, state=JobState.RUNNING, rematch=Rematch())
KIND = replace(STAY, engine=PROFILE.engine, model=PROFILE.model)


@pytest.fixture
def visits(database: Database) -> Visits:
    for camera_id in ("door", "yard"):
        row = CameraRow(id=camera_id, name=camera_id, url="rtsp://192.0.2.1/", created_ms=0)
        Cameras(database).create(row)
    return Visits(database)


def come(visits: Visits, embedding: Vector, at_ms: int = 10_000, camera_id: str = "door", **values: Any) -> int:
    state = replace(KIND, embedding=embedding, start_ms=at_ms, last_seen_ms=at_ms + 2000, camera_id=camera_id)
    state = replace(state, **values)
    visit_id = visits.open(state).id
    visits.update(visit_id, state, end_ms=at_ms + 2000)
    return visit_id


def enrol(people: People, name: str, *embeddings: Vector) -> str:
    person_id = people.create(name).id
    for number, embedding in enumerate(embeddings):
        crop = f"{name} {number}".encode()
        face = NewFace(
            engine=PROFILE.engine, model=PROFILE.model, embedding=embedding, quality=0.9, parts={}, crop=crop
        )
        people.add_face(person_id, face)
    return person_id


async def rematch(settings: Settings, database: Database, runtime: Path) -> RematchOutcome:
    return await asyncio.to_thread(create(settings, database, runtime).do, JOB, lambda _progress: None)


def test_strangers_are_sorted_by_likeness(visits: Visits, database: Database, people: People) -> None:
    ada = [come(visits, near(unit(1), 0.2, n), n * 10_000, best_quality=0.5 + n / 100) for n in range(4)]
    bob = [come(visits, near(unit(2), 0.2, n), 90_000 + n, "yard") for n in range(2)]
    come(visits, unit(3))
    sorter = StrangerSorter(Strangers(database), people)
    first, second = sorter.groups(PROFILE)
    assert (set(first.visit_ids), first.count, first.cover_visit_id) == (set(ada), 4, ada[3])
    assert (first.first_seen_ms, first.last_seen_ms, first.camera_ids) == (0, 32_000, ("door",))
    assert (set(second.visit_ids), second.camera_ids) == (set(bob), ("yard",))
    assert sorter.groups(PROFILE) == [first, second]
    come(visits, near(unit(3), 0.2))
    assert len(sorter.groups(PROFILE)) == 3


def test_no_strangers(visits: Visits, database: Database, people: People) -> None:
    assert StrangerSorter(Strangers(database), people).groups(PROFILE) == []


async def test_strangers_become_known_once_somebody_is_named(
    visits: Visits, settings: Settings, database: Database, people: People, server: FaceServer
) -> None:
    here = [come(visits, near(unit(1), 0.2, n)) for n in range(3)]
    others = [come(visits, unit(n)) for n in range(5, 8)]
    once = come(visits, near(unit(1), 0.2, 7), sightings=1)
    poor = come(visits, near(unit(1), 0.2, 8), best_quality=0.1)
    unsure = come(visits, near(unit(1), 0.2, 9), verdict=Verdict.UNSURE)
    ada = enrol(people, "Ada", unit(1))
    outcome = await rematch(settings, database, server.runtime)
    assert (outcome.compared, outcome.named) == (9, 4)
    assert {visits.get(visit_id).person_id for visit_id in [*here, unsure]} == {ada}
    assert {visits.get(visit_id).verdict for visit_id in [*others, once, poor]} == {Verdict.UNKNOWN}
    assert (await rematch(settings, database, server.runtime)).named == 0


async def test_somebody_between_two_people_stays_unknown(
    visits: Visits, settings: Settings, database: Database, people: People, server: FaceServer
) -> None:
    between = come(visits, np.asarray((unit(1) + near(unit(1), 0.3, 5)) / 2, dtype=np.float32))
    enrol(people, "Ada", unit(1))
    enrol(people, "Twin", near(unit(1), 0.3, 5))
    assert (await rematch(settings, database, server.runtime)).named == 0
    assert visits.get(between).verdict is Verdict.UNKNOWN


async def test_many_are_compared_some_at_a_time(
    visits: Visits,
    settings: Settings,
    database: Database,
    people: People,
    server: FaceServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stranger_sorter, "AT_ONCE", 4)
    for number in range(10):
        come(visits, near(unit(1), 0.2, number) if number % 2 else unit(50 + number))
    enrol(people, "Ada", unit(1))
    told: list[float] = []
    outcome = await asyncio.to_thread(create(settings, database, server.runtime).do, JOB, told.append)
    assert (outcome.compared, outcome.named) == (10, 5)
    assert told == pytest.approx([0.4, 0.8, 1.0])


async def test_a_job_that_was_killed_is_begun_again(
    visits: Visits,
    settings: Settings,
    database: Database,
    people: People,
    server: FaceServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stranger_sorter, "AT_ONCE", 2)
    for number in range(6):
        come(visits, near(unit(1), 0.2, number))
    enrol(people, "Ada", unit(1))
    with pytest.raises(KeyboardInterrupt):
        await asyncio.to_thread(_die_after_one, settings, database, server.runtime)
    assert (await rematch(settings, database, server.runtime)).named == 4


def _die_after_one(settings: Settings, database: Database, runtime: Path) -> None:
    def die(_progress: float) -> None:
        raise KeyboardInterrupt

    create(settings, database, runtime).do(JOB, die)
