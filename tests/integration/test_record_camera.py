"""The action that hands cameras of other integrations to the server, and how their address is followed."""

import asyncio
from collections.abc import Callable

import pytest
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.const import CONF_RECORDED
from tests.integration.acting import FRONT, act
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer, camera


class TestRecordCamera:
    @pytest.fixture
    def porch(self, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> Callable[[str | None], None]:
        """A camera of another integration; returns a function that moves its stream."""
        hass.states.async_set("camera.porch", "idle", {"friendly_name": "Porch"})

        def move(url: str | None) -> None:
            async def source(_: HomeAssistant, entity_id: str) -> str | None:
                assert entity_id == "camera.porch"
                return url

            monkeypatch.setattr("custom_components.thewallflower.recorded.async_get_stream_source", source)

        return move

    async def test_hands_over_its_stream_and_follows_it(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        porch: Callable[[str | None], None],
    ) -> None:
        porch("rtsp://user:pass@192.0.2.9/main")
        added = camera("cam3", "Porch")
        server.answers["cameras"] = (201, added.to_json())
        answer = await act(hass, "record_camera", camera="camera.porch")
        assert server.orders[-1] == ("POST", "cameras", {"name": "Porch", "url": "rtsp://user:pass@192.0.2.9/main"})
        assert answer == {"camera_id": "cam3", "name": "Porch", "added": True}
        assert loaded.data[CONF_RECORDED] == {"camera.porch": "cam3"}
        assert hass.states.get("switch.porch_recording") is not None
        porch("rtsp://user:pass@192.0.2.10/main")
        server.answers["cameras/cam3"] = (200, added.to_json())
        assert (await act(hass, "record_camera", camera="camera.porch"))["added"] is False
        assert [order[:2] for order in server.orders] == [("POST", "cameras"), ("PATCH", "cameras/cam3")]
        assert server.orders[-1] == ("PATCH", "cameras/cam3", {"url": "rtsp://user:pass@192.0.2.10/main"})

    async def test_two_who_ask_at_once_add_it_once(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        porch: Callable[[str | None], None],
    ) -> None:
        porch("rtsp://192.0.2.9/main")
        server.answers["cameras"] = (201, camera("cam3", "Porch").to_json())
        server.answers["cameras/cam3"] = (200, camera("cam3", "Porch").to_json())
        answers = await asyncio.gather(*(act(hass, "record_camera", camera="camera.porch") for _ in range(3)))
        assert sorted(answer["added"] for answer in answers) == [False, False, True]
        assert [order[0] for order in server.orders] == ["POST", "PATCH", "PATCH"]

    async def test_another_integrations_fault_is_no_stream(
        self,
        hass: HomeAssistant,
        loaded: MockConfigEntry,
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        async def source(*_: object) -> str:
            raise KeyError("rtsp://user:secret@192.0.2.9")

        monkeypatch.setattr("custom_components.thewallflower.recorded.async_get_stream_source", source)
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "record_camera", camera="camera.porch")
        assert caught.value.translation_key == "no_stream"
        assert "KeyError" in caplog.text
        assert "secret" not in caplog.text

    async def test_is_told_each_new_address(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        entry: MockConfigEntry,
        porch: Callable[[str | None], None],
    ) -> None:
        """At the start, and whenever the camera comes back; what it cannot be told is no reason to fail."""
        recorded = {"camera.porch": "cam2", "camera.forgotten": "cam9"}
        hass.config_entries.async_update_entry(entry, data={**entry.data, CONF_RECORDED: recorded})
        porch("rtsp://192.0.2.9/main")
        await hass.config_entries.async_setup(entry.entry_id)
        await until(lambda: server.orders == [("PATCH", "cameras/cam2", {"url": "rtsp://192.0.2.9/main"})])
        for number, (state, url) in enumerate((("unavailable", None), ("idle", None), ("unavailable", None))):
            porch(url)
            hass.states.async_set("camera.porch", state, {"number": number})
            await hass.async_block_till_done(wait_background_tasks=False)
        server.answers["cameras/cam2"] = (503, {"error": {"code": "unavailable", "message": "busy"}})
        porch("rtsp://192.0.2.10/main")
        hass.states.async_set("camera.porch", "idle")
        await until(lambda: len(server.orders) == 2)
        del server.answers["cameras/cam2"]
        hass.states.async_set("camera.porch", "streaming")
        hass.states.async_remove("camera.porch")
        hass.states.async_set("camera.porch", "idle")
        await until(lambda: len(server.orders) == 3)
        assert server.orders[-1] == ("PATCH", "cameras/cam2", {"url": "rtsp://192.0.2.10/main"})
        await hass.config_entries.async_unload(entry.entry_id)

    @pytest.mark.parametrize(
        ("url", "key"),
        [(None, "no_stream"), ("rtsp://127.0.0.1:8554/x", "loopback_stream"), ("rtsp://[::1]/x", "loopback_stream")],
    )
    async def test_needs_an_address_that_the_server_can_reach(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        loaded: MockConfigEntry,
        porch: Callable[[str | None], None],
        url: str | None,
        key: str,
    ) -> None:
        porch(url)
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "record_camera", camera="camera.porch")
        assert caught.value.translation_key == key
        assert server.orders == []

    async def test_refuses_the_servers_own_cameras(self, hass: HomeAssistant, loaded: MockConfigEntry) -> None:
        with pytest.raises(ServiceValidationError) as caught:
            await act(hass, "record_camera", camera=FRONT)
        assert caught.value.translation_key == "own_camera"
