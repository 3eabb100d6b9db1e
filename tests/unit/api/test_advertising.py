"""What the local network is told, over real multicast on loopback."""

import asyncio
import logging

import pytest
from zeroconf import ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from tests.support.waiting import until
from wallflower import __version__
from wallflower.api import advertising
from wallflower.api.advertising import SERVICE_TYPE, advertised, own_addresses

LOOPBACK = ["127.0.0.1"]
SERVER_ID = "0b7f9c1e-aaaa-bbbb-cccc-000000000000"


async def test_a_server_is_found_with_its_id_and_gone_with_it() -> None:
    seen: list[tuple[str, ServiceStateChange]] = []

    def changed(zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange) -> None:
        seen.append((name, state_change))

    listener = AsyncZeroconf(interfaces=LOOPBACK)
    browser = AsyncServiceBrowser(listener.zeroconf, SERVICE_TYPE, handlers=[changed])
    name = f"TheWallflower 0b7f9c1e.{SERVICE_TYPE}"
    try:
        async with advertised(8099, SERVER_ID, LOOPBACK):
            await until(lambda: (name, ServiceStateChange.Added) in seen, 30)
            info = AsyncServiceInfo(SERVICE_TYPE, name)
            assert await info.async_request(listener.zeroconf, 30_000)
        await until(lambda: (name, ServiceStateChange.Removed) in seen, 30)
    finally:
        await browser.async_cancel()
        await listener.async_close()
    assert (info.port, info.parsed_addresses()) == (8099, LOOPBACK)
    assert info.decoded_properties == {"server_id": SERVER_ID, "version": __version__}


async def test_without_a_network_the_server_goes_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(**_: object) -> None:
        raise OSError(19, "No such device")

    monkeypatch.setattr(advertising, "AsyncZeroconf", fail)
    with caplog.at_level(logging.WARNING):
        async with advertised(8099, SERVER_ID):
            await asyncio.sleep(0)
    assert "No such device" in caplog.text


def test_own_addresses_are_those_that_others_may_reach() -> None:
    addresses = own_addresses()
    assert not {"127.0.0.1", "::1"} & set(addresses)
    assert not any(address.startswith(("fe80", "169.254.")) for address in addresses)
