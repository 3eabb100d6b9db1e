"""Visits are kept, paged, filtered and closed."""

from dataclasses import replace

import pytest

from tests.support.visits import STAY
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.visits import VisitFilter, Visits
from wallflower.wire import Verdict, Visit


@pytest.fixture
def visits(database: Database) -> Visits:
    for camera_id in ("door", "yard"):
        Cameras(database).create(CameraRow(id=camera_id, name=camera_id, url="rtsp://x", created_ms=1))
    return Visits(database)


@pytest.fixture
def ada(database: Database) -> str:
    return People(database).create("Ada").id


def test_open_update_and_end(visits: Visits, ada: str) -> None:
    opened = visits.open(STAY)
    assert (opened.start_ms, opened.end_ms, opened.verdict, opened.name) == (10_000, None, Verdict.UNKNOWN, None)
    better = replace(STAY, verdict=Verdict.KNOWN, person_id=ada, score=0.8, sightings=5, best_crop=b"better")
    updated = visits.update(opened.id, better)
    assert (updated.verdict, updated.person_id, updated.name, updated.sightings) == (Verdict.KNOWN, ada, "Ada", 5)
    assert visits.image(opened.id) == b"better"
    ended = visits.update(opened.id, better, end_ms=14_000)
    assert ended == replace(updated, end_ms=14_000) == visits.get(opened.id)


def test_a_person_who_is_gone_becomes_unknown(visits: Visits) -> None:
    opened = visits.open(replace(STAY, verdict=Verdict.KNOWN, person_id="nobody"))
    assert (opened.verdict, opened.person_id) == (Verdict.UNKNOWN, None)
    updated = visits.update(opened.id, replace(STAY, verdict=Verdict.KNOWN, person_id="nobody"))
    assert (updated.verdict, updated.person_id) == (Verdict.UNKNOWN, None)


def test_unsure_stays_unsure(visits: Visits) -> None:
    assert visits.open(replace(STAY, verdict=Verdict.UNSURE)).verdict is Verdict.UNSURE


def test_a_camera_that_is_gone(visits: Visits, database: Database) -> None:
    with pytest.raises(NotFoundError):
        visits.open(replace(STAY, camera_id="attic"))
    opened = visits.open(STAY)
    Cameras(database).delete("door")
    for call in (
        lambda: visits.update(opened.id, STAY),
        lambda: visits.get(opened.id),
        lambda: visits.image(opened.id),
    ):
        with pytest.raises(NotFoundError):
            call()


def test_open_visits_are_closed_when_they_were_last_seen(visits: Visits) -> None:
    left, ended = visits.open(STAY), visits.open(STAY)
    visits.update(ended.id, STAY, end_ms=13_000)
    assert visits.close_open() == (replace(left, end_ms=12_000),)
    assert visits.get(left.id).end_ms == 12_000
    assert visits.get(ended.id).end_ms == 13_000
    assert visits.close_open() == ()


def many(visits: Visits, count: int = 25) -> list[Visit]:
    """Open visits of which some begin at the same instant; return them newest first."""
    made = [visits.open(replace(STAY, start_ms=1000 * (number // 3))) for number in range(count)]
    return sorted(made, key=lambda visit: (visit.start_ms, visit.id), reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 7, 25, 100])
def test_pages_hold_each_visit_once_newest_first(visits: Visits, limit: int) -> None:
    expected = many(visits)
    found: list[Visit] = []
    cursor = None
    while True:
        page = visits.list(VisitFilter(), limit=limit, cursor=cursor)
        assert len(page.visits) <= limit
        found += page.visits
        cursor = page.cursor
        if cursor is None:
            break
        visits.open(replace(STAY, start_ms=99_000))  # a newer one does not disturb the pages behind
    assert found == expected


def test_filters(visits: Visits, ada: str) -> None:
    early = visits.open(STAY)
    visits.update(early.id, STAY, end_ms=20_000)
    known = visits.open(replace(STAY, start_ms=30_000, verdict=Verdict.KNOWN, person_id=ada))
    yard = visits.open(replace(STAY, start_ms=50_000, camera_id="yard"))

    def ids(wanted: VisitFilter) -> list[int]:
        return [visit.id for visit in visits.list(wanted).visits]

    assert ids(VisitFilter()) == [yard.id, known.id, early.id]
    assert ids(VisitFilter(camera_id="yard")) == [yard.id]
    assert ids(VisitFilter(person_id=ada)) == [known.id]
    assert ids(VisitFilter(verdict=Verdict.UNKNOWN, camera_id="door")) == [early.id]
    assert ids(VisitFilter(start_ms=20_000)) == [yard.id, known.id]
    assert ids(VisitFilter(start_ms=19_999, end_ms=30_000)) == [early.id]
    assert ids(VisitFilter(end_ms=10_000)) == []


@pytest.mark.parametrize("cursor", ["", "x", "1", "1-", "-1", "1-2-3", "1-²", "9" * 40 + "-1", "1 OR 1=1-2"])
def test_bad_cursors_are_refused(visits: Visits, cursor: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        visits.list(VisitFilter(), cursor=cursor)
    assert caught.value.field == "cursor"


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_bad_limits_are_refused(visits: Visits, limit: int) -> None:
    with pytest.raises(InvalidRequestError):
        visits.list(VisitFilter(), limit=limit)


def test_the_representation_hides_face_data() -> None:
    assert "jpeg" not in repr(STAY)
    assert "1." not in repr(STAY)


def test_a_range_takes_what_touches_it_or_only_what_begins_in_it(visits: Visits) -> None:
    early, late = (visits.open(replace(STAY, start_ms=start_ms)) for start_ms in (10_000, 20_000))
    visits.update(early.id, STAY, end_ms=25_000)
    touching = VisitFilter(start_ms=20_000, end_ms=30_000)
    assert [visit.id for visit in visits.list(touching).visits] == [late.id, early.id]
    assert [visit.id for visit in visits.list(replace(touching, begins=True)).visits] == [late.id]
    assert visits.list(replace(touching, begins=True, start_ms=20_001)).visits == ()
