"""Naming groups over HTTP."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.jobs import Jobs
from wallflower.store.people import People
from wallflower.store.visits import Visits
from wallflower.wire import EventType, Verdict
from wallflower.wire_jobs import JobKind

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

NAME = "/api/faces/groups/name"


@pytest.fixture
def group(database: Database) -> list[int]:
    """Four visits that are over, each with a picture of its own."""
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/", created_ms=0))
    visits, ids = Visits(database), []
    for number in range(4):
        crop, vector = f"jpeg {number}".encode(), np.full(128, number + 1, np.float32)
        state = replace(STAY, start_ms=number * 10_000, best_crop=crop, embedding=vector)
        state = replace(state, best_px=200 if number else 40)
        ids.append(visits.open(state).id)
        visits.update(ids[-1], state, end_ms=number * 10_000 + 2000)
    return ids


async def test_a_group_becomes_somebody_new(api: Api, database: Database, group: list[int]) -> None:
    body = {"name": "Ada", "visit_ids": group[:3], "rejected_visit_ids": group[3:]}
    told = await api.send("POST", NAME, body)
    visits, people = Visits(database), People(database)
    assert people.get(told["person_id"]).name == "Ada"
    assert {visits.get(visit_id).person_id for visit_id in group[:3]} == {told["person_id"]}
    assert visits.get(group[3]).verdict is Verdict.UNKNOWN
    assert [label["visit_id"] for label in told["labels"]] == group[:3]
    assert [label["trained"] for label in told["labels"]] == [False, True, True]
    assert "too poor" in told["labels"][0]["reason"]
    assert len(people.rejected(STAY.engine, STAY.model)) == 1
    assert [job.id for job in Jobs(database).unfinished(JobKind.REMATCH)] == [told["rematch_job_id"]]
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    kinds = [event.type for event in events or ()]
    assert kinds.count(EventType.PERSON_ADDED) == 1
    assert kinds.count(EventType.VISIT) == 4


async def test_naming_a_group_is_one_change(api: Api, database: Database, group: list[int]) -> None:
    before = [Visits(database).get(visit_id) for visit_id in group]
    await api.send("POST", NAME, {"name": "Ada", "visit_ids": group[:3], "rejected_visit_ids": group[3:]})
    (edit,) = Edits(database).list().edits
    await api.send("POST", f"/api/edits/{edit.id}/undo")
    assert People(database).list() == ()
    assert [Visits(database).get(visit_id) for visit_id in group] == before
    assert People(database).rejected(STAY.engine, STAY.model) == ()


async def test_a_group_is_somebody_who_is_there(api: Api, database: Database, group: list[int]) -> None:
    ada = People(database).create("Ada")
    told = await api.send("POST", NAME, {"person_id": ada.id, "visit_ids": [group[0], group[0]]})
    assert (told["person_id"], len(told["labels"])) == (ada.id, 1)
    assert People(database).get(ada.id).last_seen_ms is not None


async def test_what_cannot_be_named_changes_nothing(api: Api, database: Database, group: list[int]) -> None:
    ada = People(database).create("Ada")
    bodies: list[tuple[dict[str, Any], int]] = [
        ({"name": "Eve", "visit_ids": []}, 422),
        ({"visit_ids": group}, 422),
        ({"name": "Eve", "person_id": ada.id, "visit_ids": group}, 422),
        ({"name": "", "visit_ids": group}, 422),
        ({"name": "Eve", "visit_ids": group, "rejected_visit_ids": group[:1]}, 422),
        ({"name": "Eve", "visit_ids": [*group, 999]}, 404),
        ({"person_id": "nobody", "visit_ids": group}, 404),
        ({"name": "ADA", "visit_ids": group}, 409),
        ({"name": "Eve", "visit_ids": list(range(1, 502))}, 422),
    ]
    for body, status in bodies:
        await api.error("POST", NAME, status, json=body)
    assert [person.name for person in People(database).list()] == ["Ada"]
    assert all(Visits(database).get(visit_id).person_id is None for visit_id in group)
    assert Jobs(database).unfinished(JobKind.REMATCH) == ()
