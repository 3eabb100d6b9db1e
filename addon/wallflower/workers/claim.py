"""Exclusive use of a directory, for as long as the server or any of its processes lives.

The lock belongs to the open file, which the supervisor's children inherit: a server that is started right after its
predecessor was killed waits for the last of the predecessor's processes instead of writing beside it.
"""

import fcntl
import logging
import os
from contextlib import suppress
from pathlib import Path
from time import sleep

from wallflower import clock
from wallflower.errors import StorageError

LOCK_FILE = "lock"
PATIENCE_S = 10.0
# A killed server's processes hold both locks, so who got the first has all but waited for the second.
MEDIA_PATIENCE_S = 1.0
_PAUSE_S = 0.1

_LOGGER = logging.getLogger(__name__)


def claim_data(data: Path, *, patience_s: float = PATIENCE_S) -> int:
    """Lock the data directory and return the descriptor that holds the lock; raise `StorageError` (field `data`).

    A living holder, known by its pid in the lock file, is refused at once; one that just died is waited for.
    """
    try:
        handle = os.open(data / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable("data", data, error) from error
    deadline_s = clock.monotonic_s() + patience_s
    while not _lock(handle):
        if _holder_lives(handle) or clock.monotonic_s() >= deadline_s:
            os.close(handle)
            raise _taken("data", data)
        sleep(_PAUSE_S)
    os.truncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
    return handle


def is_claimed(data: Path) -> bool:
    """Return whether a server is running on the data directory, without disturbing it."""
    try:
        handle = os.open(data / LOCK_FILE, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False


def claim_media(media: Path, *, patience_s: float = MEDIA_PATIENCE_S) -> int:
    """Lock the media directory itself and return the descriptor; raise `StorageError` (field `media`)."""
    try:
        handle = os.open(media, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _unusable("media", media, error) from error
    deadline_s = clock.monotonic_s() + patience_s
    while not _lock(handle):
        if clock.monotonic_s() >= deadline_s:
            os.close(handle)
            raise _taken("media", media)
        sleep(_PAUSE_S)
    return handle


def _lock(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        # Some network file systems know no locks; recording there is allowed all the same.
        _LOGGER.warning("a directory cannot be locked (%s): nothing prevents a second server on it", error.strerror)
    return True


def _holder_lives(handle: int) -> bool:
    with suppress(ValueError, ProcessLookupError):
        try:
            os.kill(int(os.pread(handle, 32, 0)), 0)
        except PermissionError:
            return True
        return True
    return False


def _taken(field: str, directory: Path) -> StorageError:
    return StorageError(
        f"the {field} directory {directory} (--{field}) is in use by another server: stop that one, or choose another",
        field=field,
    )


def _unusable(field: str, directory: Path, error: OSError) -> StorageError:
    return StorageError(f"the {field} directory {directory} (--{field}) cannot be used: {error.strerror}", field=field)
