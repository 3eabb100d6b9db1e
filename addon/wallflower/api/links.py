"""Addresses of pictures that work without a token for some minutes: what an `<img>` or a notification is given.

A link is a JWT, signed with the key of logins: it names the picture, and the cameras its maker may see. Nothing is kept
of it; it ends by its time, and all of them when the key is another.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

import jwt

from wallflower.api.auth import Caller, Need
from wallflower.api.cookies import ALGORITHM, ISSUER
from wallflower.clock import now_ms
from wallflower.errors import NotFoundError

# No login's token is a link, and no link a login's token: their audiences differ.
AUDIENCE: Final = "link"
_CLAIMS: Final = ("exp", "iss", "aud", "path")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a link leads to: path and query of a picture, and on whose behalf it is looked at."""

    path: str
    caller: Caller


class Links:
    """Makes links and opens them."""

    def __init__(self, secret: str, server_id: str) -> None:
        """Sign with the secret, for this server alone."""
        self._secret = secret
        self._audience = f"{AUDIENCE}:{server_id}"

    def make(self, path: str, cameras: Collection[str] | None, expires_ms: int) -> str:
        """Return the token of a link to a picture that is seen as by somebody who may see these cameras, None: all."""
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": self._audience,
            "path": path,
            "exp": expires_ms // 1000,
        }
        if cameras is not None:
            claims["cameras"] = sorted(cameras)
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def open(self, token: str) -> Opened:
        """Return where a link leads; raise `NotFoundError` for one that is over or was never made here.

        It is no error of a login: whoever follows an old link did nothing that should lock them out.
        """
        try:
            claims = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=self._audience,
                options={"require": list(_CLAIMS), "verify_exp": False, "verify_iat": False},
            )
            path, expires_s, cameras = claims["path"], int(claims["exp"]), claims.get("cameras")
        except (jwt.InvalidTokenError, ValueError, TypeError) as error:
            raise _over() from error
        if now_ms() >= expires_s * 1000 or not isinstance(path, str):
            raise _over()
        seen = None if cameras is None else frozenset(map(str, cameras))
        return Opened(path=path, caller=Caller(name="link", needs=frozenset({Need.PUBLIC, Need.VIEW}), cameras=seen))


def _over() -> NotFoundError:
    return NotFoundError("this link is over: ask for another one", field="link")
