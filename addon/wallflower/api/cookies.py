"""Cookies that stand for a login or a key where a browser can send no header: pictures, video and WebSockets.

A cookie is a JWT, signed with the key of logins. It names its login or key, which is looked up for each request, and
the origin of the page that asked for it: whatever changes something, and a WebSocket, must come from there. It goes to
no script (HttpOnly) and with no request that another site makes (SameSite).
"""

import re
from typing import Any, Final

import jwt
from aiohttp import hdrs, web

from wallflower.api.auth import Holder
from wallflower.api.problems import ForbiddenError, UnauthorizedError
from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError

AUDIENCE: Final = "cookie"
ISSUER: Final = "thewallflower"
ALGORITHM: Final = "HS256"
LASTS_MS: Final = 30 * 86_400_000
# Nothing else of the server is asked with it; other servers of the same host are, whatever their port.
PATH: Final = "/api"
SAFE_METHODS: Final = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})
OWN_SITES: Final = frozenset({"same-origin", "none"})  # "none" is an address that somebody typed
_CLAIMS: Final = ("exp", "iss", "aud", "sub", "sid", "epoch", "origin")
_SECURE: Final = "https://"
_ORIGIN = re.compile(r"https?://[^/\s]{1,300}")


class Cookies:
    """Makes cookies and reads them."""

    def __init__(self, secret: str, server_id: str) -> None:
        """Sign with the secret, for this server alone."""
        self._secret = secret
        self._audience = f"{AUDIENCE}:{server_id}"
        # Cookies know hosts, no ports: two servers of one host must not take each other's.
        self._name = f"wallflower_{server_id[:8]}"

    def found_in(self, request: web.Request) -> str | None:
        """Return the value that a request brings, None without one."""
        return request.cookies.get(self._name) or None

    def give(self, response: web.Response, holder: Holder, origin: str) -> None:
        """Let the browser keep a cookie for a page of this origin."""
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": self._audience,
            "sub": holder.name,
            "sid": holder.id,
            "epoch": holder.epoch,
            "origin": origin,
            "exp": (now_ms() + LASTS_MS) // 1000,
        }
        value = jwt.encode(claims, self._secret, algorithm=ALGORITHM)
        self._set(response, value, LASTS_MS // 1000, secure=origin.startswith(_SECURE))

    def take_away(self, response: web.Response, request: web.Request) -> None:
        """Let the browser forget it."""
        self._set(response, "", 0, secure=request.headers.get(hdrs.ORIGIN, "").startswith(_SECURE))

    def read(self, value: str, request: web.Request) -> Holder:
        """Return whom a cookie stands for.

        Raise `UnauthorizedError` for one that is over or was never made here, `ForbiddenError` for a request that
        another page makes with it.
        """
        try:
            claims = jwt.decode(
                value,
                self._secret,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=self._audience,
                options={"require": list(_CLAIMS), "verify_exp": False, "verify_iat": False},
            )
            holder = Holder(name=str(claims["sub"]), id=str(claims["sid"]), epoch=int(claims["epoch"]))
            expires_s = int(claims["exp"])
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise _over() from error
        if now_ms() >= expires_s * 1000:
            raise _over()
        _require_own_page(request, str(claims["origin"]))
        return holder

    def _set(self, response: web.Response, value: str, lasts_s: int, *, secure: bool) -> None:
        response.set_cookie(
            self._name, value, max_age=lasts_s, path=PATH, httponly=True, samesite="Strict", secure=secure
        )


def origin_of(request: web.Request) -> str:
    """Return the origin of the page that asks; raise `InvalidRequestError` where no page does."""
    given = request.headers.getall(hdrs.ORIGIN, [])
    if len(given) != 1 or _ORIGIN.fullmatch(given[0]) is None:
        raise InvalidRequestError("a cookie is for pages in a browser, which send the header Origin")
    return given[0]


def _require_own_page(request: web.Request, origin: str) -> None:
    """Raise `ForbiddenError` for what another page asks in somebody's name; old browsers tell less of who asks."""
    headers = request.headers
    changes = request.method not in SAFE_METHODS or hdrs.UPGRADE in headers
    if headers.get("Sec-Fetch-Site", "none") not in OWN_SITES or (
        changes and headers.getall(hdrs.ORIGIN, []) != [origin]
    ):
        raise ForbiddenError("another page asks this with your cookie: open the page that you logged in on")


def _over() -> UnauthorizedError:
    return UnauthorizedError("this login is over: log in again")
