"""Time-limited permissions to see one thing each, named by unguessable tokens."""

import secrets
from dataclasses import dataclass
from typing import Protocol, Self

TOKEN_BYTES = 32
MAX_GRANTS = 1000
"""So that browsing for months cannot fill the memory; the oldest give way."""


class Grant(Protocol):
    """Who may see something; `user_id` is None for Home Assistant itself, for example an automation."""

    @property
    def user_id(self) -> str | None:
        """On whose behalf it was issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playback:
    """One stretch of one camera, played from `at_ms` on."""

    user_id: str | None
    camera_id: str
    start_ms: int
    end_ms: int
    at_ms: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The thumbnails of one node of the media browser."""

    user_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The main file of one export, which shows these cameras."""

    user_id: str | None
    job_id: str
    camera_ids: tuple[str, ...]


@dataclass(slots=True)
class _Issued[G: Grant]:
    expires_s: float
    grant: G
    names: frozenset[str] = frozenset()


class Grants[G: Grant]:
    """The grants of one kind of one config entry; they live as long as it is loaded, so unloading revokes all.

    A token reaches only the names that were admitted for it, such as what its playlist refers to: not the camera's
    other footage, even if the server would hand it out by its number.
    """

    def __init__(self, lifetime_s: float) -> None:
        """Grant for this long each time."""
        self._lifetime_s = lifetime_s
        self._issued: dict[str, _Issued[G]] = {}

    def issue(self, grant: G, now_s: float) -> str:
        """Return a new token for the grant."""
        self._forget_expired(now_s)
        while len(self._issued) >= MAX_GRANTS:
            del self._issued[next(iter(self._issued))]
        token = secrets.token_urlsafe(TOKEN_BYTES)
        self._issued[token] = _Issued(now_s + self._lifetime_s, grant)
        return token

    def find(self, token: str, now_s: float) -> G | None:
        """Return what the token grants, None when it is unknown or expired."""
        self._forget_expired(now_s)
        issued = self._issued.get(token)
        return None if issued is None else issued.grant

    def admit(self, token: str, names: frozenset[str]) -> None:
        """Remember what may be fetched with a token."""
        if (issued := self._issued.get(token)) is not None:
            issued.names |= names

    def admits(self, token: str, name: str) -> bool:
        """Whether the name was admitted for the token."""
        issued = self._issued.get(token)
        return issued is not None and name in issued.names

    def _forget_expired(self, now_s: float) -> None:
        for token in [token for token, issued in self._issued.items() if issued.expires_s <= now_s]:
            del self._issued[token]


@dataclass(frozen=True, slots=True)
class EntryGrants:
    """All grants of one config entry."""

    playbacks: Grants[Playback]
    pictures: Grants[Pictures]
    exports: Grants[Export]

    @classmethod
    def lasting(cls, lifetime_s: float) -> Self:
        """Return none yet; each will last so long."""
        return cls(Grants(lifetime_s), Grants(lifetime_s), Grants(lifetime_s))
