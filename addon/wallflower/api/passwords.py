"""Passwords: Argon2id with the parameters of RFC 9106 for little memory, one at a time."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST = 10
LONGEST = 200


class Passwords:
    """Makes and checks hashes. Each takes 64 MB and a noticeable fraction of a second, so they wait for each other."""

    def __init__(self) -> None:
        """Make the hash that is checked where there is no user, so that nobody can tell the two apart by the time."""
        self._hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._nobody: str | None = None
        self._turn = asyncio.Semaphore(1)

    async def hash(self, password: str) -> str:
        """Return what a password is kept as."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def check(self, password_hash: str | None, password: str) -> bool:
        """Whether a password is the one of the hash; with None it never is, and that takes as long."""
        async with self._turn:
            return await asyncio.to_thread(self._check, password_hash, password)

    def needs_another(self, password_hash: str) -> bool:
        """Whether the hash was made with parameters of another time."""
        return self._hasher.check_needs_rehash(password_hash)

    def _check(self, password_hash: str | None, password: str) -> bool:
        if password_hash is None and self._nobody is None:
            self._nobody = self._hasher.hash("nobody has this password")
        try:
            self._hasher.verify(password_hash or self._nobody or "", password)
        except Argon2Error, InvalidHashError:
            return False
        return password_hash is not None
