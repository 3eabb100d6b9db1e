"""What is done to speakers and to what is proposed about them can be undone."""

import pytest
from sqlalchemy import delete, insert, select, update

from tests.support.people import ALL, Household, dump, household
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.edits import Edits
from wallflower.store.people_schema import speaker, voice_print
from wallflower.store.schema import line
from wallflower.store.speakers import Proposal, Speakers
from wallflower.store.voice_schema import suggestion
from wallflower.wire_people import EditKind

TABLES = (*ALL, suggestion)


@pytest.fixture
def home(database: Database) -> Household:
    """A household in which three unknown voices were heard: 1 once, 2 and 3 twice."""
    home = household(database)
    whose = zip((1, 2, 2, 3, 3), home.lines, strict=False)
    with database.write() as connection:
        for number in (1, 2, 3):
            values = {"number": number, "confirmed": True, "camera_id": "door", "last_ms": number, "created_ms": 1}
            connection.execute(insert(speaker).values(values))
        for speaker_id, line_id in whose:
            owner = {"person_id": None, "speaker_id": speaker_id}
            connection.execute(update(line).where(line.c.id == line_id).values(owner))
            connection.execute(update(voice_print).where(voice_print.c.line_id == line_id).values(owner))
    return home


@pytest.fixture
def speakers(database: Database, home: Household) -> Speakers:
    assert home.people
    found = Speakers(database)
    found.propose([propose(1, 2), propose(2, 3), propose(1, 3)])
    found.dismiss(
        next(each.id for each in found.suggestions().suggestions if (each.speaker_id, each.other_id) == (2, 3))
    )
    return found


def propose(speaker_id: int, other_id: int) -> Proposal:
    return Proposal(speaker_id=speaker_id, other_id=other_id, score=0.9, count=4)


def proposed(speakers: Speakers) -> list[tuple[int, int | None]]:
    return sorted((each.speaker_id, each.other_id) for each in speakers.suggestions().suggestions)


def newest(database: Database) -> int:
    return Edits(database).list(limit=1).edits[0].id


def test_merging_is_undone_with_what_was_proposed(database: Database, speakers: Speakers) -> None:
    before = dump(database, tables=TABLES)
    speakers.merge(2, 1)
    assert [(each.number, each.lines, each.last_ms) for each in speakers.list()] == [(3, 2, 3), (1, 3, 2)]
    (edit,) = Edits(database).list(limit=1).edits
    assert (edit.kind, edit.person_ids, edit.counts["line"]) == (EditKind.MERGE_SPEAKERS, (), 2)
    assert edit.counts["suggestion"] == 2
    Edits(database).undo(edit.id)
    assert dump(database, tables=TABLES) == before


def test_an_accepted_proposal_is_one_change_that_is_undone(database: Database, speakers: Speakers) -> None:
    before, last = dump(database, tables=TABLES), newest(database)
    (one,) = (each for each in speakers.suggestions().suggestions if each.other_id == 2)
    speakers.accept(one.id)
    assert [each.number for each in speakers.list()] == [3, 1]
    edits = Edits(database)
    assert [edit.id for edit in edits.list(limit=2).edits][1] == last
    edits.undo(newest(database))
    assert dump(database, tables=TABLES) == before
    with pytest.raises(NotFoundError):
        speakers.accept(999)
    assert dump(database, tables=TABLES) == before


def test_a_dismissed_proposal_comes_back(database: Database, speakers: Speakers) -> None:
    before = dump(database, tables=TABLES)
    one = speakers.suggestions().suggestions[0]
    speakers.dismiss(one.id)
    assert one not in speakers.suggestions().suggestions
    (edit,) = Edits(database).list(limit=1).edits
    assert edit.kind is EditKind.DISMISS
    Edits(database).undo(edit.id)
    assert dump(database, tables=TABLES) == before
    speakers.propose([propose(1, 2), propose(2, 3), propose(1, 3)])
    assert proposed(speakers) == [(1, 2), (1, 3)]


def test_naming_is_undone_with_what_was_proposed(database: Database, home: Household, speakers: Speakers) -> None:
    before = dump(database, tables=TABLES)
    speakers.name(2, home.people[0])
    assert proposed(speakers) == [(1, 3)]
    Edits(database).undo(newest(database))
    assert dump(database, tables=TABLES) == before


def test_a_merged_speaker_who_was_named_is_not_unmerged_before_that(
    database: Database, home: Household, speakers: Speakers
) -> None:
    edits = Edits(database)
    speakers.merge(2, 1)
    merged = newest(database)
    speakers.name(1, home.people[0])
    named = newest(database)
    with pytest.raises(ConflictError, match=f"undo change {named} first"):
        edits.undo(merged)
    edits.undo(named)
    edits.undo(merged)
    assert len(speakers.list()) == 3


def test_what_retention_took_since_stays_away(database: Database, speakers: Speakers) -> None:
    speakers.merge(2, 1)
    with database.write() as connection:
        connection.execute(delete(speaker).where(speaker.c.id == 3))
    Cameras(database).delete("door")
    Edits(database).undo(newest(database))
    with database.read() as connection:
        rows = connection.execute(select(speaker.c.id, speaker.c.camera_id).order_by(speaker.c.id)).all()
    assert [tuple(row) for row in rows] == [(1, None), (2, None)]
    assert proposed(speakers) == [(1, 2)]


def test_what_was_heard_since_stays_with_the_speaker_it_went_to(
    database: Database, home: Household, speakers: Speakers
) -> None:
    speakers.merge(2, 1)
    with database.write() as connection:
        connection.execute(update(speaker).where(speaker.c.id == 1).values(last_ms=77))
        connection.execute(update(line).where(line.c.id == home.lines[5]).values(person_id=None, speaker_id=1))
    Edits(database).undo(newest(database))
    shown = {each.id: (each.lines, each.last_ms) for each in speakers.list()}
    assert shown == {1: (2, 77), 2: (2, 2), 3: (2, 3)}
