"""Search and export over HTTP."""

from typing import TYPE_CHECKING, Any

import pytest

from wallflower.store.lines import Hearer, NewLine
from wallflower.store.utterances import NewUtterance, Utterances
from wallflower.wire import LinePage

if TYPE_CHECKING:
    from tests.unit.api.conftest import Api
    from wallflower.store.database import Database

NOON = 1_795_000_000_000


@pytest.fixture
async def camera(api: Api, database: Database) -> str:
    """Return a camera near which two things were said."""
    row = await api.send("POST", "/api/cameras", {"name": "a", "url": "rtsp://192.0.2.1/"}, status=201)
    queue = Utterances(database)
    for number, text in enumerate(("a parcel for you", "thank you")):
        start_ms = NOON + number * 60_000
        queue.add(NewUtterance(camera_id=row["id"], start_ms=start_ms, end_ms=start_ms + 2000))
        (claim,) = queue.claim(1)
        line = NewLine(start_ms=start_ms, end_ms=start_ms + 2000, text=text, confidence=0.9, language="en")
        queue.finish(claim.id, [line], Hearer(engine="e", model="m"))
    return str(row["id"])


async def search(api: Api, **body: Any) -> LinePage:
    return LinePage.from_json(await api.send("POST", "/api/transcripts/search", body))


async def test_search_finds_highlights_and_pages(api: Api, camera: str) -> None:
    (line,) = (await search(api, text="parcel")).lines
    assert line.text[line.highlights[0] : line.highlights[1]] == "parcel"
    first = await search(api, limit=1)
    assert [line.text for line in first.lines] == ["thank you"]
    second = await search(api, limit=1, cursor=first.cursor)
    assert [line.text for line in second.lines] == ["a parcel for you"]
    assert second.cursor is None


async def test_search_ranks_and_brings_context(api: Api, camera: str) -> None:
    page = await search(api, text="you", order="best", context=1, least_confidence=0.5)
    assert [line.text for line in page.lines] == ["thank you", "a parcel for you"]
    assert [[line.text for line in part.before] for part in page.context] == [["a parcel for you"], []]
    assert (await search(api, text="you", speakers=["nobody"])).lines == ()
    assert (await search(api, text="you", least_confidence=0.95)).lines == ()


async def test_search_is_narrowed_by_camera_and_time(api: Api, camera: str) -> None:
    assert (await search(api, camera_ids=["other"])).lines == ()
    assert len((await search(api, camera_ids=[camera], start=NOON + 30_000)).lines) == 1
    assert len((await search(api, text="you", end="2020-01-01T00:00:00Z")).lines) == 0


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": 5}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"limit": 0}, "limit"),
        ({"limit": 501}, "limit"),
        ({"context": 1, "limit": 101}, "limit"),
        ({"context": 11}, "context"),
        ({"order": "worst"}, "order"),
        ({"least_confidence": 1.5}, "least_confidence"),
        ({"text": "a*"}, "text"),
        ({"text": "x " * 65}, "text"),
        ({"start": 2, "end": 1}, "end"),
        ({"cursor": "x"}, "cursor"),
        ({"camera_ids": "a"}, "camera_ids"),
        ({"query": "x"}, "query"),
    ],
)
async def test_wrong_searches_are_named(api: Api, body: dict[str, Any], field: str) -> None:
    assert (await api.error("POST", "/api/transcripts/search", 422, json=body))["field"] == field


async def test_hostile_text_is_only_text(api: Api, camera: str) -> None:
    for text in ('"', "'; DROP TABLE line;--", "NEAR(a b)", "a OR", "*", "(((", "text:x", "\x00", "-parcel"):
        await search(api, text=text)


@pytest.mark.parametrize(
    ("form", "kind", "part"),
    [
        ("json", "application/json", '"a parcel for you"'),
        ("txt", "text/plain", "a parcel for you"),
        ("srt", "application/x-subrip", "00:01:00,000"),
        ("vtt", "text/vtt", "WEBVTT"),
    ],
)
async def test_exports(api: Api, camera: str, form: str, kind: str, part: str) -> None:
    params = {"camera": camera, "start": str(NOON), "end": str(NOON + 600_000), "format": form}
    answer = await api.call("GET", "/api/transcripts/export", params=params)
    assert (answer.status, answer.content_type) == (200, kind)
    assert part in await answer.text()
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')


async def test_wrong_exports(api: Api, camera: str) -> None:
    good = {"camera": camera, "start": "0", "end": "1"}
    path = "/api/transcripts/export"
    await api.error("GET", path, 404, params=good | {"camera": "nobody"})
    assert (await api.error("GET", path, 422, params=good | {"format": "exe"}))["field"] == "format"
    assert (await api.error("GET", path, 422, params=good | {"end": "0"}))["field"] == "end"
    assert (await api.error("GET", path, 422, params={"camera": camera}))["field"] == "start"
