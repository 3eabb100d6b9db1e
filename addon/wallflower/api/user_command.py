"""`wallflower users`: who can log in, from the command line; a server may be running meanwhile."""

import asyncio
import getpass
import sys
from collections.abc import Callable

from wallflower.api.access import Access, AccessStores
from wallflower.api.passwords import LONGEST, SHORTEST
from wallflower.config import Settings
from wallflower.errors import ConfigError, NotFoundError
from wallflower.names import clean_name
from wallflower.store.accounts import Accounts
from wallflower.store.api_keys import ApiKeys
from wallflower.store.database import Database
from wallflower.wire_access import Role

type Say = Callable[[str], None]


def run(settings: Settings, action: str, name: str | None, role: str, say: Say) -> None:
    """List, add or remove users, or set a password; raise `ConfigError`, `ConflictError` or `NotFoundError`."""
    database = Database(settings.database)
    try:
        database.migrate()
        # Nobody logs in here, so nothing is signed.
        access = Access(AccessStores(accounts=Accounts(database), keys=ApiKeys(database)), secret="", server_id="")
        asyncio.run(_act(access, action, name, Role(role), say))
    finally:
        database.close()


async def _act(access: Access, action: str, name: str | None, role: Role, say: Say) -> None:
    if action == "list":
        for user in await access.users():
            cameras = "all cameras" if user.camera_ids is None else f"{len(user.camera_ids)} cameras"
            say(f"{user.name}  {user.role}  {cameras}")
        return
    if name is None:
        raise ConfigError("say which user", field="name")
    if action == "add":
        try:
            clean = clean_name(name)
        except ValueError as error:
            raise ConfigError(str(error), field="name") from error
        await access.add_user(clean, _password(), role, None)
        return
    found = await access.find(name)
    if found is None:
        raise NotFoundError("no user has this name", field="name")
    if action == "remove":
        await access.delete_user(found.id)
    else:
        await access.change_user(found.id, {"password": _password()})


def _password() -> str:
    """Ask for a password, or read a line of standard input where nobody can be asked."""
    given = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not SHORTEST <= len(given) <= LONGEST:
        raise ConfigError(f"a password has {SHORTEST} to {LONGEST} characters", field="password")
    return given
