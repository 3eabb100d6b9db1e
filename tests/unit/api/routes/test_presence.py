"""Presence over HTTP."""

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.visits import Visits
from wallflower.wire import Verdict

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api


async def test_who_is_where(api: Api, database: Database) -> None:
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://192.0.2.1/", created_ms=0))
    ada = People(database).create("Ada")
    Visits(database).open(replace(STAY, person_id=ada.id, verdict=Verdict.KNOWN, zones=("Path",)))
    (found,) = (await api.get("/api/presence"))["presence"]
    assert (found["name"], found["present"], found["camera_id"], found["zones"]) == ("Ada", True, "door", ["Path"])
    for params, count in (({"zone": "Path"}, 1), ({"zone": "Lawn"}, 0), ({"present": "false"}, 0), ({"since": "0"}, 1)):
        assert len((await api.get("/api/presence", params=params))["presence"]) == count
    await api.error("GET", "/api/presence", 422, params={"present": "perhaps"})
