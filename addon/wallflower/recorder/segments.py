"""One camera's recording: fragments become segment files, index rows and ledger entries."""

import errno
import logging
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from wallflower import clock
from wallflower.errors import StorageError, WallflowerError
from wallflower.media import segment
from wallflower.media.fragment import Fragment
from wallflower.recorder.layout import identity, segment_path
from wallflower.recorder.ledger import Ledger
from wallflower.recorder.segment_file import SegmentFile
from wallflower.store.recordings import Extent, InitRow, NewRecording, Recordings
from wallflower.wire import ErrorCode, GapReason

SEGMENT_MS = 60_000
RETRY_S = 2.0
# A disk with less left is full: a try would only leave stubs.
RESUME_FREE_BYTES = 16 << 20

_LOGGER = logging.getLogger(__name__)


class Segments:
    """Used by the writing thread only."""

    def __init__(
        self,
        media: Path,
        store: Recordings,
        camera_id: str,
        free_bytes: Callable[[], int],
        *,
        media_id: str | None = None,
    ) -> None:
        """Continue the camera's ledger; nothing is written before the first key fragment.

        With a `media_id`, files are created only while that is the text of the directory's marker.
        """
        self._media = media
        self._store = store
        self._camera_id = camera_id
        self._free_bytes = free_bytes
        self._ledger = Ledger(store, camera_id)
        self._file: SegmentFile | None = None
        self._inits: set[str] = set()
        self._media_id = media_id
        self._retry_s = 0.0
        self._behind: list[tuple[int, Extent]] = []  # finished files that the database did not take down yet
        self._stagger_ms = zlib.crc32(camera_id.encode()) % SEGMENT_MS
        self.trouble: StorageError | None = None

    @property
    def is_recording(self) -> bool:
        """Whether a file is open."""
        return self._file is not None

    def accept(self, fragment: Fragment) -> None:
        """Write one fragment, in a new file where that is due; what cannot be written becomes a gap."""
        try:
            self._accept(fragment)
        except (OSError, WallflowerError) as error:
            self._fail(error, fragment)

    def end(self, at_ms: int) -> None:
        """The server stops: a camera that is turned off stays so in the ledger, all others wait for the server."""
        if self._ledger.reason is not GapReason.TURNED_OFF:
            self.missing(GapReason.SERVER_STOPPED, at_ms)

    def missing(self, reason: GapReason, at_ms: int) -> None:
        """The camera delivers nothing from now on: finish the file and say why."""
        try:
            self._finish()
            self._ledger.missing(reason, at_ms)
        except (OSError, WallflowerError) as error:
            self._note(error)

    def begin(self, since_ms: int, reason: GapReason) -> None:
        """Until something is recorded nothing is, for this reason; a new camera's life begins at `since_ms`."""
        if self._file is not None:
            return
        try:
            if self._ledger.reason is None:
                self._ledger.missing(reason, since_ms)
        except WallflowerError as error:
            self._note(error)

    def sync(self) -> tuple[int, Extent] | None:
        """Make the open file durable and return its row's new extent, if anything was appended."""
        with suppress(WallflowerError):
            self._close_rows()
        if self._file is None or not self._file.is_dirty:
            return None
        try:
            self._file.sync()
        except OSError as error:
            self._abandon(error)
            return None
        if not self._file.is_in_place:
            self.missing(self._why_gone(), clock.now_ms())
            return None
        return self._file.row_id, self._file.extent()

    def _accept(self, fragment: Fragment) -> None:
        if self._file is not None and not self._file.continues(fragment):
            is_hole = fragment.session_id == self._file.session_id and fragment.sequence != self._file.next_sequence
            self._finish()
            if is_hole:
                self._ledger.missing(GapReason.DISK_ERROR, fragment.start_ms)
        if fragment.is_key and self._is_due(fragment):
            self._finish()
            if not self._may_open():
                return
            self._open(fragment)
        if self._file is None:
            return
        before_ms = self._file.end_ms
        self._file.append(fragment)
        self._ledger.recorded(min(before_ms, fragment.start_ms), fragment.end_ms)
        self.trouble = None

    def _is_due(self, fragment: Fragment) -> bool:
        if self._file is None:
            return True
        # Cameras rotate at different moments of the minute, so that the disk's work is spread.
        now, then = fragment.start_ms + self._stagger_ms, self._file.start_ms + self._stagger_ms
        return now // SEGMENT_MS != then // SEGMENT_MS

    def _may_open(self) -> bool:
        if self.trouble is None:
            return True
        if clock.monotonic_s() < self._retry_s:
            return False
        return self.trouble.code is not ErrorCode.DISK_FULL or self._free_bytes() >= RESUME_FREE_BYTES

    def _is_media_there(self) -> bool:
        """A mount point whose disk is away looks like a directory; it must never be filled."""
        return self._media_id is None or identity(self._media) == self._media_id

    def _why_gone(self) -> GapReason:
        return GapReason.DELETED if self._is_media_there() else GapReason.DISK_ERROR

    def _open(self, first: Fragment) -> None:
        if not self._is_media_there():
            raise StorageError("the media directory is not the one it was: is its disk still mounted?", field="media")
        if first.init.id not in self._inits:
            self._store.save_init(InitRow(**{name: getattr(first.init, name) for name in InitRow.__slots__}))
            self._inits.add(first.init.id)
        path = self._free_path(first.start_ms)
        new = NewRecording(
            camera_id=self._camera_id,
            session_id=first.session_id,
            init_id=first.init.id,
            path=path,
            start_ms=first.start_ms,
            base_ticks=segment.base_ticks(first),
        )
        row_id = self._store.add(new)
        try:
            self._file = SegmentFile.create(self._media / path, row_id, first)
        except OSError:
            self._store.forget(row_id)
            raise

    def _free_path(self, start_ms: int) -> str:
        """Return the path for a file of that time; after a clock was set back it may be taken by an older one."""
        while (self._media / (path := segment_path(self._camera_id, start_ms))).exists():
            start_ms += 1
        return path

    def _finish(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        if file.is_empty:
            file.close()
            file.path.unlink(missing_ok=True)
            self._store.forget(file.row_id)
            return
        try:
            file.sync()
        finally:
            is_in_place = file.is_in_place
            file.close()
            self._behind.append((file.row_id, file.extent()))
            self._close_rows()
            # Once more as a whole: the database may have refused some of it.
            self._ledger.recorded(file.start_ms, file.end_ms)
            if not is_in_place:
                _LOGGER.error("camera %s: the file that was being written is gone", self._camera_id)
                self._store.delete(file.row_id, self._why_gone())

    def _close_rows(self) -> None:
        """Mark finished files as such; what the database does not take now it is given the next time."""
        if self._behind:
            self._store.extend(self._behind, close=True)
            self._behind.clear()

    def _fail(self, error: OSError | WallflowerError, fragment: Fragment) -> None:
        self._abandon(error)
        try:
            self._ledger.missing(_reason(error), fragment.start_ms)
        except WallflowerError:
            _LOGGER.warning("camera %s: the gap cannot be stored either", self._camera_id)

    def _abandon(self, error: OSError | WallflowerError) -> None:
        """Keep what is whole, and try again in a while."""
        self._note(error)
        try:
            self._finish()
        except OSError, StorageError:
            _LOGGER.warning("camera %s: a file is finished, but not in the index yet", self._camera_id)

    def _note(self, error: OSError | WallflowerError) -> None:
        self._retry_s = clock.monotonic_s() + RETRY_S
        if self.trouble is None:
            _LOGGER.error("camera %s: recording stopped: %s", self._camera_id, _describe(error))
        code = ErrorCode.DISK_FULL if _is_full(error) else ErrorCode.DISK
        self.trouble = StorageError(f"recording stopped: {_describe(error)}", field="media", code=code)


def _is_full(error: OSError | WallflowerError) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT)
    return error.code is ErrorCode.DISK_FULL


def _reason(error: OSError | WallflowerError) -> GapReason:
    return GapReason.DISK_FULL if _is_full(error) else GapReason.DISK_ERROR


def _describe(error: OSError | WallflowerError) -> str:
    if _is_full(error):
        return "the disk is full"
    return error.message if isinstance(error, WallflowerError) else f"the disk fails ({error.strerror})"
