"""Bytes of segment files as players get them: every decode time counts from the session's start.

A file on disk starts at time 0, so that it plays alone. In a playlist the files of a session share one timeline, so
`base_ticks` is added back to every `tfdt` on the way out. No size changes, hence any byte range of the served form is
the same range of the file with some bytes replaced, and is read group by group.
"""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.media import mp4
from wallflower.store.recordings import RecordingRow, Recordings

MEDIA_TYPE = "video/mp4"

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class RangeError(InvalidRequestError):
    """A byte range that lies outside a file of `size_bytes` (416)."""

    def __init__(self, size_bytes: int) -> None:
        """Keep the size, which the answer tells."""
        super().__init__("the range lies outside the file", field="Range")
        self.size_bytes = size_bytes


def byte_range(header: str | None, size_bytes: int) -> tuple[int, int] | None:
    """Return the [start, end) that a Range header asks for, None for the whole; raise `RangeError` outside the file.

    Headers of another form, several ranges among them, ask for the whole, as RFC 9110 allows.
    """
    match = _RANGE.fullmatch((header or "").strip())
    if match is None or match.group(0) == "bytes=-":
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size_bytes - int(last)), size_bytes
    else:
        start, end = int(first), min(int(last) + 1, size_bytes) if last else size_bytes
        if last and int(last) < start:
            return None
    if start >= size_bytes or end <= start:
        raise RangeError(size_bytes)
    return start, end


class Segments:
    """Reads segment files below the media directory; every method may wait for the disk."""

    def __init__(self, media: Path, recordings: Recordings) -> None:
        """Serve files below `media` as `recordings` knows them."""
        self._media = media.resolve()
        self._recordings = recordings
        self._tracks = lru_cache(maxsize=64)(self._parse)

    def find(self, camera_id: str, recording_id: int) -> RecordingRow:
        """Return the row of a file of this camera; raise `NotFoundError`."""
        row = self._recordings.get(recording_id)
        if row.camera_id != camera_id:
            raise NotFoundError("this camera has no such recording")
        return row

    def path(self, row: RecordingRow) -> Path:
        """Return where the file is; raise `NotFoundError` when it is gone or outside the media directory."""
        path = (self._media / row.path).resolve()
        if not path.is_relative_to(self._media) or not path.is_file():
            raise NotFoundError("the file of this recording is gone")
        return path

    def size_bytes(self, row: RecordingRow) -> int:
        """Return how much of what the index tells the file really has; raise `NotFoundError` when it is gone."""
        return min(row.size_bytes, self.path(row).stat().st_size)

    def chunks(self, row: RecordingRow, start: int, end: int) -> Iterator[bytes]:
        """Yield the bytes [start, end) of the served form, about one keyframe group at a time, fewer if they are gone.

        What is damaged is served as it is: players know better than to show it.
        """
        by_track = mp4.shifts(self._tracks(row.init_id), row.base_ticks)
        with self.path(row).open("rb") as file:
            for low, high in pairwise([0, *(offset for offset, _ in row.groups), row.size_bytes]):
                if low < end and high > start:
                    data = bytearray(os.pread(file.fileno(), high - low, low))
                    with suppress(mp4.Mp4Error):
                        mp4.shift_decode_times(data, by_track)
                    yield bytes(memoryview(data)[max(0, start - low) : max(0, end - low)])

    def _parse(self, init_id: str) -> tuple[mp4.Track, ...]:
        return mp4.parse_tracks(self._recordings.init(init_id).data)
