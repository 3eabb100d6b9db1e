"""The flows: every error is shown and can be recovered from; a server is known by its id, not by its address."""

import dataclasses
from ipaddress import ip_address
from typing import Any

import pytest
from homeassistant.config_entries import (
    SOURCE_HASSIO,
    SOURCE_IGNORE,
    SOURCE_REAUTH,
    SOURCE_USER,
    SOURCE_ZEROCONF,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower.const import DOMAIN
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer

BROKEN: list[tuple[str, dict[str, Any], str]] = [
    ("token", {"token": "wrong"}, "invalid_auth"),
    ("token", {"token": "right-\r\ntoken"}, "invalid_auth"),
    ("host", {"host": "not a host/at:all"}, "cannot_connect"),
    ("info", {"answer": (200, "hello")}, "wrong_server"),
    ("info", {"answer": (200, [])}, "wrong_server"),
    ("info", {"answer": (404, "nothing")}, "wrong_server"),
    ("info", {"answer": (301, "/elsewhere")}, "wrong_server"),
    ("info", {"answer": (503, {"error": {"code": "unavailable", "message": "busy"}})}, "cannot_connect"),
    ("cameras", {"answer": (401, "")}, "invalid_auth"),
    ("cameras", {"answer": (200, {"cameras": None})}, "wrong_server"),
    ("info", {"answer": (200, {"server_id": "s", "name": "n", "version": "9"})}, "wrong_server"),
]


async def _start(hass: HomeAssistant, source: str = SOURCE_USER) -> ConfigFlowResult:
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": source})


async def _finish(hass: HomeAssistant, flow: ConfigFlowResult, data: dict[str, Any]) -> ConfigFlowResult:
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], data)
    await hass.async_block_till_done()
    return result


async def test_user_adds_a_server(hass: HomeAssistant, server: FakeServer) -> None:
    flow = await _start(hass)
    assert (flow["type"], flow["step_id"], flow["errors"]) == (FlowResultType.FORM, "manual", {})
    result = await _finish(hass, flow, server.data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Home box"
    assert result["data"] == server.data
    assert result["result"].unique_id == "server-1"
    await hass.config_entries.async_unload(result["result"].entry_id)


@pytest.mark.parametrize(("where", "fault", "key"), BROKEN)
async def test_user_recovers_from_every_error(
    hass: HomeAssistant, server: FakeServer, where: str, fault: dict[str, Any], key: str
) -> None:
    flow = await _start(hass)
    if "answer" in fault:
        server.answers[where] = fault["answer"]
        result = await _finish(hass, flow, server.data)
    else:
        result = await _finish(hass, flow, server.data | fault)
    assert (result["type"], result["errors"]) == (FlowResultType.FORM, {"base": key})
    server.answers.clear()
    result = await _finish(hass, flow, server.data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.config_entries.async_unload(result["result"].entry_id)


async def test_user_meets_a_server_that_is_down(hass: HomeAssistant, server: FakeServer) -> None:
    flow = await _start(hass)
    await server.stop()
    assert (await _finish(hass, flow, server.data))["errors"] == {"base": "cannot_connect"}
    await server.start()
    result = await _finish(hass, flow, server.data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.config_entries.async_unload(result["result"].entry_id)


async def test_user_meets_a_server_of_another_age(hass: HomeAssistant, server: FakeServer) -> None:
    flow, info = await _start(hass), server.info
    server.info = dataclasses.replace(info, schema_version=99, min_schema_version=99)
    assert (await _finish(hass, flow, server.data))["errors"] == {"base": "unsupported_version"}
    server.info = info
    result = await _finish(hass, flow, server.data)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.config_entries.async_unload(result["result"].entry_id)


async def test_the_same_server_is_not_added_twice(
    hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(entry, data=server.data | {"host": "192.0.2.1"})
    result = await _finish(hass, await _start(hass), server.data)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data == server.data


async def test_a_second_server_is_added(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    other = FakeServer()
    other.info = dataclasses.replace(other.info, server_id="server-2", name="Cabin")
    await other.start()
    result = await _finish(hass, await _start(hass), other.data)
    assert result["result"].title == "Cabin"
    await hass.config_entries.async_unload(result["result"].entry_id)
    await other.stop()


async def test_reauth_takes_a_new_token(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    server.token = "new-token"
    flow = await loaded.start_reauth_flow(hass)
    assert flow["step_id"] == "reauth_confirm"
    assert flow["description_placeholders"] == {"name": "Home box"}
    assert (await _finish(hass, flow, {"token": "bad"}))["errors"] == {"base": "invalid_auth"}
    right = server.info
    server.info = dataclasses.replace(right, server_id="server-2")
    assert (await _finish(hass, flow, {"token": "new-token"}))["errors"] == {"base": "wrong_server"}
    server.info = right
    result = await _finish(hass, flow, {"token": "new-token"})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert loaded.data == server.data


async def test_reconfigure_follows_the_server(hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry) -> None:
    other = FakeServer()
    other.info = dataclasses.replace(other.info, server_id="server-2")
    await other.start()
    flow = await loaded.start_reconfigure_flow(hass)
    assert flow["step_id"] == "reconfigure"
    address = {"host": "127.0.0.1", "port": other.port}
    assert (await _finish(hass, flow, address))["errors"] == {"base": "wrong_server"}
    other.info = server.info
    other.token = "new-token"
    assert (await _finish(hass, flow, address))["errors"] == {"base": "invalid_auth"}
    result = await _finish(hass, flow, address | {"token": "new-token"})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    assert loaded.data == other.data
    await hass.config_entries.async_unload(loaded.entry_id)
    await other.stop()


async def test_reconfigure_keeps_the_token_when_none_is_given(
    hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(loaded, data=server.data | {"host": "192.0.2.1"})
    flow = await loaded.start_reconfigure_flow(hass)
    result = await _finish(hass, flow, {"host": "127.0.0.1", "port": server.port})
    assert result["reason"] == "reconfigure_successful"
    assert loaded.data == server.data


class TestAddOn:
    """The Supervisor passes on what the add-on tells."""

    @staticmethod
    async def _found(hass: HomeAssistant, server: FakeServer, **other: Any) -> ConfigFlowResult:
        config = {**server.data, "server_id": server.info.server_id, "addon": "TheWallflower", **other}
        info = HassioServiceInfo(config=config, name="TheWallflower", slug="thewallflower", uuid="1")
        result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_HASSIO}, data=info)
        await hass.async_block_till_done()
        return result

    async def test_is_set_up_with_one_click(self, hass: HomeAssistant, server: FakeServer) -> None:
        flow = await self._found(hass, server)
        assert (flow["type"], flow["step_id"]) == (FlowResultType.FORM, "hassio_confirm")
        assert flow["description_placeholders"] == {"name": "Home box"}
        result = await _finish(hass, flow, {})
        assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Home box")
        assert result["data"] == server.data
        assert result["result"].unique_id == "server-1"
        await hass.config_entries.async_unload(result["result"].entry_id)

    @pytest.mark.parametrize("wrong", [{"server_id": ""}, {"host": None}, {"port": "many"}, {"token": 5}])
    async def test_must_say_who_it_is(self, hass: HomeAssistant, server: FakeServer, wrong: dict[str, Any]) -> None:
        result = await self._found(hass, server, **wrong)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "invalid_discovery_info")

    @pytest.mark.parametrize(
        ("other", "reason"),
        [
            ({"token": "wrong"}, "invalid_auth"),
            ({"server_id": "server-2"}, "wrong_server"),
            ({"port": 1}, "cannot_connect"),
        ],
    )
    async def test_must_answer(
        self, hass: HomeAssistant, server: FakeServer, other: dict[str, Any], reason: str
    ) -> None:
        result = await self._found(hass, server, **other)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)

    async def test_is_followed_to_its_new_token(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        server.token = "rotated"
        await server.drop()
        await until(lambda: list(loaded.async_get_active_flows(hass, {SOURCE_REAUTH})))
        result = await self._found(hass, server)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
        assert loaded.data == server.data
        assert not list(loaded.async_get_active_flows(hass, {SOURCE_REAUTH}))
        await until(lambda: loaded.state is ConfigEntryState.LOADED and server.connected)

    async def test_is_retried_at_once_when_it_is_back(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
    ) -> None:
        await server.stop()
        await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        await server.start()
        assert (await self._found(hass, server))["reason"] == "already_configured"
        await until(lambda: entry.state is ConfigEntryState.LOADED)
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_that_tells_nothing_new_changes_nothing(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        before = loaded.runtime_data
        assert (await self._found(hass, server))["reason"] == "already_configured"
        assert loaded.runtime_data is before

    async def test_that_the_user_ignores_stays_ignored(self, hass: HomeAssistant, server: FakeServer) -> None:
        ignored = MockConfigEntry(domain=DOMAIN, unique_id="server-1", source=SOURCE_IGNORE)
        ignored.add_to_hass(hass)
        assert (await self._found(hass, server))["reason"] == "already_configured"
        assert ignored.data == {}


class TestNetwork:
    """A server announces itself by zeroconf; its token is not told."""

    @staticmethod
    async def _found(hass: HomeAssistant, server: FakeServer, **other: Any) -> ConfigFlowResult:
        address = ip_address("127.0.0.1")
        told = {
            "ip_address": address,
            "ip_addresses": [address],
            "port": server.port,
            "hostname": "box.local.",
            "type": "_thewallflower._tcp.local.",
            "name": "Home box._thewallflower._tcp.local.",
            "properties": {"server_id": "server-1", "version": "0.1.0"},
        }
        info = ZeroconfServiceInfo(**(told | other))
        result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_ZEROCONF}, data=info)
        await hass.async_block_till_done()
        return result

    async def test_asks_for_the_token_only(self, hass: HomeAssistant, server: FakeServer) -> None:
        flow = await self._found(hass, server)
        assert (flow["type"], flow["step_id"]) == (FlowResultType.FORM, "zeroconf_confirm")
        assert flow["description_placeholders"] == {"name": "Home box", "host": "127.0.0.1"}
        assert (await _finish(hass, flow, {"token": "bad"}))["errors"] == {"base": "invalid_auth"}
        right = server.info
        server.info = dataclasses.replace(right, server_id="server-2")
        assert (await _finish(hass, flow, {"token": server.token}))["errors"] == {"base": "wrong_server"}
        server.info = right
        result = await _finish(hass, flow, {"token": server.token})
        assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Home box")
        assert result["data"] == server.data
        await hass.config_entries.async_unload(result["result"].entry_id)

    @pytest.mark.parametrize("wrong", [{"properties": {}}, {"port": None}])
    async def test_must_say_who_it_is(self, hass: HomeAssistant, server: FakeServer, wrong: dict[str, Any]) -> None:
        result = await self._found(hass, server, **wrong)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "invalid_discovery_info")

    async def test_a_lost_server_is_followed(
        self, hass: HomeAssistant, server: FakeServer, entry: MockConfigEntry
    ) -> None:
        hass.config_entries.async_update_entry(entry, data=server.data | {"port": 1})
        await hass.config_entries.async_setup(entry.entry_id)
        assert entry.state is ConfigEntryState.SETUP_RETRY
        assert (await self._found(hass, server))["reason"] == "already_configured"
        await until(lambda: entry.state is ConfigEntryState.LOADED)
        assert entry.data == server.data
        await hass.config_entries.async_unload(entry.entry_id)

    async def test_a_server_that_answers_is_not_left_for_a_stranger(
        self, hass: HomeAssistant, server: FakeServer, loaded: MockConfigEntry
    ) -> None:
        assert (await self._found(hass, server, port=1))["reason"] == "already_configured"
        assert loaded.data == server.data

    async def test_an_add_on_is_not_looked_for_on_the_network(self, hass: HomeAssistant, server: FakeServer) -> None:
        entry = MockConfigEntry(domain=DOMAIN, unique_id="server-1", source=SOURCE_HASSIO, data=server.data)
        entry.add_to_hass(hass)
        assert (await self._found(hass, server, port=1))["reason"] == "already_configured"
        assert entry.data == server.data

    async def test_the_user_may_be_faster(self, hass: HomeAssistant, server: FakeServer) -> None:
        await self._found(hass, server)
        result = await _finish(hass, await _start(hass), server.data)
        assert result["type"] is FlowResultType.CREATE_ENTRY
        assert hass.config_entries.flow.async_progress() == []
        await hass.config_entries.async_unload(result["result"].entry_id)
