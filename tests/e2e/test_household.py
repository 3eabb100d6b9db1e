"""The main job with nothing faked: a test camera, the real server, a real Home Assistant with our integration."""

import json
import re
import subprocess
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
import pytest_asyncio
from yarl import URL

from tests.e2e.world import KEYWORD, PERSON_NAME, World, complaints
from tests.support import waiting
from tests.support.privacy import found_in, secrets_in
from wallflower.demo.model import known_sentences

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(1800)]

WAIT_S = 240.0
BASE64, NUMBERS, BYTES = "[A-Za-z0-9+/=]{200,}", r"(?:-?\d\.\d+(?:e-?\d+)?[\s,]+){8,}", r"(?:\\x[0-9a-f]{2}){8,}"
eventually = partial(waiting.eventually, timeout_s=WAIT_S)


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def connection(world: World) -> None:
    """Log in anew: a connection is closed over which nothing was asked for a minute."""
    await world.hass.log_in()


async def entity(world: World, platform: str, key: str) -> str:
    """The id of our entity of the platform whose unique id has that part."""

    async def entities() -> list[dict[str, Any]]:
        registry = await world.hass.call("config/entity_registry/list")
        mine = [item for item in registry if item["platform"] == "thewallflower"]
        return [item for item in mine if item["entity_id"].startswith(platform + ".") and key in item["unique_id"]]

    return str((await eventually(entities, len))[0]["entity_id"])


async def state_of(world: World, entity_id: str) -> dict[str, Any]:
    return (await world.hass.states())[entity_id]


async def test_the_camera_shows_a_picture(world: World) -> None:
    entity_id = await entity(world, "camera", "")
    headers = {"Authorization": f"Bearer {world.hass.token}"}
    url = f"{world.hass.url}/api/camera_proxy/{entity_id}"
    picture = await eventually(partial(fetched, world, url, headers), len)
    assert picture.startswith(b"\xff\xd8\xff")


async def test_home_assistant_streams_from_the_restream(world: World) -> None:
    entity_id = await entity(world, "camera", "")
    await eventually(lambda: state_of(world, entity_id), lambda state: state["state"] == "recording")

    async def playlist() -> bytes:
        """What Home Assistant has of the stream by now, nothing while it has yet to open it."""
        url = (await world.hass.call("camera/stream", entity_id=entity_id, format="hls"))["url"]
        return await fetched(world, world.hass.url + url)

    assert b"#EXTM3U" in await eventually(playlist, len)


async def test_the_sensor_says_what_was_said(world: World) -> None:
    entity_id = await entity(world, "sensor", "last_transcript")
    known = set(known_sentences()["en"])
    state = await eventually(lambda: state_of(world, entity_id), lambda state: plain(state["state"]) in known)
    assert plain(state["attributes"]["text"]) in known


async def test_a_keyword_starts_an_automation(world: World) -> None:
    async def heard() -> dict[str, Any]:
        return await state_of(world, "input_boolean.keyword_heard")

    await eventually(heard, lambda state: state["state"] == "on")
    event = await state_of(world, await entity(world, "event", "keyword"))
    assert event["attributes"]["event_type"] == "keyword"
    assert event["attributes"]["phrase"] == KEYWORD


async def test_an_action_finds_what_was_said(world: World) -> None:
    """What is said first may still wait to be transcribed, so the same is asked for until it is there."""

    async def found() -> list[dict[str, Any]]:
        body = {"text": KEYWORD, "cameras": [await entity(world, "camera", "")]}
        answer = await world.hass.rest("POST", "/api/services/thewallflower/search_transcripts?return_response", body)
        lines: list[dict[str, Any]] = answer["service_response"]["lines"]
        return lines

    line = (await eventually(found, len))[0]
    assert KEYWORD in line["text"].casefold()
    assert line["camera"] == "Front door"


async def test_an_alert_keeps_its_line_its_words_and_a_picture(world: World) -> None:
    async def pictured() -> list[dict[str, Any]]:
        return [alert for alert in (await world.server.get("/api/alerts"))["alerts"] if alert["has_picture"]]

    alert = (await eventually(pictured, len))[0]
    start_ms, end_ms = alert["words_ms"]
    assert KEYWORD in alert["line"]["text"].casefold()
    assert alert["line"]["start_ms"] <= start_ms < end_ms <= alert["line"]["end_ms"]
    url = f"{world.server.url}/api/alerts/{alert['id']}/picture.jpg"
    async with world.server.session.get(url, headers=world.server.headers) as answer:
        assert (answer.status, answer.content_type) == (200, "image/jpeg")
        assert (await answer.read()).startswith(b"\xff\xd8")


async def test_the_known_person_is_detected(world: World) -> None:
    entity_id = await entity(world, "binary_sensor", "detected")
    state = await eventually(lambda: state_of(world, entity_id), lambda state: state["state"] == "on")
    assert PERSON_NAME in state["attributes"]["friendly_name"]


async def test_what_was_said_is_found_and_played_from_the_word(world: World) -> None:
    async def hits() -> list[dict[str, Any]]:
        found = await world.hass.call(
            "media_source/search_media", media_content_id="media-source://thewallflower", search_query=KEYWORD
        )
        return list(found["result"])

    async def begins_s() -> list[float]:
        """In front of the first word of all, said when recording began, there may be nothing."""
        urls = [await resolve(world, hit["media_content_id"]) for hit in await hits()]
        playlists = [(await fetch(world, url)).decode() for url in urls]
        return [float(at_s) for each in playlists for at_s in re.findall(r"#EXT-X-START:TIME-OFFSET=([0-9.]+)", each)]

    assert all(KEYWORD in hit["title"].casefold() for hit in await eventually(hits, len))
    assert all(at_s > 0 for at_s in await eventually(begins_s, len))


async def test_every_picture_and_every_part_is_fetched_without_credentials(world: World) -> None:
    """Every kind of node is opened; what it shows and plays needs no login, and is counted as none that failed."""
    before = failed_logins(world)
    kinds = {"camera", "day", "visits", "talk", "heard", "exports", "hour", "clip"}
    shown = await eventually(lambda: walk(world), lambda shown: shown.keys() >= kinds)
    for node in shown.values():
        if node["can_play"]:
            picture = await eventually(partial(fetched, world, world.hass.url + node["thumbnail"]), len)
            assert picture.startswith(b"\xff\xd8\xff")
            # What was shot right now is in the index a moment later.
            for part in await eventually(partial(parts_of, world, node["media_content_id"]), len):
                await fetch(world, part)
    assert failed_logins(world) == before


async def test_assist_tells_who_was_there(world: World) -> None:
    entity_ids = [await entity(world, "camera", ""), await entity(world, "binary_sensor", "detected")]
    await world.hass.call(
        "homeassistant/expose_entity", assistants=["conversation"], entity_ids=entity_ids, should_expose=True
    )

    async def told() -> str:
        body = {"text": "who was at the front door", "language": "en"}
        answer = await world.hass.rest("POST", "/api/conversation/process", body)
        return str(answer["response"]["speech"]["plain"]["speech"])

    assert PERSON_NAME in await eventually(told, lambda speech: PERSON_NAME in speech)


async def test_motion_detection_is_turned_off_and_on(world: World) -> None:
    entity_id = await entity(world, "camera", "")

    async def switched(action: str) -> bool:
        await world.hass.call("call_service", domain="camera", service=action, target={"entity_id": entity_id})
        return bool((await world.server.get(f"/api/cameras/{world.camera_id}"))["recognize_faces"])

    assert not await switched("disable_motion_detection")
    assert await switched("enable_motion_detection")

    async def state() -> dict[str, Any]:
        return await state_of(world, entity_id)

    await eventually(state, lambda found: found["attributes"].get("motion_detection"))


async def test_an_hour_plays_without_credentials(world: World) -> None:
    url = await resolve_newest_hour(world)
    before = failed_logins(world)
    playlist_url = URL(world.hass.url + url)
    # An hour that has just begun is listed a moment before what was recorded in it.
    playlist = await eventually(partial(playlist_of, world, playlist_url), lambda text: "\nseg/" in text)
    init = await fetch(world, playlist_url.join(URL(first(r'URI="([^"]+)"', playlist))))
    segment_url = playlist_url.join(URL(first(r"^(seg/\S+)$", playlist)))
    length, offset = map(int, first_groups(r"#EXT-X-BYTERANGE:(\d+)@(\d+)", playlist))
    segment = await fetch(world, segment_url, {"Range": f"bytes={offset}-{offset + length - 1}"}, status=206)
    assert len(segment) == length
    assert decodable(init + segment)
    assert failed_logins(world) == before


async def playlist_of(world: World, url: URL) -> str:
    return (await fetch(world, url)).decode()


async def test_a_guessed_address_is_not_found(world: World) -> None:
    url = (await resolve_newest_hour(world)).replace("/hls/", "/hls/x")
    async with world.hass.session.get(world.hass.url + url) as answer:
        assert answer.status == 404


async def test_nothing_private_is_logged(world: World) -> None:
    """Runs on what all that happened so far has written."""
    lines = await eventually(lambda: spoken(world), len)
    secrets = secrets_in(await world.server.get("/api/people"), lines)
    secrets |= {world.server.token, world.camera_password, world.hass.token}
    logs = {"server": world.server.log(), "Home Assistant": world.hass.log()}
    assert {name: found_in(log, secrets) for name, log in logs.items()} == {name: [] for name in logs}
    # An embedding is 128 numbers or more, a picture some kilobytes: whatever way they are written, they are long.
    assert re.findall(f"{BASE64}|{NUMBERS}|{BYTES}", logs["server"]) == []


async def test_home_assistant_has_no_complaint(world: World) -> None:
    assert complaints(world.hass) == []
    assert "deprecated" not in "\n".join(line for line in world.hass.log().splitlines() if "thewallflower" in line)


def plain(text: str) -> str:
    return re.sub(r"[^\w ]", "", text).casefold().strip()


async def spoken(world: World) -> list[dict[str, Any]]:
    page = await world.server.post("/api/transcripts/search", {"text": ""})
    lines: list[dict[str, Any]] = page["lines"]
    return lines


async def walk(world: World) -> dict[str, dict[str, Any]]:
    """One node of each kind, by its kind."""
    shown: dict[str, dict[str, Any]] = {}
    left = ["media-source://thewallflower"]
    while left:
        node = await world.hass.call("media_source/browse_media", media_content_id=left.pop())
        for child in node["children"]:
            media_id = str(child["media_content_id"])
            kind = media_id.removeprefix("media-source://thewallflower/").split("/")[1]
            if kind not in shown and child["can_expand"]:
                left.append(media_id)
            shown.setdefault(kind, child)
    return shown


async def parts_of(world: World, media_id: str) -> list[URL]:
    """The addresses in the playlist of what can be played."""
    playlist_url = await resolve(world, media_id)
    playlist = (await fetch(world, playlist_url)).decode()
    found = re.findall(r"^(?:seg|init)/\S+$|(?<=URI=\")[^\"]+", playlist, re.MULTILINE)
    return [playlist_url.join(URL(part)) for part in dict.fromkeys(found)]


async def resolve(world: World, media_id: str) -> URL:
    """The address of what can be played."""
    resolved = await world.hass.call("media_source/resolve_media", media_content_id=media_id)
    return URL(world.hass.url + resolved["url"])


async def resolve_newest_hour(world: World) -> str:
    async def hours() -> list[str]:
        node = await world.hass.call("media_source/browse_media", media_content_id="media-source://thewallflower")
        for _ in ("camera", "day", "hour"):
            if not node["children"]:
                return []
            child = node["children"][-1] if node["children"][-1]["can_play"] else node["children"][0]
            if child["can_play"]:
                return [child["media_content_id"]]
            node = await world.hass.call("media_source/browse_media", media_content_id=child["media_content_id"])
        return [child["media_content_id"] for child in node["children"]]

    found = await eventually(hours, len)
    resolved = await world.hass.call("media_source/resolve_media", media_content_id=found[-1])
    assert resolved["mime_type"] == "application/x-mpegURL"
    return str(resolved["url"])


async def fetched(world: World, url: str, headers: dict[str, str] | None = None) -> bytes:
    """What is at an address, nothing where it cannot be shown just now."""
    with suppress(TimeoutError):
        async with world.hass.session.get(url, headers=headers) as answer:
            return await answer.read() if answer.status == 200 else b""
    return b""


async def fetch(world: World, url: URL, headers: dict[str, str] | None = None, status: int = 200) -> bytes:
    async with world.hass.session.get(url, headers=headers) as answer:
        assert answer.status == status, await answer.text()
        return await answer.read()


def first(pattern: str, text: str) -> str:
    return str(first_groups(pattern, text)[0])


def first_groups(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text, re.MULTILINE)
    assert match is not None, text[:500]
    return match.groups()


def failed_logins(world: World) -> int:
    return world.hass.log().count("invalid authentication")


def decodable(media: bytes) -> bool:
    command = ["ffprobe", "-v", "error", "-count_frames", "-of", "json", "-show_entries", "stream=nb_read_frames", "-"]
    answer = subprocess.run(command, input=media, capture_output=True, check=True)
    streams = json.loads(answer.stdout)["streams"]
    return not answer.stderr and all(int(stream["nb_read_frames"]) > 0 for stream in streams)
