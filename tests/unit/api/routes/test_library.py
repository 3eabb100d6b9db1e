"""People going out and coming in over HTTP."""

import asyncio
import io
from typing import TYPE_CHECKING

import numpy as np

from tests.support.waiting import until
from tests.unit.library.archives import packed
from wallflower.config import Settings
from wallflower.library.unpack import PersonArchive
from wallflower.store.database import Database
from wallflower.store.folder import FolderImages, ImageFile
from wallflower.store.jobs import Jobs
from wallflower.store.people import NewFace, People
from wallflower.wire import ErrorCode, EventType, Problem
from wallflower.wire_jobs import JobKind
from wallflower.wire_library import FolderOutcome, ImageState

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api

ZIP = {"Content-Type": "application/zip"}
IMPORTS = "/api/people/imports"


async def test_a_person_goes_out_as_an_archive(api: Api, database: Database) -> None:
    people = People(database)
    ada = people.create("Ada ✿")
    vector = np.arange(128, dtype=np.float32)
    face = NewFace(engine="dlib", model="m", embedding=vector, quality=0.5, parts={"pose": 1.0}, crop=b"jpeg")
    people.add_face(ada.id, face)
    answer = await api.call("POST", f"/api/people/{ada.id}/archive")
    assert (answer.status, answer.content_type) == (200, "application/zip")
    data = await answer.read()
    assert answer.content_length == len(data)
    with PersonArchive(io.BytesIO(data)) as archive:
        archive.check()
        assert archive.person.name == "Ada ✿"
        assert [archive.content(item) for item in archive.person.examples] == [b"jpeg"]
    await api.error("POST", "/api/people/nobody/archive", 404)


async def test_an_archive_comes_in_for_somebody_new(api: Api, database: Database) -> None:
    answer = await api.call("POST", IMPORTS, data=packed(name="Bob"), headers=ZIP)
    assert answer.status == 202, await answer.text()
    job = await answer.json()
    bob = People(database).get(job["person_import"]["person_id"])
    assert (job["kind"], job["state"], bob.name) == ("person_import", "queued", "Bob")
    assert api.services.library.incoming.path(job["person_import"]["upload"]).read_bytes() == packed(name="Bob")
    events = await api.services.bus.subscribe(api.services.bus.stream, 0).next()
    assert [event.type for event in events or ()] == [EventType.JOB, EventType.PERSON_ADDED]


async def test_kind_and_free_aliases_come_along(api: Api, database: Database) -> None:
    People(database).create("Countess")
    data = packed(name="Bob", kind="guest", aliases=("Bobby", "countess"))
    job = await (await api.call("POST", IMPORTS, data=data, headers=ZIP)).json()
    bob = People(database).get(job["person_import"]["person_id"])
    assert (bob.kind, bob.aliases) == ("guest", ("Bobby",))
    odd = packed(name="Eve", kind="alien")
    job = await (await api.call("POST", IMPORTS, data=odd, headers=ZIP)).json()
    assert People(database).get(job["person_import"]["person_id"]).kind == "household"


async def test_whoever_was_merged_of_many_comes_in_with_all_their_names(api: Api, database: Database) -> None:
    names = tuple(f"Bob {number}" for number in range(40))
    job = await (await api.call("POST", IMPORTS, data=packed(name="Bob", aliases=names), headers=ZIP)).json()
    assert set(People(database).get(job["person_import"]["person_id"]).aliases) == set(names)


async def test_a_name_that_is_taken_is_for_the_user_to_decide(api: Api, database: Database) -> None:
    people = People(database)
    ada = people.create("ADA")
    error = await api.error("POST", IMPORTS, 409, data=packed(), headers=ZIP)
    assert error["field"] == "name"
    assert "`person`" in error["message"]
    await api.error("POST", IMPORTS, 409, data=packed(), headers=ZIP, params={"name": "Ada"})
    await api.error("POST", IMPORTS, 404, data=packed(), headers=ZIP, params={"person": "nobody"})
    await api.error("POST", IMPORTS, 422, data=packed(), headers=ZIP, params={"name": ""})
    assert list(api.services.library.incoming._directory.glob("*")) == []
    merged = await api.call("POST", IMPORTS, data=packed(), headers=ZIP, params={"person": ada.id})
    assert (await merged.json())["person_import"]["person_id"] == ada.id
    renamed = await api.call("POST", IMPORTS, data=packed(), headers=ZIP, params={"name": "Ada the second"})
    assert people.get((await renamed.json())["person_import"]["person_id"]).name == "Ada the second"


async def test_what_is_no_archive_leaves_nothing(api: Api, database: Database) -> None:
    whole = packed()
    for data in (b"", b"x", whole[:-1], whole.replace(b"one", b"two")):
        assert (await api.error("POST", IMPORTS, 422, data=data, headers=ZIP))["field"] == "archive"
    await api.error("POST", IMPORTS, 415, data=whole, headers={"Content-Type": "text/plain"})
    assert list(api.services.library.incoming._directory.glob("*")) == []
    assert People(database).list() == ()


async def test_the_folder_is_looked_through_by_one_job_at_a_time(api: Api) -> None:
    jobs = await asyncio.gather(*(api.send("POST", "/api/people/scan", status=202) for _ in range(4)))
    assert len({job["id"] for job in jobs}) == 1
    assert jobs[0]["kind"] == "folder_scan"


async def test_one_job_that_waits_compares_for_many_namings(api: Api, database: Database) -> None:
    first = await api.send("POST", "/api/people/rematch", status=202)
    assert (await api.send("POST", "/api/people/rematch", status=202))["id"] == first["id"]
    Jobs(database).claim(JobKind.REMATCH)
    assert (await api.send("POST", "/api/people/rematch", status=202))["id"] != first["id"]


async def test_what_became_of_the_folder_is_listed(api: Api, database: Database) -> None:
    images = FolderImages(database)
    for number in range(3):
        file = ImageFile(key=f"{number:064d}", path=f"Ada/{number}.jpg", size_bytes=1, changed_ns=1)
        images.end(images.begin(file, None), ImageState.REFUSED, reason="it is blurred")
    page = await api.get("/api/people/folder", params={"state": "refused", "limit": 2})
    assert [image["reason"] for image in page["images"]] == ["it is blurred"] * 2
    rest = await api.get("/api/people/folder", params={"cursor": page["cursor"]})
    assert len(rest["images"]) == 1
    assert (await api.error("GET", "/api/people/folder", 422, params={"state": "unknown"}))["field"] == "state"


async def test_the_folder_is_watched(api: Api, settings: Settings, database: Database) -> None:
    jobs = Jobs(database)
    watching = asyncio.create_task(api.services.library.watch_folder(0.01))
    try:
        await asyncio.sleep(0.1)
        assert jobs.list()[0] == []
        _photograph(settings, "Ada/1.jpg")
        first = await _next_job(jobs, 1)
        jobs.fail(first, Problem(code=ErrorCode.UNAVAILABLE, message="no engine"))
        await until(lambda: [job.id for job in jobs.unfinished(JobKind.FOLDER_SCAN)] == [first])
        jobs.finish(first, FolderOutcome())
        _photograph(settings, "Ada/2.jpg")
        await _next_job(jobs, 2)
    finally:
        watching.cancel()


def _photograph(settings: Settings, path: str) -> None:
    file = settings.photographs / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"jpeg")


async def _next_job(jobs: Jobs, count: int) -> str:
    await until(lambda: len(jobs.list()[0]) == count)
    return jobs.unfinished(JobKind.FOLDER_SCAN)[0].id
