"""HLS over any window of a camera's recordings: a pure function from index rows to the text of a media playlist.

RFC 8216. Every entry is a byte range of a segment file that begins at a keyframe. One session's files share a timeline
(see `playback.segments`), so only a new session, another initialisation segment or missing time is a discontinuity.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wallflower.clock import to_rfc3339
from wallflower.store.recordings import RecordingRow

ENTRY_MS = 6_000
# Files of one session tile time; a larger step between two of them is missing time, not rounding.
GAP_MS = 500
MEDIA_TYPE = "application/vnd.apple.mpegurl"


class _Entry(NamedTuple):
    """A byte range of one file; `first` is set on the first entry of its file."""

    start_ms: int
    duration_ms: int
    offset: int
    size_bytes: int
    first: bool


def playlist(rows: Sequence[RecordingRow], start_ms: int, end_ms: int) -> str:
    """Return the finished playlist of what `rows` (one camera's, oldest first) hold of [start_ms, end_ms).

    It begins with the keyframe at or before `start_ms` and tells players to start at the exact instant. URIs are
    relative to the playlist: `init/<init id>.mp4` and `seg/<recording id>.mp4`. Without rows it has no entries.
    """
    body: list[str] = []
    longest_ms = ENTRY_MS
    first_ms: int | None = None
    before: RecordingRow | None = None
    for row in rows:
        for entry in _entries(row, start_ms, end_ms):
            if entry.first:
                body += _opening(before, row, entry.start_ms)
                before = row
            first_ms = entry.start_ms if first_ms is None else first_ms
            longest_ms = max(longest_ms, entry.duration_ms)
            # Behind another range of the same file the offset goes without saying, which saves a third of a long day.
            offset = f"@{entry.offset}" if entry.first else ""
            body.append(
                f"#EXTINF:{entry.duration_ms / 1000:.3f},\n"
                f"#EXT-X-BYTERANGE:{entry.size_bytes}{offset}\n"
                f"seg/{row.id}.mp4"
            )
    return "\n".join([*_head(longest_ms, start_ms - (start_ms if first_ms is None else first_ms)), *body, _END])


_END = "#EXT-X-ENDLIST\n"


def _head(longest_ms: int, lead_ms: int) -> Iterator[str]:
    yield "#EXTM3U"
    yield "#EXT-X-VERSION:7"
    # The tag bounds durations rounded to the nearest second.
    yield f"#EXT-X-TARGETDURATION:{(longest_ms + 500) // 1000}"
    yield "#EXT-X-MEDIA-SEQUENCE:0"
    yield "#EXT-X-PLAYLIST-TYPE:VOD"
    yield "#EXT-X-INDEPENDENT-SEGMENTS"
    if lead_ms > 0:
        yield f"#EXT-X-START:TIME-OFFSET={lead_ms / 1000:.3f},PRECISE=YES"


def _opening(before: RecordingRow | None, row: RecordingRow, at_ms: int) -> Iterator[str]:
    """Yield what stands before the first entry of a file."""
    if before is not None and (
        before.session_id != row.session_id
        or before.init_id != row.init_id
        or abs(row.start_ms - before.end_ms) > GAP_MS
    ):
        yield "#EXT-X-DISCONTINUITY"
    if before is None or before.init_id != row.init_id:
        yield f'#EXT-X-MAP:URI="init/{row.init_id}.mp4"'
    yield f"#EXT-X-PROGRAM-DATE-TIME:{to_rfc3339(at_ms)}"


def _entries(row: RecordingRow, start_ms: int, end_ms: int) -> Iterator[_Entry]:
    """Join the file's groups that overlap the window into entries of about `ENTRY_MS`."""
    at_ms = row.start_ms
    is_first = True
    begin: tuple[int, int] | None = None
    for offset, duration_ms in row.groups:
        inside = at_ms < end_ms and at_ms + duration_ms > start_ms
        if begin is not None and (not inside or at_ms + duration_ms - begin[0] > ENTRY_MS):
            yield _Entry(begin[0], at_ms - begin[0], begin[1], offset - begin[1], is_first)
            begin, is_first = None, False
        if inside and begin is None:
            begin = (at_ms, offset)
        at_ms += duration_ms
    if begin is not None:
        yield _Entry(begin[0], at_ms - begin[0], begin[1], row.size_bytes - begin[1], is_first)
