"""Reads recordings back: fragments, sound and pictures of any time, from the files the index names."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wallflower.errors import NotFoundError
from wallflower.media import mp4, segment
from wallflower.media.decode import SAMPLE_RATE_HZ, AudioDecoder, KeyframeDecoder, Picture
from wallflower.media.fragment import Fragment, Init
from wallflower.store.recordings import RecordingRow, Recordings

_PER_MS = SAMPLE_RATE_HZ // 1000
# Pieces of sound follow each other exactly; what rounding puts between them is not silence.
_JOINT_MS = 30
# Sound comes up to so much later in a file than the pictures it belongs to.
_LAG_MS = 500
# A picture of a moment is the last keyframe before it, which is at most this far away.
_KEYFRAME_REACH_MS = 15_000


@dataclass(frozen=True, slots=True)
class AudioWindow:
    """Sound of a stretch of time at 16 kHz: zeros where `covered` (start ms, end ms) has nothing."""

    start_ms: int
    samples: NDArray[np.float32]
    covered: tuple[tuple[int, int], ...]


def read_groups(
    store: Recordings, media: Path, camera_id: str, start_ms: int, end_ms: int, *, for_sound: bool = False
) -> Iterator[Fragment]:
    """Yield the fragments of all groups that overlap [start, end), in order; files that are gone are skipped.

    `for_sound` skips files without sound, too: what they hold is not worth reading then.
    Sequence numbers are new: they follow each other exactly where the footage does.
    """
    inits: dict[str, Init] = {}
    sequence = 0
    before: RecordingRow | None = None
    for row in store.readable(camera_id, start_ms, end_ms):
        if before is None or before.session_id != row.session_id or before.end_ms != row.start_ms:
            sequence += 1
        before = row
        if row.init_id not in inits:
            inits[row.init_id] = mp4.parse_init(store.init(row.init_id).data)
        if for_sound and inits[row.init_id].audio_codec is None:
            continue
        for fragment in _fragments(media, row, inits[row.init_id], start_ms, sequence):
            if fragment.start_ms >= end_ms:
                return
            sequence = fragment.sequence + 1
            yield fragment


def read_audio(store: Recordings, media: Path, camera_id: str, start_ms: int, end_ms: int) -> AudioWindow:
    """Decode the sound of [start, end)."""
    samples = np.zeros(max(0, end_ms - start_ms) * _PER_MS, dtype=np.float32)
    covered: list[tuple[int, int]] = []
    decoder = AudioDecoder()
    expected_ms = 0
    for fragment in read_groups(store, media, camera_id, start_ms, end_ms + _LAG_MS, for_sound=True):
        for sound in decoder.feed(fragment):
            at_ms = expected_ms if abs(sound.start_ms - expected_ms) <= _JOINT_MS else sound.start_ms
            expected_ms = at_ms + len(sound.samples) // _PER_MS
            begin, end = max(at_ms, start_ms), min(expected_ms, end_ms)
            if begin >= end:
                continue
            piece = sound.samples[(begin - at_ms) * _PER_MS : (end - at_ms) * _PER_MS]
            samples[(begin - start_ms) * _PER_MS :][: len(piece)] = piece
            if covered and begin <= covered[-1][1]:
                covered[-1] = (covered[-1][0], max(end, covered[-1][1]))
            else:
                covered.append((begin, end))
    return AudioWindow(start_ms, samples, tuple(covered))


def keyframe_at(store: Recordings, media: Path, camera_id: str, at_ms: int, width: int | None = None) -> Picture:
    """Decode the last keyframe at or before `at_ms`; raise `NotFoundError` where nothing is recorded."""
    picture = KeyframeDecoder(width=width).feed(key_fragment_at(store, media, camera_id, at_ms))
    if picture is None:
        raise NotFoundError("nothing was recorded at this time")
    return picture


def key_fragment_at(store: Recordings, media: Path, camera_id: str, at_ms: int) -> Fragment:
    """Return the last key fragment at or before `at_ms`, in its file's times; raise `NotFoundError` if there is none.

    Only the group of pictures around the instant is read.
    """
    for row in reversed(store.readable(camera_id, at_ms - _KEYFRAME_REACH_MS, at_ms + 1)):
        init = mp4.parse_init(store.init(row.init_id).data)
        inside_ms = at_ms if row.is_open else min(at_ms, row.end_ms - 1)
        last: Fragment | None = None
        for fragment in _fragments(media, row, init, inside_ms, 0):
            if fragment.start_ms > at_ms:
                break
            last = fragment if fragment.is_key else last
        if last is not None:
            return last
    raise NotFoundError("nothing was recorded at this time")


def _fragments(media: Path, row: RecordingRow, init: Init, start_ms: int, sequence: int) -> Iterator[Fragment]:
    try:
        with (media / row.path).open("rb") as file:
            for offset, size in _stretches(row, start_ms):
                file.seek(offset)
                data = file.read() if size is None else file.read(size)
                for fragment in segment.decode(data, row.camera_id, row.session_id, init, sequence):
                    sequence = fragment.sequence + 1
                    yield fragment
    except FileNotFoundError:
        return


def _stretches(row: RecordingRow, start_ms: int) -> Iterator[tuple[int, int | None]]:
    """Yield (offset, size) of the groups that end after `start_ms`; an open file is read to its real end."""
    ends = [*(offset for offset, _ in row.groups[1:]), row.size_bytes]
    at_ms = row.start_ms
    for index, (offset, length_ms) in enumerate(row.groups):
        at_ms += length_ms
        is_last = index == len(row.groups) - 1
        if row.is_open and is_last:
            yield offset, None
        elif at_ms > start_ms:
            yield offset, ends[index] - offset
    if row.is_open and not row.groups:
        yield 0, None
