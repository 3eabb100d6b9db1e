"""Hashes of passwords."""

from argon2 import PasswordHasher

from wallflower.api.passwords import Passwords


async def test_a_hash_is_of_one_password_and_tells_nothing_of_it() -> None:
    passwords = Passwords()
    hashed = await passwords.hash("correct horse battery")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert "horse" not in hashed
    assert await passwords.check(hashed, "correct horse battery")
    assert not await passwords.check(hashed, "correct horse batterz")
    assert not passwords.needs_another(hashed)


async def test_nobody_has_no_password() -> None:
    passwords = Passwords()
    assert not await passwords.check(None, "nobody has this password")
    assert not await passwords.check("garbage", "x")


async def test_hashes_of_another_time_are_made_anew() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("x")
    passwords = Passwords()
    assert await passwords.check(weak, "x")
    assert passwords.needs_another(weak)
