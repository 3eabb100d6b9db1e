"""Where archives of people wait that were uploaded, until a job has taken them in."""

import errno
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from wallflower import clock
from wallflower.errors import NotFoundError, StorageError
from wallflower.wire import ErrorCode

DIRECTORY = "imports"
# An archive that no job stands for after this long was left by a crash.
ABANDONED_MS = 3_600_000


class Incoming:
    """The archives below one data directory; their names are ours."""

    def __init__(self, data: Path) -> None:
        """Nothing is made before it is needed."""
        self._directory = data / DIRECTORY

    def path(self, upload: str) -> Path:
        """Return where an archive lies; raise `NotFoundError` when it is gone."""
        path = self._directory / f"{upload}.zip"
        if not (upload.isascii() and upload.isalnum() and path.is_file()):
            raise NotFoundError("the archive of this import is gone: upload it again", field="archive")
        return path

    @contextmanager
    def receiving(self) -> Iterator[tuple[str, Callable[[bytes], None]]]:
        """Give the name of a new archive and what writes its bytes; raise `StorageError`; an error leaves nothing."""
        upload = token_hex(16)
        path = self._directory / f"{upload}.zip"
        with writing():
            self._directory.mkdir(mode=0o700, exist_ok=True)
            file = path.open("xb", buffering=0)

        def write(data: bytes) -> None:
            with writing():
                left = memoryview(data)
                while left:
                    left = left[file.write(left) :]

        try:
            with file:
                yield upload, write
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def remove(self, upload: str) -> None:
        """Delete an archive, which may be gone; raise `StorageError`."""
        if upload.isascii() and upload.isalnum():
            with writing():
                (self._directory / f"{upload}.zip").unlink(missing_ok=True)

    def tidy(self, wanted: Collection[str]) -> int:
        """Delete what nobody wants and is not just coming in; return how many there were."""
        oldest_ms, count = clock.now_ms() - ABANDONED_MS, 0
        for path in self._directory.glob("*.zip"):
            with writing():
                # A clock that was set back makes files of the future: they are as old as they can be.
                changed_ms = path.stat().st_mtime_ns // 1_000_000
                if path.stem not in wanted and not oldest_ms < changed_ms <= clock.now_ms():
                    path.unlink(missing_ok=True)
                    count += 1
        return count


@contextmanager
def writing() -> Iterator[None]:
    """Tell a disk that fails below the data directory as `StorageError`, a full one as such."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            message = "the disk of the data directory is full: free some space and try again"
            raise StorageError(message, code=ErrorCode.DISK_FULL, field="data") from error
        raise StorageError(f"the data directory cannot be written: {error.strerror}", field="data") from error
