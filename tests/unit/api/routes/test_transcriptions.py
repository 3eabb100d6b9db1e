"""Other transcriptions and deletion over HTTP."""

from typing import TYPE_CHECKING, Any

import pytest

from wallflower.store.lines import Hearer, NewLine
from wallflower.store.schema import utterance
from wallflower.store.utterances import NewUtterance, State, Utterances

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON = 1_795_000_000_000


@pytest.fixture
async def line(api: Api, database: Database) -> dict[str, Any]:
    """Return the line that is shown of an utterance which two models heard."""
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    queue = Utterances(database)
    queue.add(NewUtterance(camera_id=row["id"], start_ms=NOON, end_ms=NOON + 2000))
    for quality, text in enumerate(("a partial", "a parcel")):
        with database.write() as connection:
            connection.execute(utterance.update().values(state=State.QUEUED))
        (claim,) = queue.claim(1)
        heard = NewLine(start_ms=NOON, end_ms=NOON + 2000, text=text)
        queue.finish(claim.id, [heard], Hearer(engine="e", model=f"m{quality}", quality=quality))
    (found,) = (await api.send("POST", "/api/transcripts/search", {}))["lines"]
    return dict(found)


async def texts(api: Api) -> list[str]:
    return [row["text"] for row in (await api.send("POST", "/api/transcripts/search", {}))["lines"]]


async def test_another_transcription_can_be_chosen_and_left_again(api: Api, line: dict[str, Any]) -> None:
    path = f"/api/utterances/{line['utterance_id']}/transcriptions"
    versions = (await api.get(path))["transcriptions"]
    assert [(row["model"], row["shown"], row["lines"][0]["text"]) for row in versions] == [
        ("m0", False, "a partial"),
        ("m1", True, "a parcel"),
    ]
    chosen = (await api.send("PUT", path, {"version": 1}))["transcriptions"]
    assert [(row["shown"], row["chosen"]) for row in chosen] == [(True, True), (False, False)]
    assert await texts(api) == ["a partial"]
    await api.error("PUT", path, 404, json={"version": 9})
    assert await texts(api) == ["a partial"]
    await api.send("PUT", path, {"version": None})
    assert await texts(api) == ["a parcel"]
    await api.error("GET", "/api/utterances/99/transcriptions", 404)


async def test_a_line_is_deleted_for_good(api: Api, line: dict[str, Any]) -> None:
    await api.send("DELETE", f"/api/transcripts/lines/{line['id']}", None, status=204)
    assert await texts(api) == []
    await api.error("DELETE", f"/api/transcripts/lines/{line['id']}", 404)
    await api.error("GET", f"/api/utterances/{line['utterance_id']}/transcriptions", 404)


async def test_a_range_is_deleted_of_one_camera_or_all(api: Api, line: dict[str, Any]) -> None:
    path, span = "/api/transcripts/delete", {"start": NOON + 1000, "end": NOON + 1001}
    assert (await api.error("POST", path, 404, json=span | {"camera": "other"}))["field"] == "camera_id"
    assert (await api.error("POST", path, 422, json={"start": 5, "end": 5}))["field"] == "end"
    assert await api.send("POST", path, {"start": NOON + 2000, "end": NOON + 9000}) == {"utterances": 0}
    assert await api.send("POST", path, span | {"camera": line["camera_id"]}) == {"utterances": 1}
    assert await texts(api) == []
