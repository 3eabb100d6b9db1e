"""What an export will need, from the index alone."""

from collections.abc import Iterable, Iterator, Sequence

from wallflower.store.recordings import RecordingRow
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind

# Of the sound of a camera, copied or encoded anew: 128 kbit/s and the container.
AUDIO_BYTES_PER_S = 18_000
# Encoded anew for a constant quality, pictures may need more than the camera spent on them.
ENCODED_TIMES = 2
FRAMES_PER_S = 25
TIMELAPSE_FRAME_BYTES = 120_000
CONTAINER_BYTES = 100_000


def has_footage(rows: Iterable[RecordingRow], export: Export) -> bool:
    """Return whether any of it was recorded; an open file reaches further than its row."""
    return any(row.is_open or row.end_ms > export.start_ms for row in rows if row.start_ms < export.end_ms)


def estimate_bytes(rows: Sequence[RecordingRow], export: Export) -> int:
    """Return about how large the export of one camera's rows becomes, rather too much than too little."""
    source = sum(size for row in rows for size in _group_sizes(row, export.start_ms, export.end_ms))
    span_s = (export.end_ms - export.start_ms) / 1000
    match export.kind:
        case ExportKind.AUDIO:
            return int(span_s * AUDIO_BYTES_PER_S) + CONTAINER_BYTES
        case ExportKind.TIMELAPSE:
            frames = span_s * FRAMES_PER_S / max(1, export.speed)
            return int(frames * TIMELAPSE_FRAME_BYTES) + CONTAINER_BYTES
        case _:
            is_encoded = export.captions is Captions.BURNED_IN or export.cut is Cut.EXACT or export.blur is not None
            return source * (ENCODED_TIMES if is_encoded else 1) + CONTAINER_BYTES


def _group_sizes(row: RecordingRow, start_ms: int, end_ms: int) -> Iterator[int]:
    ends = [*(offset for offset, _ in row.groups[1:]), row.size_bytes]
    at_ms = row.start_ms
    for (offset, length_ms), end in zip(row.groups, ends, strict=True):
        if at_ms < end_ms and at_ms + length_ms > start_ms:
            yield end - offset
        at_ms += length_ms
