"""Merging, splitting, labelling, undoing and forgetting over HTTP."""

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.people import Household, household
from wallflower.store.names import MOST_ALIASES
from wallflower.wire import EventType
from wallflower.wire_library import PersonImport

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

RTL = "\u05d3\u05d5\u05d3"
type Told = list[tuple[EventType, str]]


@pytest.fixture
async def home(api: Api, database: Database) -> Household:
    return await asyncio.to_thread(household, database)


async def told(api: Api) -> Told:
    """Return the kinds of all events, and the ids they are about."""
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    about = [(event.type, str(event.data.get("id") or event.data["visit"]["id"])) for event in events or ()]
    return [(kind, key) for kind, key in about if kind is not EventType.JOB]


async def rematches(api: Api) -> int:
    """Return how often past visits were to be compared again and wait for it."""
    return sum(job["kind"] == "rematch" for job in (await api.get("/api/jobs"))["jobs"])


async def test_everything_about_a_person(api: Api) -> None:
    new = {"name": "Ada", "kind": "guest", "aliases": ["Countess"], "ha_person_id": "person.ada"}
    made = await api.send("POST", "/api/people", new, status=201)
    assert {key: made[key] for key in new} == new
    path = f"/api/people/{made['id']}"
    aliases = ["Lady", RTL, "\N{ROCKET}"]
    changed = await api.send("PATCH", path, {"kind": "household", "ha_person_id": None, "aliases": aliases})
    assert (changed["name"], changed["kind"], changed["ha_person_id"]) == ("Ada", "household", None)
    assert set(changed["aliases"]) == set(aliases)
    assert await api.get(path) == changed | {"edit_id": None}
    assert len((await api.get("/api/edits", params={"person": made["id"]}))["edits"]) == 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 300}, "name"),
        ({"name": None}, "name"),
        ({"kind": "king"}, "kind"),
        ({"kind": "unknown"}, "kind"),
        ({"ha_person_id": "light.lamp"}, "ha_person_id"),
        ({"ha_person_id": "person." + "x" * 300}, "ha_person_id"),
        ({"aliases": ["\u202eevil"]}, "aliases"),
        ({"aliases": ["x"] * (MOST_ALIASES + 1)}, "aliases"),
        ({}, None),
        ({"id": "other"}, "id"),
    ],
)
async def test_changes_that_are_refused(api: Api, body: dict[str, Any], field: str | None) -> None:
    made = await api.send("POST", "/api/people", {"name": "<script>alert(1)</script>"}, status=201)
    error = await api.error("PATCH", f"/api/people/{made['id']}", 422, json=body)
    assert error["field"] is None if field is None else str(error["field"]).startswith(field)
    assert await api.get(f"/api/people/{made['id']}") == made | {"edit_id": None}


async def test_merging_and_undoing(api: Api, home: Household) -> None:
    ada, bob, _cy = home.people
    before = await api.get("/api/people")
    merged = await api.send("POST", f"/api/people/{ada}/merge", {"into_id": bob})
    assert (merged["face_count"], merged["aliases"]) == (4, ["Ada"])
    await api.error("GET", f"/api/people/{ada}", 404)
    page = await api.get("/api/edits", params={"limit": "1"})
    (edit,) = page["edits"]
    assert (edit["kind"], edit["state"], edit["can_undo"]) == ("merge", "done", True)
    assert merged["edit_id"] == edit["id"]
    undone = await api.send("POST", f"/api/edits/{edit['id']}/undo")
    assert (undone["state"], undone["can_undo"]) == ("undone", False)
    assert await api.get("/api/people") == before
    assert (await api.error("POST", f"/api/edits/{edit['id']}/undo", 409))["field"] == "edit_id"
    await api.error("POST", "/api/edits/999999/undo", 404)
    events = await told(api)
    assert events[:4] == [
        (EventType.PERSON_REMOVED, ada),
        (EventType.PERSON_UPDATED, bob),
        (EventType.PERSON_ADDED, ada),
        (EventType.PERSON_UPDATED, bob),
    ]
    assert {kind for kind, _id in events[4:]} == {EventType.VISIT}
    assert len(api.others.named("reload_people")) == 2


async def test_merges_that_make_no_sense(api: Api, home: Household) -> None:
    ada = home.people[0]
    assert (await api.error("POST", f"/api/people/{ada}/merge", 422, json={"into_id": ada}))["field"] == "into_id"
    assert (await api.error("POST", f"/api/people/{ada}/merge", 404, json={"into_id": "x"}))["field"] == "into_id"
    await api.error("POST", "/api/people/nobody/merge", 404, json={"into_id": ada})


async def test_splitting(api: Api, home: Household) -> None:
    ada, bob, _cy = home.people
    faces = (await api.get(f"/api/people/{ada}/faces"))["faces"]
    path = f"/api/people/{ada}/split"
    assert await rematches(api) == 0
    new = await api.send("POST", path, {"face_ids": [faces[0]["id"]], "name": "Dee"})
    assert await rematches(api) == 1
    assert (new["name"], new["face_count"]) == ("Dee", 1)
    (split,) = (await api.get("/api/edits", params={"limit": "1"}))["edits"]
    assert (split["kind"], split["id"]) == ("split", new["edit_id"])
    other = await api.send("POST", path, {"visit_ids": [home.visits[0]], "to_id": bob})
    assert other["id"] == bob
    assert await told(api) == [
        (EventType.PERSON_ADDED, new["id"]),
        (EventType.PERSON_UPDATED, ada),
        (EventType.PERSON_UPDATED, ada),
        (EventType.PERSON_UPDATED, bob),
        (EventType.VISIT, str(home.visits[0])),
    ]
    await api.error("POST", path, 404, json={"face_ids": [faces[0]["id"]], "name": "Eve"})
    await api.error("POST", path, 422, json={"face_ids": [faces[1]["id"]]})
    await api.error("POST", path, 409, json={"face_ids": [faces[1]["id"]], "name": "bob"})


async def test_labelling_visits(api: Api, home: Household) -> None:
    ada, bob, _cy = home.people
    large, small = home.visits[:2]
    labels = (await api.send("POST", "/api/visits/label", {"action": "confirm", "visit_ids": [large, small]}))["labels"]
    assert [(label["visit_id"], label["person_id"], label["trained"]) for label in labels] == [
        (large, ada, True),
        (small, ada, False),
    ]
    assert "smaller than 80 pixels" in labels[1]["reason"]
    assert await rematches(api) == 1
    assigned = {"action": "assign", "visit_ids": [home.visits[-1]], "person_id": bob}
    assert (await api.send("POST", "/api/visits/label", assigned))["labels"][0]["person_id"] == bob
    await api.send("POST", "/api/visits/label", {"action": "reject", "visit_ids": [large]})
    (rejection,) = (await api.get(f"/api/people/{ada}/rejections"))["rejections"]
    assert rejection["visit_id"] == large
    assert (await api.send("DELETE", f"/api/people/{ada}/rejections/{rejection['id']}"))["edit_id"]
    await api.error("DELETE", f"/api/people/{ada}/rejections/{rejection['id']}", 404)
    await api.send("POST", "/api/visits/label", {"action": "unassign", "visit_ids": [small]})
    visits = {visit["id"]: visit for visit in (await api.get("/api/visits"))["visits"]}
    assert [visits[key]["person_id"] for key in (large, small, home.visits[-1])] == [None, None, bob]
    for _ in range(5):
        newest = next(edit for edit in (await api.get("/api/edits"))["edits"] if edit["can_undo"])
        await api.send("POST", f"/api/edits/{newest['id']}/undo")
    visits = {visit["id"]: visit for visit in (await api.get("/api/visits"))["visits"]}
    assert (visits[large]["person_id"], visits[large]["decided"]) == (ada, False)


async def test_pictures_are_removed_together_or_are_not_them(api: Api, home: Household) -> None:
    ada, bob, _cy = home.people
    path = f"/api/people/{ada}/faces"
    assigned = {"action": "assign", "visit_ids": [home.visits[0]], "person_id": ada}
    await api.send("POST", "/api/visits/label", assigned)
    faces = (await api.get(path))["faces"]
    ids = [face["id"] for face in faces]
    bad: tuple[dict[str, Any], ...] = ({"face_ids": []}, {"face_ids": [0]}, {"face_ids": ids, "not_them": None})
    for refused in bad:
        await api.error("POST", f"{path}/remove", 422, json=refused)
    await api.error("POST", f"/api/people/{bob}/faces/remove", 404, json={"face_ids": ids})
    removed = await api.send("POST", f"{path}/remove", {"face_ids": ids[:2]})
    assert (await api.get(path))["faces"] == faces[2:]
    rejections = f"/api/people/{ada}/rejections"
    assert (await api.get(rejections))["rejections"] == []
    await api.send("POST", f"/api/edits/{removed['edit_id']}/undo")
    rejected = await api.send("POST", f"{path}/remove", {"face_ids": ids, "not_them": True})
    assert (await api.get(path))["faces"] == []
    assert [each["visit_id"] for each in (await api.get(rejections))["rejections"]] == [home.visits[0], None, None]
    assert (await told(api))[-2:] == [(EventType.PERSON_UPDATED, ada), (EventType.VISIT, str(home.visits[0]))]
    await api.send("POST", f"/api/edits/{rejected['edit_id']}/undo")
    assert (await api.get(path))["faces"] == faces


@pytest.mark.parametrize(
    "body",
    [
        {"action": "assign", "visit_ids": [1]},
        {"action": "confirm", "visit_ids": [1], "person_id": "x"},
        {"action": "praise", "visit_ids": [1]},
        {"action": "unassign", "visit_ids": []},
        {"action": "unassign", "visit_ids": [0]},
        {"action": "unassign", "visit_ids": list(range(1, 300))},
    ],
)
async def test_labels_that_are_refused(api: Api, body: dict[str, Any]) -> None:
    await api.error("POST", "/api/visits/label", 422, json=body)


async def test_labelling_lines(api: Api, home: Household) -> None:
    ada, bob, _cy = home.people
    path = f"/api/transcripts/lines/{home.lines[0]}"
    label = await api.send("PUT", f"{path}/speaker", {"person_id": bob})
    assert (label["line_id"], label["person_id"], label["trained"]) == (home.lines[0], bob, False)
    assert (await api.send("POST", f"{path}/reject", {}))["person_id"] is None
    await api.error("POST", f"{path}/reject", 422, json={})
    await api.send("PUT", f"{path}/speaker", {"person_id": ada})
    await api.send("PUT", f"{path}/speaker", {"person_id": None})
    await api.error("PUT", f"{path}/speaker", 404, json={"person_id": "nobody"})
    await api.error("PUT", "/api/transcripts/lines/1/speaker", 404, json={"person_id": ada})


async def test_forgetting(api: Api, home: Household) -> None:
    ada, bus = home.people[0], api.services.bus
    await api.send("PATCH", f"/api/people/{ada}", {"name": "Adele"})
    visit = (await asyncio.to_thread(api.services.visits.get, home.visits[0])).to_json() | {"person_id": ada}
    bus.publish(EventType.VISIT, {"phase": "updated", "visit": visit | {"name": "Adele"}})
    before = await bus.subscribe(bus.stream, 0).next()
    assert "Adele" in str(before)
    last, behind = bus.last_sequence, bus.subscribe(bus.stream, 1)
    job = await asyncio.to_thread(api.services.jobs.jobs.add, PersonImport(upload="gone", person_id=ada))
    told_of = await api.send("POST", f"/api/people/{ada}/forget")
    assert told_of == {"people": 1, "imports": 1, "images": 1}
    bus.publish(EventType.VISIT, {"phase": "ended", "visit": visit | {"name": "Adele"}})  # it was on its way
    assert await behind.next() is None
    assert await bus.subscribe(bus.stream, last - 1).next() is None
    await api.error("GET", f"/api/jobs/{job.id}", 404)
    await api.error("GET", f"/api/people/{ada}", 404)
    await api.error("POST", f"/api/people/{ada}/forget", 404)
    everything = str([await api.get(path) for path in ("/api/people", "/api/edits", "/api/visits")])
    assert "Adele" not in everything
    assert ada not in everything
    events = await bus.subscribe(bus.stream, bus.last_sequence - 2).next()
    assert events is not None
    assert "Adele" not in str(events)
    assert [event.type for event in events] == [EventType.PERSON_REMOVED, EventType.VISIT]
    assert events[-1].data["visit"]["id"] == home.visits[0]
