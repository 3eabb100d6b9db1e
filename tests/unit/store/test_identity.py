"""Two people who are one, and one who is two."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import insert, select

from tests.support.people import Household, dump, household, judge, new_face
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError, WallflowerError
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.identity import Identity, Part
from wallflower.store.labels import Labels
from wallflower.store.names import MOST_ALIASES
from wallflower.store.people import People, PersonChange
from wallflower.store.people_schema import face, rejection, voice, voice_print
from wallflower.store.rules import Rules
from wallflower.store.schema import line, visit
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_people import PersonKind


@pytest.fixture
def home(database: Database) -> Household:
    return household(database)


def embeddings(database: Database) -> set[bytes]:
    with database.read() as connection:
        return {
            bytes(each)
            for table in (face, voice, voice_print, visit)
            for each in connection.execute(select(table.c.embedding)).scalars()
        }


def counts(database: Database, person_id: str) -> list[int]:
    with database.read() as connection:
        return [
            len(connection.execute(select(table.c.id).where(table.c.person_id == person_id)).all())
            for table in (face, voice, visit, line, voice_print)
        ]


def test_merging_moves_everything(database: Database, home: Household) -> None:
    ada, bob, cy = home.people
    people, had = People(database), embeddings(database)
    people.change(ada, PersonChange(aliases=("Countess",), ha_person_id="person.ada"))
    people.change(bob, PersonChange(kind=PersonKind.GUEST))
    merged = Identity(database).merge(ada, bob)
    assert (merged.id, merged.name, merged.aliases) == (bob, "Bob", ("Ada", "Countess"))
    assert (merged.kind, merged.ha_person_id) == (PersonKind.GUEST, "person.ada")
    assert (merged.face_count, merged.voice_count) == (4, 2)
    assert counts(database, bob) == [4, 2, 4, 4, 4]
    assert embeddings(database) == had
    assert [person.id for person in people.list()] == [bob, cy]
    with pytest.raises(ConflictError):
        people.create("ada")


def test_a_merge_that_makes_no_sense(database: Database, home: Household) -> None:
    ada = home.people[0]
    before = dump(database)
    with pytest.raises(InvalidRequestError):
        Identity(database).merge(ada, ada)
    for pair in ((ada, "nobody"), ("nobody", ada)):
        with pytest.raises(NotFoundError):
            Identity(database).merge(*pair)
    assert dump(database) == before


def test_rules_follow_a_merge(database: Database, home: Household) -> None:
    ada, bob, cy = home.people
    rules = Rules(database)
    rules.create(Rule(id="r", name="who", kind=RuleKind.SPEAKER, speakers=(ada, cy, bob)))
    Identity(database).merge(ada, bob)
    assert rules.get("r").speakers == (bob, cy)


def test_merging_drops_rejections_that_it_contradicts(database: Database, home: Household) -> None:
    ada, bob, _cy = home.people
    labels = Labels(database, judge)
    labels.reject_visits([home.visits[0]])
    labels.assign_visits([home.visits[0]], bob)
    labels.reject_visits([home.visits[-1]], ada)
    Identity(database).merge(bob, ada)
    with database.read() as connection:
        rows = connection.execute(select(rejection.c.person_id, rejection.c.visit_id)).all()
    assert [tuple(row) for row in rows] == [(ada, home.visits[-1])]


def test_merging_and_splitting_loses_nothing(database: Database, home: Household) -> None:
    ada, bob, _cy = home.people
    people, identity = People(database), Identity(database)
    faces = [face.id for face in people.faces(ada)]
    had, before = embeddings(database), counts(database, bob)
    identity.merge(ada, bob)
    with database.read() as connection:
        voices = connection.execute(select(voice.c.id).where(voice.c.person_id == bob)).scalars().all()
    part = Part(face_ids=faces, voice_ids=voices[:1], visit_ids=home.visits[:2])
    again = identity.split(bob, part, name="Ada L.")
    assert embeddings(database) == had
    assert counts(database, again.id)[:3] == before[:3] == counts(database, bob)[:3]


def test_visits_follow_the_faces_made_of_them(database: Database, home: Household) -> None:
    ada, bob, _cy = home.people
    (label,) = Labels(database, judge).assign_visits([home.visits[0]], ada).labels
    assert label.face_id is not None
    Identity(database).split(ada, Part(face_ids=[label.face_id]), to_id=bob)
    with database.read() as connection:
        row = connection.execute(select(visit).where(visit.c.id == home.visits[0])).one()
    assert (row.person_id, row.decided) == (bob, True)
    Identity(database).split(bob, Part(visit_ids=[home.visits[0]]), to_id=ada)
    assert label.face_id in {face.id for face in People(database).faces(ada)}


def test_splits_that_make_no_sense(database: Database, home: Household) -> None:
    ada, bob, _cy = home.people
    identity, before = Identity(database), dump(database)
    (own, *_), (other, *_) = (People(database).faces(who) for who in (ada, bob))
    part = Part(face_ids=[own.id])
    calls: list[tuple[type[WallflowerError], Callable[[], object]]] = [
        (InvalidRequestError, lambda: identity.split(ada, Part(), name="Dee")),
        (InvalidRequestError, lambda: identity.split(ada, part)),
        (InvalidRequestError, lambda: identity.split(ada, part, name="Dee", to_id=bob)),
        (InvalidRequestError, lambda: identity.split(ada, part, to_id=ada)),
        (InvalidRequestError, lambda: identity.split(ada, part, name=" ")),
        (ConflictError, lambda: identity.split(ada, part, name="BOB")),
        (NotFoundError, lambda: identity.split(ada, part, to_id="nobody")),
        (NotFoundError, lambda: identity.split("nobody", part, name="Dee")),
        (NotFoundError, lambda: identity.split(ada, Part(face_ids=[own.id, other.id]), name="Dee")),
        (NotFoundError, lambda: identity.split(ada, Part(voice_ids=[999]), name="Dee")),
        (NotFoundError, lambda: identity.split(ada, Part(visit_ids=[home.visits[-1]]), name="Dee")),
    ]
    for error, call in calls:
        with pytest.raises(error):
            call()
    assert dump(database) == before


def test_names_and_aliases_are_one_space(database: Database) -> None:
    people = People(database)
    ada = people.create("Ada", PersonChange(aliases=("Countess", "countess", "ADA", "  Lady  L ")))
    assert ada.aliases == ("countess", "Lady L")
    bob = people.create("Bob")
    for taken in ("COUNTESS", "lady l"):
        with pytest.raises(ConflictError):
            people.create(taken)
        with pytest.raises(ConflictError):
            people.rename(bob.id, taken)
        with pytest.raises(ConflictError):
            people.change(bob.id, PersonChange(aliases=(taken,)))
    with pytest.raises(ConflictError):
        people.change(bob.id, PersonChange(aliases=("ada",)))
    with pytest.raises(InvalidRequestError):
        people.change(bob.id, PersonChange(aliases=("\u202eevil",)))
    with pytest.raises(InvalidRequestError):
        people.change(bob.id, PersonChange(aliases=tuple(f"name {n}" for n in range(MOST_ALIASES + 1))))
    assert people.rename(ada.id, "Countess").aliases == ("Lady L",)
    assert people.change(ada.id, PersonChange(aliases=())).aliases == ()
    assert people.create("lady l").name == "lady l"


def test_two_people_are_never_one_of_home_assistants(database: Database) -> None:
    people = People(database)
    ada, bob = people.create("Ada", PersonChange(ha_person_id="person.ada")), people.create("Bob")
    with pytest.raises(ConflictError) as caught:
        people.change(bob.id, PersonChange(ha_person_id="person.ada"))
    assert caught.value.field == "ha_person_id"
    assert people.change(ada.id, PersonChange(ha_person_id="")).ha_person_id is None
    assert people.change(bob.id, PersonChange(ha_person_id="person.ada")).ha_person_id == "person.ada"


def at_once(*calls: Callable[[], object]) -> list[type[Exception] | None]:
    """Run all calls in threads that start together; return what each raised."""
    outcomes: list[type[Exception] | None] = []
    start = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        start.wait()
        try:
            call()
            outcomes.append(None)
        except WallflowerError as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == len(calls), "somebody raised what is no answer to a user"
    return outcomes


def test_merging_in_circles_at_once(database: Database, home: Household) -> None:
    ada, bob, cy = home.people
    identity, had = Identity(database), embeddings(database)
    pairs = ((ada, bob), (bob, ada), (bob, cy), (cy, ada))
    outcomes = at_once(*(lambda pair=pair: identity.merge(*pair) for pair in pairs))
    assert outcomes.count(None) in {1, 2}
    assert set(outcomes) <= {None, NotFoundError}
    assert embeddings(database) == had
    left = People(database).list()
    assert sum(person.face_count for person in left) == 6
    assert len(left) == 3 - outcomes.count(None)


def test_renaming_and_enrolling_at_once(database: Database, home: Household) -> None:
    people = People(database)
    outcomes = at_once(*(lambda who=who: people.rename(who, "Zoe") for who in home.people))
    assert sorted(outcomes, key=str) == [ConflictError, ConflictError, None]
    outcomes = at_once(*(lambda who=who: people.add_face(who, new_face(77)) for who in home.people))
    assert sorted(outcomes, key=str) == [ConflictError, ConflictError, None]
    ada, bob, _cy = home.people
    outcomes = at_once(
        lambda: Identity(database).merge(ada, bob),
        lambda: people.add_face(ada, new_face(78)),
        lambda: people.delete(bob),
        lambda: people.add_face(bob, new_face(79)),
    )
    assert set(outcomes) <= {None, NotFoundError}


def test_undoing_the_same_twice_at_once(database: Database, home: Household) -> None:
    People(database).rename(home.people[0], "Zoe")
    edits = Edits(database)
    newest = edits.list(limit=1).edits[0].id
    outcomes = at_once(*[lambda: edits.undo(newest)] * 4)
    assert sorted(outcomes, key=str) == [ConflictError] * 3 + [None]
    assert People(database).get(home.people[0]).name == "Ada"


def test_a_duplicate_is_dropped_when_its_owner_is_merged(database: Database, home: Household) -> None:
    ada, bob, _cy = home.people
    with database.write() as connection:
        row = connection.execute(select(face).where(face.c.person_id == ada).limit(1)).one()
        values = dict(row._mapping) | {"person_id": bob}
        values.pop("id")
        connection.execute(insert(face).values(values))
    before = dump(database)
    assert Identity(database).merge(ada, bob).face_count == 4
    edits = Edits(database)
    edits.undo(edits.list(limit=1).edits[0].id)
    assert dump(database) == before
