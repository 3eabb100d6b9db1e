"""Space kept for the database: where it shares its disk with recordings, deleting them takes a few writes first.

Without it a disk that something filled to the last byte would stay full: nothing could be marked as going.
"""

import logging
import os
import shutil
from pathlib import Path

# The journal grows to 4 MB before it is folded in, and rows of what is deleted become rows of gaps.
RESERVE_BYTES = 8 << 20
# With less left beside it the reserve would keep the recorder from resuming.
BESIDE_BYTES = 20 << 20
FILE_NAME = "reserve"

_LOGGER = logging.getLogger(__name__)


class Reserve:
    """A file in the data directory that is there to be deleted."""

    def __init__(self, data: Path) -> None:
        """Keep the reserve of this data directory."""
        self._path = data / FILE_NAME

    def release(self) -> bool:
        """Give the space to the disk if that is full; False if it is not, or there is nothing to give."""
        try:
            if shutil.disk_usage(self._path.parent).free >= RESERVE_BYTES:
                return False
            self._path.unlink()
        except OSError:
            return False
        _LOGGER.warning("the disk of the database is full: it gets the space that was kept for that")
        return True

    def restore(self) -> None:
        """Take the space again as soon as there is room."""
        partial = self._path.with_suffix(".new")
        try:
            if self._path.exists() or shutil.disk_usage(self._path.parent).free < RESERVE_BYTES + BESIDE_BYTES:
                return
            with partial.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, RESERVE_BYTES)
            partial.replace(self._path)
        except OSError as error:
            partial.unlink(missing_ok=True)
            _LOGGER.warning("no space can be kept for the database: %s", error.strerror)
