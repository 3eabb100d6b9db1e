"""Whatever is done to people can be undone, exactly."""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from tests.support.people import Household, dump, household, judge, new_face
from wallflower.clock import now_ms
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.identity import Identity, Part
from wallflower.store.journal import Batch, recorded
from wallflower.store.labels import Labels
from wallflower.store.oblivion import Oblivion
from wallflower.store.people import People, PersonChange
from wallflower.store.people_schema import edit, speaker
from wallflower.store.schema import line
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire_people import EditKind, EditState, PersonKind

NAMES = ("Ada", "Bob", "Cy", "Dee", "ADA", "Eve", "Fay")


class World:
    """A household and everything that a user can do to it, by numbers."""

    def __init__(self, database: Database, home: Household) -> None:
        self.database = database
        self.home = home
        self.people, self.identity = People(database), Identity(database)
        self.labels, self.edits = Labels(database, judge), Edits(database)
        self.actions: tuple[Callable[[int, int], object], ...] = (
            lambda a, _b: self.people.create(NAMES[a % len(NAMES)]),
            lambda a, b: self.people.rename(self.who(a), NAMES[b % len(NAMES)]),
            lambda a, b: self.people.change(
                self.who(a), PersonChange(kind=list(PersonKind)[b % 4], aliases=(NAMES[b % 7], f"alias {b}"))
            ),
            lambda a, b: self.people.change(self.who(a), PersonChange(ha_person_id=f"person.p{b % 2}")),
            lambda a, _b: self.people.delete(self.who(a)),
            lambda a, b: self.people.add_face(self.who(a), new_face(b)),
            self.remove_face,
            self.reject_faces,
            lambda a, b: self.identity.merge(self.who(a), self.who(b)),
            self.split,
            lambda a, b: self.labels.assign_visits(self.visits(a), self.who(b)),
            lambda a, _b: self.labels.unassign_visits(self.visits(a)),
            lambda a, _b: self.labels.reject_visits(self.visits(a)),
            lambda a, b: self.labels.reject_visits(self.visits(a), self.who(b)),
            lambda a, _b: self.labels.assign_visits(self.visits(a)),
            lambda a, b: self.labels.assign_line(self.line(a), self.who(b) if b % 3 else None),
            lambda a, _b: self.labels.reject_line(self.line(a)),
            # The rest may add to an edit of before.
            lambda a, b: self.people.add_face(self.who(a), new_face(b), self.batch(a)),
            lambda a, b: self.people.create(NAMES[b % len(NAMES)], batch=self.batch(a)),
        )

    def act(self, number: int, a: int, b: int) -> int | None:
        """Do one thing; return its edit, None if it changed nothing or was refused."""
        before = self.newest()
        try:
            self.actions[number % len(self.actions)](a, b)
        except ConflictError, NotFoundError, InvalidRequestError:
            assert self.newest() == before
        return after if (after := self.newest()) != before else None

    def newest(self) -> int:
        page = self.edits.list(limit=1).edits
        return page[0].id if page else 0

    def who(self, number: int) -> str:
        everybody = self.people.list()
        return everybody[number % len(everybody)].id if everybody else "nobody"

    def visits(self, number: int) -> list[int]:
        return list(
            dict.fromkeys(self.home.visits[(number + n) % len(self.home.visits)] for n in range(1 + number % 3))
        )

    def batch(self, number: int) -> Batch:
        return Batch(kind=EditKind.SCAN, key=f"job {number % 2}")

    def line(self, number: int) -> int:
        return self.home.lines[number % len(self.home.lines)]

    def remove_face(self, a: int, b: int) -> None:
        faces = self.people.faces(self.who(a))
        self.people.remove_face(self.who(a), faces[b % len(faces)].id if faces else 0)

    def reject_faces(self, a: int, b: int) -> None:
        faces = self.people.faces(self.who(a))
        self.labels.reject_faces(self.who(a), [face.id for face in faces[b % 2 :]] or [0])

    def split(self, a: int, b: int) -> None:
        person_id = self.who(a)
        faces = [face.id for face in self.people.faces(person_id)]
        theirs = Visits(self.database).list(VisitFilter(person_id=person_id)).visits
        part = Part(face_ids=faces[: b % 3], visit_ids=[visit.id for visit in theirs[: b % 2]])
        to_id = self.who(b)
        if b % 2 or to_id == person_id:
            self.identity.split(person_id, part, name=NAMES[b % len(NAMES)])
        else:
            self.identity.split(person_id, part, to_id=to_id)


@pytest.fixture(scope="module")
def furnished(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Household]:
    """A household in a SQLite file, made once."""
    path = tmp_path_factory.mktemp("household") / "wallflower.db"
    shutil.copyfile(empty_database, path)
    database = Database(path)
    home = household(database)
    database.scrub()
    database.close()
    return path, home


@contextmanager
def copied(furnished: tuple[Path, Household]) -> Iterator[World]:
    """A world of its own in a SQLite file."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "wallflower.db"
        shutil.copyfile(furnished[0], path)
        database = Database(path)
        try:
            yield World(database, furnished[1])
        finally:
            database.close()


ALONE, ALL = 17, 19
ACTIONS, ALL_ACTIONS = (
    st.lists(st.tuples(st.integers(0, most - 1), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=10)
    for most in (ALONE, ALL)
)


def undo_backwards(world: World, steps: list[tuple[int, int, int]]) -> None:
    stages = []
    for step in steps:
        before = dump(world.database)
        if (edit_id := world.act(*step)) is not None:
            stages.append((edit_id, before))
    for edit_id, before in reversed(stages):
        world.edits.undo(edit_id)
        assert dump(world.database) == before


def undo_anyhow(world: World, steps: list[tuple[int, int, int]], seed: int) -> None:
    before = dump(world.database)
    left = [edit_id for step in steps if (edit_id := world.act(*step)) is not None]
    order = random.Random(seed)
    while left:
        order.shuffle(left)
        undone = []
        for edit_id in left:
            try:
                world.edits.undo(edit_id)
                undone.append(edit_id)
            except ConflictError as error:
                assert error.field == "edit_id"  # noqa: PT017 - only some are refused
        assert undone
        left = [edit_id for edit_id in left if edit_id not in undone]
    assert dump(world.database) == before


@settings(max_examples=20)
@given(steps=ACTIONS)
def test_undoing_backwards_restores_each_state(
    furnished: tuple[Path, Household], steps: list[tuple[int, int, int]]
) -> None:
    with copied(furnished) as world:
        undo_backwards(world, steps)


@settings(max_examples=20)
@given(steps=ALL_ACTIONS, seed=st.integers(0, 99))
def test_undoing_in_any_order_restores_all_or_is_refused(
    furnished: tuple[Path, Household], steps: list[tuple[int, int, int]], seed: int
) -> None:
    with copied(furnished) as world:
        undo_anyhow(world, steps, seed)


@pytest.fixture
def world(database: Database) -> World:
    return World(database, household(database))


def test_undoing_on_both_databases(world: World) -> None:
    order = random.Random(7)
    for number in range(6):
        most = ALL if number % 2 == 0 else ALONE
        steps = [(order.randrange(most), order.randrange(40), order.randrange(40)) for _ in range(8)]
        if number % 2:
            undo_backwards(world, steps)
        else:
            undo_anyhow(world, steps, number)


@pytest.mark.parametrize("number", range(ALL))
def test_each_action_is_undone(world: World, number: int) -> None:
    before = dump(world.database)
    edit_id = next(done for a in range(20) for b in (4, 5) if (done := world.act(number, a, b)))
    assert dump(world.database) != before
    world.edits.undo(edit_id)
    assert dump(world.database) == before


def test_a_later_change_of_the_same_is_undone_first(world: World) -> None:
    ada, bob, _cy = world.home.people
    world.people.rename(ada, "Adele")
    first = world.newest()
    world.people.rename(ada, "Adelaide")
    second = world.newest()
    world.people.rename(bob, "Rob")
    with pytest.raises(ConflictError, match=f"undo change {second} first"):
        world.edits.undo(first)
    assert world.edits.undo(second).changed == (ada,)
    world.edits.undo(first)
    assert [person.name for person in world.people.list()] == ["Ada", "Cy", "Rob"]
    with pytest.raises(ConflictError, match="undone already"):
        world.edits.undo(first)


def test_a_name_that_was_given_to_somebody_else_meanwhile(world: World) -> None:
    ada = world.home.people[0]
    world.people.rename(ada, "Adele")
    renamed = world.newest()
    world.people.create("Ada")
    created = world.newest()
    before = dump(world.database)
    with pytest.raises(ConflictError, match=f"undo change {created} first"):
        world.edits.undo(renamed)
    assert dump(world.database) == before
    with world.database.write() as connection:  # as if the journal did not have it
        connection.execute(delete(edit).where(edit.c.id == created))
    with pytest.raises(ConflictError, match="in the way"):
        world.edits.undo(renamed)
    assert dump(world.database) == before


def test_a_new_person_who_has_been_used_stays(world: World) -> None:
    made = world.people.create("Dee")
    created = world.newest()
    world.people.add_face(made.id, new_face(900))
    with pytest.raises(ConflictError):
        world.edits.undo(created)
    assert world.people.get(made.id).face_count == 1


def test_what_recognition_changed_since_stays(world: World) -> None:
    ada, bob, _cy = world.home.people
    mine = world.home.visits[0]
    world.identity.merge(ada, bob)
    merged = world.newest()
    with world.database.write() as connection:
        connection.exec_driver_sql(f"UPDATE visit SET person_id = NULL, verdict = 'unknown' WHERE id = {mine}")
    undone = world.edits.undo(merged)
    assert (undone.came, undone.went, undone.changed) == ((ada,), (), (bob,))
    visits = Visits(world.database)
    assert visits.get(mine).person_id is None
    assert visits.get(world.home.visits[1]).person_id == ada


def test_rows_that_retention_took_stay_away(world: World) -> None:
    ada = world.home.people[0]
    world.labels.assign_visits([world.home.visits[0]], ada)
    world.people.delete(ada)
    deleted = world.newest()
    Cameras(world.database).delete("door")
    world.edits.undo(deleted)
    assert world.people.get(ada).face_count == 3
    assert Visits(world.database).list(VisitFilter()).visits == ()


def test_a_link_to_a_speaker_who_is_gone_stays_away(world: World) -> None:
    this = line.c.id == world.home.lines[0]
    with world.database.write() as connection:
        made = insert(speaker).values(number=1, confirmed=True, last_ms=1, created_ms=1).returning(speaker.c.id)
        speaker_id = connection.execute(made).scalar_one()
        connection.execute(update(line).where(this).values(person_id=None, speaker_id=speaker_id))
    with recorded(world.database, EditKind.ASSIGN, [world.home.people[1]]) as recorder:
        recorder.update(line, this, {"person_id": world.home.people[1], "speaker_id": None})
    with world.database.write() as connection:
        connection.execute(delete(speaker))
    world.edits.undo(world.newest())
    with world.database.read() as connection:
        row = connection.execute(select(line.c.person_id, line.c.speaker_id).where(this)).one()
    assert tuple(row) == (None, None)


def test_edits_come_in_pages_and_by_person(world: World) -> None:
    ada, bob, _cy = world.home.people
    for number in range(3):
        world.people.rename(ada, f"Ada {number}")
    world.identity.merge(ada, bob)
    page = world.edits.list(limit=2)
    assert [each.kind for each in page.edits] == [EditKind.MERGE, EditKind.RENAME]
    merge = page.edits[0]
    assert (merge.state, merge.can_undo, set(merge.person_ids)) == (EditState.DONE, True, {ada, bob})
    assert merge.counts["face"] == 2
    rest = world.edits.list(limit=100, cursor=page.cursor)
    assert len(rest.edits) == len(world.edits.list().edits) - 2
    assert rest.cursor is None
    assert {each.kind for each in world.edits.list(person_id=bob).edits} == {
        EditKind.CREATE,
        EditKind.ENROL,
        EditKind.MERGE,
    }
    for bad in (0, 501):
        with pytest.raises(InvalidRequestError):
            world.edits.list(limit=bad)
    with pytest.raises(NotFoundError):
        world.edits.undo(123456)


def test_edits_expire_but_that_somebody_was_forgotten_stays(world: World) -> None:
    ada, bob, _cy = world.home.people
    world.people.rename(bob, "Rob")
    Oblivion(world.database).forget(ada)
    assert world.edits.expire(0) == 0
    assert world.edits.expire(now_ms() + 1) > 0
    (left,) = world.edits.list().edits
    assert (left.kind, left.person_ids, left.can_undo) == (EditKind.FORGET, (), False)
    with pytest.raises(ConflictError, match="final"):
        world.edits.undo(left.id)


def test_what_changes_nothing_is_not_in_the_journal(world: World) -> None:
    before = world.newest()
    ada = world.people.get(world.home.people[0])
    world.people.change(ada.id, PersonChange(name=ada.name, kind=ada.kind, aliases=ada.aliases, ha_person_id=""))
    world.people.add_face(ada.id, new_face(0))
    assert world.newest() == before
