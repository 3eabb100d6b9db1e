"""Secrets of the API in files only their owner can read: the server's own bearer token, what logins are signed with."""

import os
import secrets
from pathlib import Path

from wallflower.errors import StorageError

FILE_NAME = "token"
TOKEN_BYTES = 32
MIN_CHARACTERS = 32


def ensure_token(data: Path) -> tuple[str, bool]:
    """Return the token of this data directory and whether it was made just now; raise `StorageError` if it cannot be.

    The file is born whole: a temporary file (0600, synced) is linked to its name, so two starters agree on one token.
    """
    return _ensure(data, FILE_NAME)


def _ensure(data: Path, name: str) -> tuple[str, bool]:
    path = data / name
    try:
        data.mkdir(parents=True, exist_ok=True)
        created = not path.exists() and _create(path)
        path.chmod(0o600)  # a restored backup may have widened it
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(
            f"the {name} file in {data} cannot be read or written: check its owner", field="data"
        ) from error
    if len(token) < MIN_CHARACTERS:
        raise StorageError(f"the {name} file in {data} is damaged: delete it to get a new one", field="data")
    return token, created


def ensure_secret(data: Path, name: str) -> str:
    """Return the secret in this file of the data directory, made now if there is none; errors as for the token."""
    return _ensure(data, name)[0]


def renew_token(data: Path) -> str:
    """Replace the token of this data directory by another and return it; raise `StorageError` if it cannot be.

    A server that runs goes on with the old one until it is started again.
    """
    ensure_token(data)
    path = data / FILE_NAME
    try:
        _write_new(path).replace(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise StorageError(f"the token file in {data} cannot be written: check its owner", field="data") from error


def _write_new(path: Path) -> Path:
    """Write a token into a file of its own beside `path`, and return that."""
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(TOKEN_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        temporary.unlink()
        raise
    return temporary


def _create(path: Path) -> bool:
    temporary = _write_new(path)
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return False
    finally:
        temporary.unlink()
    return True
