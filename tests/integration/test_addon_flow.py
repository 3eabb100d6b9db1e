"""The add-on of this machine: installed, started and set up through the Supervisor's own API; every failure is told."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import yaml
from aiohttp import ClientTimeout
from homeassistant.components.hassio.const import DATA_COMPONENT
from homeassistant.components.hassio.handler import HassIO
from homeassistant.config_entries import SOURCE_USER, SOURCE_ZEROCONF, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.thewallflower import addon, addon_flow
from custom_components.thewallflower.const import DOMAIN
from tests.integration.conftest import until
from tests.integration.fake_server import FakeServer
from tests.support.supervisor import TOKEN, Supervisor, running_supervisor

ROOT = Path(__file__).resolve().parents[2]
LOCAL = "local_thewallflower"


@pytest.fixture
async def supervisor(
    hass: HomeAssistant, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Supervisor]:
    """A Supervisor whose add-on, once it is started, tells where the server is."""
    monkeypatch.setenv("SUPERVISOR_TOKEN", TOKEN)
    monkeypatch.setattr(addon_flow, "POLL_S", 0.01)
    async with running_supervisor() as running:
        running.on_start = lambda slug: _tell(running, server, slug)
        hass.data[DATA_COMPONENT] = HassIO(hass.loop, async_get_clientsession(hass), running.address)
        hass.config.components.add("hassio")
        yield running
        hass.config.components.remove("hassio")


async def _tell(supervisor: Supervisor, server: FakeServer, slug: str, **other: Any) -> None:
    config = {**server.data, "server_id": server.info.server_id, **other}
    supervisor.messages[DOMAIN] = {"addon": slug, "service": DOMAIN, "uuid": "1" * 32, "config": config}


async def _choose(hass: HomeAssistant, choice: str = "addon") -> ConfigFlowResult:
    menu = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "user")
    assert menu["menu_options"] == ["addon", "manual"]
    return await hass.config_entries.flow.async_configure(menu["flow_id"], {"next_step_id": choice})


async def _end(hass: HomeAssistant, flow: ConfigFlowResult) -> tuple[ConfigFlowResult, list[str]]:
    """Follow the flow while it only waits; return how it ended, and which steps waited."""
    waited: list[str] = []
    while flow["type"] is FlowResultType.SHOW_PROGRESS:
        waited += [flow["step_id"]] * (flow["step_id"] not in waited)
        await hass.async_block_till_done()
        flow = await hass.config_entries.flow.async_configure(flow["flow_id"])
    return flow, waited


def _announced(server: FakeServer) -> ZeroconfServiceInfo:
    address = ip_address("127.0.0.1")
    return ZeroconfServiceInfo(
        ip_address=address,
        ip_addresses=[address],
        port=1,
        hostname="box.local.",
        type="_thewallflower._tcp.local.",
        name="Home box._thewallflower._tcp.local.",
        properties={"server_id": server.info.server_id},
    )


async def _unload(hass: HomeAssistant, result: ConfigFlowResult) -> None:
    await hass.async_block_till_done()
    await hass.config_entries.async_unload(result["result"].entry_id)


async def test_one_that_is_stopped_is_started(hass: HomeAssistant, server: FakeServer, supervisor: Supervisor) -> None:
    supervisor.apps = {"core_ssh": "started", LOCAL: "stopped"}
    result, waited = await _end(hass, await _choose(hass))
    assert (result["type"], result["title"]) == (FlowResultType.CREATE_ENTRY, "Home box")
    assert waited == ["addon_start"]
    assert supervisor.apps[LOCAL] == "started"
    assert result["data"] == {**server.data, "addon": True}
    assert result["result"].unique_id == "server-1"
    await _unload(hass, result)


@pytest.mark.parametrize("state", ["startup", "started"])
async def test_one_that_runs_is_not_started_again(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor, state: str
) -> None:
    supervisor.apps = {LOCAL: state}
    await _tell(supervisor, server, LOCAL)
    result, _ = await _end(hass, await _choose(hass))
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert supervisor.posts == 0
    await _unload(hass, result)


@pytest.mark.parametrize("is_known", [False, True])
async def test_one_that_is_missing_is_installed_from_our_repository(
    hass: HomeAssistant, supervisor: Supervisor, *, is_known: bool
) -> None:
    supervisor.store = {addon.REPOSITORY: addon.SLUG}
    supervisor.repositories += [addon.REPOSITORY] * is_known
    flow = await _choose(hass)
    assert (flow["type"], flow["step_id"]) == (FlowResultType.FORM, "addon_install")
    assert flow["description_placeholders"] == {"repository": "github.com/thewallflower/thewallflower"}
    assert supervisor.posts == 0
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    result, waited = await _end(hass, flow)
    assert (result["type"], waited) == (FlowResultType.CREATE_ENTRY, ["addon_installing", "addon_start"])
    assert supervisor.repositories.count(addon.REPOSITORY) == 1
    assert supervisor.apps == {addon.SLUG: "started"}
    await _unload(hass, result)


async def test_ours_is_chosen_before_another_repositorys(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor
) -> None:
    supervisor.apps = {"z9z9z9z9_thewallflower": "stopped", addon.SLUG: "stopped", LOCAL: "stopped"}
    result, _ = await _end(hass, await _choose(hass))
    assert supervisor.apps[addon.SLUG] == "started"
    assert list(supervisor.apps.values()).count("started") == 1
    await _unload(hass, result)


async def test_what_it_told_before_it_was_stopped_is_not_believed(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor
) -> None:
    """Its token may have changed since; the right one comes a while after the start."""
    supervisor.apps = {LOCAL: "stopped"}
    await _tell(supervisor, server, LOCAL, token="of the last run")
    supervisor.on_start = None
    flow = await _choose(hass)
    await until(lambda: any(request.path == "/api/info" for request in server.requests))
    await _tell(supervisor, server, LOCAL)
    result, _ = await _end(hass, flow)
    assert result["data"] == {**server.data, "addon": True}
    await _unload(hass, result)


async def test_one_that_is_set_up_already_is_followed(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor, entry: MockConfigEntry
) -> None:
    hass.config_entries.async_update_entry(entry, data=server.data | {"token": "old"})
    supervisor.apps = {LOCAL: "stopped"}
    result, _ = await _end(hass, await _choose(hass))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    assert entry.data == server.data


async def test_it_is_not_looked_for_on_the_network(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor
) -> None:
    supervisor.apps = {LOCAL: "stopped"}
    result, _ = await _end(hass, await _choose(hass))
    await _unload(hass, result)
    from_network = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=_announced(server)
    )
    assert from_network["reason"] == "already_configured"
    assert result["result"].data["port"] == server.port


class TestFailures:
    @pytest.mark.parametrize(
        ("path", "reason"),
        [
            ("/addons", "addon_info_failed"),
            (f"/addons/{LOCAL}/start", "addon_start_failed"),
            ("/discovery", "addon_start_failed"),
        ],
    )
    async def test_the_supervisors_words_are_shown(
        self, hass: HomeAssistant, supervisor: Supervisor, path: str, reason: str
    ) -> None:
        supervisor.apps, supervisor.refusals = {LOCAL: "stopped"}, {path: "No space left"}
        result, _ = await _end(hass, await _choose(hass))
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)
        assert result["description_placeholders"] == {"error": "No space left"}
        supervisor.refusals.clear()
        result, _ = await _end(hass, await _choose(hass))
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await _unload(hass, result)

    async def test_one_that_cannot_be_installed(self, hass: HomeAssistant, supervisor: Supervisor) -> None:
        flow = await hass.config_entries.flow.async_configure((await _choose(hass))["flow_id"], {})
        result, _ = await _end(hass, flow)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "addon_install_failed")
        assert result["description_placeholders"] == {"error": f"App {addon.SLUG} does not exist in the store"}

    @pytest.mark.parametrize(
        ("told", "reason"),
        [
            (None, "addon_silent"),
            ({"server_id": ""}, "addon_silent"),
            ({"token": "wrong"}, "invalid_auth"),
            ({"server_id": "server-2"}, "wrong_server"),
            ({"port": 1}, "cannot_connect"),
        ],
    )
    async def test_patience_ends(
        self,
        hass: HomeAssistant,
        server: FakeServer,
        supervisor: Supervisor,
        monkeypatch: pytest.MonkeyPatch,
        told: dict[str, Any] | None,
        reason: str,
    ) -> None:
        monkeypatch.setattr(addon_flow, "PATIENCE_S", 0.05)
        supervisor.apps, supervisor.on_start = {LOCAL: "stopped"}, None
        if told is not None:
            await _tell(supervisor, server, LOCAL, **told)
        result, _ = await _end(hass, await _choose(hass))
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, reason)

    async def test_one_of_another_age_is_not_waited_for(
        self, hass: HomeAssistant, server: FakeServer, supervisor: Supervisor
    ) -> None:
        info = server.info.to_json() | {"schema_version": 99, "min_schema_version": 99}
        server.answers["info"] = (200, info)
        supervisor.apps = {LOCAL: "stopped"}
        result, _ = await _end(hass, await _choose(hass))
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "unsupported_version")

    async def test_one_that_starts_for_longer_than_the_supervisor_is_waited_for(
        self, hass: HomeAssistant, server: FakeServer, supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("aiohasupervisor.addons.TIMEOUT_60_SECONDS", ClientTimeout(total=0.2))
        supervisor.apps, release = {LOCAL: "stopped"}, asyncio.Event()

        async def slowly(slug: str) -> None:
            await release.wait()

        await _tell(supervisor, server, LOCAL)

        supervisor.on_start = slowly
        result, _ = await _end(hass, await _choose(hass))
        release.set()
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await _unload(hass, result)

    async def test_a_flow_that_is_closed_waits_no_longer(self, hass: HomeAssistant, supervisor: Supervisor) -> None:
        supervisor.apps, supervisor.on_start = {LOCAL: "stopped"}, None
        flow = await _choose(hass)
        assert flow["type"] is FlowResultType.SHOW_PROGRESS
        await until(lambda: supervisor.apps[LOCAL] == "started")
        hass.config_entries.flow.async_abort(flow["flow_id"])
        await hass.async_block_till_done()


async def test_another_machine_is_asked_for_by_address(
    hass: HomeAssistant, server: FakeServer, supervisor: Supervisor
) -> None:
    flow = await _choose(hass, "manual")
    assert (flow["type"], flow["step_id"]) == (FlowResultType.FORM, "manual")
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], server.data)
    assert result["data"] == server.data
    await _unload(hass, result)


def test_the_slug_is_what_a_supervisor_makes_of_the_repository() -> None:
    repository = yaml.safe_load((ROOT / "repository.yaml").read_text(encoding="utf-8"))["url"]
    assert repository == addon.REPOSITORY
    beginning = hashlib.sha1(repository.lower().encode(), usedforsecurity=False).hexdigest()[:8]
    own = yaml.safe_load((ROOT / "addon/config.yaml").read_text(encoding="utf-8"))["slug"]
    assert f"{beginning}_{own}" == addon.SLUG
