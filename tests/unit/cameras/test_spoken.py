"""Lines for files: named, as far as a camera may tell people by their voice."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.people import household
from wallflower.cameras.spoken import SpokenLines
from wallflower.config import Settings
from wallflower.errors import NotFoundError
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.wire_options import AnalysisHours, ScheduleSlot

# The household speaks in the first minute of 1970, a Thursday.
THEN = ScheduleSlot(weekdays=(3,), start_minute=0, end_minute=1)
LATER = replace(THEN, start_minute=2, end_minute=3)


@pytest.fixture
def spoken(database: Database, tmp_path: Path) -> SpokenLines:
    household(database, ("Ada", "Bob"), each=1)
    return SpokenLines(Settings(data=tmp_path, media=tmp_path, time_zone="UTC"), database)


def told(spoken: SpokenLines) -> list[str | None]:
    read = spoken.read("door", 0, 1 << 40)
    assert len(read.lines) == 2
    assert set(read.names) == {line.speaker for line in read.lines if line.speaker}
    return [read.names[line.speaker] if line.speaker else None for line in read.lines]


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, ["Ada", "Bob"]),
        ({"recognize_voices": False}, [None, None]),
        ({"hours": AnalysisHours(voices=(THEN,))}, ["Ada", "Bob"]),
        ({"hours": AnalysisHours(voices=(LATER,))}, [None, None]),
    ],
)
def test_names_are_told_where_voices_may_be(
    database: Database, spoken: SpokenLines, changes: dict[str, Any], names: list[str | None]
) -> None:
    Cameras(database).update("door", changes)
    assert told(spoken) == names


def test_a_voice_without_a_name_has_its_number(database: Database, spoken: SpokenLines) -> None:
    with database.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO speaker (number, confirmed, last_ms, created_ms) VALUES (7, true, 0, 0)"
        )
        connection.exec_driver_sql("UPDATE line SET person_id = NULL, speaker_id = 1")
    assert set(spoken.read("door", 0, 1 << 40).names.values()) == {"Speaker 7"}


def test_a_camera_that_is_gone(spoken: SpokenLines) -> None:
    with pytest.raises(NotFoundError):
        spoken.read("yard", 0, 1)
