"""Who may do what: the needs of routes, who asks, and the bearer of the server's own token, who may do everything."""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol

from aiohttp import hdrs, web

from wallflower.api.problems import ForbiddenError, UnauthorizedError
from wallflower.errors import NotFoundError
from wallflower.wire_access import Me, Role

SCHEME = "bearer"
# How keys and access tokens (the letters of `{"` in base64) begin.
OTHER_TOKENS = ("wfk_", "eyJ")


class Need(StrEnum):
    """What a route asks of its caller, from nothing to everything."""

    PUBLIC = "public"
    VIEW = "view"
    CONTROL = "control"
    EDIT = "edit"
    ADMIN = "admin"


_ROLES: Final = ((Role.VIEW, Need.VIEW), (Role.CONTROL, Need.CONTROL), (Role.EDIT, Need.EDIT), (Role.ADMIN, Need.ADMIN))


def needs_of(role: Role) -> frozenset[Need]:
    """Return what somebody of this role may do: all up to it, and what is public."""
    order = [known for known, _ in _ROLES]
    reach = order.index(role) + 1 if role in order else 0
    return frozenset({Need.PUBLIC, *(need for _, need in _ROLES[:reach])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Whom a token or cookie stands for: `user:ID` by the login of this id and epoch, `key:ID` by the key itself."""

    name: str
    id: str
    epoch: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks. `name` tells them apart: `token`, `home:ID`, `user:ID`, `key:ID`; `cameras` None is all of them.

    `holder` is the login or key that they ask with, None for others.
    """

    name: str
    needs: frozenset[Need]
    cameras: frozenset[str] | None = None
    holder: Holder | None = None

    def require_camera(self, camera_id: str | None, *, some_will_do: bool) -> None:
        """Raise `NotFoundError` for a camera that the caller may not know of, `ForbiddenError` for all at once.

        `camera_id` None is a request about all cameras; `some_will_do` if it is answered for those of the caller.
        """
        if self.cameras is None or (camera_id is None and some_will_do):
            return
        if camera_id is None:
            raise ForbiddenError("you may use some cameras, and this is about all: ask for one of yours")
        if camera_id not in self.cameras:
            raise NotFoundError("no camera has this id", field="camera_id")

    def require_choice(self, camera_ids: Iterable[str]) -> None:
        """Raise `NotFoundError` for a camera among those chosen that the caller may not know of."""
        for camera_id in camera_ids:
            self.require_camera(camera_id, some_will_do=True)

    def sees(self, camera_id: str) -> bool:
        """Whether the caller may know of a camera."""
        return self.cameras is None or camera_id in self.cameras

    def sees_all_of(self, camera_ids: Iterable[str]) -> bool:
        """Whether the caller may know of each of these cameras, and so of what shows them."""
        return self.cameras is None or self.cameras.issuperset(camera_ids)

    def to_wire(self) -> Me:
        """Return what the caller is told of themselves."""
        role = next((role for role, need in reversed(_ROLES) if need in self.needs), Role.UNKNOWN)
        cameras = None if self.cameras is None else tuple(sorted(self.cameras))
        return Me(name=self.name, role=role, camera_ids=cameras)

    def require(self, need: Need) -> None:
        """Raise `ForbiddenError` unless the caller may do what needs this."""
        if need not in self.needs:
            raise ForbiddenError(f"you may not do what needs {need.value!r}")


NOBODY = Caller(name="", needs=frozenset({Need.PUBLIC}))
SERVER = Caller(name="token", needs=frozenset(Need))


class Gate(Protocol):
    """Lets requests in at one port."""

    async def admit(self, request: web.Request, need: Need) -> Caller:
        """Return who asks, `NOBODY` where all may; raise `UnauthorizedError` or `ForbiddenError` for a stranger."""

    async def is_welcome(self, caller: Caller) -> bool:
        """Whether somebody who was let in may still do the same, as far as can be told just now."""


class Bearers(Protocol):
    """Knows who bears other tokens than the server's own."""

    async def caller_of(self, token: str) -> Caller:
        """Return who bears a token; raise `UnauthorizedError` for one that is not in force."""

    async def caller_by_cookie(self, request: web.Request) -> Caller | None:
        """Return who asks by a cookie, None without one; raise `UnauthorizedError` or `ForbiddenError`."""

    async def is_welcome(self, caller: Caller) -> bool:
        """Whether what somebody was let in with is still in force, and grants the same."""


class Guard:
    """Checks the Authorization header, and without one the cookie; a token is never taken from anywhere else."""

    def __init__(self, token: str, bearers: Bearers | None = None) -> None:
        """Accept this token for everything, and what others bear for as much as it grants."""
        self._token = token.encode()
        self._bearers = bearers

    async def admit(self, request: web.Request, need: Need) -> Caller:
        """Let in whoever bears a token or a cookie; see `Gate`."""
        if need is Need.PUBLIC:
            return NOBODY
        header = request.headers.get(hdrs.AUTHORIZATION)
        by_cookie = (
            None if header is not None or self._bearers is None else await self._bearers.caller_by_cookie(request)
        )
        return by_cookie or await self.check(header)

    async def is_welcome(self, caller: Caller) -> bool:
        """Whether the login or key of somebody is still in force; the server's own token always is."""
        return self._bearers is None or await self._bearers.is_welcome(caller)

    async def check(self, authorization: str | None) -> Caller:
        """Return who bears what the header has; raise `UnauthorizedError` for a stranger."""
        given = bearer_token(authorization)
        if not given:
            raise UnauthorizedError("this needs the header Authorization: Bearer <token>")
        if hmac.compare_digest(given.encode(errors="surrogateescape"), self._token):
            return SERVER
        if self._bearers is None or not given.startswith(OTHER_TOKENS):
            raise UnauthorizedError("the token is wrong; `wallflower token` prints the right one")
        return await self._bearers.caller_of(given)


def bearer_token(authorization: str | None) -> str:
    """Return the token in an Authorization header, nothing where there is none."""
    scheme, _, given = (authorization or "").partition(" ")
    return given.strip() if scheme.lower() == SCHEME else ""
