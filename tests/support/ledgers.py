"""What must hold of index, files and ledger at rest, whatever happened before."""

from itertools import pairwise
from pathlib import Path

from wallflower.media.segment import scan
from wallflower.store.database import Database
from wallflower.store.recordings import InitRow, Recordings
from wallflower.store.shelf import Shelf
from wallflower.wire import GapReason

FAR_MS = 1 << 50
# For rows of an index whose files nobody looks into.
INIT = InitRow(
    id="0" * 32,
    data=b"ftypmoov",
    video_codec="h264",
    audio_codec=None,
    width=640,
    height=360,
    video_track=1,
    timescale=90_000,
)

type Span = tuple[int, int]


def recorded_spans(store: Recordings, camera_id: str) -> list[Span]:
    """Return what is recorded, joined where it touches."""
    joined: list[Span] = []
    for row in store.list(camera_id, 0, FAR_MS):
        if joined and row.start_ms <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(row.end_ms, joined[-1][1]))
        else:
            joined.append((row.start_ms, row.end_ms))
    return joined


def gap_spans(store: Recordings, camera_id: str, *reasons: GapReason) -> list[Span]:
    """Return the gaps, of certain reasons if given; one that lasts ends far away."""
    return [
        (gap.start_ms, FAR_MS if gap.end_ms is None else gap.end_ms)
        for gap in store.gaps(camera_id, 0, FAR_MS)
        if not reasons or gap.reason in reasons
    ]


def assert_whole_life_is_told(store: Recordings, camera_id: str, since_ms: int) -> None:
    """From `since_ms` on every moment is recorded or in exactly one gap."""
    recorded, gaps = recorded_spans(store, camera_id), gap_spans(store, camera_id)
    spans = sorted([*recorded, *gaps])
    assert min(spans)[0] <= since_ms
    assert spans[-1][1] == FAR_MS
    wrong = [(left, right) for left, right in pairwise(spans) if left[1] != right[0]]
    assert not wrong, "holes or overlaps"


def assert_index_tells_the_files(database: Database, media: Path) -> None:
    """Every file has a row that describes it, and every row its file; nothing is half done."""
    store = Recordings(database)
    assert store.open_rows() == ()
    assert Shelf(database).doomed() == ()
    files = {str(path.relative_to(media)) for path in media.rglob("*.mp4")}
    assert files == {file.path for file in store.files()}
    for file in store.files():
        row, found = store.get(file.id), scan(media / file.path)
        assert (media / file.path).stat().st_size == row.size_bytes == found.size_bytes
        assert (found.start_ms, found.duration_ms, found.groups) == (row.start_ms, row.duration_ms, row.groups)
        assert (found.session_id, found.base_ticks, found.init.id) == (row.session_id, row.base_ticks, row.init_id)
