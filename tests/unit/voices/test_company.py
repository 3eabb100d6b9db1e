"""Synthetic people talk before a camera that sees them: whose voice it is, is proposed, on both databases."""

import itertools
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.cast import Cast
from tests.support.postgres import running_cluster
from tests.support.visits import STAY
from tests.support.voices import House, make_house
from wallflower.store.company import Company
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.speakers import Speakers
from wallflower.store.visits import Visits
from wallflower.voices.ge2e_engine import Ge2eEngine
from wallflower.wire import Verdict


@pytest.fixture(params=["sqlite", "postgresql"])
def house(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path, voice_engine: Ge2eEngine
) -> Iterator[House]:
    if request.param == "sqlite":
        shutil.copyfile(empty_database, tmp_path / "wallflower.db")
        database = Database(tmp_path / "wallflower.db")
        yield make_house(database, voice_engine)
        database.close()
        return
    with running_cluster() as cluster, cluster.migrated() as name:
        database = Database(cluster.url(name))
        yield make_house(database, voice_engine)
        database.close()


def test_the_voice_of_who_is_alone_in_view_is_proposed_as_theirs(house: House, cast: Cast) -> None:
    ann, bob = (People(house.database).create(name).id for name in ("Ann", "Bob"))
    visits = Visits(house.database)
    # Who talks, and who is in view meanwhile: Ann talks in five turns, and once while Bob alone is seen.
    turns = [("amy", [ann]), ("bob", [bob]), ("amy", [ann]), ("bob", [ann, bob]), ("amy", [ann]), ("amy", [bob])]
    turns += [("amy", [ann]), ("bob", []), ("amy", [ann]), ("bob", [bob])]
    for (who, in_view), seed in zip(turns, itertools.count(1)):
        start_ms = house.at_ms
        house.say(cast.talk(who, 3.5, seed=seed), "hall", who)
        for person_id in in_view:
            state = replace(STAY, camera_id="hall", verdict=Verdict.KNOWN, person_id=person_id)
            state = replace(state, start_ms=start_ms - 1_000, last_seen_ms=start_ms + 8_000)
            visits.update(visits.open(state).id, state, end_ms=start_ms + 10_000)
    house.work()
    heard = {(line.speaker_id, house.truth[line.utterance_id]) for line in house.lines() if line.speaker_id}
    speakers = {who: speaker_id for speaker_id, who in heard}
    assert len(heard) == 2
    company = Company(house.database)
    for speaker_id in company.speakers(0):
        company.weigh(speaker_id)
    (suggestion,) = Speakers(house.database).suggestions().suggestions
    assert (suggestion.speaker_id, suggestion.person_id) == (speakers["amy"], ann)
    assert (suggestion.count, suggestion.against) == (5, 1)
    assert {line.speaker for line in house.lines()} == {None}
