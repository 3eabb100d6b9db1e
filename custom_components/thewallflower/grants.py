"""Time-limited permissions to play one stretch of one camera, each named by an unguessable token."""

import secrets
from dataclasses import dataclass

TOKEN_BYTES = 32
MAX_GRANTS = 1000
"""So that browsing for months cannot fill the memory; the oldest give way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Who may play what; `user_id` is None for Home Assistant itself, for example an automation."""

    user_id: str | None
    camera_id: str
    start_ms: int
    end_ms: int


@dataclass(slots=True)
class _Issued:
    expires_s: float
    grant: Grant
    names: frozenset[str] = frozenset()


class Grants:
    """The grants of one config entry; they live as long as it is loaded, so unloading revokes all.

    What is granted is a playlist, and only what that playlist refers to: a token does not reach the camera's other
    footage, even if the server would hand it out by its number.
    """

    def __init__(self, lifetime_s: float) -> None:
        """Grant for this long each time."""
        self._lifetime_s = lifetime_s
        self._issued: dict[str, _Issued] = {}

    def issue(self, grant: Grant, now_s: float) -> str:
        """Return a new token for the grant."""
        self._forget_expired(now_s)
        while len(self._issued) >= MAX_GRANTS:
            del self._issued[next(iter(self._issued))]
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._issued[token] = _Issued(now_s + self._lifetime_s, grant)
        return token

    def find(self, token: str, now_s: float) -> Grant | None:
        """Return what the token grants, None when it is unknown or expired."""
        self._forget_expired(now_s)
        issued = self._issued.get(token)
        return None if issued is None else issued.grant

    def admit(self, token: str, names: frozenset[str]) -> None:
        """Remember what the playlist of a token refers to."""
        if (issued := self._issued.get(token)) is not None:
            issued.names |= names

    def admits(self, token: str, name: str) -> bool:
        """Whether the playlist of a token was fetched and refers to the name."""
        issued = self._issued.get(token)
        return issued is not None and name in issued.names

    def _forget_expired(self, now_s: float) -> None:
        for token in [token for token, issued in self._issued.items() if issued.expires_s <= now_s]:
            del self._issued[token]
