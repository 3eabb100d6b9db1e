"""Basic and Digest (RFC 2617) authentication of one RTSP connection."""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from wallflower.clock import monotonic_s

REALM = "wallflower"
NONCE_LIFETIME_S = 300.0
_PARAMETER = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')


class Scheme(StrEnum):
    """How a client may prove that it knows the password."""

    DIGEST = "Digest"
    BASIC = "Basic"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who may watch."""

    username: str
    password: str = field(repr=False)


class Gate:
    """Checks the requests of one connection; its nonces are random, its own, and live for `NONCE_LIFETIME_S`."""

    def __init__(
        self, schemes: tuple[Scheme, ...] = (Scheme.DIGEST, Scheme.BASIC), clock: Callable[[], float] = monotonic_s
    ) -> None:
        """Accept and offer `schemes`, the preferred one first."""
        self._schemes = schemes
        self._clock = clock
        self._nonce = ""
        self._nonce_until = 0.0

    def admits(self, method: str, authorization: str, credentials: Credentials) -> bool:
        """Tell whether the Authorization header proves the credentials; constant in time for the secret parts."""
        scheme, _, rest = authorization.strip().partition(" ")
        if scheme.lower() == "basic" and Scheme.BASIC in self._schemes:
            return _basic(rest.strip(), credentials)
        if scheme.lower() == "digest" and Scheme.DIGEST in self._schemes:
            return self._digest(method, _parameters(rest), credentials)
        return False

    def challenges(self, authorization: str = "") -> tuple[tuple[str, str], ...]:
        """Return the WWW-Authenticate headers of a 401, with a fresh nonce; `stale` when only the nonce was old."""
        stale = authorization.lower().startswith("digest") and self._is_stale(_parameters(authorization))
        self._nonce = secrets.token_hex(16)
        self._nonce_until = self._clock() + NONCE_LIFETIME_S
        values = {
            Scheme.DIGEST: f'Digest realm="{REALM}", nonce="{self._nonce}"' + (", stale=true" if stale else ""),
            Scheme.BASIC: f'Basic realm="{REALM}"',
        }
        return tuple(("WWW-Authenticate", values[scheme]) for scheme in self._schemes)

    def _is_stale(self, given: dict[str, str]) -> bool:
        return bool(self._nonce) and given.get("nonce") == self._nonce and self._clock() >= self._nonce_until

    def _digest(self, method: str, given: dict[str, str], credentials: Credentials) -> bool:
        if not self._nonce or self._clock() >= self._nonce_until:
            return False
        secret = _md5(f"{credentials.username}:{REALM}:{credentials.password}")
        expected = _md5(f"{secret}:{self._nonce}:{_md5(f'{method}:{given.get("uri", "")}')}")
        matches = (
            _same(given.get("username", ""), credentials.username),
            _same(given.get("nonce", ""), self._nonce),
            _same(given.get("response", "").lower(), expected),
        )
        return all(matches)


def _basic(encoded: str, credentials: Credentials) -> bool:
    try:
        given = base64.b64decode(encoded, validate=True)
    except binascii.Error, ValueError:
        return False
    return hmac.compare_digest(given, f"{credentials.username}:{credentials.password}".encode())


def _parameters(text: str) -> dict[str, str]:
    return {match[1].lower(): match[2] or match[3] or "" for match in _PARAMETER.finditer(text)}


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _md5(text: str) -> str:
    """RTSP's digest is MD5; every client knows only that."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()
