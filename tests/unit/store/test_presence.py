"""Where people were seen last."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.presence import PresenceFilter, Presences
from wallflower.store.visits import Visits
from wallflower.wire import Verdict


class House:
    """Two cameras and two people."""

    def __init__(self, database: Database) -> None:
        for camera_id in ("door", "yard"):
            row = CameraRow(id=camera_id, name=camera_id, url="rtsp://192.0.2.1/", created_ms=0)
            Cameras(database).create(row)
        self.people = People(database)
        self.ada, self.bob = self.people.create("Ada").id, self.people.create("Bob").id
        self._visits = Visits(database)
        self._presences = Presences(database)

    def come(self, person_id: str | None, at_ms: int, *, over: bool = True, **changes: Any) -> None:
        verdict = Verdict.UNKNOWN if person_id is None else Verdict.KNOWN
        state = replace(STAY, person_id=person_id, verdict=verdict, start_ms=at_ms, last_seen_ms=at_ms + 500)
        state = replace(state, **changes)
        visit = self._visits.open(state)
        if over:
            self._visits.update(visit.id, state, end_ms=at_ms + 500)

    def seen(self, **wanted: Any) -> list[tuple[str, str, bool]]:
        found = self._presences.list(PresenceFilter(**wanted))
        return [(presence.name, presence.camera_id, presence.present) for presence in found]


@pytest.fixture
def house(database: Database) -> House:
    return House(database)


def test_nobody_was_seen(house: House) -> None:
    assert house.seen() == []


def test_the_newest_visit_of_each_counts(house: House) -> None:
    house.come(house.ada, 5_000, camera_id="yard", zones=("lawn", "path"))
    house.come(house.ada, 1_000)
    house.come(house.bob, 2_000, over=False)
    house.come(None, 9_000)
    house.come(None, 9_500, verdict=Verdict.UNSURE)
    assert house.seen() == [("Ada", "yard", False), ("Bob", "door", True)]
    assert house.seen(camera_id="yard") == [("Ada", "yard", False)]
    assert house.seen(zone="lawn") == [("Ada", "yard", False)]
    assert house.seen(zone="law") == []
    assert house.seen(present=True) == [("Bob", "door", True)]
    assert house.seen(present=False) == [("Ada", "yard", False)]
    assert house.seen(since_ms=5_500) == [("Ada", "yard", False)]
    assert house.seen(since_ms=5_501) == []


def test_whoever_is_deleted_was_nowhere(house: House) -> None:
    house.come(house.ada, 1_000)
    house.people.delete(house.ada)
    assert house.seen() == []
