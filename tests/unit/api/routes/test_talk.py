"""Figures about what was said, over HTTP."""

from typing import TYPE_CHECKING

from wallflower.store.lines import Hearer, NewLine
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire_talk import TalkFigures

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON = 1_795_003_200_000 // 3_600_000 * 3_600_000


async def test_figures_of_a_range(api: Api, database: Database) -> None:
    camera = (await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201))["id"]
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id=camera, start_ms=NOON, end_ms=NOON + 2000))
    (claim,) = queue.claim(1)
    said = NewLine(start_ms=NOON, end_ms=NOON + 2000, text="The parcel, a parcel for you", language="en")
    queue.finish(claim.id, [said], Hearer(engine="e", model="m"))
    path = f"/api/transcripts/figures?start={NOON - 1000}&end={NOON + 1000}"
    found = TalkFigures.from_json(await api.get(f"{path}&camera={camera}&tz=Asia/Tokyo&words=1"))
    (day,) = found.days
    assert sum(day.hours_ms) == 2000
    assert [(row.camera_id, row.speaker, row.talk_ms) for row in found.talk] == [(camera, None, 2000)]
    assert [(row.word, row.count) for row in found.words] == [("parcel", 2)]
    assert found.words_of_lines == 1
    assert (await api.get(f"{path}&words=0"))["words"] == []
    assert (await api.error("GET", f"{path}&tz=Middle/Earth", 422))["field"] == "tz"
    assert (await api.error("GET", f"{path}&camera=other", 404))["field"] == "camera_id"
    assert (await api.error("GET", "/api/transcripts/figures?start=5&end=5", 422))["field"] == "end"
