"""Who may do what: today one bearer token that grants everything."""

import hmac
from enum import StrEnum

from wallflower.api.problems import ForbiddenError, UnauthorizedError

SCHEME = "bearer"


class Need(StrEnum):
    """What a route asks of its caller, from nothing to everything."""

    PUBLIC = "public"
    VIEW = "view"
    CONTROL = "control"
    EDIT = "edit"
    ADMIN = "admin"


class Guard:
    """Checks the Authorization header; the token is never taken from anywhere else."""

    def __init__(self, token: str, grants: frozenset[Need] = frozenset(Need)) -> None:
        """Accept this token and grant its bearer these needs."""
        self._token = token.encode()
        self._grants = grants

    def check(self, authorization: str | None, need: Need) -> None:
        """Raise `UnauthorizedError` or `ForbiddenError` unless the header satisfies the need."""
        if need is Need.PUBLIC:
            return
        scheme, _, given = (authorization or "").partition(" ")
        if scheme.lower() != SCHEME or not given:
            raise UnauthorizedError("this needs the header Authorization: Bearer <token>")
        if not hmac.compare_digest(given.strip().encode(errors="surrogateescape"), self._token):
            raise UnauthorizedError("the token is wrong; `wallflower token` prints the right one")
        if need not in self._grants:
            raise ForbiddenError(f"this token may not do what needs {need.value!r}")
