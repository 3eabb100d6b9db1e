"""The port for Home Assistant's ingress: only the Supervisor is let in, which checked who asks and says so in headers.

The Supervisor strips those headers from what a browser sends and puts its own there, so they are to be believed where
nobody but the Supervisor can send them, and nowhere else: no other port looks at them.
"""

import ipaddress
from collections.abc import Mapping
from typing import Final

from aiohttp import web

from wallflower.api.auth import NOBODY, Caller, Need, needs_of
from wallflower.api.problems import ForbiddenError
from wallflower.api.supervisor import HomeUsers
from wallflower.errors import UnavailableError
from wallflower.wire_access import Role

USER_HEADER = "X-Remote-User-Id"
LONGEST_ID = 64
CALLER_PREFIX = "home:"

# Home Assistant's own groups; whoever is in none of them may do nothing here.
ROLE_OF_GROUP: Final[Mapping[str, Role]] = {
    "system-admin": Role.ADMIN,
    "system-users": Role.CONTROL,
    "system-read-only": Role.VIEW,
}
# Home Assistant shows the add-on's pages in a frame of its own.
FRAME_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


class IngressGuard:
    """Lets in what comes from the Supervisor, for the user it names, as far as that user's groups reach."""

    def __init__(self, supervisor: str, users: HomeUsers) -> None:
        """Take requests from the Supervisor's address alone."""
        self._supervisor = ipaddress.ip_address(supervisor)
        self._users = users

    async def admit(self, request: web.Request, need: Need) -> Caller:
        """Let in a user of Home Assistant; see `wallflower.api.auth.Gate`."""
        if not self._is_supervisor(request):
            raise ForbiddenError("this port is for Home Assistant's ingress: open the add-on in Home Assistant")
        if need is Need.PUBLIC:
            return NOBODY
        named = request.headers.getall(USER_HEADER, [])
        if len(named) != 1 or not 0 < len(named[0]) <= LONGEST_ID:
            raise ForbiddenError("Home Assistant did not say who asks: log in to it again")
        return Caller(name=f"{CALLER_PREFIX}{named[0]}", needs=await self._needs_of(named[0]))

    async def is_welcome(self, caller: Caller) -> bool:
        """Whether a user of Home Assistant may still do the same; nobody is thrown out while it cannot be asked."""
        try:
            return await self._needs_of(caller.name.removeprefix(CALLER_PREFIX)) == caller.needs
        except UnavailableError:
            return True

    async def _needs_of(self, user_id: str) -> frozenset[Need]:
        groups = await self._users.groups_of(user_id)
        return frozenset[Need]().union(*(needs_of(ROLE_OF_GROUP.get(group, Role.UNKNOWN)) for group in groups))

    def _is_supervisor(self, request: web.Request) -> bool:
        peer = request.transport.get_extra_info("peername") if request.transport is not None else None
        if not peer:
            return False
        address = ipaddress.ip_address(str(peer[0]).partition("%")[0])
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
            address = address.ipv4_mapped
        return address == self._supervisor
