"""Several transcriptions of one utterance: all kept, the best shown, only that one found."""

import pytest
from sqlalchemy import select, update

from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import Forgetting
from wallflower.store.lines import Hearer, NewLine, Task
from wallflower.store.schema import line, transcription, utterance
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, State, Utterances
from wallflower.wire import Line

TINY = Hearer(engine="e", model="tiny", quality=1)
SMALL = Hearer(engine="e", model="small", quality=3)


@pytest.fixture
def queue(database: Database) -> Utterances:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    return Utterances(database)


def hear(queue: Utterances, database: Database, by: Hearer, *texts: str, translation: str | None = None) -> list[Line]:
    """Let an engine hear the one utterance there is, again if need be."""
    queue.add(NewUtterance(camera_id="a", start_ms=10_000, end_ms=14_000))
    with database.write() as connection:
        connection.execute(update(utterance).values(state=State.QUEUED))
    (claim,) = queue.claim(1)
    lines = [
        NewLine(start_ms=10_000 + 1000 * index, end_ms=10_900 + 1000 * index, text=text, translation=translation)
        for index, text in enumerate(texts)
    ]
    return list(queue.finish(claim.id, lines, by))


def shown(database: Database, typed: str = "") -> list[tuple[str, int]]:
    return [(found.text, found.version) for found in Transcripts(database).search(Wanted(text=typed)).lines]


def test_a_better_model_replaces_what_is_shown(queue: Utterances, database: Database) -> None:
    (first,) = hear(queue, database, TINY, "the fond oar")
    (second, third) = hear(queue, database, SMALL, "the front", "door")
    assert (first.version, second.version, third.version) == (1, 2, 2)
    assert first.utterance_id == second.utterance_id == third.utterance_id > 0
    assert shown(database) == [("door", 2), ("the front", 2)]
    assert shown(database, "oar") == []
    assert shown(database, "front") == [("the front", 2)]
    with database.read() as connection:
        assert len(connection.execute(select(line.c.id)).all()) == 3


def test_a_worse_model_is_kept_but_not_shown_or_told(queue: Utterances, database: Database) -> None:
    hear(queue, database, SMALL, "the front door")
    assert hear(queue, database, TINY, "the fond oar") == []
    assert shown(database) == [("the front door", 1)]
    assert shown(database, "oar") == []


def test_the_later_of_equals_is_shown(queue: Utterances, database: Database) -> None:
    hear(queue, database, TINY, "one")
    assert [found.version for found in hear(queue, database, TINY, "two")] == [2]
    assert shown(database) == [("two", 2)]


def test_hearing_nothing_hides_no_text(queue: Utterances, database: Database) -> None:
    hear(queue, database, TINY, "hello")
    assert hear(queue, database, SMALL) == []
    assert shown(database) == [("hello", 1)]


def test_giving_up_on_a_better_transcription_leaves_the_first(queue: Utterances, database: Database) -> None:
    (first,) = hear(queue, database, TINY, "hello")
    with database.write() as connection:
        connection.execute(update(utterance).values(state=State.QUEUED))
    queue.drop(first.utterance_id, "engine_failed")
    with database.read() as connection:
        assert connection.execute(select(utterance.c.state, utterance.c.reason)).one() == (State.DONE, None)
    assert shown(database) == [("hello", 1)]


def test_both_languages_are_kept_and_found(queue: Utterances, database: Database) -> None:
    by = Hearer(engine="e", model="m", task=Task.TRANSLATE)
    (first,) = hear(queue, database, by, "die Haustür ist auf", translation="the front door is open")
    assert (first.text, first.translation) == ("die Haustür ist auf", "the front door is open")
    assert shown(database, "haustur") == shown(database, '"front door"') == [("die Haustür ist auf", 1)]
    assert shown(database, '"auf the"') == []
    with database.read() as connection:
        assert connection.execute(select(transcription.c.task)).scalar_one() == "translate"


def test_a_deleted_line_takes_its_hidden_versions_along(queue: Utterances, database: Database) -> None:
    hear(queue, database, TINY, "a secret", "harmless")
    secret, _ = hear(queue, database, SMALL, "the secret", "harmless thing")
    Forgetting(database).line(secret.id)
    with database.read() as connection:
        texts = set(connection.execute(select(line.c.text)).scalars())
        assert connection.execute(select(utterance.c.state, utterance.c.reason)).one() == (State.DONE, "deleted")
    assert texts == {"harmless", "harmless thing"}
    (rest,) = Transcripts(database).search(Wanted()).lines
    Forgetting(database).line(rest.id)
    with database.read() as connection:
        assert connection.execute(select(utterance.c.state)).scalar_one() == State.DROPPED
        assert connection.execute(select(transcription)).all() == []
