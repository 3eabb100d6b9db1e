"""What users say of visits and lines, and what is learned from it."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import insert, select, update

from tests.support.people import Household, dump, embedding, household, judge, new_face
from tests.support.visits import STAY
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.crops import Crops
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.labels import Labels
from wallflower.store.people import People
from wallflower.store.people_schema import rejection, speaker, voice_print
from wallflower.store.schema import line
from wallflower.store.speakers import Speakers
from wallflower.store.visits import Visits
from wallflower.wire import Verdict


@pytest.fixture
def home(database: Database) -> Household:
    return household(database)


@pytest.fixture
def labels(database: Database) -> Labels:
    return Labels(database, judge)


def test_a_label_learns_only_from_good_pictures(database: Database, home: Household, labels: Labels) -> None:
    bob = home.people[1]
    large, small = home.visits[:2]
    done = labels.assign_visits([large, small], bob)
    good, poor = done.labels
    assert (good.visit_id, good.person_id, good.trained, good.reason) == (large, bob, True, None)
    assert (poor.visit_id, poor.person_id, poor.trained, poor.reason) == (small, bob, False, "it is too small")
    assert good.edit_id == poor.edit_id is not None
    assert set(done.person_ids) == set(home.people[:2])
    people = People(database)
    assert people.get(bob).face_count == 4
    assert [(face.source, face.trained, face.refused) for face in people.faces(bob)[2:]] == [
        ("visit", True, None),
        ("visit", False, "it is too small"),
    ]
    learned = {row.embedding.tobytes() for row in people.gallery("dlib", "m") if row.person_id == bob}
    assert embedding(500).tobytes() in learned
    assert embedding(501).tobytes() not in learned
    visit = Visits(database).get(small)
    assert (visit.person_id, visit.verdict, visit.decided) == (bob, Verdict.KNOWN, True)


def test_recognition_leaves_what_a_user_decided(database: Database, home: Household, labels: Labels) -> None:
    ada, bob, _cy = home.people
    visits = Visits(database)
    lasting = visits.open(replace(STAY, person_id=ada, verdict=Verdict.KNOWN))
    labels.assign_visits([lasting.id], bob)
    state = replace(STAY, person_id=ada, verdict=Verdict.KNOWN, score=0.9, sightings=9)
    updated = visits.update(lasting.id, state)
    assert (updated.person_id, updated.verdict, updated.sightings) == (bob, Verdict.KNOWN, 9)
    labels.unassign_visits([lasting.id])
    ended = visits.update(lasting.id, state, end_ms=13_000)
    assert (ended.person_id, ended.verdict, ended.decided) == (None, Verdict.UNKNOWN, True)


def test_assigning_again_moves_the_picture(database: Database, home: Household, labels: Labels) -> None:
    ada, bob, _cy = home.people
    (first,) = labels.assign_visits([home.visits[-1]], ada).labels
    (again,) = labels.assign_visits([home.visits[-1]], ada).labels
    assert again == replace(first, edit_id=None)
    (moved,) = labels.assign_visits([home.visits[-1]], bob).labels
    assert moved.face_id == first.face_id
    people = People(database)
    assert (people.get(ada).face_count, people.get(bob).face_count) == (2, 3)
    assert labels.unassign_visits([home.visits[-1]]).person_ids == (bob,)
    assert people.get(bob).face_count == 2


def test_not_them(database: Database, home: Household, labels: Labels) -> None:
    ada, bob, _cy = home.people
    mine, stranger = home.visits[0], home.visits[-1]
    labels.assign_visits([mine])
    (label,) = labels.reject_visits([mine]).labels
    assert (label.person_id, label.trained, label.reason) == (None, True, None)
    assert labels.reject_visits([stranger], bob).labels[0].trained
    people = People(database)
    assert people.get(ada).face_count == 2
    rejected = {row.person_id: row.embedding.tobytes() for row in people.rejected("dlib", "m")}
    assert rejected == {ada: embedding(500).tobytes(), bob: embedding(999).tobytes()}
    assert people.rejected("dlib", "other") == ()
    assert (Visits(database).get(mine).person_id, Visits(database).get(stranger).decided) == (None, False)
    (kept,) = labels.rejections(ada).rejections
    assert (kept.modality, kept.visit_id) == ("face", mine)
    labels.assign_visits([mine], ada)
    assert labels.rejections(ada).rejections == ()
    labels.forgive(bob, labels.rejections(bob).rejections[0].id)
    assert people.rejected("dlib", "m") == ()
    with pytest.raises(NotFoundError):
        labels.forgive(bob, 1)
    with pytest.raises(NotFoundError):
        labels.rejections("nobody")


def test_an_enrolled_picture_is_not_them(database: Database, home: Household, labels: Labels) -> None:
    ada, bob, _cy = home.people
    people, visits = People(database), Visits(database)
    mine = home.visits[0]
    labels.assign_visits([mine], ada)
    uploaded, _other, seen = people.faces(ada)
    before = dump(database)
    for ids in ([uploaded.id, people.faces(bob)[0].id], [999]):
        with pytest.raises(NotFoundError):
            labels.reject_faces(ada, ids)
    assert dump(database) == before
    edited, visit_ids = labels.reject_faces(ada, [uploaded.id, seen.id])
    assert visit_ids == (mine,)
    assert (visits.get(mine).person_id, visits.get(mine).decided) == (None, True)
    assert len(people.faces(ada)) == 1
    rejected = {row.embedding.tobytes() for row in people.rejected("dlib", "m")}
    assert rejected == {embedding(0).tobytes(), embedding(500).tobytes()}
    assert edited.edit_id is not None
    Edits(database).undo(edited.edit_id)
    assert dump(database) == before


def test_a_picture_that_is_theirs_after_all_is_not_rejected_any_more(
    database: Database, home: Household, labels: Labels
) -> None:
    ada, bob, _cy = home.people
    people = People(database)
    first = people.faces(ada)[0]
    edited, _ = labels.reject_faces(ada, [first.id])
    assert people.add_face(bob, new_face(0)).edit_id is not None
    assert len(people.rejected("dlib", "m")) == 1
    people.remove_face(bob, people.faces(bob)[-1].id)
    again = people.add_face(ada, new_face(0))
    assert people.rejected("dlib", "m") == ()
    assert people.add_face(ada, new_face(0)) == again
    assert people.add_face(ada, new_face(0)).edit_id is None
    assert edited.edit_id is not None
    with pytest.raises(ConflictError):
        Edits(database).undo(edited.edit_id)
    labels.reject_faces(ada, [again.id])
    people.add_face(ada, new_face(0))
    labels.reject_faces(ada, [people.faces(ada)[-1].id])
    assert len(people.rejected("dlib", "m")) == 1


def test_rejections_come_in_pages(home: Household, labels: Labels) -> None:
    ada = home.people[0]
    labels.reject_visits(home.visits, ada)
    assert len(labels.reject_visits(home.visits, ada).labels) == len(home.visits)
    first = labels.rejections(ada, limit=5)
    rest = labels.rejections(ada, limit=5, cursor=first.cursor)
    assert [each.visit_id for each in (*first.rejections, *rest.rejections)] == list(reversed(home.visits))
    assert rest.cursor is None
    with pytest.raises(InvalidRequestError):
        labels.rejections(ada, limit=0)


def test_a_picture_that_expired_teaches_nothing(database: Database, home: Household, labels: Labels) -> None:
    ada = home.people[0]
    Crops(database).drop([home.visits[-1]])
    (label,) = labels.assign_visits([home.visits[-1]], ada).labels
    assert (label.face_id, label.trained) == (None, False)
    assert "expired" in str(label.reason)
    (label,) = labels.reject_visits([home.visits[-1]]).labels
    assert not label.trained
    assert labels.rejections(ada).rejections == ()


def test_several_are_labelled_together_or_not_at_all(database: Database, home: Household, labels: Labels) -> None:
    before = dump(database)
    stranger = home.visits[-1]
    calls: tuple[Callable[[], object], ...] = (
        lambda: labels.assign_visits([home.visits[0], 999], home.people[1]),
        lambda: labels.assign_visits([home.visits[0]], "nobody"),
        lambda: labels.unassign_visits([999]),
        lambda: labels.reject_visits([home.visits[0]], "nobody"),
        lambda: labels.assign_line(1, home.people[0]),
        lambda: labels.assign_line(home.lines[0], "nobody"),
        lambda: labels.reject_line(1),
        lambda: labels.forgive("nobody", 1),
        lambda: labels.rejections("nobody"),
    )
    for call in calls:
        with pytest.raises(NotFoundError):
            call()
    with pytest.raises(InvalidRequestError, match=f"visit {stranger} names nobody"):
        labels.assign_visits([home.visits[0], stranger])
    with pytest.raises(InvalidRequestError, match=f"visit {stranger} names nobody"):
        labels.reject_visits([home.visits[0], stranger])
    assert dump(database) == before


def test_lines(database: Database, home: Household, labels: Labels) -> None:
    ada, bob, _cy = home.people

    def speakers() -> tuple[str | None, str | None]:
        heard = select(line.c.person_id, voice_print.c.person_id).join(voice_print, voice_print.c.line_id == line.c.id)
        with database.read() as connection:
            first, second = connection.execute(heard.where(line.c.id == home.lines[0])).one()
        return first, second

    done = labels.assign_line(home.lines[0], bob)
    assert (done.labels[0].trained, done.person_ids) == (False, tuple(sorted((ada, bob))))
    assert speakers() == (bob, bob)
    assert labels.reject_line(home.lines[0], ada).labels[0].person_id == bob
    assert labels.reject_line(home.lines[0]).labels[0].person_id is None
    assert speakers() == (None, None)
    with pytest.raises(InvalidRequestError):
        labels.reject_line(home.lines[0])
    with database.read() as connection:
        rows = connection.execute(select(rejection).order_by(rejection.c.id)).all()
    assert [(row.person_id, row.modality, row.line_id) for row in rows] == [
        (ada, "voice", home.lines[0]),
        (bob, "voice", home.lines[0]),
    ]
    assert np.frombuffer(rows[0].embedding, "<f4").tobytes() == embedding(2000).tobytes()
    labels.assign_line(home.lines[0], ada)
    assert labels.rejections(ada).rejections == ()
    labels.assign_line(home.lines[0], None)
    assert speakers() == (None, None)


def test_a_line_that_a_user_gave_to_somebody_does_not_follow_its_speaker(
    database: Database, home: Household, labels: Labels
) -> None:
    _ada, bob, cy = home.people
    first, second = home.lines[:2]
    values = {"number": 1, "confirmed": True, "camera_id": "door", "last_ms": 1, "created_ms": 0}
    with database.write() as connection:
        speaker_id = connection.execute(insert(speaker).values(values).returning(speaker.c.id)).scalar_one()
        for table, key in ((line, line.c.id), (voice_print, voice_print.c.line_id)):
            unnamed = update(table).where(key.in_([first, second]))
            connection.execute(unnamed.values(person_id=None, speaker_id=speaker_id))
    labels.assign_line(first, bob)
    speakers = Speakers(database)
    assert len(speakers.longest_lines(speaker_id, 10)) == 1
    assert speakers.name(speaker_id, cy).lines == 1
    for table, key in ((line, line.c.id), (voice_print, voice_print.c.line_id)):
        with database.read() as connection:
            owners = connection.execute(select(table.c.person_id).where(key.in_([first, second])).order_by(key))
            assert owners.scalars().all() == [bob, cy]
