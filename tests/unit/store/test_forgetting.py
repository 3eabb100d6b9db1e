"""What was deleted is in no table, no index and no file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.forgetting import AT_ONCE, Forgetting
from wallflower.store.lines import Hearer, NewLine
from wallflower.store.schema import utterance
from wallflower.store.transcripts import Transcripts, Wanted
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import Word

SECRET = "zanzibarqux"
START_MS = 1_000_000


@pytest.fixture
def transcripts(database: Database) -> Transcripts:
    for name in ("a", "b"):
        Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://cam/1"))
    queue = Utterances(database)
    for number in range(40):
        at_ms = START_MS + number * 10_000
        queue.add(NewUtterance(camera_id="ab"[number % 2], start_ms=at_ms, end_ms=at_ms + 2000))
        (claim,) = queue.claim(1)
        said = f"the {SECRET} is here" if number == 20 else f"harmless talk number {number}"
        words = tuple(Word(text=word, start_ms=at_ms, end_ms=at_ms + 1) for word in said.split())
        line = NewLine(start_ms=at_ms, end_ms=at_ms + 2000, text=said, translation=said, words=words)
        queue.finish(claim.id, [line], Hearer(engine="e", model="m"))
    return Transcripts(database)


def bytes_on_disk(place: Path) -> bytes:
    return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))


def known_terms(database: Database) -> set[str]:
    """Return every word that the index has."""
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            return set(connection.execute(text("SELECT word FROM ts_stat('SELECT terms FROM line')")).scalars())
        connection.execute(
            text("CREATE VIRTUAL TABLE IF NOT EXISTS temp.v USING fts5vocab('main', 'line_text', 'row')")
        )
        return set(connection.execute(text("SELECT term FROM v")).scalars())


def one_line(database: Database) -> None:
    (line,) = Transcripts(database).search(Wanted(text=SECRET)).lines
    Forgetting(database).line(line.id)


def a_range(database: Database) -> None:
    assert Forgetting(database).range(START_MS + 195_000, START_MS + 205_000) == 1


def a_range_of_its_camera(database: Database) -> None:
    assert Forgetting(database).range(START_MS, START_MS + 10_000_000, "b") == 20
    assert Forgetting(database).range(START_MS + 195_000, START_MS + 205_000, "a") == 1


def its_camera(database: Database) -> None:
    Cameras(database).delete("a")


def by_age(database: Database) -> None:
    assert Forgetting(database).expired({"a": START_MS + 202_001, "b": 0}) == 11


@pytest.mark.parametrize("forget", [one_line, a_range, a_range_of_its_camera, its_camera, by_age])
def test_nothing_of_it_is_left(
    transcripts: Transcripts, database: Database, place: Path | str, forget: Callable[[Database], None]
) -> None:
    assert len(transcripts.search(Wanted(text=SECRET)).lines) == 1
    assert SECRET in known_terms(database)
    if isinstance(place, Path):
        assert SECRET.encode() in bytes_on_disk(place)
    forget(database)
    assert transcripts.search(Wanted(text=SECRET)).lines == ()
    assert not any(SECRET in line.text for line in transcripts.search(Wanted(limit=100)).lines)
    assert SECRET not in known_terms(database)
    if isinstance(place, Path):
        assert SECRET.encode() not in bytes_on_disk(place)


def test_the_rest_stays(transcripts: Transcripts, database: Database) -> None:
    one_line(database)
    assert len(transcripts.search(Wanted(limit=100)).lines) == 39
    assert Forgetting(database).expired({"a": 0}) == 0
    with pytest.raises(NotFoundError):
        Forgetting(database).line(7)


def test_very_many_go_in_pieces(database: Database) -> None:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    count = 2 * AT_ONCE + 1
    same = {"camera_id": "a", "state": "dropped", "priority": 1, "attempts": 1, "deaths": 0, "created_ms": 0}
    with database.write() as connection:
        rows = [same | {"start_ms": number, "end_ms": number + 1} for number in range(count)]
        connection.execute(insert(utterance), rows)
    assert Forgetting(database).range(0, 1 << 40) == count


def test_forgetting_waits_for_no_reader_for_long(transcripts: Transcripts, database: Database) -> None:
    with database.read() as connection:
        connection.execute(text("SELECT count(*) FROM line")).scalar_one()
        one_line(database)
    assert transcripts.search(Wanted(text=SECRET)).lines == ()
