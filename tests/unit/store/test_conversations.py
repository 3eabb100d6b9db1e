"""Lines become conversations: by pauses, per camera, newest first, whole across the edges of a window."""

from collections.abc import Iterable

import pytest
from sqlalchemy import update

from tests.support.saying import say
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.conversations import AT_ONCE, LONGEST_TEXT, Conversations
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.schema import line
from wallflower.wire_activity import PAUSE_MS, Conversation

NOON_MS = 1_795_176_000_000
HOUR_MS = 3_600_000


@pytest.fixture
def talk(database: Database) -> Conversations:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    return Conversations(database)


def spans(found: Iterable[Conversation]) -> list[tuple[str, int, int]]:
    return [(each.camera_id, each.start_ms - NOON_MS, each.lines) for each in found]


def test_a_pause_ends_one(talk: Conversations, database: Database) -> None:
    say(database, "a", NOON_MS, "one", "two")
    say(database, "a", NOON_MS + 1900 + PAUSE_MS, "three")
    say(database, "a", NOON_MS + 2801 + 2 * PAUSE_MS, "four")
    newest, oldest = talk.newest(NOON_MS, NOON_MS + HOUR_MS, "a", limit=9)
    assert (newest.text, newest.lines, newest.end_ms - newest.start_ms) == ("four", 1, 900)
    assert (oldest.text, oldest.lines, oldest.start_ms) == ("one two three", 3, NOON_MS)
    assert oldest.end_ms == NOON_MS + 1900 + PAUSE_MS + 900


def test_cameras_talk_for_themselves(talk: Conversations, database: Database) -> None:
    for at, camera_id in enumerate("abab"):
        say(database, camera_id, NOON_MS + 30_000 * at, camera_id)
    assert spans(talk.newest(NOON_MS, NOON_MS + HOUR_MS, limit=9)) == [("b", 30_000, 2), ("a", 0, 2)]
    assert spans(talk.newest(NOON_MS, NOON_MS + HOUR_MS, "b", limit=9)) == [("b", 30_000, 2)]


def test_one_belongs_where_it_begins(talk: Conversations, database: Database) -> None:
    say(database, "a", NOON_MS - 1000, "before")
    say(database, "a", NOON_MS + 1000, "still")
    say(database, "a", NOON_MS + HOUR_MS - 1000, "late")
    say(database, "a", NOON_MS + HOUR_MS + 1000, "on")
    (found,) = talk.newest(NOON_MS, NOON_MS + HOUR_MS, limit=9)
    assert (found.text, found.lines) == ("late on", 2)


def test_hidden_lines_say_nothing_and_people_are_named_once(talk: Conversations, database: Database) -> None:
    ada = People(database).create("Ada").id
    say(database, "a", NOON_MS, "one", "two", "three")
    with database.write() as connection:
        connection.execute(update(line).where(line.c.text != "two").values(person_id=ada))
        connection.execute(update(line).where(line.c.text == "three").values(shown=False, terms=None))
    (found,) = talk.newest(NOON_MS, NOON_MS + HOUR_MS, limit=9)
    assert (found.text, found.lines, found.speakers) == ("one two", 2, (ada,))


def test_the_beginning_of_a_long_one_is_told(talk: Conversations, database: Database) -> None:
    say(database, "a", NOON_MS, "x" * 150, "y" * 150)
    (found,) = talk.newest(NOON_MS, NOON_MS + HOUR_MS, limit=9)
    assert len(found.text) == LONGEST_TEXT
    assert found.text.startswith("x" * 150 + " yyy")
    assert found.text.endswith("…")


def test_the_newest_come_and_the_last_one_continues(talk: Conversations, database: Database) -> None:
    for at in range(5):
        say(database, "ab"[at % 2], NOON_MS + 10 * PAUSE_MS * at, str(at))
    first = talk.newest(0, NOON_MS + HOUR_MS, limit=2)
    assert [each.text for each in first] == ["4", "3"]
    assert [each.text for each in talk.newest(0, first[-1].start_ms, limit=2)] == ["2", "1"]


def test_very_many_lines_are_not_all_read(talk: Conversations, database: Database) -> None:
    say(database, "a", NOON_MS, *(str(number) for number in range(AT_ONCE + 5)))
    say(database, "a", NOON_MS + HOUR_MS, *(str(number) for number in range(AT_ONCE)))
    assert spans(talk.newest(NOON_MS, NOON_MS + 2 * HOUR_MS, limit=2)) == [
        ("a", HOUR_MS, AT_ONCE),
        ("a", 0, AT_ONCE + 5),
    ]
    assert len(talk.newest(NOON_MS, NOON_MS + 2 * HOUR_MS, limit=1)) == 1
