"""Sums over transcripts."""

import pytest
from sqlalchemy import update

from tests.support.saying import say
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.schema import line
from wallflower.store.talk import AT_ONCE, QUARTER_MS, Talk
from wallflower.wire_talk import TalkTime

HOUR_MS = 3_600_000


@pytest.fixture
def talk(database: Database) -> Talk:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    say(database, "a", HOUR_MS, "one", "two")
    say(database, "b", HOUR_MS + QUARTER_MS - 1, "three")
    say(database, "a", 2 * HOUR_MS, "four")
    return Talk(database)


def test_quarters_are_of_where_a_line_begins(talk: Talk) -> None:
    assert talk.quarters(0, 3 * HOUR_MS) == {HOUR_MS: 2700, 2 * HOUR_MS: 900}
    assert talk.quarters(0, 2 * HOUR_MS, "b") == {HOUR_MS: 900}
    assert talk.quarters(HOUR_MS + 1, 2 * HOUR_MS) == {HOUR_MS: 1800}
    assert talk.quarters(5 * HOUR_MS, 6 * HOUR_MS) == {}


def test_time_is_of_a_person_near_a_camera(talk: Talk, database: Database) -> None:
    ada = People(database).create("Ada").id
    with database.write() as connection:
        connection.execute(update(line).where(line.c.start_ms == HOUR_MS).values(person_id=ada))
    assert talk.times(0, 3 * HOUR_MS) == (
        TalkTime(camera_id="a", speaker=None, talk_ms=1800, lines=2),
        TalkTime(camera_id="a", speaker=ada, talk_ms=900, lines=1),
        TalkTime(camera_id="b", speaker=None, talk_ms=900, lines=1),
    )


def test_hidden_transcriptions_are_not_counted(talk: Talk, database: Database) -> None:
    with database.write() as connection:
        connection.execute(update(line).where(line.c.camera_id == "b").values(shown=False, terms=None))
    assert talk.quarters(0, 3 * HOUR_MS) == {HOUR_MS: 1800, 2 * HOUR_MS: 900}
    assert [text for _, text, _ in talk.texts(0, 3 * HOUR_MS, most=9)] == ["four", "two", "one"]


def test_texts_are_the_newest(talk: Talk) -> None:
    assert list(talk.texts(0, 3 * HOUR_MS, most=2)) == [
        (2 * HOUR_MS, "four", "en"),
        (HOUR_MS + QUARTER_MS - 1, "three", "en"),
    ]
    assert [text for _, text, _ in talk.texts(0, 3 * HOUR_MS, "a", most=9)] == ["four", "two", "one"]


def test_very_many_texts_come_in_pieces_each_once(database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    say(database, "a", 0, *(str(number) for number in range(AT_ONCE + 3)))
    found = [text for _, text, _ in Talk(database).texts(0, HOUR_MS, most=AT_ONCE + 2)]
    assert found == [str(number) for number in range(AT_ONCE + 2, 0, -1)]
