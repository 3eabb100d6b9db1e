"""Tells the local network that there is a server, by multicast DNS, so that Home Assistant discovers it."""

import logging
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from ipaddress import ip_address

import ifaddr
from zeroconf import InterfaceChoice, NonUniqueNameException
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from wallflower import __version__

SERVICE_TYPE = "_thewallflower._tcp.local."

_LOGGER = logging.getLogger(__name__)


@asynccontextmanager
async def advertised(port: int, server_id: str, interfaces: Sequence[str] | None = None) -> AsyncIterator[None]:
    """Advertise for as long as the block lasts; `interfaces` names addresses of this machine, by default all others'.

    Where there is no network that can be told, there is nobody who misses it: the log says so, and the server goes on.
    """
    addresses = tuple(interfaces) if interfaces is not None else own_addresses()
    try:
        network = AsyncZeroconf(interfaces=list(addresses) if interfaces is not None else InterfaceChoice.Default)
    except OSError as error:
        _LOGGER.warning("the local network cannot be told of this server: %s", error.strerror)
        yield
        return
    info = AsyncServiceInfo(
        SERVICE_TYPE,
        f"TheWallflower {server_id[:8]}.{SERVICE_TYPE}",
        port=port,
        parsed_addresses=list(addresses),
        properties={"server_id": server_id, "version": __version__},
        server=f"{socket.gethostname().partition('.')[0]}-{server_id[:8]}.local.",
    )
    try:
        await network.async_register_service(info, allow_name_change=False)
        _LOGGER.info("the local network is told of this server")
    except (OSError, NonUniqueNameException) as error:
        _LOGGER.warning("the local network cannot be told of this server (%s)", type(error).__name__)
    try:
        yield
    finally:
        await network.async_unregister_all_services()
        await network.async_close()


def own_addresses() -> tuple[str, ...]:
    """Return this machine's addresses that others may reach."""
    ips = [ip.ip for adapter in ifaddr.get_adapters() for ip in adapter.ips]
    found = [ip_address(ip if isinstance(ip, str) else ip[0]) for ip in ips]  # of IPv6 a tuple with flow and scope
    return tuple(str(address) for address in found if not address.is_loopback and not address.is_link_local)
