"""The directory of the links' sockets: one for each run of the server, and none left over by a run that was killed.

Whoever uses a runtime directory holds the lock of a file in it. The lock belongs to the open file, which the
supervisor's children inherit, so it is free only when the last of them is gone.
"""

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "wallflower-"
OWNER_FILE = "owner"
# Longer paths leave no room for the sockets' names, see `workers.endpoint`.
MAX_RUNTIME_BYTES = 80
_SHORT = "/tmp"  # noqa: S108 - the directory within is made by mkdtemp, for us alone


def make_runtime() -> tuple[Path, int]:
    """Make a runtime directory (mode 0700); return it with the descriptor that marks it as in use."""
    path = tempfile.mkdtemp(prefix=PREFIX)
    if len(path.encode()) > MAX_RUNTIME_BYTES:
        Path(path).rmdir()
        path = tempfile.mkdtemp(prefix=PREFIX, dir=_SHORT)
    # The file gets its name when it is locked, so that nobody takes a directory that is being made for abandoned.
    unnamed = Path(path, ".owner")
    handle = os.open(unnamed, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    unnamed.rename(Path(path, OWNER_FILE))
    return Path(path), handle


def remove_abandoned() -> None:
    """Remove our runtime directories whose every process is gone."""
    for path in _ours():
        try:
            handle = os.open(path / OWNER_FILE, os.O_RDWR | os.O_NOFOLLOW)
        except OSError:  # not a runtime directory, or one that is being made
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        except OSError:  # in use
            continue
        finally:
            os.close(handle)


def _ours() -> Iterator[Path]:
    for parent in {tempfile.gettempdir(), _SHORT}:
        for path in Path(parent).glob(f"{PREFIX}*"):
            try:
                found = path.lstat()
            except OSError:
                continue
            if stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid():
                yield path
