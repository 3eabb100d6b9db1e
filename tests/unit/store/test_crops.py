"""Pictures of visits go, on either database, and nothing of them is left."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert, select

from tests.support.visits import STAY
from wallflower.errors import NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.crops import AT_ONCE, PAGE, CropRow, Crops
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.protections import Protections
from wallflower.store.schema import visit
from wallflower.store.visits import Visits, VisitState
from wallflower.wire import Verdict

SIZE = len(STAY.best_crop) + STAY.embedding.nbytes
SECRET = b"zanzibarqux" * 500


@pytest.fixture
def crops(database: Database) -> Crops:
    for camera_id in ("door", "yard"):
        Cameras(database).create(CameraRow(id=camera_id, name=camera_id, url="rtsp://x", created_ms=1))
    return Crops(database)


def stay(database: Database, start_ms: int, end_ms: int | None, state: VisitState = STAY) -> int:
    visits = Visits(database)
    values = replace(state, start_ms=start_ms, last_seen_ms=end_ms or start_ms)
    visit_id = visits.open(values).id
    if end_ms is not None:
        visits.update(visit_id, values, end_ms=end_ms)
    return visit_id


def fill(database: Database, count: int) -> None:
    """Add visits, of which three at a time end at one instant."""
    common = {"camera_id": "door", "verdict": "unknown", "score": 0.0, "margin": 0.0, "sightings": 1}
    common |= {"best_crop": b"jpeg", "embedding": b"", "crop_bytes": 4, "best_quality": 0.0, "engine": "", "model": ""}
    times = [number // 3 * 1000 for number in range(count)]
    rows = [common | {"start_ms": at, "last_seen_ms": at, "end_ms": at} for at in times]
    with database.write() as connection:
        connection.execute(insert(visit), rows)


def listed(crops: Crops) -> list[list[CropRow]]:
    """Return what is there, without the empty lists of cameras and verdicts that have none."""
    return [rows for rows in map(list, crops.rows()) if rows]


def test_each_camera_and_verdict_has_its_own_oldest_first(crops: Crops, database: Database) -> None:
    ada = People(database).create("Ada").id
    late, early = stay(database, 100, 900), stay(database, 200, 300)
    known = stay(database, 10, 20, replace(STAY, verdict=Verdict.KNOWN, person_id=ada))
    yard = stay(database, 10, 20, replace(STAY, camera_id="yard", verdict=Verdict.UNSURE))
    stay(database, 5, None)
    found = listed(crops)
    assert sorted([row.id for row in rows] for rows in found) == sorted([[known], [early, late], [yard]])
    row = next(row for rows in found for row in rows if row.id == yard)
    expected = CropRow(
        id=yard, camera_id="yard", verdict=Verdict.UNSURE, start_ms=10, end_ms=20, size_bytes=row.size_bytes
    )
    assert row == expected
    assert crops.used_bytes() == 5 * SIZE  # that of the open one, too


def test_pages_hold_each_once(crops: Crops, database: Database) -> None:
    fill(database, 2 * PAGE + 3)
    (rows,) = listed(crops)
    assert len({row.id for row in rows}) == len(rows) == 2 * PAGE + 3
    assert [(row.end_ms, row.id) for row in rows] == sorted((row.end_ms, row.id) for row in rows)


def test_a_dropped_picture_leaves_its_visit(crops: Crops, database: Database) -> None:
    going, staying = stay(database, 10, 20), stay(database, 10, 20)
    visits = Visits(database)
    before = visits.get(going)
    assert crops.drop([going]) == 1
    assert visits.get(going) == before
    with pytest.raises(NotFoundError, match="expired"):
        visits.image(going)
    with database.read() as connection:
        row = connection.execute(select(visit.c.embedding, visit.c.crop_bytes).where(visit.c.id == going)).one()
    assert tuple(row) == (None, None)
    assert visits.image(staying) == STAY.best_crop
    assert crops.used_bytes() == SIZE
    assert crops.drop([going]) == 0


def test_an_open_visit_keeps_its_picture_and_gets_better_ones(crops: Crops, database: Database) -> None:
    lasting = stay(database, 10, None)
    assert crops.drop([lasting]) == 0
    better = replace(STAY, best_crop=b"a better one")
    Visits(database).update(lasting, better)
    assert crops.used_bytes() == len(better.best_crop) + better.embedding.nbytes


@pytest.mark.parametrize(
    ("span", "is_kept"), [((0, 100), False), ((0, 101), True), ((200, 300), True), ((201, 300), False)]
)
def test_what_was_protected_meanwhile_stays(
    crops: Crops,
    database: Database,
    span: tuple[int, int],
    is_kept: bool,  # noqa: FBT001
) -> None:
    seen = stay(database, 100, 200)
    Protections(database).protect("yard", 0, 10_000, None, 0)
    Protections(database).protect("door", *span, None, 0)
    assert crops.drop([seen]) == (0 if is_kept else 1)


def test_many_go_in_short_transactions(crops: Crops, database: Database) -> None:
    fill(database, 2 * AT_ONCE + 1)
    sizes: list[int] = []

    def note(_connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith("UPDATE visit"):
            sizes.append(cursor.rowcount)

    event.listen(database.engine, "after_cursor_execute", note)
    assert crops.drop(row.id for rows in crops.rows() for row in rows) == 2 * AT_ONCE + 1
    assert sizes == [AT_ONCE, AT_ONCE, 1]
    assert (crops.used_bytes(), listed(crops)) == (0, [])


def test_no_bytes_are_left_in_the_file_or_its_log(crops: Crops, place: Path | str, database: Database) -> None:
    if isinstance(place, str):
        pytest.skip("a server's files are its own")
    seen = stay(database, 10, 20, replace(STAY, best_crop=SECRET))

    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in place.parent.glob(f"{place.name}*"))

    assert SECRET[:100] in on_disk()
    assert crops.drop([seen]) == 1
    assert SECRET[:11] not in on_disk()


def test_the_server_is_told_to_clean_its_table(crops: Crops, database: Database, *, is_sqlite: bool) -> None:
    if is_sqlite:
        pytest.skip("SQLite overwrites")
    told: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda _c, _k, statement, *_: told.append(statement))
    assert crops.drop([stay(database, 10, 20)]) == 1
    assert [statement for statement in told if statement.startswith("VACUUM") and "visit" in statement]


def test_years_of_visits_are_not_read_and_no_picture_is(crops: Crops, database: Database, *, is_sqlite: bool) -> None:
    if not is_sqlite:
        pytest.skip("PostgreSQL plans by statistics")
    fill(database, 1000)
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().startswith("SELECT") and "visit" in statement:
            asked.append((statement, parameters))

    event.listen(database.engine, "before_cursor_execute", note)
    crops.used_bytes()
    rows = [next(iterator, None) for iterator in crops.rows()]
    event.remove(database.engine, "before_cursor_execute", note)
    assert [row for row in rows if row is not None]
    assert len(asked) == 1 + len(rows)
    with database.read() as connection:
        for statement, parameters in asked:
            steps = [row.detail for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            assert all("USING COVERING INDEX ix_visit_crop" in step for step in steps), steps
