"""A person who was forgotten is in no table and no file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import LargeBinary, insert, select

from tests.support.people import Household, embedding, household, judge, new_face
from tests.support.visits import STAY
from wallflower.errors import NotFoundError
from wallflower.store.alerts import AlertFilter, Alerts, NewAlert
from wallflower.store.columns import metadata
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.folder import FolderImages, ImageFile
from wallflower.store.identity import Identity, Part
from wallflower.store.jobs import Jobs
from wallflower.store.journal import Batch
from wallflower.store.labels import Labels
from wallflower.store.oblivion import Oblivion
from wallflower.store.people import People, PersonChange
from wallflower.store.people_schema import face, speaker
from wallflower.store.rules import Rules
from wallflower.store.speakers import Speakers
from wallflower.store.visits import VisitFilter, Visits
from wallflower.store.voice_schema import suggestion
from wallflower.wire import Verdict
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_jobs import JobKind
from wallflower.wire_library import ImageState, ImportOutcome, PersonImport
from wallflower.wire_people import EditKind

NAME, ALIAS, BEFORE = "Zanzibarqux Plumbly", "Quetzalfoo", "Xylobarquux"


@pytest.fixture
def home(database: Database) -> Household:
    return household(database, (NAME, "Bob", "Cy"))


def everything(database: Database) -> bytes:
    """Return every value of every table, as text and as the bytes themselves, base64 too."""
    found: list[bytes] = []
    with database.read() as connection:
        for table in metadata.sorted_tables:
            blobs = [column.name for column in table.c if isinstance(column.type, LargeBinary)]
            for row in connection.execute(select(table)):
                found += [bytes(getattr(row, name)) for name in blobs if getattr(row, name) is not None]
                found.append(repr(tuple(row)).encode())
    return b"\n".join(found)


def traces(secrets: dict[str, bytes], where: bytes) -> list[str]:
    return [name for name, secret in secrets.items() if secret.lower() in where.lower()]


def on_disk(place: Path | str, database: Database) -> bytes:
    """Return the database's files with their log, of PostgreSQL its rows: its files are its own."""
    if isinstance(place, Path):
        return b"".join(path.read_bytes() for path in sorted(place.parent.rglob("*")) if path.is_file())
    return everything(database)


def live(database: Database, home: Household) -> None:
    """A life of the first person: names, pictures, labels, mistakes and their undoing."""
    who, bob = home.people[0], home.people[1]
    people, labels = People(database), Labels(database, judge)
    people.change(who, PersonChange(aliases=(ALIAS,), ha_person_id="person.zanzibarqux"))
    people.rename(who, BEFORE)
    people.rename(who, NAME)
    labels.assign_visits(home.visits[:1])
    labels.reject_visits(home.visits[:1], bob)
    people.add_face(who, new_face(5))
    people.remove_face(who, people.faces(who)[-1].id)
    labels.reject_line(home.lines[0], bob)
    with database.write() as connection:
        for number in (1, 2):
            values = {"number": number, "confirmed": True, "last_ms": 1, "created_ms": 1}
            connection.execute(insert(speaker).values(values))
        proposed = {"speaker_id": 1, "person_id": who, "score": 0.5, "count": 2, "dismissed": False, "created_ms": 1}
        connection.execute(insert(suggestion).values(proposed))
    Speakers(database).merge(1, 2)
    jobs = Jobs(database)
    for number in range(2):
        jobs.add(PersonImport(upload=f"upload{number}", person_id=who))
    jobs.claim(JobKind.PERSON_IMPORT)
    jobs.finish(jobs.unfinished(JobKind.PERSON_IMPORT)[0].id, ImportOutcome(person_id=who))
    images = FolderImages(database)
    for number, path in enumerate((f"{NAME}/a.jpg", f"{ALIAS}/blurred.jpg", f"{BEFORE.upper()}/old.jpg", "Bob/b.jpg")):
        image = images.begin(ImageFile(key=f"x{number:063}", path=path, size_bytes=1, changed_ns=1), None)
        images.read(image, f"ab{number}c" * 16)
        if number == 0:
            face_id = people.faces(who)[0].id
            images.end(image, ImageState.ADDED, person_id=who, face_id=face_id)
    Rules(database).create(Rule(id="alone", name="their voice", kind=RuleKind.SPEAKER, speakers=(who,)))
    Rules(database).create(Rule(id="both", name="any voice", kind=RuleKind.SPEAKER, speakers=(who, bob)))
    Alerts(database).add(
        NewAlert(
            rule_id="both",
            rule_name="any voice",
            kind=RuleKind.SPEAKER,
            camera_id="door",
            at_ms=1,
            clip_start_ms=0,
            clip_end_ms=2,
            line_id=home.lines[0],
        )
    )


def secrets_of(person_id: str) -> dict[str, bytes]:
    numbers = {"faces": (0, 1, 5), "visits": (500, 501), "prints": (2000, 2001), "voice": (3000,)}
    named = {
        "content": "ab0c" * 16,
        "name": NAME,
        "alias": ALIAS,
        "earlier name": BEFORE,
        "entity": "person.zanzibarqux",
        "id": person_id,
    }
    crops = {f"crop {seed}": f"jpeg of face {seed}/".encode() for seed in (0, 1, 5)}
    crops |= {f"picture {seed}": f"picture {seed}/".encode() for seed in (0, 1)}
    found = {key: value.encode() for key, value in named.items()} | crops | {"clip": b"sound of 0"}
    return found | {f"{kind} {n}": embedding(n).tobytes() for kind, some in numbers.items() for n in some}


def merged_first(database: Database, home: Household) -> str:
    Identity(database).merge(home.people[0], home.people[2])
    return home.people[2]


def split_first(database: Database, home: Household) -> str:
    who = home.people[0]
    part = Part(face_ids=[People(database).faces(who)[0].id])
    edits = Edits(database)
    Identity(database).split(who, part, to_id=home.people[1])
    edits.undo(edits.list(limit=1).edits[0].id)
    return who


def deleted_first(database: Database, home: Household) -> str:
    People(database).delete(home.people[0])
    return home.people[0]


def as_they_are(_database: Database, home: Household) -> str:
    return home.people[0]


@pytest.mark.parametrize("before", [as_they_are, split_first, deleted_first, merged_first])
def test_nothing_of_them_is_left(
    database: Database, home: Household, place: Path | str, before: Callable[[Database, Household], str]
) -> None:
    live(database, home)
    secrets = secrets_of(home.people[0])
    assert set(traces(secrets, everything(database))) >= {"name", "alias", "earlier name", "clip", "faces 0"}
    gone = Oblivion(database).forget(before(database, home))
    assert home.people[0] in gone.people
    assert (len(gone.job_ids), len(gone.uploads)) == (2, 1)
    assert traces(secrets, everything(database)) == []
    assert traces(secrets, on_disk(place, database)) == []
    people = People(database)
    assert people.get(home.people[1]).face_count == 2
    assert [rule.id for rule in Rules(database).list()] == ["both"]
    assert Alerts(database).list(AlertFilter()).alerts == ()
    visits = Visits(database)
    assert (visits.get(home.visits[0]).verdict, visits.get(home.visits[0]).person_id) == (Verdict.UNKNOWN, None)
    assert len(visits.list(VisitFilter(), limit=100).visits) == 7
    with pytest.raises(NotFoundError):
        visits.image(home.visits[0])
    images = FolderImages(database).list()[0]
    others = ["Bob/1.jpg", "Bob/b.jpg", "Cy/1.jpg"]
    assert sorted(image.path for image in images) == others[: 4 - len(gone.people)]
    assert gone.images == 7 - len(images)
    edits = Edits(database).list().edits
    assert edits[0].kind is EditKind.FORGET
    assert (edits[0].person_ids, edits[0].can_undo) == ((), False)
    assert not any(home.people[0] in edit.person_ids for edit in edits)
    with pytest.raises(NotFoundError):
        Oblivion(database).forget(home.people[0])


def test_their_folder_and_their_images_do_not_bring_them_back(database: Database, home: Household) -> None:
    images, people = FolderImages(database), People(database)
    file = ImageFile(key="k" * 64, path=f"{NAME}/2.jpg", size_bytes=1, changed_ns=1)
    assert images.read(images.begin(file, None), "c" * 64)
    begun = images.begin(replace(file, key="m" * 64, path="Eve/1.jpg"), None)
    batch = Batch(kind=EditKind.SCAN, key="job")
    gone = Oblivion(database).forget(home.people[0], [f" {NAME.upper()}", "Dee"])
    assert (gone.people, gone.images) == ((home.people[0],), 2)
    folders = {NAME, NAME.lower(), "Bob", "Dee", "a\u202eb"}
    assert images.shut(folders) == {NAME, NAME.lower()}
    with pytest.raises(NotFoundError):
        images.begin(file, None)
    assert not images.read(begun, "c" * 64)
    assert images.read(begun, "d" * 64)
    assert images.enrol(begun, "Eve", new_face(90), batch).is_new_person
    people.create(NAME)
    assert images.shut(folders) == set()
    images.begin(file, None)


def test_an_image_that_was_begun_before_does_not_bring_them_back(database: Database, home: Household) -> None:
    images = FolderImages(database)
    file = ImageFile(key="k" * 64, path=f"{NAME}/2.jpg", size_bytes=1, changed_ns=1)
    begun = images.begin(file, None)
    Oblivion(database).forget(home.people[0])
    with pytest.raises(NotFoundError):
        images.enrol(begun, NAME, new_face(91), Batch(kind=EditKind.SCAN, key="job"))
    images.end(begun, ImageState.ADDED)
    assert NAME.encode() not in everything(database)


def test_a_folder_of_that_time_that_somebody_else_has_now_stays_theirs(database: Database, home: Household) -> None:
    people, images = People(database), FolderImages(database)
    people.rename(home.people[0], "Dee")
    people.rename(home.people[1], NAME)
    assert Oblivion(database).forget(home.people[0], [NAME]).images == 1
    assert images.shut([NAME, "Dee"]) == set()


def test_other_peoples_former_names_in_one_edit_stay(database: Database, home: Household) -> None:
    people, images = People(database), FolderImages(database)
    batch = Batch(kind=EditKind.SCAN, key="job")
    first, second = people.create("Dee", batch=batch).id, people.create("Eve", batch=batch).id
    people.rename(second, "Fay")
    images.begin(ImageFile(key="k" * 64, path="Eve/1.jpg", size_bytes=1, changed_ns=1), None)
    assert Oblivion(database).forget(first, ["Dee", "Eve"]).images == 0
    assert images.shut(["Dee", "Eve"]) == {"Dee"}


def test_what_was_said_stays(database: Database, home: Household) -> None:
    Oblivion(database).forget(home.people[0])
    assert b"words 0" in everything(database)


def test_a_visit_that_lasts_goes_on_as_somebodys_unknown(database: Database, home: Household) -> None:
    who = home.people[0]
    visits = Visits(database)
    state = replace(STAY, person_id=who, verdict=Verdict.KNOWN, score=0.8)
    lasting = visits.open(state)
    Oblivion(database).forget(who)
    assert visits.update(lasting.id, state).verdict is Verdict.UNKNOWN


def test_nobody_to_forget(database: Database, home: Household) -> None:
    before: Any = everything(database)
    with pytest.raises(NotFoundError):
        Oblivion(database).forget("nobody")
    assert everything(database) == before
    with database.read() as connection:
        assert len(connection.execute(select(face.c.id)).all()) == 6
    assert len(home.people) == 3
