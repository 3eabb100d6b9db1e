"""Logins with a password, the tokens and cookies they get, and keys of programs: who is it that bears this?

An access token is a JWT of a quarter of an hour; a refresh token and a key are random, and only their hash is kept.
Each request looks up the login or the key in the database, so that whatever is revoked is revoked at once.
"""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import jwt
from aiohttp import web

from wallflower.api.auth import Caller, Holder, needs_of
from wallflower.api.cookies import ALGORITHM, ISSUER, Cookies
from wallflower.api.lockout import Lockout
from wallflower.api.passwords import Passwords
from wallflower.api.problems import UnauthorizedError
from wallflower.clock import now_ms
from wallflower.errors import StorageError
from wallflower.store.accounts import Account, Accounts
from wallflower.store.api_keys import ApiKeys
from wallflower.wire_access import ApiKey, NewApiKey, Role, Session, User

ACCESS_MS = 15 * 60_000
REFRESH_MS = 30 * 86_400_000
KEY_PREFIX: Final = "wfk"
REFRESH_PREFIX: Final = "wfr"
SECRET_BYTES = 32
_CLAIMS: Final = ("exp", "iss", "aud", "sub", "sid", "epoch")


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessStores:
    """Where users and keys are kept."""

    accounts: Accounts
    keys: ApiKeys


class Access:
    """Everything about who may use the server but for its own token."""

    def __init__(self, stores: AccessStores, secret: str, server_id: str) -> None:
        """Sign access tokens of this server with the secret."""
        self._accounts = stores.accounts
        self._keys = stores.keys
        self._secret = secret
        self._server_id = server_id
        self._passwords = Passwords()
        self.cookies = Cookies(secret, server_id)
        self.lockout = Lockout()

    async def users(self) -> tuple[User, ...]:
        """Return every user."""
        return await asyncio.to_thread(self._accounts.list)

    async def is_set_up(self) -> bool:
        """Whether anybody can log in."""
        return not await asyncio.to_thread(self._accounts.is_empty)

    async def find(self, name: str) -> User | None:
        """Return the user of this name."""
        found = await asyncio.to_thread(self._accounts.find, name)
        return None if found is None else found.user

    async def add_user(self, name: str, password: str, role: Role, camera_ids: Sequence[str] | None) -> User:
        """Add somebody; raise `ConflictError` if the name is taken."""
        hashed = await self._passwords.hash(password)
        user = User(
            id=new_id(),
            name=name,
            role=role,
            camera_ids=None if camera_ids is None else tuple(camera_ids),
            created_ms=now_ms(),
        )
        await asyncio.to_thread(self._accounts.create, user, hashed)
        return user

    async def change_user(self, user_id: str, changes: dict[str, Any]) -> User:
        """Change somebody, who has to log in again; raise `NotFoundError` or `ConflictError`."""
        if (password := changes.pop("password", None)) is not None:
            changes["password_hash"] = await self._passwords.hash(password)
        return await asyncio.to_thread(self._accounts.update, user_id, changes)

    async def delete_user(self, user_id: str) -> None:
        """Remove somebody; raise `NotFoundError`."""
        await asyncio.to_thread(self._accounts.delete, user_id)

    async def log_in(self, name: str, password: str, address: str) -> Session:
        """Return a new session; raise `UnauthorizedError`, or `TooManyError` after many wrong passwords."""
        self.lockout.check(name, address)
        found = await asyncio.to_thread(self._accounts.find, name)
        if not await self._passwords.check(found.password_hash if found else None, password) or found is None:
            self.lockout.failed(name, address)
            raise UnauthorizedError("the name or the password is wrong", field="password")
        self.lockout.succeeded(name, address)
        if self._passwords.needs_another(found.password_hash):
            hashed = await self._passwords.hash(password)
            await asyncio.to_thread(self._accounts.rehash, found.user.id, hashed)
        login_id, secret, expires_ms = new_id(), _new_secret(), now_ms() + REFRESH_MS
        await asyncio.to_thread(self._accounts.log_in, login_id, found.user.id, _digest(secret), expires_ms)
        return self._session(found, login_id, secret, expires_ms)

    async def refresh(self, refresh_token: str) -> Session:
        """Return the session's next tokens; raise `UnauthorizedError`.

        A token that was used before may be a stolen one: then whoever has the next is logged out, too.
        """
        login_id, secret = _parts(REFRESH_PREFIX, refresh_token)
        following, expires_ms = _new_secret(), now_ms() + REFRESH_MS
        renewed = await asyncio.to_thread(
            self._accounts.renew_login, login_id, _digest(secret), _digest(following), expires_ms
        )
        if renewed is None:
            raise _log_in_again()
        return self._session(renewed, login_id, following, expires_ms)

    async def log_out(self, refresh_token: str) -> None:
        """End a session; one that is over is over."""
        login_id, _secret = _parts(REFRESH_PREFIX, refresh_token)
        await asyncio.to_thread(self._accounts.log_out, login_id)

    async def keys(self) -> tuple[ApiKey, ...]:
        """Return every key."""
        return await asyncio.to_thread(self._keys.list)

    async def add_key(
        self, name: str, role: Role, camera_ids: Sequence[str] | None, expires_ms: int | None
    ) -> NewApiKey:
        """Make a key, whose secret is told this once."""
        secret = _new_secret()
        key = ApiKey(
            id=new_id(),
            name=name,
            role=role,
            camera_ids=None if camera_ids is None else tuple(camera_ids),
            created_ms=now_ms(),
            used_ms=None,
            expires_ms=expires_ms,
        )
        await asyncio.to_thread(self._keys.create, key, _digest(secret))
        return NewApiKey(key=key, secret=f"{KEY_PREFIX}_{key.id}_{secret}")

    async def delete_key(self, key_id: str) -> None:
        """Revoke a key; raise `NotFoundError`."""
        await asyncio.to_thread(self._keys.delete, key_id)

    async def caller_of(self, token: str) -> Caller:
        """Return who bears an access token or a key; raise `UnauthorizedError` for one that is not in force."""
        return await self._caller_of(await self.holder_of(token))

    async def caller_by_cookie(self, request: web.Request) -> Caller | None:
        """Return who asks by a cookie, None without one; raise as `Cookies.read` does, or if it is revoked."""
        value = self.cookies.found_in(request)
        return None if value is None else await self._caller_of(self.cookies.read(value, request))

    async def holder_of(self, token: str) -> Holder:
        """Return whom an access token or a key stands for, which may be revoked; raise `UnauthorizedError`."""
        if token.startswith(f"{KEY_PREFIX}_"):
            key_id, secret = _parts(KEY_PREFIX, token)
            found = await asyncio.to_thread(self._keys.find, key_id)
            if found is None or not hmac.compare_digest(found[1], _digest(secret)):
                raise _make_another()
            return Holder(name=f"key:{key_id}", id=key_id)
        claims = self._claims(token)
        return Holder(name=f"user:{claims['sub']}", id=str(claims["sid"]), epoch=claims["epoch"])

    async def is_welcome(self, caller: Caller) -> bool:
        """Whether the login or key of somebody who was let in is still in force, and grants the same."""
        try:
            return caller.holder is None or await self._caller_of(caller.holder) == caller
        except UnauthorizedError:
            return False
        except StorageError:
            return True  # nobody's doing: it is asked again soon

    async def end(self, holder: Holder) -> None:
        """End the login of a holder; a key goes on until it is revoked."""
        if holder.name.startswith("user:"):
            await asyncio.to_thread(self._accounts.log_out, holder.id)

    async def _caller_of(self, holder: Holder) -> Caller:
        if holder.name == f"key:{holder.id}":
            found = await asyncio.to_thread(self._keys.find, holder.id)
            if found is None:
                raise _make_another()
            await asyncio.to_thread(self._keys.used, found[0])
            return _caller(holder, found[0])
        account = await asyncio.to_thread(self._accounts.find_login, holder.id)
        if account is None or (f"user:{account.user.id}", account.epoch) != (holder.name, holder.epoch):
            raise _log_in_again()
        return _caller(holder, account.user)

    def _claims(self, token: str) -> dict[str, Any]:
        try:
            return jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                audience=self._server_id,
                # Issued and checked by this clock alone: one that was set back must not void what it issued before.
                options={"require": list(_CLAIMS), "verify_iat": False},
            )
        except (jwt.InvalidTokenError, ValueError) as error:  # the second for what is no text
            raise _log_in_again() from error

    def _session(self, account: Account, login_id: str, secret: str, expires_ms: int) -> Session:
        access_expires_ms = now_ms() + ACCESS_MS
        claims = {
            "iss": ISSUER,
            "aud": self._server_id,
            "sub": account.user.id,
            "sid": login_id,
            "epoch": account.epoch,
            "exp": access_expires_ms // 1000,
        }
        return Session(
            user=account.user,
            access_token=jwt.encode(claims, self._secret, algorithm=ALGORITHM),
            access_expires_ms=access_expires_ms,
            refresh_token=f"{REFRESH_PREFIX}_{login_id}_{secret}",
            refresh_expires_ms=expires_ms,
        )


def new_id() -> str:
    """Return an id that nothing has."""
    return secrets.token_hex(8)


def _new_secret() -> str:
    return secrets.token_urlsafe(SECRET_BYTES)


def _digest(secret: str) -> str:
    """Return what a random secret is kept as: with 256 bits there is nothing to guess, so a fast hash is enough."""
    return hashlib.sha256(secret.encode(errors="surrogateescape")).hexdigest()


def _parts(prefix: str, token: str) -> tuple[str, str]:
    """Return the id and the secret of a token; raise `UnauthorizedError` for one of another shape."""
    parts = token.split("_", 2)
    if len(parts) != 3 or parts[0] != prefix or not parts[1].isalnum():
        raise _log_in_again()
    return parts[1], parts[2]


def _caller(holder: Holder, value: User | ApiKey) -> Caller:
    cameras = None if value.camera_ids is None else frozenset(value.camera_ids)
    return Caller(name=holder.name, needs=needs_of(value.role), cameras=cameras, holder=holder)


def _make_another() -> UnauthorizedError:
    return UnauthorizedError("this key is unknown, revoked or expired: make another one")


def _log_in_again() -> UnauthorizedError:
    return UnauthorizedError("this login is over: log in again")
