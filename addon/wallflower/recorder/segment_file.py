"""One segment file while it is written: whole fragments or nothing."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from wallflower.media import mp4, segment
from wallflower.media.fragment import Fragment
from wallflower.store.recordings import Extent

# The clock is corrected in small steps. A larger one begins a new file: within one, time must be true.
LARGEST_STEP_MS = 1000


@dataclass(slots=True)
class SegmentFile:
    """An open segment at `path`. After an OSError of `append` the file ends with its last whole fragment."""

    path: Path
    row_id: int
    start_ms: int
    base_ticks: int
    session_id: str
    init_id: str
    tracks: tuple[mp4.Track, ...]
    descriptor: int
    size_bytes: int
    end_ms: int
    next_sequence: int
    is_dirty: bool = False
    groups: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def create(cls, path: Path, row_id: int, first: Fragment) -> SegmentFile:
        """Create the file, its directories and its header; raise OSError, leaving no file behind."""
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o640)
        base_ticks = segment.base_ticks(first)
        head = segment.header(first.init, first.session_id, base_ticks)
        try:
            _write_all(descriptor, head)
            _sync_directory(path.parent)
        except OSError:
            os.close(descriptor)
            path.unlink(missing_ok=True)
            raise
        return cls(
            path=path,
            row_id=row_id,
            start_ms=first.start_ms,
            base_ticks=base_ticks,
            session_id=first.session_id,
            init_id=first.init.id,
            tracks=mp4.parse_tracks(first.init.data),
            descriptor=descriptor,
            size_bytes=len(head),
            end_ms=first.start_ms,
            next_sequence=first.sequence,
        )

    def continues(self, fragment: Fragment) -> bool:
        """Whether `fragment` is the one that follows the last appended, by number and by the clock."""
        return (
            fragment.session_id == self.session_id
            and fragment.sequence == self.next_sequence
            and fragment.init.id == self.init_id
            and abs(fragment.start_ms - self.end_ms) <= LARGEST_STEP_MS
        )

    def append(self, fragment: Fragment) -> None:
        """Write one fragment; raise OSError with the file cut back to what was whole before."""
        head, media = segment.encode(fragment, self.tracks, self.base_ticks)
        try:
            _write_all(self.descriptor, head, media)
        except OSError:
            with suppress(OSError):
                os.ftruncate(self.descriptor, self.size_bytes)
            raise
        if fragment.is_key:
            self.groups.append((self.size_bytes, fragment.start_ms))
        self.size_bytes += len(head) + len(media)
        self.end_ms = max(self.end_ms, fragment.end_ms)
        self.next_sequence = fragment.sequence + 1
        self.is_dirty = True

    def sync(self) -> None:
        """Make what was appended survive a power cut; raise OSError."""
        os.fdatasync(self.descriptor)
        self.is_dirty = False

    @property
    def is_in_place(self) -> bool:
        """Whether the path still leads to this file: nobody deleted it, no disk was taken away."""
        try:
            return os.path.samestat(os.fstat(self.descriptor), self.path.stat())
        except OSError:
            return False

    def close(self) -> None:
        """Close the descriptor."""
        with suppress(OSError):
            os.close(self.descriptor)

    @property
    def is_empty(self) -> bool:
        """Whether no fragment was appended."""
        return not self.groups

    def extent(self) -> Extent:
        """Return how much of the file is sound."""
        ends = [*(start for _, start in self.groups[1:]), self.end_ms]
        lengths = zip(self.groups, ends, strict=True)
        return Extent(
            duration_ms=self.end_ms - self.start_ms,
            size_bytes=self.size_bytes,
            groups=tuple((offset, max(0, end - start)) for (offset, start), end in lengths),
        )


def _write_all(descriptor: int, *parts: bytes | memoryview) -> None:
    """Write everything: a disk that fills up takes a part first and refuses the rest."""
    written = os.writev(descriptor, parts)
    for part in parts:
        rest = memoryview(part)[written:]
        written = max(0, written - len(part))
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
