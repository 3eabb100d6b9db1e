"""Who may do what: the needs of routes, who asks, and the bearer of the server's own token, who may do everything."""

import hmac
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from aiohttp import hdrs, web

from wallflower.api.problems import ForbiddenError, UnauthorizedError

SCHEME = "bearer"


class Need(StrEnum):
    """What a route asks of its caller, from nothing to everything."""

    PUBLIC = "public"
    VIEW = "view"
    CONTROL = "control"
    EDIT = "edit"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks. `name` tells them apart: `token`, `home:ID`."""

    name: str
    needs: frozenset[Need]

    def require(self, need: Need) -> None:
        """Raise `ForbiddenError` unless the caller may do what needs this."""
        if need not in self.needs:
            raise ForbiddenError(f"you may not do what needs {need.value!r}")


NOBODY = Caller(name="", needs=frozenset({Need.PUBLIC}))
SERVER = Caller(name="token", needs=frozenset(Need))


class Gate(Protocol):
    """Lets requests in at one port."""

    async def admit(self, request: web.Request, need: Need) -> Caller:
        """Return who asks; raise `UnauthorizedError` or `ForbiddenError` unless they may do what needs this."""


class Guard:
    """Checks the Authorization header; the token is never taken from anywhere else."""

    def __init__(self, token: str, caller: Caller = SERVER) -> None:
        """Accept this token as that caller's."""
        self._token = token.encode()
        self._caller = caller

    async def admit(self, request: web.Request, need: Need) -> Caller:
        """Let in whoever bears the token; see `Gate`."""
        return self.check(request.headers.get(hdrs.AUTHORIZATION), need)

    def check(self, authorization: str | None, need: Need) -> Caller:
        """Return who bears what the header has, for what needs this; errors as in `admit`."""
        if need is Need.PUBLIC:
            return NOBODY
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() != SCHEME or not given:
            raise UnauthorizedError("this needs the header Authorization: Bearer <token>")
        if not hmac.compare_digest(given.strip().encode(errors="surrogateescape"), self._token):
            raise UnauthorizedError("the token is wrong; `wallflower token` prints the right one")
        self._caller.require(need)
        return self._caller
