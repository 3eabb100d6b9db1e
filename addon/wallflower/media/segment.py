"""The form of a segment file: it tells its own story without the database.

    ftyp moov        the initialisation segment, unchanged
    uuid             session id and base_ticks, so that an index can be rebuilt
    prft moof mdat   once per fragment: wall time, then the fragment with its times counted from the file's start

A key fragment starts a *group*. A torn file is sound up to its last whole fragment.
"""

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from wallflower.media import mp4
from wallflower.media.fragment import Fragment, Init

_ORIGIN = bytes.fromhex("b5f3a3d26ec14f0b9f5e77616c6c666c")  # the uuid box's kind, our own
_ORIGIN_BOX = struct.Struct(">I4s16sQ32s")
_HEAD = struct.Struct(">I4s")
_PRFT = struct.Struct(">I4sIIQQ")
# Version 1 with a 64 bit media time; flags 24: the time is when the fragment's first frame was captured.
_PRFT_FLAGS = 0x01000018
_NTP_EPOCH_S = 2_208_988_800
_MAX_MOOF_BYTES = 4 << 20
PRFT_BYTES = _PRFT.size
_PRFT_HEAD = _HEAD.pack(PRFT_BYTES, b"prft")
# Disks write whole blocks. Media has no such runs of zeros: H.264 and H.265 forbid them, silence is coded otherwise.
_BLOCK_BYTES = 512
_ZEROS = bytes(64)
# A sample does not end in a zero (H.264, H.265: rbsp_trailing_bits, 7.3.2.11; AAC: ID_END), so fewer tell at its end.
_LAST_ZEROS = 8
_SUSPECT_BYTES = 65_536
# What is read at once: all of a fragment but its media, mostly.
_WINDOW_BYTES = 4096


class SegmentError(ValueError):
    """A file in which nothing can be played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What a walk over a segment file found; `size_bytes` ends its last whole fragment."""

    init: Init
    session_id: str
    base_ticks: int
    start_ms: int
    duration_ms: int
    size_bytes: int
    groups: tuple[tuple[int, int], ...]


def header(init: Init, session_id: str, base_ticks: int) -> bytes:
    """Return what a segment file begins with."""
    return init.data + _ORIGIN_BOX.pack(_ORIGIN_BOX.size, b"uuid", _ORIGIN, base_ticks, session_id.encode())


def base_ticks(first: Fragment) -> int:
    """Return the session's decode time that is a file's own time 0: where its first fragment's earliest track begins.

    Sound often comes a little later than the picture, so in a fragment it begins earlier; times below 0 there are none.
    """
    moof = first.data[: first.moof_bytes]
    timescale = first.init.timescale
    runs = [
        (track, run) for track in mp4.parse_tracks(first.init.data) if (run := mp4.outline(moof, track)) is not None
    ]
    return min([first.decode_time, *(run.decode_time * timescale // track.timescale for track, run in runs)])


def encode(fragment: Fragment, tracks: tuple[mp4.Track, ...], base_ticks: int) -> tuple[bytes, bytes | memoryview]:
    """Return a fragment as it goes to disk: (prft and moof, mdat), its times counted from `base_ticks` on."""
    moof = bytearray(memoryview(fragment.data)[: fragment.moof_bytes])
    mp4.shift_decode_times(moof, mp4.shifts(tracks, -base_ticks))
    ntp = ((fragment.start_ms // 1000 + _NTP_EPOCH_S) << 32) | ((fragment.start_ms % 1000 << 32) // 1000)
    time = max(0, fragment.decode_time - base_ticks)
    prft = _PRFT.pack(_PRFT.size, b"prft", _PRFT_FLAGS, fragment.init.video_track, ntp, time)
    return prft + moof, memoryview(fragment.data)[fragment.moof_bytes :]


def decode(data: bytes, camera_id: str, session_id: str, init: Init, sequence: int) -> Iterator[Fragment]:
    """Yield the whole fragments in a stretch of a file, numbered from `sequence` on, times counted from its start."""
    tracks = mp4.parse_tracks(init.data)
    times: tuple[int, int] | None = None
    moof: mp4.Box | None = None
    for box in mp4.boxes(data):
        if box.kind == b"prft":
            *_, ntp, ticks = _PRFT.unpack_from(data, box.start)
            times = (_wall_ms(ntp), ticks)
        elif box.kind == b"moof":
            moof = box
        elif box.kind == b"mdat" and moof is not None and times is not None:
            piece = data[moof.start : box.end]
            runs = mp4.parse_fragment(piece, tracks)
            video = next((run for run in runs if run.track_id == init.video_track), mp4.TrackRun(0, 0, ()))
            yield Fragment(
                camera_id=camera_id,
                session_id=session_id,
                sequence=sequence,
                init=init,
                is_key=video.is_key,
                start_ms=times[0],
                duration_ms=video.duration * 1000 // init.timescale,
                decode_time=times[1],
                moof_bytes=box.start - moof.start,
                data=piece,
            )
            sequence += 1
            moof = None


def scan(path: Path, durable_bytes: int | None = None) -> Scan:
    """Walk over a file and find its whole fragments; raise `SegmentError` if there is none, OSError if unreadable.

    After a power cut a file may be as long as it was, with zeros where data never reached the disk. What lies behind
    `durable_bytes`, by default the last 64 kB, is therefore searched for blocks of zeros; the file ends before them.
    """
    with path.open("rb") as file:
        return _Scanner(file.fileno(), durable_bytes).run()


class _Span(NamedTuple):
    """One whole fragment of the file."""

    offset: int
    end: int
    is_key: bool
    wall_ms: int
    ticks: int


class _Scanner:
    def __init__(self, descriptor: int, durable_bytes: int | None) -> None:
        self._descriptor = descriptor
        self._size = os.fstat(descriptor).st_size
        self._durable_bytes = max(0, self._size - _SUSPECT_BYTES) if durable_bytes is None else durable_bytes
        self._window = (0, b"")
        self._init: Init | None = None
        self._track: mp4.Track | None = None
        self._origin = ("", 0)
        self._spans: list[_Span] = []

    def run(self) -> Scan:
        position = self._take_head()
        while (span := self._fragment_at(position)) is not None:
            self._spans.append(span)
            position = span.end
        if self._init is None or not self._spans:
            raise SegmentError("no whole fragment")
        return self._result(self._init)

    def _take_head(self) -> int:
        """Digest the boxes before the first fragment and return where that begins."""
        position = 0
        while (box := self._box_at(position)) is not None:
            kind, size = box
            if kind == b"prft" or size > _MAX_MOOF_BYTES or self._is_torn(position, position + size):
                break
            self._take(kind, self._read(0, position + size), position)
            position += size
        return position

    def _take(self, kind: bytes, data: bytes, start: int) -> None:
        """Digest a box that begins at `start` of the file, which `data` is up to the box's end."""
        if kind == b"moov":
            with suppress(mp4.Mp4Error):
                self._init = mp4.parse_init(data)
                self._track = next(item for item in mp4.parse_tracks(data) if item.id == self._init.video_track)
        elif kind == b"uuid" and len(data) - start == _ORIGIN_BOX.size and data[start + 8 : start + 24] == _ORIGIN:
            _, _, _, base_ticks, session = _ORIGIN_BOX.unpack_from(data, start)
            self._origin = (session.rstrip(b"\0").decode("latin1"), base_ticks)

    def _fragment_at(self, position: int) -> _Span | None:
        """Return the whole fragment at `position`: `prft moof mdat`, as `encode` makes them; None ends the walk."""
        prft = self._read(position, PRFT_BYTES)
        start = position + PRFT_BYTES
        moof_bytes = self._size_of(b"moof", start)
        media_bytes = self._size_of(b"mdat", start + moof_bytes)
        end = start + moof_bytes + media_bytes
        is_whole = prft[:8] == _PRFT_HEAD and 0 < moof_bytes <= _MAX_MOOF_BYTES and media_bytes
        if self._track is None or not is_whole or self._is_torn(position, end) or self._ends_in_zeros(position, end):
            return None
        try:
            told = mp4.outline(self._read(start, moof_bytes), self._track)
        except mp4.Mp4Error:
            return None
        is_key, duration = (told.is_key, told.duration) if told is not None else (False, 0)
        return _Span(position, end, is_key, _wall_ms(_PRFT.unpack(prft)[4]), duration)

    def _size_of(self, kind: bytes, position: int) -> int:
        """Return the size of the whole box of this kind at `position`, 0 if there is none."""
        box = self._box_at(position)
        return box[1] if box is not None and box[0] == kind else 0

    def _box_at(self, position: int) -> tuple[bytes, int] | None:
        """Return (kind, size) of the whole box at `position`; sizes below a header's are the end."""
        head = self._read(position, 16)
        if len(head) < 8:
            return None
        size, kind = _HEAD.unpack_from(head)
        if size == 1 and len(head) == 16:
            size = int.from_bytes(head[8:16])
        if size < 8 or position + size > self._size:
            return None
        return kind, size

    def _read(self, position: int, size: int) -> bytes:
        """Return bytes of the file, fewer at its end, by one call of the system for most fragments."""
        start, data = self._window
        if not start <= position <= start + len(data) - size:
            start, data = position, os.pread(self._descriptor, max(size, _WINDOW_BYTES), position)
            self._window = start, data
        return data[position - start : position - start + size]

    def _is_torn(self, start: int, end: int) -> bool:
        """Whether a block within [start, end), or the part of one that ends it, is all zeros, if it may be unsynced."""
        start = max(start, self._durable_bytes)
        if start >= end:
            return False
        data = os.pread(self._descriptor, end - start, start)
        if _ZEROS not in data:
            return False
        cuts = [0, *range(-start % _BLOCK_BYTES, len(data), _BLOCK_BYTES), len(data)]
        blocks = (data[left:right] for left, right in pairwise(cuts))
        return any(len(block) >= len(_ZEROS) and not block.strip(b"\0") for block in blocks)

    def _ends_in_zeros(self, start: int, end: int) -> bool:
        """Whether the part of a block that ends a fragment was never written, if it may be unsynced."""
        start = max(start, self._durable_bytes, (end - 1) // _BLOCK_BYTES * _BLOCK_BYTES)
        return end - start >= _LAST_ZEROS and not os.pread(self._descriptor, end - start, start).strip(b"\0")

    def _result(self, init: Init) -> Scan:
        last = self._spans[-1]
        start_ms = self._spans[0].wall_ms
        end_ms = max(last.wall_ms + last.ticks * 1000 // init.timescale, start_ms)
        keys = [span for span in self._spans if span.is_key] or [self._spans[0]]
        ends = [*(span.wall_ms for span in keys[1:]), end_ms]
        groups = tuple((span.offset, max(0, end - span.wall_ms)) for span, end in zip(keys, ends, strict=True))
        session_id, base_ticks = self._origin
        return Scan(
            init=init,
            session_id=session_id,
            base_ticks=base_ticks,
            start_ms=start_ms,
            duration_ms=end_ms - start_ms,
            size_bytes=last.end,
            groups=groups,
        )


def _wall_ms(ntp: int) -> int:
    # Encoding rounded the fraction down, so decoding rounds to nearest.
    return ((ntp >> 32) - _NTP_EPOCH_S) * 1000 + round((ntp & 0xFFFFFFFF) * 1000 / (1 << 32))
