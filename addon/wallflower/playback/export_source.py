"""Recorded fragments for an export: read in order, checked, and whatever cannot be read is written down, never dropped.

Unlike `media.reader`, which serves live needs and leaves out what is missing, this knows at its end which bytes of
which files it used, which time it covered, and what was unreadable.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from wallflower.errors import StorageError
from wallflower.media import mp4, segment
from wallflower.media.fragment import Fragment, Init
from wallflower.playback.playlist import GAP_MS
from wallflower.store.recordings import RecordingRow, Recordings
from wallflower.wire import ErrorCode, GapReason
from wallflower.wire_jobs import ExportHole

# Most first fragments are smaller; the rest of a group is read when one is not.
_FIRST_READ_BYTES = 256 << 10
_LENGTH_PREFIXED = ("h264", "hevc")


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes [offset, offset + size) of a recording's file and their hash."""

    path: str
    offset: int
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Keyframe:
    """A keyframe group, with its first fragment or none."""

    fragment: Fragment | None
    start_ms: int
    end_ms: int


class ExportSource:
    """One camera's footage of [start, end), from the keyframe at or before its start on.

    Within the last keyframe group it is read `reach_ms` further: the last pictures may be decoded after later ones.
    """

    def __init__(self, store: Recordings, media: Path, camera_id: str, window: tuple[int, int]) -> None:
        """Read files below `media` as `store` knows them."""
        self.camera_id = camera_id
        self.start_ms, self.end_ms = window
        self.reach_ms = 0
        self.unreadable: list[ExportHole] = []
        self.sources: list[Source] = []
        self._store = store
        self._media = media
        self._inits: dict[str, Init] = {}

    def forget(self) -> None:
        """Begin anew, before everything is read a second time."""
        self.unreadable.clear()
        self.sources.clear()

    def inits(self) -> Iterator[Init]:
        """Yield the initialisation segments of its files, each as often as a file has it."""
        for row in self._store.readable(self.camera_id, self.start_ms, self.end_ms):
            yield self._init(row.init_id)

    def fragments(self) -> Iterator[Fragment]:
        """Yield whole, checked fragments whose decode times count from their session's start."""
        sequence = 0
        for row in self._store.readable(self.camera_id, self.start_ms, self.end_ms):
            for fragment in self._of_file(row):
                if fragment.start_ms >= self.end_ms + self.reach_ms:
                    break
                sequence += 1
                yield replace(fragment, sequence=sequence)

    def keyframes(self, step_ms: int) -> Iterator[Keyframe]:
        """Yield every keyframe group, with its first fragment where `step_ms` have passed since the last such."""
        since_ms = step_ms
        for row in self._store.readable(self.camera_id, self.start_ms, self.end_ms):
            for group in _groups(row, self.start_ms, self.end_ms):
                is_due = since_ms >= step_ms
                fragment = self._first(row, group) if is_due else None
                if is_due and fragment is None:
                    self.note_unreadable(group.start_ms, group.end_ms)
                    continue
                since_ms = group.end_ms - group.start_ms + (0 if is_due else since_ms)
                yield Keyframe(fragment, group.start_ms, group.end_ms)

    def _first(self, row: RecordingRow, group: _Group) -> Fragment | None:
        """Read the first fragment of a group; None if it cannot be read."""
        try:
            with (self._media / row.path).open("rb") as file:
                size = group.size(file.fileno())
                for limit in (min(size, _FIRST_READ_BYTES), size):
                    data = os.pread(file.fileno(), limit, group.offset)
                    fragments = segment.decode(data, row.camera_id, row.session_id, self._init(row.init_id), 0)
                    fragment = next(fragments, None)
                    if fragment is not None:
                        return fragment if _is_sound(fragment) else None
        except OSError, mp4.Mp4Error:
            pass
        return None

    def note_unreadable(self, start_ms: int, end_ms: int) -> None:
        """Write down that a stretch cannot be read."""
        self._note(max(start_ms, self.start_ms), min(end_ms, self.end_ms))

    def _of_file(self, row: RecordingRow) -> Iterator[Fragment]:
        init = self._init(row.init_id)
        tracks = mp4.parse_tracks(init.data)
        used = sha256()
        begin = end = None
        try:
            with (self._media / row.path).open("rb") as file:
                for group in _groups(row, self.start_ms, self.end_ms):
                    data = bytearray(os.pread(file.fileno(), group.size(file.fileno()), group.offset))
                    used.update(data)
                    begin, end = group.offset if begin is None else begin, group.offset + len(data)
                    try:
                        mp4.shift_decode_times(data, mp4.shifts(tracks, row.base_ticks))
                    except mp4.Mp4Error:
                        self.note_unreadable(group.start_ms, group.end_ms)
                        continue
                    yield from self._of_group(row, init, group, bytes(data))
        except OSError:
            self._note(max(row.start_ms, self.start_ms), min(row.end_ms, self.end_ms))
        finally:  # whoever has enough leaves in the middle of a group, of which all was used all the same
            if begin is not None and end is not None:
                self.sources.append(Source(row.path, begin, end - begin, used.hexdigest()))

    def _of_group(self, row: RecordingRow, init: Init, group: _Group, data: bytes) -> Iterator[Fragment]:
        end_ms = group.start_ms
        sound_bytes = 0
        try:
            for fragment in _joined(segment.decode(data, row.camera_id, row.session_id, init, 0), group):
                if not _is_sound(fragment):
                    break
                end_ms = fragment.end_ms
                sound_bytes += segment.PRFT_BYTES + len(fragment.data)
                yield replace(fragment, decode_time=fragment.decode_time + row.base_ticks)
        except mp4.Mp4Error:
            pass
        if not group.is_growing and sound_bytes < group.length_bytes:
            self._note(max(end_ms, self.start_ms), min(max(end_ms, group.end_ms), self.end_ms))

    def _note(self, start_ms: int, end_ms: int) -> None:
        if start_ms < end_ms:
            self.unreadable.append(
                ExportHole(
                    camera_id=self.camera_id,
                    start_ms=start_ms,
                    end_ms=end_ms,
                    reason=GapReason.DAMAGED,
                    unreadable=True,
                )
            )

    def _init(self, init_id: str) -> Init:
        if init_id not in self._inits:
            try:
                self._inits[init_id] = mp4.parse_init(self._store.init(init_id).data)
            except mp4.Mp4Error as error:
                raise StorageError("the index of the recordings is damaged", code=ErrorCode.DISK) from error
        return self._inits[init_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """A keyframe group in its file; one that grows ends wherever the file does."""

    start_ms: int
    end_ms: int
    offset: int
    length_bytes: int
    is_growing: bool = False

    def size(self, descriptor: int) -> int:
        return os.fstat(descriptor).st_size - self.offset if self.is_growing else self.length_bytes


def _groups(row: RecordingRow, start_ms: int, end_ms: int) -> Iterator[_Group]:
    """Yield the groups that overlap the window; the last of an open file is read to the file's real end."""
    ends = [*(offset for offset, _ in row.groups[1:]), row.size_bytes]
    at_ms = row.start_ms
    for index, ((offset, length_ms), end) in enumerate(zip(row.groups, ends, strict=True)):
        begin_ms, at_ms = at_ms, at_ms + length_ms
        is_growing = row.is_open and index == len(row.groups) - 1
        if begin_ms < end_ms and (at_ms > start_ms or is_growing):
            yield _Group(
                start_ms=begin_ms, end_ms=at_ms, offset=offset, length_bytes=end - offset, is_growing=is_growing
            )
    if row.is_open and not row.groups:
        yield _Group(start_ms=row.start_ms, end_ms=row.end_ms, offset=0, length_bytes=0, is_growing=True)


def _joined(fragments: Iterator[Fragment], group: _Group) -> Iterator[Fragment]:
    """Let each fragment end where the next begins, the last where its group does; raise `Mp4Error` as they do.

    Their own lengths are media time, rounded, while their beginnings follow the clock: taken as they are, there would
    be holes of a millisecond.
    """
    before: Fragment | None = None
    size_bytes = 0
    try:
        for fragment in fragments:
            if before is not None:
                yield _ending(before, fragment.start_ms)
            before = fragment
            size_bytes += segment.PRFT_BYTES + len(fragment.data)
    except mp4.Mp4Error:
        if before is not None:
            yield before
        raise
    if before is not None:
        yield _ending(before, group.end_ms) if size_bytes == group.length_bytes else before


def _ending(fragment: Fragment, end_ms: int) -> Fragment:
    if abs(end_ms - fragment.end_ms) > GAP_MS:
        return fragment
    return replace(fragment, duration_ms=max(0, end_ms - fragment.start_ms))


def _is_sound(fragment: Fragment) -> bool:
    """Whether every frame lies in the data, and pictures are made of whole units (ISO/IEC 14496-15, 4-byte lengths)."""
    for run in mp4.parse_fragment(fragment.data, mp4.parse_tracks(fragment.init.data)):
        walks = run.track_id == fragment.init.video_track and fragment.init.video_codec in _LENGTH_PREFIXED
        for sample in run.samples:
            if sample.size <= 0 or sample.offset < 0 or sample.offset + sample.size > len(fragment.data):
                return False
            if walks and not _is_tiled(fragment.data, sample.offset, sample.offset + sample.size):
                return False
    return True


def _is_tiled(data: bytes, at: int, end: int) -> bool:
    while at + 4 < end:
        at += 4 + int.from_bytes(data[at : at + 4])
    return at == end
