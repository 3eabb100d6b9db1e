"""The options: what shows, and which camera of another integration is recorded, with the reason when it cannot be."""

from datetime import timedelta
from typing import Any, ClassVar

import pytest
from homeassistant.components.media_source import async_browse_media
from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.const import CONF_RECORDED, DOMAIN
from custom_components.thewallflower.options import Options
from custom_components.thewallflower.wire import EventType, Line, RecordingDay
from custom_components.thewallflower.wire_alerts import KeywordHit, Rule
from tests.integration.conftest import shown, until
from tests.integration.fake_server import FakeServer, camera


async def _choose_from_menu(hass: HomeAssistant, entry: MockConfigEntry, choice: str) -> ConfigFlowResult:
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "init")
    assert menu["menu_options"] == ["show", "record_camera", "rules"]
    flow = await hass.config_entries.options.async_configure(menu["flow_id"], {"next_step_id": choice})
    assert flow["type"] is FlowResultType.ABORT or flow["step_id"] == choice
    return flow


class TestOptions:
    @staticmethod
    async def _choose(hass: HomeAssistant, entry: MockConfigEntry, choice: dict[str, Any]) -> None:
        flow = await _choose_from_menu(hass, entry, "show")
        result = await hass.config_entries.options.async_configure(flow["flow_id"], choice)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await hass.async_block_till_done()
        await until(lambda: entry.state is ConfigEntryState.LOADED)

    async def test_nothing_changes_by_default(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        await self._choose(hass, loaded, {"transcripts": {}, "people": {}, "media": {}, "narration": {}})
        assert loaded.runtime_data.options == Options()
        assert hass.states.get("sensor.front_door_last_transcript") is not None

    async def test_without_spoken_words(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        await self._choose(
            hass, loaded, {"transcripts": {"show_text": False}, "people": {}, "media": {}, "narration": {}}
        )
        assert hass.states.get("sensor.front_door_last_transcript") is None
        assert er.async_get(hass).async_get("sensor.front_door_last_transcript") is None
        assert er.async_get(hass).async_get("event.front_door_keyword") is not None
        await until(lambda: server.connected)
        line = Line(id=1, camera_id="cam1", start_ms=1, end_ms=2, text="a parcel for Ann")
        hit = KeywordHit(rule_id="r", rule_name="Parcel", phrase="parcel", camera_id="cam1", at_ms=1, line=line)
        await server.tell(EventType.KEYWORD, hit)
        await until(lambda: shown(hass, "event.front_door_keyword").attributes.get("phrase") == "parcel")
        assert "text" not in shown(hass, "event.front_door_keyword").attributes

    async def test_without_entities_of_people(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        assert hass.states.get("binary_sensor.ann_example_detected") is not None
        await self._choose(
            hass, loaded, {"transcripts": {}, "people": {"entities": False}, "media": {}, "narration": {}}
        )
        assert hass.states.get("binary_sensor.ann_example_detected") is None
        devices = dr.async_entries_for_config_entry(dr.async_get(hass), loaded.entry_id)
        assert "Ann Example" not in {device.name for device in devices}
        await self._choose(
            hass, loaded, {"transcripts": {}, "people": {"entities": True}, "media": {}, "narration": {}}
        )
        assert hass.states.get("binary_sensor.ann_example_detected") is not None

    async def test_fewer_days_of_media(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        today = dt_util.now().date()
        server.days = [
            RecordingDay(date=(today - timedelta(days=back)).isoformat(), start_ms=0, end_ms=1, recorded_ms=1)
            for back in range(5)
        ]
        camera = f"media-source://{DOMAIN}/{loaded.entry_id}/camera/cam1"
        assert await async_setup_component(hass, "media_source", {})
        assert len((await async_browse_media(hass, camera)).children or ()) == 5
        await self._choose(hass, loaded, {"transcripts": {}, "people": {}, "media": {"days": 2}, "narration": {}})
        titles = [child.title for child in (await async_browse_media(hass, camera)).children or ()]
        assert titles == [today.isoformat(), (today - timedelta(days=1)).isoformat()]
        assert loaded.runtime_data.options.media_days == 2

    async def test_who_narrates(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        choice = {"transcripts": {}, "people": {}, "media": {}, "narration": {"tts_entity": "tts.ann"}}
        await self._choose(hass, loaded, choice)
        assert loaded.runtime_data.options.tts_entity == "tts.ann"
        await self._choose(hass, loaded, choice | {"narration": {}})
        assert loaded.runtime_data.options.tts_entity is None


class TestRecordCamera:
    PORCH = "camera.porch"
    REFUSED: ClassVar = {"error": {"code": "invalid_request", "message": "the address is not one of a camera"}}

    @pytest.fixture
    def porch(self, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> dict[str, str | Exception | None]:
        """A camera of another integration: its stream's address, or what asking for that raises."""
        hass.states.async_set(self.PORCH, "idle", {"friendly_name": "Porch"})
        stream: dict[str, str | Exception | None] = {"url": "rtsp://192.0.2.9/main"}

        async def source(_: HomeAssistant, entity_id: str) -> str | None:
            if isinstance(stream["url"], Exception):
                raise stream["url"]
            return stream["url"]

        monkeypatch.setattr("custom_components.thewallflower.recorded.async_get_stream_source", source)
        return stream

    async def test_is_added_and_followed(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, porch: dict[str, Any]
    ) -> None:
        hass.config_entries.async_update_entry(loaded, options={"people": {"entities": True}})
        flow, before = await _choose_from_menu(hass, loaded, "record_camera"), loaded.runtime_data
        server.answers["cameras"] = (201, camera("cam3", "By the porch").to_json())
        chosen = {"camera": self.PORCH, "name": "By the porch"}
        result = await hass.config_entries.options.async_configure(flow["flow_id"], chosen)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders == [("POST", "cameras", {"name": "By the porch", "url": "rtsp://192.0.2.9/main"})]
        assert loaded.data[CONF_RECORDED] == {self.PORCH: "cam3"}
        assert loaded.options == {"people": {"entities": True}}
        await hass.async_block_till_done()
        assert loaded.runtime_data is before
        assert hass.states.get("switch.by_the_porch_recording") is not None
        porch["url"] = "rtsp://192.0.2.10/main"
        hass.states.async_set(self.PORCH, "unavailable")
        hass.states.async_set(self.PORCH, "idle")
        await until(lambda: server.orders[1:] == [("PATCH", "cameras/cam3", {"url": "rtsp://192.0.2.10/main"})])

    @pytest.mark.parametrize(
        ("url", "key"),
        [
            (None, "no_stream"),
            (HomeAssistantError("Camera is off"), "no_stream"),
            ("rtsp://127.0.0.1:8554/x", "loopback_stream"),
        ],
    )
    async def test_needs_a_stream_that_the_server_can_reach(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        porch: dict[str, Any],
        url: Any,
        key: str,
    ) -> None:
        flow, porch["url"] = await _choose_from_menu(hass, loaded, "record_camera"), url
        await self._refused(hass, flow, self.PORCH, key)
        assert server.orders == []
        porch["url"] = "rtsp://192.0.2.9/main"
        server.answers["cameras"] = (201, camera("cam3", "Porch").to_json())
        result = await hass.config_entries.options.async_configure(flow["flow_id"], {"camera": self.PORCH})
        assert result["type"] is FlowResultType.CREATE_ENTRY

    async def test_is_not_recorded_twice(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, porch: dict[str, Any]
    ) -> None:
        hass.config_entries.async_update_entry(loaded, data={**loaded.data, CONF_RECORDED: {self.PORCH: "cam2"}})
        flow = await _choose_from_menu(hass, loaded, "record_camera")
        told = await self._refused(hass, flow, self.PORCH, "already_recorded")
        assert told["description_placeholders"] == {"entity_id": self.PORCH}
        await self._refused(hass, flow, "camera.front_door", "own_camera")
        assert server.orders == []

    async def test_a_refusal_of_the_server_is_shown(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry, porch: dict[str, Any]
    ) -> None:
        flow = await _choose_from_menu(hass, loaded, "record_camera")
        server.answers["cameras"] = (400, self.REFUSED)
        told = await self._refused(hass, flow, self.PORCH, "request_failed")
        assert told["description_placeholders"] == {"error": "the address is not one of a camera"}
        await server.stop()
        await self._refused(hass, flow, self.PORCH, "cannot_connect")
        assert CONF_RECORDED not in loaded.data

    async def test_needs_a_connected_server(self, hass: HomeAssistant, entry: MockConfigEntry) -> None:
        flow = await _choose_from_menu(hass, entry, "record_camera")
        assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "not_connected")

    @staticmethod
    async def _refused(hass: HomeAssistant, flow: ConfigFlowResult, entity_id: str, key: str) -> ConfigFlowResult:
        result = await hass.config_entries.options.async_configure(flow["flow_id"], {"camera": entity_id})
        assert (result["type"], result["errors"]) == (FlowResultType.FORM, {"base": key})
        return result


class TestRules:
    RULES = (
        Rule(id="r1", name="Parcel", phrases=("package",)),
        Rule(id="r2", name="Help", phrases=("help",), armed=False),
        Rule(id="r3", name="Dog", phrases=("dog",)),
    )

    async def test_are_armed_and_added(self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
        server.answers["rules"] = (200, {"rules": [rule.to_json() for rule in self.RULES]} | self.RULES[0].to_json())
        server.answers["rules/arm"] = (200, {"rules": []})
        hass.config_entries.async_update_entry(loaded, options={"people": {"entities": True}})
        flow = await _choose_from_menu(hass, loaded, "rules")
        wanted = {"armed": ["r1", "r2"], "phrases": ["hello", "good morning"]}
        result = await hass.config_entries.options.async_configure(flow["flow_id"], wanted)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert loaded.options == {"people": {"entities": True}}
        assert server.orders == [
            ("POST", "rules", {"name": "hello", "phrases": ["hello", "good morning"]}),
            ("POST", "rules/arm", {"rule_ids": ["r2"], "armed": True}),
            ("POST", "rules/arm", {"rule_ids": ["r3"], "armed": False}),
        ]

    async def test_nothing_changed_asks_nothing(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["rules"] = (200, {"rules": [rule.to_json() for rule in self.RULES]})
        flow = await _choose_from_menu(hass, loaded, "rules")
        result = await hass.config_entries.options.async_configure(flow["flow_id"], {"armed": ["r1", "r3"]})
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert server.orders == []

    async def test_a_refusal_is_shown_and_mended(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        known = {"rules": [rule.to_json() for rule in self.RULES]}
        server.answers["rules"] = (200, known)
        flow = await _choose_from_menu(hass, loaded, "rules")
        refused = {"error": {"code": "invalid_request", "message": "there is such a rule", "request_id": "r1"}}
        server.answers["rules/arm"] = (400, refused)
        told = await hass.config_entries.options.async_configure(flow["flow_id"], {"armed": []})
        assert told["errors"] == {"base": "request_failed"}
        assert told["description_placeholders"] == {"error": "there is such a rule"}
        server.answers["rules/arm"] = (200, known)
        result = await hass.config_entries.options.async_configure(flow["flow_id"], {"armed": []})
        assert result["type"] is FlowResultType.CREATE_ENTRY

    async def test_need_a_server_that_answers(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.answers["rules"] = (503, {"error": {"code": "unavailable", "message": "later", "request_id": "r1"}})
        flow = await _choose_from_menu(hass, loaded, "rules")
        assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "not_connected")
        assert await hass.config_entries.async_unload(loaded.entry_id)
        flow = await _choose_from_menu(hass, loaded, "rules")
        assert (flow["type"], flow["reason"]) == (FlowResultType.ABORT, "not_connected")
