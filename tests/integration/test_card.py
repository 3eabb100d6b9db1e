"""What the dashboard card is served and told, and that nobody is told of a camera that they may not see."""

import dataclasses
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    MockHAClientWebSocket,
    WebSocketGenerator,
)

from custom_components.thewallflower.const import DOMAIN
from custom_components.thewallflower.wire import (
    EventType,
    Gap,
    GapReason,
    Line,
    Phase,
    RecordingDay,
    Speech,
    Verdict,
    VisitChange,
)
from custom_components.thewallflower.wire_activity import Lanes, Spans
from custom_components.thewallflower.wire_codec import Wire
from tests.integration.browsing import let_answer, visit
from tests.integration.conftest import until
from tests.integration.fake_server import INIT, JPEG, PLAYLIST, FakeServer

CAMERA = "camera.front_door"
SPAN = {"start_ms": 1_000, "end_ms": 3_601_000}
COMMANDS: dict[str, dict[str, Any]] = {
    "lanes": SPAN,
    "gaps": SPAN,
    "days": {},
    "lines": SPAN,
    "search": {"text": "parcel"},
    "people": SPAN,
    "play": {**SPAN, "at_ms": 2_000},
    "picture": {"at_ms": 2_000},
    "follow": {},
}

type Ask = Callable[..., Awaitable[dict[str, Any]]]


def sent(value: Wire) -> Any:
    """Return a value as it arrives."""
    return json.loads(json.dumps(value.to_json()))


@dataclass(frozen=True, slots=True)
class Guest:
    """A user and their front end."""

    user: MockUser
    socket: MockHAClientWebSocket

    def may_read(self, entity_id: str) -> None:
        """Let them read one entity and no other."""
        self.user.mock_policy({"entities": {"entity_ids": {entity_id: {"read": True}}}})

    async def ask(self, name: str, entity_id: str) -> None:
        """Send a command of the card."""
        await self.socket.send_json_auto_id({"type": f"{DOMAIN}/card/{name}", "entity_id": entity_id, **COMMANDS[name]})


@pytest.fixture
async def ask(hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator) -> Ask:
    """Return a function that sends a command of the card as the owner, and returns the whole answer."""
    socket = await hass_ws_client(hass)

    async def send(name: str, entity_id: str = CAMERA, **fields: Any) -> dict[str, Any]:
        await socket.send_json_auto_id({"type": f"{DOMAIN}/card/{name}", "entity_id": entity_id, **fields})
        answer: dict[str, Any] = await socket.receive_json()
        return answer

    return send


class TestFiles:
    async def test_pages_load_it_once_and_no_more_without_a_server(
        self, hass: HomeAssistant, server: FakeServer, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        assert await async_setup_component(hass, "frontend", {})
        entries = [
            MockConfigEntry(domain=DOMAIN, title=name, unique_id=name, data=server.data)
            for name in ("server-1", "server-2")
        ]

        def urls() -> list[str]:
            return [url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if DOMAIN in url]

        entries[0].add_to_hass(hass)
        assert await hass.config_entries.async_setup(entries[0].entry_id)
        (url,) = urls()
        answer = await (await hass_client_no_auth()).get(url)
        assert (answer.status, answer.content_type) == (200, "text/javascript")
        assert "max-age" in answer.headers["Cache-Control"]
        assert await hass.config_entries.async_reload(entries[0].entry_id)
        assert urls() == [url]
        server.info = server.info.from_json({**server.info.to_json(), "server_id": "server-2"})
        entries[1].add_to_hass(hass)
        assert await hass.config_entries.async_setup(entries[1].entry_id)
        assert urls() == [url]
        await hass.config_entries.async_remove(entries[0].entry_id)
        assert urls() == [url]
        for disabler in (ConfigEntryDisabler.USER, None):
            await hass.config_entries.async_set_disabled_by(entries[1].entry_id, disabler)
            assert urls() == ([] if disabler else [url])
        await hass.config_entries.async_remove(entries[1].entry_id)
        assert urls() == []

    async def test_pages_load_it_although_the_server_does_not_answer(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
    ) -> None:
        assert await async_setup_component(hass, "frontend", {})
        await server.stop()
        assert not await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        assert any(DOMAIN in url for url in hass.data[DATA_EXTRA_MODULE_URL].urls)
        await hass.config_entries.async_remove(entry.entry_id)
        assert not any(DOMAIN in url for url in hass.data[DATA_EXTRA_MODULE_URL].urls)

    async def test_a_home_assistant_without_a_front_end_needs_none(
        self, hass: HomeAssistant, loaded: MockConfigEntry
    ) -> None:
        assert DATA_EXTRA_MODULE_URL not in hass.data
        assert await hass.config_entries.async_unload(loaded.entry_id)


@pytest.fixture
async def guest(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    hass_read_only_user: MockUser,
) -> Guest:
    """Return somebody who is no administrator."""
    return Guest(hass_read_only_user, await hass_ws_client(hass, hass_read_only_access_token))


class TestRights:
    @pytest.mark.parametrize("name", COMMANDS)
    async def test_a_camera_that_one_may_not_see_is_not_told_of(
        self, server: FakeServer, guest: Guest, name: str
    ) -> None:
        guest.may_read("camera.garden")
        asked = len(server.requests)
        for entity_id in (CAMERA, "camera.nowhere"):
            await guest.ask(name, entity_id)
            answer = await guest.socket.receive_json()
            assert (answer["success"], answer["error"]["code"]) == (False, "unauthorized")
        assert len(server.requests) == asked
        guest.may_read(CAMERA)
        let_answer(server, "cameras/cam1/gaps", "gaps")
        server.answers["cameras/cam1/lanes"] = (200, Lanes(camera_id="cam1", start_ms=1, end_ms=2).to_json())
        server.answers["transcripts/search"] = (200, {"lines": []})
        await guest.ask(name, CAMERA)
        assert (await guest.socket.receive_json())["success"]

    async def test_what_happens_is_not_told_to_who_lost_the_right(self, server: FakeServer, guest: Guest) -> None:
        guest.may_read(CAMERA)
        await guest.ask("follow", CAMERA)
        assert (await guest.socket.receive_json())["success"]
        assert (await guest.socket.receive_json())["event"]["is_available"]
        guest.may_read("camera.garden")
        await server.tell(EventType.LINE, Line(id=7, camera_id="cam1", start_ms=5, end_ms=6, text="secret"))
        event = (await guest.socket.receive_json())["event"]
        assert (event["is_available"], event["line"]) == (False, None)


class TestAnswers:
    async def test_lanes_and_gaps_of_a_range(self, server: FakeServer, ask: Ask) -> None:
        lanes = Lanes(camera_id="cam1", start_ms=1_000, end_ms=3_601_000, recorded=Spans(after_ms=(5,), lasts_ms=(10,)))
        server.answers["cameras/cam1/lanes"] = (200, lanes.to_json())
        gap = Gap(camera_id="cam1", start_ms=1, end_ms=None, reason=GapReason.DISK_FULL)
        let_answer(server, "cameras/cam1/gaps", "gaps", gap)
        assert (await ask("lanes", **SPAN))["result"] == sent(lanes)
        assert dict(server.asked("cameras/cam1/lanes").query) == {"start": "1000", "end": "3601000"}
        assert (await ask("gaps", **SPAN))["result"] == {"gaps": [sent(gap)]}

    async def test_days_are_those_of_the_readers_time_zone(self, server: FakeServer, ask: Ask) -> None:
        server.days = [RecordingDay(date=f"2026-10-{day}", start_ms=1, end_ms=2) for day in (24, 25)]
        days = (await ask("days", time_zone="Europe/Berlin"))["result"]["days"]
        assert [day["date"] for day in days] == ["2026-10-25", "2026-10-24"]
        assert days[0]["end_ms"] - days[0]["start_ms"] == 25 * 3_600_000  # the clocks go back
        assert days[1]["end_ms"] == days[0]["start_ms"]
        assert (await ask("days", time_zone="Nowhere/Here"))["error"]["code"] == "invalid_format"

    async def test_lines_are_oldest_first_and_name_who_speaks(self, server: FakeServer, ask: Ask) -> None:
        lines = [
            Line(id=2, camera_id="cam1", start_ms=20, end_ms=30, text="yes", speaker="ann"),
            Line(id=1, camera_id="cam1", start_ms=10, end_ms=15, text="anybody?", speaker="gone"),
        ]
        let_answer(server, "transcripts/search", "lines", *lines)
        said = (await ask("lines", **SPAN, limit=2))["result"]
        assert [line["text"] for line in said["lines"]] == ["anybody?", "yes"]
        assert said["names"] == {"ann": "Ann Example"}
        assert server.orders[-1][2] == {"camera_ids": ["cam1"], "start": 1_000, "end": 3_601_000, "limit": 2}
        found = (await ask("search", text="yes", limit=5))["result"]
        assert [line["id"] for line in found["lines"]] == [2, 1]
        assert server.orders[-1][2] == {"text": "yes", "camera_ids": ["cam1"], "limit": 5}

    async def test_people_come_once_each_with_a_picture(
        self, server: FakeServer, ask: Ask, hass_client_no_auth: ClientSessionGenerator
    ) -> None:
        known = {**visit(3, 30).to_json(), "verdict": "known", "person_id": "ann", "name": "Ann", "end_ms": None}
        strangers = [visit(2, 20), visit(1, 10)]
        let_answer(server, "visits", "visits", known, *strangers)
        server.answers["visits/3/image.jpg"] = (200, "face")
        ann, stranger = (await ask("people", **SPAN))["result"]["people"]
        assert (ann["id"], ann["name"], ann["at_ms"], ann["is_here"]) == ("ann", "Ann Example", 30, True)
        assert (stranger["id"], stranger["name"], stranger["at_ms"]) == (None, None, 20)
        assert await (await (await hass_client_no_auth()).get(ann["picture"])).read() == b"face"

    async def test_a_playlist_and_a_picture_need_no_login_and_end(
        self,
        server: FakeServer,
        ask: Ask,
        hass_client_no_auth: ClientSessionGenerator,
        freezer: FrozenDateTimeFactory,
    ) -> None:
        browser = await hass_client_no_auth()
        url = (await ask("play", **SPAN, at_ms=5_000_000))["result"]["url"]
        assert await (await browser.get(url)).text() == PLAYLIST
        assert server.requests[-1].query["at"] == "3600999"
        assert await (await browser.get(url.replace("index.m3u8", "init/3.mp4"))).read() == INIT
        picture = (await ask("picture", at_ms=7))["result"]["url"]
        assert await (await browser.get(picture)).read() == JPEG
        assert server.token not in url + picture
        freezer.tick(timedelta(hours=25))
        assert [(await browser.get(each)).status for each in (url, picture)] == [404, 404]


class TestWhatGoesWrong:
    @pytest.mark.parametrize(
        ("span", "name"),
        [
            ({"start_ms": 5, "end_ms": 5}, "lanes"),
            ({"start_ms": 0, "end_ms": 9 * 86_400_000}, "gaps"),
            ({"start_ms": 0, "end_ms": 7 * 3_600_000, "at_ms": 1}, "play"),
            ({"start_ms": -1, "end_ms": 5}, "lines"),
        ],
    )
    async def test_a_range_that_is_none(self, ask: Ask, name: str, span: dict[str, int]) -> None:
        assert (await ask(name, **span))["error"]["code"] == "invalid_format"

    async def test_what_is_no_camera_of_ours(self, hass: HomeAssistant, ask: Ask) -> None:
        for entity_id in ("camera.somebody_elses", "switch.front_door_recording"):
            assert (await ask("days", entity_id))["error"]["code"] == "not_found"

    async def test_a_server_that_is_gone_is_told_and_not_logged(
        self, server: FakeServer, ask: Ask, caplog: pytest.LogCaptureFixture
    ) -> None:
        await server.stop()
        answer = await ask("lanes", **SPAN)
        assert answer["error"]["code"] == "unavailable"
        assert answer["error"]["translation_key"] == "cannot_connect"
        assert "Error handling message" not in caplog.text

    async def test_a_server_that_does_not_know_the_question(self, server: FakeServer, ask: Ask) -> None:
        answer = await ask("lanes", **SPAN)
        assert (answer["error"]["code"], answer["error"]["translation_key"]) == ("request_failed", "request_failed")

    async def test_an_entry_that_is_not_loaded(self, hass: HomeAssistant, loaded: MockConfigEntry, ask: Ask) -> None:
        assert await hass.config_entries.async_unload(loaded.entry_id)
        for name in ("days", "follow"):
            assert (await ask(name))["error"]["code"] == "unavailable"


class TestFollowing:
    async def test_lines_speech_and_the_connection_are_told_until_it_ends(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
    ) -> None:
        listeners = len(loaded.runtime_data._listeners)
        socket = await hass_ws_client(hass)
        await socket.send_json_auto_id({"type": f"{DOMAIN}/card/follow", "entity_id": CAMERA})
        answer = await socket.receive_json()
        assert answer["success"]
        first = (await socket.receive_json())["event"]
        nothing: dict[str, Any] = {"line": None, "name": None, "is_speaking": False, "visits": []}
        assert first == {"is_available": True, **nothing}
        await server.tell(EventType.SPEECH, Speech(camera_id="cam2", phase=Phase.STARTED, at_ms=1))
        await server.tell(EventType.SPEECH, Speech(camera_id="cam1", phase=Phase.STARTED, at_ms=1))
        assert (await socket.receive_json())["event"] == {**first, "is_speaking": True}
        line = Line(id=7, camera_id="cam1", start_ms=5, end_ms=6, text="a parcel", speaker="ann")
        await server.tell(EventType.LINE, line)
        event = (await socket.receive_json())["event"]
        assert (event["line"], event["name"]) == (sent(line), "Ann Example")
        known = dataclasses.replace(visit(4, 5), end_ms=None, verdict=Verdict.KNOWN, person_id="ann")
        await server.tell(EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=known))
        await server.tell(
            EventType.VISIT, VisitChange(phase=Phase.STARTED, visit=dataclasses.replace(visit(5, 6), end_ms=None))
        )
        assert (await socket.receive_json())["event"]["visits"] == [{"id": 4, "name": "Ann Example"}]
        assert (await socket.receive_json())["event"]["visits"][1:] == [{"id": 5, "name": None}]
        await server.stop()
        assert (await socket.receive_json())["event"]["is_available"] is False
        await socket.send_json_auto_id({"type": "unsubscribe_events", "subscription": answer["id"]})
        while (await socket.receive_json()).get("type") != "result":
            pass
        await until(lambda: len(loaded.runtime_data._listeners) == listeners)

    async def test_goes_on_after_the_entry_was_loaded_anew(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
    ) -> None:
        socket = await hass_ws_client(hass)
        await socket.send_json_auto_id({"type": f"{DOMAIN}/card/follow", "entity_id": CAMERA})
        answer = await socket.receive_json()
        first = (await socket.receive_json())["event"]
        assert await hass.config_entries.async_reload(loaded.entry_id)
        assert (await socket.receive_json())["event"]["is_available"] is False
        assert (await socket.receive_json())["event"] == first
        await until(lambda: loaded.runtime_data._position is not None)
        line = Line(id=7, camera_id="cam1", start_ms=5, end_ms=6, text="a parcel")
        await server.tell(EventType.LINE, line)
        assert (await socket.receive_json())["event"]["line"] == sent(line)
        listeners = len(loaded.runtime_data._listeners)
        await socket.send_json_auto_id({"type": "unsubscribe_events", "subscription": answer["id"]})
        while (await socket.receive_json()).get("type") != "result":
            pass
        assert len(loaded.runtime_data._listeners) == listeners - 1
        assert loaded._on_state_change == []
