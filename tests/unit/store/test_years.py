"""Years of footage: what is asked often, or at every start, must not read all of it."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from sqlalchemy import event, insert, text

from tests.support.ledgers import INIT
from wallflower.store.adoption import Adoption
from wallflower.store.backlog import Backlog
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.store.schema import gap, recording, utterance
from wallflower.store.shelf import Shelf
from wallflower.store.utterances import Utterances

MINUTE_MS = 60_000
FILES = 20_000
NOW_MS = FILES * MINUTE_MS


@pytest.fixture
def flapping(database: Database) -> Database:
    """Return an index of a camera that was lost for ten seconds of every second minute of two weeks."""
    Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
    Recordings(database).save_init(INIT)
    common = {"camera_id": "cam", "init_id": INIT.id, "size_bytes": 1, "base_ticks": 0, "groups": b"", "is_open": False}
    files = [
        common
        | {
            "session_id": str(number // 2),
            "path": f"cam/{number}.mp4",
            "start_ms": number * MINUTE_MS,
            "duration_ms": MINUTE_MS - number % 2 * 10_000,
        }
        for number in range(FILES)
    ]
    gaps = [
        {"camera_id": "cam", "start_ms": end_ms - 10_000, "end_ms": end_ms, "reason": "camera_offline"}
        for end_ms in range(2 * MINUTE_MS, NOW_MS + 1, 2 * MINUTE_MS)
    ]
    with database.write() as connection:
        connection.execute(insert(recording), files)
        connection.execute(insert(gap), gaps)
    return database


def plans(database: Database, ask: Callable[[Database], object]) -> list[list[str]]:
    """Return the steps of SQLite's plan for each statement that is executed, at least one."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE")):
            asked.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    ask(database)
    event.remove(database.engine, "before_cursor_execute", note)
    assert asked
    with database.read() as connection:
        found = [
            connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            for statement, parameters in asked
        ]
    return [[str(row.detail) for row in plan] for plan in found]


def test_a_start_after_thousands_of_gaps_takes_no_longer_than_reading_them(flapping: Database) -> None:
    store, began_s = Recordings(flapping), process_time()
    Adoption(flapping).reconcile("cam")
    assert process_time() - began_s < 4.0  # it was eight, for each pair of gaps was compared
    gaps = store.gaps("cam", 0, NOW_MS)
    assert len(gaps) == FILES // 2
    assert {gap.end_ms - gap.start_ms for gap in gaps if gap.end_ms is not None} == {10_000}
    assert store.current_gap("cam") is not None


def test_days_are_told_exactly(flapping: Database) -> None:
    began_s = process_time()
    days = Recordings(flapping).days("cam", "UTC")
    assert process_time() - began_s < 2.0
    assert len(days) == 14
    assert [day.recorded_ms for day in days[:13]] == [720 * 110_000] * 13


QUESTIONS: dict[str, Callable[[Database], object]] = {
    "files left open": lambda database: Recordings(database).open_rows(),
    "files that are going": lambda database: Shelf(database).doomed(),
    "days with footage": lambda database: Recordings(database).days("cam", "UTC", measured=False),
    "an hour's files": lambda database: Recordings(database).list("cam", NOW_MS - 60 * MINUTE_MS, NOW_MS),
    "an hour's gaps": lambda database: Recordings(database).gaps("cam", NOW_MS - 60 * MINUTE_MS, NOW_MS),
    "where footage goes on": lambda database: Recordings(database).next_ms("cam", NOW_MS // 2),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_reads_the_whole_table(flapping: Database, question: str, *, is_sqlite: bool) -> None:
    if not is_sqlite:
        pytest.skip("PostgreSQL plans by statistics")
    for steps in plans(flapping, QUESTIONS[question]):
        assert not [step for step in steps if step in {"SCAN recording", "SCAN gap"}], steps


@pytest.fixture
def talkative(database: Database) -> Database:
    """Return years of speech that is done, of which the database has statistics."""
    Cameras(database).create(CameraRow(id="cam", name="cam", url="rtsp://cam/", created_ms=0))
    common = {"camera_id": "cam", "state": "done", "priority": 1, "attempts": 1, "deaths": 0, "created_ms": 0}
    said = [common | {"start_ms": at_ms, "end_ms": at_ms + 1000} for at_ms in range(0, 5_000_000, 1000)]
    with database.write() as connection:
        connection.execute(insert(utterance), said)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
    return database


WAITING: dict[str, Callable[[Database], object]] = {
    "how much waits": lambda database: Utterances(database).backlog_s(),
    "what waits": lambda database: Backlog(database).waiting(),
    "whose turn it is": lambda database: Utterances(database).claim(1),
    "what is too old": lambda database: Utterances(database).drop_before(0),
    "what is too much": lambda database: Utterances(database).drop_overflow(0),
    "what a dead process left": lambda database: Utterances(database).release_running(),
    "the oldest": lambda database: Backlog(database).spill(1.0),
}


@pytest.mark.parametrize("question", WAITING)
def test_no_question_after_what_waits_reads_what_is_done(
    talkative: Database, question: str, *, is_sqlite: bool
) -> None:
    if not is_sqlite:
        pytest.skip("PostgreSQL plans by statistics")
    for steps in plans(talkative, WAITING[question]):
        assert not [step for step in steps if step == "SCAN utterance"], steps


def test_an_hours_gaps_are_found_without_walking_through_older_ones(flapping: Database, *, is_sqlite: bool) -> None:
    if not is_sqlite:
        pytest.skip("only SQLite counts its steps")
    with flapping.read() as connection:
        connection.execute(text("SELECT 1"))
        raw: Any = connection.connection.driver_connection
        steps = 0

        def count() -> int:
            nonlocal steps
            steps += 1
            return 0

        raw.set_progress_handler(count, 100)
    assert len(Recordings(flapping).gaps("cam", NOW_MS - 60 * MINUTE_MS, NOW_MS)) == 30
    raw.set_progress_handler(None, 0)
    assert steps < 100  # ten thousand gaps would be some thousand steps
