"""What a job changes step by step is one edit."""

import numpy as np
import pytest

from tests.support.people import dump, new_face
from wallflower.errors import ConflictError
from wallflower.store import edits as edits_module
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.jobs import Jobs
from wallflower.store.journal import Batch
from wallflower.store.people import People
from wallflower.store.portable import Portable, PortableVoice
from wallflower.wire_jobs import JobKind
from wallflower.wire_library import FolderScan
from wallflower.wire_people import EditKind, EditState

BATCH = Batch(kind=EditKind.IMPORT, key="job")


@pytest.fixture
def people(database: Database) -> People:
    return People(database)


def ids(database: Database) -> list[int]:
    """Return the edits that stand, oldest first."""
    listed = Edits(database).list(limit=500).edits
    return sorted(edit.id for edit in listed if edit.state is EditState.DONE)


def test_all_steps_are_undone_at_once(database: Database, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits_module, "AT_ONCE", 2)
    bob = people.create("Bob").id
    before = dump(database)
    ada = people.create("Ada", batch=BATCH).id
    for number in range(5):
        people.add_face(ada, new_face(number), BATCH)
    voice = PortableVoice(
        engine="v",
        model="m",
        embedding=np.ones(4, np.float32),
        quality=0.5,
        parts={},
        refused=None,
        clip=b"sound",
        seconds=1.0,
    )
    assert Portable(database).add_voice(ada, voice, BATCH)
    people.add_face(bob, new_face(7), BATCH)
    _created, edit_id = ids(database)
    (edit,) = Edits(database).list(limit=1).edits
    assert (edit.id, edit.kind, set(edit.person_ids)) == (edit_id, EditKind.IMPORT, {ada, bob})
    assert edit.counts == {"person": 1, "face": 6, "voice": 1}
    undone = Edits(database).undo(edit_id)
    assert (undone.came, undone.went, undone.changed) == ((), (ada,), (bob,))
    assert dump(database) == before


def test_a_step_that_changes_nothing_begins_nothing(database: Database, people: People) -> None:
    ada = people.create("Ada").id
    people.add_face(ada, new_face(1))
    before = ids(database)
    people.add_face(ada, new_face(1), BATCH)
    assert ids(database) == before


def test_others_may_be_changed_meanwhile(database: Database, people: People) -> None:
    ada = people.create("Ada", batch=BATCH).id
    bob = people.create("Bob").id
    people.add_face(ada, new_face(1), BATCH)
    assert len(ids(database)) == 2
    Edits(database).undo(ids(database)[0])
    assert [person.id for person in people.list()] == [bob]


def test_what_somebody_else_changed_meanwhile_begins_another_edit(database: Database, people: People) -> None:
    ada = people.create("Ada", batch=BATCH).id
    first = people.add_face(ada, new_face(1), BATCH).id
    people.remove_face(ada, first)
    people.add_face(ada, new_face(1), BATCH)
    people.add_face(ada, new_face(2), BATCH)
    made, removed, rest = ids(database)
    with pytest.raises(ConflictError, match=f"undo change {rest} first"):
        Edits(database).undo(removed)
    for edit_id in (rest, removed, made):
        Edits(database).undo(edit_id)
    assert people.list() == ()


def test_a_picture_of_somebody_else_begins_another_edit(database: Database, people: People) -> None:
    bob = people.create("Bob").id
    taken = people.add_face(bob, new_face(1)).id
    ada = people.create("Ada", batch=BATCH).id
    people.remove_face(bob, taken)
    people.add_face(ada, new_face(1), BATCH)
    rest, removed = ids(database)[-1], ids(database)[-2]
    with pytest.raises(ConflictError, match=f"undo change {rest} first"):
        Edits(database).undo(removed)


def test_what_comes_after_undoing_is_another_edit(database: Database, people: People) -> None:
    ada = people.create("Ada").id
    people.add_face(ada, new_face(1), BATCH)
    Edits(database).undo(ids(database)[-1])
    people.add_face(ada, new_face(2), BATCH)
    assert people.get(ada).face_count == 1
    Edits(database).undo(ids(database)[-1])
    assert people.get(ada).face_count == 0


def test_an_edit_whose_job_is_at_work_is_not_undone(database: Database, people: People) -> None:
    jobs, edits = Jobs(database), Edits(database)
    job = jobs.add(FolderScan())
    batch = Batch(kind=EditKind.SCAN, key=job.id)
    people.create("Ada", batch=batch)
    with pytest.raises(ConflictError, match="cancel it"):
        edits.undo(ids(database)[0])
    jobs.claim(JobKind.FOLDER_SCAN)
    with pytest.raises(ConflictError, match="cancel it"):
        edits.undo(ids(database)[0])
    jobs.stop(job.id)
    edits.undo(ids(database)[0])
    assert people.list() == ()
