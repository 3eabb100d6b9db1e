"""A home with a Supervisor: discovery, cameras, triggers, actions, media, Assist, and bad days.

Each test leaves the home as it was but for what the cameras show meanwhile.
"""

import asyncio
import json
import operator
import re
import socket
import subprocess
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import pytest_asyncio
from yarl import URL

from tests.e2e.home import PAST, PAST_NAME, TRIGGERS, Home, home
from tests.e2e.world import complaints
from tests.support import waiting
from tests.support.hass import HassError
from tests.support.ports import free_port
from tests.support.streams import Relay
from wallflower.demo import figures
from wallflower.wire import SCHEMA_VERSION

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(1500)]

FLOW = "/api/config/config_entries/flow"
MEDIA = "media-source://thewallflower"
WAIT_S = 240.0
BREAK_MS = 200
# The hour of each of `PAST`, as a clock there shows it a second time.
TITLES = ("02:00 CET", "01:00 EST", "01:30 +1030")
eventually = partial(waiting.eventually, timeout_s=WAIT_S)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Home]:
    """Yield the home as its owner has set it up, in the order in which everybody does."""
    async with home(tmp_path_factory.mktemp("home")) as running:
        await discover(running)
        await hand_cameras_over(running)
        await make_known(running)
        yield running


@pytest_asyncio.fixture(autouse=True, loop_scope="module")
async def connection(house: Home) -> None:
    """Log in anew: a connection is closed over which nothing was asked for a minute."""
    await house.hass.log_in()


async def discover(house: Home) -> None:
    """Set up what the Supervisor has told of, with one click."""

    async def found() -> list[dict[str, Any]]:
        flows: list[dict[str, Any]] = await house.hass.call("config_entries/flow/progress")
        return [flow for flow in flows if flow["handler"] == "thewallflower"]

    (flow,) = await eventually(found, len)
    assert flow["context"]["source"] == "hassio"
    form = await house.hass.rest("GET", f"{FLOW}/{flow['flow_id']}")
    assert (form["type"], form["step_id"]) == ("form", "hassio_confirm")
    done = await house.hass.rest("POST", f"{FLOW}/{flow['flow_id']}", {})
    assert done["type"] == "create_entry"
    assert house.server.token not in json.dumps(done)
    await eventually(partial(entry_state, house), lambda state: state == "loaded")


async def hand_cameras_over(house: Home) -> None:
    """Record a camera that Home Assistant has, and another one."""
    with pytest.raises(HassError, match="400"):
        await house.act("record_camera", camera="camera.loop")
    answer = await house.act("record_camera", camera="camera.yard", name="Front door")
    assert answer["added"]
    again = await house.act("record_camera", camera="camera.yard")
    assert (again["camera_id"], again["added"]) == (answer["camera_id"], False)
    await house.server.post("/api/cameras", {"name": "Hall", "url": house.quiet.url("hall")})
    recording = {"camera.front_door", "camera.hall"}

    async def states() -> set[str]:
        found = await house.hass.states()
        return {name for name in recording if name in found and found[name]["state"] == "recording"}

    await eventually(states, lambda found: found == recording)


async def make_known(house: Home) -> None:
    """Enrol somebody, who has entities before anybody sees them, and listen for a word and for silence."""
    await house.server.request_patiently("GET", "/api/faces/groups")  # whoever enrols by hand tries once more
    photograph = where(house, "alice.jpg")
    await asyncio.to_thread(Path(photograph).write_bytes, figures.enrolment_jpeg())
    with pytest.raises(HassError, match="400"):
        await house.act("enrol_face", person="Alice", filename=photograph)
    enrolled = await house.act("enrol_face", person="Alice", filename=photograph, create=True)
    assert (enrolled["name"], enrolled["trained"]) == ("Alice", True)
    await eventually(house.hass.states, lambda states: "binary_sensor.alice_detected" in states)
    hall = await house.camera_id("Hall")
    quiet = {"name": "Too quiet", "kind": "silence", "silence_minutes": 1, "camera_ids": [hall]}
    for rule in ({"name": "Parcel", "phrases": ["package"]}, quiet):
        await house.server.post("/api/rules", rule)
    for action, armed in (("disarm_rule", False), ("arm_rule", True)):
        rules = (await house.act(action, rules=["parcel"]))["rules"]
        assert {rule["name"]: rule["armed"] for rule in rules} == {"Parcel": armed, "Too quiet": True}


async def test_triggers_fire_for_what_they_are_meant_and_for_nothing_else(house: Home) -> None:
    for name in ("recognized", "stranger", "keyword", "silence"):
        await eventually(partial(house.count, name), bool)
    house.quiet.stop()
    assert await eventually(partial(house.count, "offline"), bool) == 1
    assert {name: await house.count(name) for name in TRIGGERS if name.startswith("wrong")} == {
        name: 0 for name in TRIGGERS if name.startswith("wrong")
    }


class TestActions:
    async def test_what_was_said_and_who_came(self, house: Home) -> None:
        lines = (await answered(house, "search_transcripts", text="package"))["lines"]
        assert {line["entity_id"] for line in lines} == {"camera.front_door"}
        assert all("package" in line["text"] for line in lines)
        seen = (await answered(house, "list_visits", person="Alice"))["visits"]
        assert {(visit["person"], visit["verdict"]) for visit in seen} == {("Alice", "known")}
        (label,) = (await house.act("confirm_visit", visits=[seen[-1]["id"]]))["visits"]
        assert label["person"] == "Alice"
        strangers = (await answered(house, "list_visits", verdict="unknown"))["visits"]
        (label,) = (await house.act("reject_visit", visits=[strangers[-1]["id"]], person="Alice"))["visits"]
        assert label["person"] is None

    async def test_pictures_and_clips_are_saved(self, house: Home) -> None:
        await eventually(partial(recorded, house), lambda rows: unbroken_s(rows) > 20)
        still = await on_camera(house, "snapshot", filename=where(house, "still.jpg"), blur="all")
        assert (house.hass.directory / "www" / "still.jpg").read_bytes().startswith(b"\xff\xd8\xff")
        end = datetime.fromisoformat(still["at"]) - timedelta(seconds=5)
        await eventually(partial(recorded, house), lambda rows: rows[-1]["end_ms"] >= end.timestamp() * 1000)
        span = {"start": (end - timedelta(seconds=6)).isoformat(), "end": end.isoformat()}
        await on_camera(house, "export_clip", **span, filename=where(house, "clip.mp4"), captions="soft", exact=True)
        assert length_s(where(house, "clip.mp4")) == pytest.approx(6, abs=0.2)
        assert (await on_camera(house, "save_last", seconds=5))["job_id"]
        kept = await on_camera(house, "protect", **span, note="parcel")
        assert datetime.fromisoformat(kept["start"]) == datetime.fromisoformat(span["start"])
        rest = (await on_camera(house, "unprotect", **span))["protected"]
        assert kept["id"] not in {each["id"] for each in rest}
        begun = await on_camera(house, "retranscribe", **span)
        assert begun["utterances"] >= 0

    async def test_what_makes_no_sense_is_refused(self, house: Home) -> None:
        now = datetime.now(UTC).isoformat()
        for action, data in (
            ("export_clip", {"start": now, "end": now}),
            ("snapshot", {"filename": "/etc/still.jpg"}),
            ("save_last", {"seconds": 61}),
        ):
            with pytest.raises(HassError, match="400"):
                await on_camera(house, action, **data)
        with pytest.raises(HassError, match="400"):
            await house.act("confirm_visit", visits=[1], person="Nobody")


class TestMedia:
    @pytest.mark.parametrize(("zone", "title"), list(zip(PAST, TITLES, strict=True)))
    async def test_the_hour_that_comes_twice(self, house: Home, zone: str, title: str) -> None:
        await house.hass.call("config/core/update", time_zone=zone)
        moment = PAST[zone].astimezone(ZoneInfo(zone))
        camera = await child(house, MEDIA, lambda node: node["title"] == PAST_NAME)
        day = await child(house, camera, lambda node: node["media_content_id"].endswith(f"{moment:%Y-%m-%d}"))
        hour = await child(house, day, lambda node: node["can_play"])
        playlist = await play(house, hour)
        assert f"#EXT-X-PROGRAM-DATE-TIME:{PAST[zone]:%Y-%m-%dT%H:%M:%S}" in playlist
        assert hour["title"] == title

    async def test_what_was_said_is_looked_for_and_played(self, house: Home) -> None:
        async def hits() -> list[dict[str, Any]]:
            command = {"media_content_id": MEDIA, "search_query": "package"}
            found: list[dict[str, Any]] = (await house.hass.call("media_source/search_media", **command))["result"]
            return found

        async def playlists() -> list[str]:
            return [await play(house, hit) for hit in await hits()]

        assert all("package" in hit["title"] for hit in await eventually(hits, len))
        # The first word of all may have been said when recording began: there is nothing in front of it.
        await eventually(playlists, lambda found: any("#EXT-X-START:TIME-OFFSET=" in each for each in found))


async def test_a_language_model_is_told_of_what_is_exposed(house: Home) -> None:
    async def tools() -> list[str]:
        found: list[str] = (await house.hass.call("llm_probe/call"))["tools"]
        return found

    entities = ["camera.front_door", "binary_sensor.alice_detected"]
    await house.hass.call(
        "homeassistant/expose_entity", assistants=["conversation"], entity_ids=entities, should_expose=True
    )
    await eventually(tools, lambda found: "thewallflower__last_seen" in found)
    who = partial(ask, house, "thewallflower__who_was_seen", camera="Front door")
    await eventually(who, lambda told: "Alice" in {visit["person"] for visit in told["data"]["visits"]})
    what = partial(ask, house, "thewallflower__what_was_said", text="package")
    said = await eventually(what, lambda told: told["data"]["lines"])
    assert all("package" in line["said"] for line in said["data"]["lines"])
    assert said["data"]["lines"]


class TestBadDays:
    async def test_home_assistant_starts_again(self, house: Home) -> None:
        before = await ours(house)
        await house.hass.stop()
        await house.hass.start()
        await eventually(partial(entry_state, house), lambda state: state == "loaded")
        await eventually(partial(ours, house), lambda found: found == before)
        assert len(house.supervisor.pushed) == 1

    async def test_the_server_is_one_schema_older_and_then_is_not(self, house: Home) -> None:
        """An integration of the next schema comes first, as HACS updates do; with its own schema nothing is too old."""
        wire = house.hass.directory / "custom_components" / "thewallflower" / "wire.py"
        own = wire.read_text()
        newer = own.replace(f"SCHEMA_VERSION = {SCHEMA_VERSION}", f"SCHEMA_VERSION = {SCHEMA_VERSION + 1}", 1)
        assert newer != own
        for text, expected in ((newer, ["server_too_old"]), (own, [])):
            await house.hass.stop()
            wire.write_text(text)
            await house.hass.start()
            await eventually(partial(entry_state, house), lambda state: state == "loaded")
            await eventually(partial(available, house), lambda found: "camera.front_door" in found)
            assert await eventually(partial(issues, house), partial(operator.eq, expected)) == expected

    async def test_the_server_starts_again(self, house: Home) -> None:
        said = await logged(house)
        await house.server.stop()
        await eventually(partial(available, house), lambda found: not found)
        await house.server.start()
        await house.hass.log_in()
        await eventually(partial(available, house), lambda found: "camera.front_door" in found)
        await eventually(partial(logged, house), partial(operator.eq, [*said, "lost", "back"]))
        assert len(house.supervisor.pushed) == 1

    async def test_the_network_is_cut_and_returns(self, house: Home) -> None:
        host = URL(house.server.url).host or ""
        port = free_port()
        relay = Relay(house.server.port, to=host, at_port=port)
        await move(house, "127.0.0.1", port)
        await waiting.until(lambda: b"/api/events" in relay.sent, WAIT_S)
        await eventually(partial(available, house), lambda found: "camera.front_door" in found)
        said = await logged(house)
        relay.close()
        await eventually(partial(available, house), lambda found: not found)
        relay = Relay(house.server.port, to=host, at_port=port)
        await eventually(partial(available, house), lambda found: "camera.front_door" in found)
        await eventually(partial(logged, house), partial(operator.eq, [*said, "lost", "back"]))
        await move(house, socket.gethostname(), house.server.port)
        relay.close()


async def test_who_is_forgotten_is_gone(house: Home) -> None:
    await house.server.post("/api/people", {"name": "Carol"})
    await eventually(house.hass.states, lambda states: "binary_sensor.carol_detected" in states)
    await house.hass.rest("POST", "/api/services/thewallflower/forget_person", {"person": "Carol"})
    await eventually(house.hass.states, lambda states: not any("carol" in name for name in states))


async def test_nobody_complains(house: Home) -> None:
    assert complaints(house.hass) == []
    lines = [line for line in house.hass.log().splitlines() if "thewallflower" in line]
    assert [line for line in lines if "deprecated" in line] == []
    assert "invalid authentication" not in house.hass.log()
    assert "Traceback" not in house.server.log()


async def move(house: Home, host: str, port: int) -> None:
    """Reconfigure the entry to another address of the server."""
    (entry,) = await entries(house)
    flow = await house.hass.rest("POST", FLOW, {"handler": "thewallflower", "entry_id": entry["entry_id"]})
    assert flow["step_id"] == "reconfigure"
    done = await house.hass.rest("POST", f"{FLOW}/{flow['flow_id']}", {"host": host, "port": port})
    assert done["reason"] == "reconfigure_successful"
    await eventually(partial(available, house), lambda found: "camera.front_door" in found)


async def entries(house: Home) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await house.hass.call("config_entries/get", domain="thewallflower")
    return found


async def entry_state(house: Home) -> str:
    return "".join(entry["state"] for entry in await entries(house))


async def ours(house: Home) -> list[str]:
    """The ids of our entities that have a state."""
    registry = await house.hass.call("config/entity_registry/list")
    known = {item["entity_id"] for item in registry if item["platform"] == "thewallflower"}
    return sorted(known & set(await house.hass.states()))


async def available(house: Home) -> list[str]:
    """Those of our entities that are not unavailable."""
    states = await house.hass.states()
    return [name for name in await ours(house) if states[name]["state"] != "unavailable"]


async def issues(house: Home) -> list[str]:
    """What our repairs say."""
    found = (await house.hass.call("repairs/list_issues"))["issues"]
    return [issue["translation_key"] for issue in found if issue["domain"] == "thewallflower" and not issue["ignored"]]


async def logged(house: Home) -> list[str]:
    """What the integration told of its connection, in order; what it told just now may not be written yet."""
    return re.findall(r"The connection to TheWallflower is (lost|back)", house.hass.log())


async def answered(house: Home, action: str, **data: Any) -> dict[str, Any]:
    """The response of an action as soon as there is something in it: what happened first may still be worked on."""
    answer: dict[str, Any] = await eventually(
        partial(house.act, action, **data), lambda told: any(map(_is_full, told.values()))
    )
    return answer


def _is_full(value: object) -> bool:
    return isinstance(value, list) and bool(value)


async def on_camera(house: Home, action: str, **data: Any) -> dict[str, Any]:
    answer = await house.act(action, entity_id="camera.front_door", **data)
    told: dict[str, Any] = answer["camera.front_door"]
    return told


def where(house: Home, name: str) -> str:
    return str(house.hass.directory / "www" / name)


async def recorded(house: Home) -> list[dict[str, Any]]:
    """What of the front door is recorded."""
    now_ms, hour_ms = int(datetime.now(UTC).timestamp() * 1000), 3_600_000
    span = f"start={now_ms - hour_ms}&end={now_ms + hour_ms}"
    answer = await house.server.get(f"/api/cameras/{await house.camera_id('Front door')}/recordings?{span}")
    return list(answer["recordings"])


def unbroken_s(rows: list[dict[str, Any]]) -> float:
    """How long the newest stretch is in which nothing is missing, as while the server or the camera was away."""
    ends_ms = begins_ms = int(rows[-1]["end_ms"]) if rows else 0
    for row in reversed(rows):
        if begins_ms - int(row["end_ms"]) > BREAK_MS:
            break
        begins_ms = int(row["start_ms"])
    return (ends_ms - begins_ms) / 1000


def length_s(path: str) -> float:
    command = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


async def child(house: Home, media_id: Any, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """The first child of a node that is wanted."""
    node_id = media_id if isinstance(media_id, str) else media_id["media_content_id"]

    async def found() -> list[dict[str, Any]]:
        node = await house.hass.call("media_source/browse_media", media_content_id=node_id)
        return [each for each in node["children"] if wanted(each)]

    return (await eventually(found, len))[0]


async def play(house: Home, node: dict[str, Any]) -> str:
    """The playlist of what can be played, all of whose addresses are fetched without credentials."""
    resolved = await house.hass.call("media_source/resolve_media", media_content_id=node["media_content_id"])
    url = URL(house.hass.url + resolved["url"])
    playlist = await fetch(house, url)
    for part in dict.fromkeys(re.findall(rb"^(?:seg|init)/\S+$|(?<=URI=\")[^\"]+", playlist, re.MULTILINE)):
        assert await fetch(house, url.join(URL(part.decode())))
    return playlist.decode()


async def fetch(house: Home, url: URL) -> bytes:
    async with house.hass.session.get(url) as answer:
        assert answer.status == 200
        return await answer.read()


async def ask(house: Home, tool: str, **arguments: Any) -> dict[str, Any]:
    answer: dict[str, Any] = await house.hass.call("llm_probe/call", tool=tool, arguments=arguments)
    return answer
