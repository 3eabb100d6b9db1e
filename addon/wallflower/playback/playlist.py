"""HLS over any window of a camera's recordings: a pure function from index rows to the text of a media playlist.

RFC 8216. Every entry is a byte range of a segment file that begins at a keyframe. One session's files share a timeline
(see `playback.segments`), so only a new session, another initialisation segment or missing time is a discontinuity.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from wallflower.clock import to_rfc3339
from wallflower.store.recordings import RecordingRow

ENTRY_MS = 6_000
# Files of one session tile time; a larger step between two of them is missing time, not rounding.
GAP_MS = 500
MEDIA_TYPE = "application/vnd.apple.mpegurl"


class _Entries(NamedTuple):
    """A file's part of the playlist: group number `cuts[n]` begins entry n, the last of them ends the part."""

    begins_ms: Sequence[int]
    offsets: Sequence[int]
    cuts: Sequence[int]

    @property
    def lengths_ms(self) -> Sequence[int]:
        """How long each entry is."""
        return [self.begins_ms[last] - self.begins_ms[first] for first, last in pairwise(self.cuts)]


def playlist(rows: Sequence[RecordingRow], start_ms: int, end_ms: int, at_ms: int | None = None) -> str:
    """Return the finished playlist of what `rows` (one camera's, oldest first) hold of [start_ms, end_ms).

    It begins with the keyframe at or before `start_ms` and tells players to start at `at_ms`, by default `start_ms`; in
    a gap where footage goes on, behind all of it with the last entry. There an entry is a single group of pictures, so
    that little is fetched before something is seen. URIs are relative to the playlist: `init/<init id>.mp4` and
    `seg/<recording id>.mp4`. Without rows it has no entries.
    """
    wanted_ms = start_ms if at_ms is None else at_ms
    body: list[str] = []
    longest_ms, total_ms, last_ms = ENTRY_MS, 0, 0
    lead_ms: int | None = None
    before: RecordingRow | None = None
    for row in rows:
        entries = _entries(row, start_ms, end_ms, wanted_ms if lead_ms is None else None)
        lengths_ms = entries.lengths_ms
        if not lengths_ms:
            continue
        first_ms = entries.begins_ms[entries.cuts[0]]
        if lead_ms is None and wanted_ms < first_ms + sum(lengths_ms):
            lead_ms = total_ms + max(0, wanted_ms - first_ms)
        total_ms += sum(lengths_ms)
        last_ms = lengths_ms[-1]
        longest_ms = max(longest_ms, *lengths_ms)
        body += _opening(before, row, first_ms)
        body.append(_lines(row.id, entries, lengths_ms))
        before = row
    return "\n".join([*_head(longest_ms, total_ms - last_ms if lead_ms is None else lead_ms), *body, _END])


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


def _entries(row: RecordingRow, start_ms: int, end_ms: int, at_ms: int | None) -> _Entries:
    """Join the file's groups that overlap the window into entries of about `ENTRY_MS`; the first to show is one."""
    offsets, lengths_ms = row.group_columns
    begins_ms = [*accumulate(lengths_ms, initial=row.start_ms)]
    first = max(0, bisect_right(begins_ms, start_ms) - 1)
    last = min(len(offsets), bisect_left(begins_ms, end_ms))
    cuts = [first]
    if first < last and at_ms is not None and at_ms < begins_ms[last]:
        shown = max(first, bisect_right(begins_ms, at_ms) - 1)
        _cut(begins_ms, cuts, shown)
        _cut(begins_ms, cuts, shown + 1)
    _cut(begins_ms, cuts, last)
    return _Entries(begins_ms, (*offsets, row.size_bytes), cuts)


def _cut(begins_ms: Sequence[int], cuts: list[int], last: int) -> None:
    """Append to `cuts` where entries end, up to group number `last`."""
    while (first := cuts[-1]) < last:
        cuts.append(min(last, max(first + 1, bisect_right(begins_ms, begins_ms[first] + ENTRY_MS) - 1)))


def _lines(recording_id: int, entries: _Entries, lengths_ms: Sequence[int]) -> str:
    """Return the entries' text; this runs for the 14,400 entries of a day."""
    bounds = [entries.offsets[cut] for cut in entries.cuts]
    ranges = zip(map(_length_line, lengths_ms), pairwise(bounds), strict=True)
    sizes = [f"{line}\n#EXT-X-BYTERANGE:{end - begin}" for line, (begin, end) in ranges]
    # Behind another range of the same file the offset goes without saying, which saves a third of a long day.
    sizes[0] += f"@{bounds[0]}"
    uri = f"\nseg/{recording_id}.mp4"
    return f"{uri}\n".join(sizes) + uri


@lru_cache(maxsize=1024)
def _length_line(length_ms: int) -> str:
    return f"#EXTINF:{length_ms / 1000:.3f},"
