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


class Grants:
    """The grants of one config entry; they live as long as it is loaded, so unloading revokes all."""

    def __init__(self, lifetime_s: float) -> None:
        """Grant for this long each time."""
        self._lifetime_s = lifetime_s
        self._grants: dict[str, tuple[float, Grant]] = {}

    def issue(self, grant: Grant, now_s: float) -> str:
        """Return a new token for the grant."""
        self._forget_expired(now_s)
        while len(self._grants) >= MAX_GRANTS:
            del self._grants[next(iter(self._grants))]
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._grants[token] = (now_s + self._lifetime_s, grant)
        return token

    def find(self, token: str, now_s: float) -> Grant | None:
        """Return what the token grants, None when it is unknown, expired or revoked."""
        self._forget_expired(now_s)
        entry = self._grants.get(token)
        return None if entry is None else entry[1]

    def _forget_expired(self, now_s: float) -> None:
        for token in [token for token, (expires_s, _) in self._grants.items() if expires_s <= now_s]:
            del self._grants[token]
