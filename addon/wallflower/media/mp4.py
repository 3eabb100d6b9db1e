"""Reads and patches the few boxes of fragmented MP4 that recording and playback need, without libavformat.

Numbers and layouts: ISO/IEC 14496-12. Offsets are bytes from the start of the buffer given, times are ticks of the
track's own timescale. Everything here stops at the first box that is not whole, so a torn file reads as its sound part.
"""

import struct
from collections.abc import Buffer, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import NamedTuple

from wallflower.media.fragment import Init

_U32 = struct.Struct(">I")
_U64 = struct.Struct(">Q")
_PAIR = struct.Struct(">II")
_HEAD = struct.Struct(">I4s")
_CODECS = {
    "avc1": "h264",
    "avc3": "h264",
    "hvc1": "hevc",
    "hev1": "hevc",
    "av01": "av1",
    "mp4v": "mpeg4",
    "mp4a": "aac",
    "Opus": "opus",
    "fLaC": "flac",
    ".mp3": "mp3",
}
_NOT_SYNC = 0x10000
# By the four bits of a `trun`'s flags that tell which columns it has: the flags of these columns.
_PRESENT = tuple(tuple(0x100 << bit for bit in range(4) if mask >> bit & 1) for mask in range(16))
_MAX_SAMPLES = 100_000


class Mp4Error(ValueError):
    """Bytes that are not the fragmented MP4 they should be."""


class Box(NamedTuple):
    """One whole box: `start` is where its header begins, `body` where its content does."""

    kind: bytes
    start: int
    body: int
    end: int


class Outline(NamedTuple):
    """A track's run without its samples: whether it begins with a keyframe, its ticks, and from which on they count."""

    is_key: bool
    duration: int
    decode_time: int


class Sample(NamedTuple):
    """One coded frame: its bytes are `data[offset:offset + size]`."""

    offset: int
    size: int
    duration: int
    composition_offset: int
    is_sync: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One track of an initialisation segment; `kind` is `video`, `audio` or another handler's four letters."""

    id: int
    kind: str
    codec: str
    timescale: int
    width: int = 0
    height: int = 0
    default_duration: int = 0
    default_size: int = 0
    default_flags: int = 0


@dataclass(frozen=True, slots=True)
class TrackRun:
    """The samples of one track in one fragment, from `decode_time` on."""

    track_id: int
    decode_time: int
    samples: tuple[Sample, ...]

    @property
    def duration(self) -> int:
        """Ticks that the samples last."""
        return sum(sample.duration for sample in self.samples)

    @property
    def is_key(self) -> bool:
        """Whether decoding can start here."""
        return bool(self.samples) and self.samples[0].is_sync


def boxes(data: Buffer, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the whole boxes of `data[start:end]`; a box whose size is below its header's or beyond `end` ends it."""
    view = memoryview(data)
    return map(Box._make, _walk(view, start, len(view) if end is None else end))


def _walk(data: Buffer, start: int, limit: int) -> Iterator[tuple[bytes, int, int, int]]:
    while start + 8 <= limit:
        size, kind = _HEAD.unpack_from(data, start)
        header = 8
        if size == 1:
            if start + 16 > limit:
                return
            size, header = _U64.unpack_from(data, start + 8)[0], 16
        if size < header or start + size > limit:
            return
        yield kind, start, start + header, start + size
        start += size


def within(data: Buffer, parent: Box, *path: bytes) -> Iterator[Box]:
    """Yield the boxes at `path` below `parent`."""
    for box in boxes(data, parent.body, parent.end):
        if box.kind == path[0]:
            if len(path) == 1:
                yield box
            else:
                yield from within(data, box, *path[1:])


def parse_tracks(data: Buffer) -> tuple[Track, ...]:
    """Return the tracks of an initialisation segment; raise `Mp4Error` if there is no whole `moov`."""
    moov = next((box for box in boxes(data) if box.kind == b"moov"), None)
    if moov is None:
        raise Mp4Error("no whole moov box")
    try:
        defaults = {values[0]: values[1:] for values in _extends(data, moov)}
        return tuple(_track(data, trak, defaults) for trak in within(data, moov, b"trak"))
    except (struct.error, IndexError) as error:
        raise Mp4Error("a broken moov box") from error


def parse_init(data: bytes) -> Init:
    """Describe an initialisation segment that has exactly one video track; raise `Mp4Error` otherwise."""
    tracks = parse_tracks(data)
    video = next((track for track in tracks if track.kind == "video"), None)
    if video is None:
        raise Mp4Error("no video track")
    audio = next((track for track in tracks if track.kind == "audio"), None)
    return Init(
        id=sha256(data).hexdigest()[:32],
        data=data,
        video_codec=video.codec,
        audio_codec=audio.codec if audio else None,
        width=video.width,
        height=video.height,
        video_track=video.id,
        timescale=video.timescale,
    )


def parse_fragment(data: Buffer, tracks: Sequence[Track], start: int = 0) -> tuple[TrackRun, ...]:
    """Return the runs of the first `moof` at or after `start`; sample offsets count from `data`'s start."""
    view = memoryview(data)
    moof = next((box for box in boxes(view, start) if box.kind == b"moof"), None)
    if moof is None:
        raise Mp4Error("no whole moof box")
    by_id = {track.id: track for track in tracks}
    try:
        return tuple(_run(view, moof, traf, by_id) for traf in within(view, moof, b"traf"))
    except (struct.error, IndexError, KeyError) as error:
        raise Mp4Error("a broken moof box") from error


def outline(moof: Buffer, track: Track) -> Outline | None:
    """Tell of a track's first run in a `moof` box, None if it has none; raise `Mp4Error`.

    A day of a camera has some 290,000 of them.
    """
    try:
        for kind, _, body, end in _walk(moof, 8, memoryview(moof).nbytes):
            if kind == b"traf" and (found := _outline(moof, body, end, track)) is not None:
                return found
    except (struct.error, IndexError) as error:
        raise Mp4Error("a broken moof box") from error
    return None


def shifts(tracks: Sequence[Track], video_ticks: int) -> dict[int, int]:
    """Express `video_ticks` of the video track in every track's own timescale, by track id."""
    timescale = next((track.timescale for track in tracks if track.kind == "video"), 1)
    return {track.id: video_ticks * track.timescale // timescale for track in tracks}


def shift_decode_times(data: bytearray | memoryview, by_track: Mapping[int, int]) -> None:
    """Add ticks to the decode time of every track run of every `moof` in `data`, in place, never below 0.

    Raise `Mp4Error` at the first broken one.
    """
    try:
        for moof in boxes(data):
            if moof.kind == b"moof":
                for traf in within(data, moof, b"traf"):
                    _shift_run(data, traf, by_track)
    except (struct.error, IndexError) as error:
        raise Mp4Error("a broken moof box") from error


def _shift_run(data: bytearray | memoryview, traf: Box, by_track: Mapping[int, int]) -> None:
    shift = 0
    for box in boxes(data, traf.body, traf.end):
        if box.kind == b"tfhd":
            shift = by_track.get(_U32.unpack_from(data, box.body + 4)[0], 0)
        elif box.kind == b"tfdt":
            form = _U64 if data[box.body] == 1 else _U32
            time = form.unpack_from(data, box.body + 4)[0]
            form.pack_into(data, box.body + 4, max(0, time + shift))


def _only(data: Buffer, parent: Box, *path: bytes) -> Box:
    for box in within(data, parent, *path):
        return box
    raise Mp4Error(f"no whole {path[-1].decode()} box")


def _extends(data: Buffer, moov: Box) -> Iterator[tuple[int, int, int, int]]:
    for trex in within(data, moov, b"mvex", b"trex"):
        track, _, duration, size, flags = struct.unpack_from(">5I", data, trex.body + 4)
        yield track, duration, size, flags


def _track(data: Buffer, trak: Box, defaults: Mapping[int, tuple[int, ...]]) -> Track:
    view = memoryview(data)
    track_id = _U32.unpack_from(view, _after_times(view, _only(view, trak, b"tkhd")))[0]
    timescale = _U32.unpack_from(view, _after_times(view, _only(view, trak, b"mdia", b"mdhd")))[0]
    handler = _only(view, trak, b"mdia", b"hdlr")
    entry = _only(view, trak, b"mdia", b"minf", b"stbl", b"stsd").body + 8
    name = bytes(view[entry + 4 : entry + 8]).decode("latin1")
    kind = bytes(view[handler.body + 8 : handler.body + 12])
    is_video = kind == b"vide"
    width, height = struct.unpack_from(">HH", view, entry + 32) if is_video else (0, 0)
    duration, size, flags = defaults.get(track_id, (0, 0, 0))
    return Track(
        id=track_id,
        kind={b"vide": "video", b"soun": "audio"}.get(kind, kind.decode("latin1")),
        codec=_CODECS.get(name, name),
        timescale=timescale,
        width=width,
        height=height,
        default_duration=duration,
        default_size=size,
        default_flags=flags,
    )


def _after_times(view: memoryview, box: Box) -> int:
    """Position behind creation and modification times, which are 64 bit wide in version 1."""
    return box.body + (20 if view[box.body] == 1 else 12)


def _run(view: memoryview, moof: Box, traf: Box, tracks: Mapping[int, Track]) -> TrackRun:
    header = _only(view, traf, b"tfhd").body
    track = tracks[_U32.unpack_from(view, header + 4)[0]]
    defaults, base = _run_header(view, header, track, moof.start)
    time = 0
    samples: list[Sample] = []
    for box in boxes(view, traf.body, traf.end):
        if box.kind == b"tfdt":
            time = _decode_time(view, box.body)
        elif box.kind == b"trun":
            samples += _samples(view, box.body, defaults, base)
    return TrackRun(track.id, time, tuple(samples))


def _outline(moof: Buffer, start: int, end: int, track: Track) -> Outline | None:
    """Read a `traf`; None if it is another track's."""
    defaults: _Defaults | None = None
    first, duration, time = None, 0, 0
    for kind, _, body, _ in _walk(moof, start, end):
        if kind == b"tfhd":
            if _U32.unpack_from(moof, body + 4)[0] != track.id:
                return None
            defaults, _ = _run_header(moof, body, track, 0)
        elif kind == b"tfdt":
            time = _decode_time(moof, body)
        elif kind == b"trun" and defaults is not None:
            columns = _columns(moof, body, defaults, 0)
            duration += sum(columns.durations)
            first = columns.flags[0] if first is None and columns.flags else first
    if defaults is None:
        raise Mp4Error("no whole tfhd box")
    return Outline(first is not None and not first & _NOT_SYNC, duration, time)


def _decode_time(data: Buffer, body: int) -> int:
    version = _U32.unpack_from(data, body)[0] >> 24
    time: int = (_U64 if version == 1 else _U32).unpack_from(data, body + 4)[0]
    return time


class _Defaults(NamedTuple):
    duration: int
    size: int
    flags: int


def _run_header(data: Buffer, body: int, track: Track, moof_start: int) -> tuple[_Defaults, int]:
    """Return what samples have that do not tell their own, and where offsets count from."""
    flags = _U32.unpack_from(data, body)[0]
    values = [track.default_duration, track.default_size, track.default_flags]
    position = body + 8
    base = moof_start
    if flags & 1:
        base = _U64.unpack_from(data, position)[0]
        position += 8
    position += 4 if flags & 2 else 0
    for index, bit in enumerate((8, 16, 32)):
        if flags & bit:
            values[index] = _U32.unpack_from(data, position)[0]
            position += 4
    return _Defaults(*values), base


class _Columns(NamedTuple):
    """The samples of a `trun`; `base` is where the first one's bytes are."""

    base: int
    sizes: Sequence[int]
    durations: Sequence[int]
    composition_offsets: Sequence[int]
    flags: Sequence[int]


def _samples(data: Buffer, body: int, defaults: _Defaults, base: int) -> Iterable[Sample]:
    columns = _columns(data, body, defaults, base)
    return map(
        Sample,
        accumulate(columns.sizes, initial=columns.base),
        columns.sizes,
        columns.durations,
        [value - ((value & 0x80000000) << 1) for value in columns.composition_offsets],
        [not value & _NOT_SYNC for value in columns.flags],
        strict=False,
    )


def _columns(data: Buffer, body: int, defaults: _Defaults, base: int) -> _Columns:
    """Read a `trun` column by column: this runs for every fragment of every camera."""
    flags, count = _PAIR.unpack_from(data, body)
    position = body + 8
    if flags & 1:
        base += struct.unpack_from(">i", data, position)[0]
        position += 4
    first = defaults.flags
    if flags & 4:
        first = _U32.unpack_from(data, position)[0]
        position += 4
    present = _PRESENT[flags >> 8 & 15]
    if count > _MAX_SAMPLES:
        raise Mp4Error("too many samples")  # a damaged count must not cost gigabytes
    values = struct.unpack_from(f">{count * len(present)}I", data, position)
    columns = {bit: values[index :: len(present)] for index, bit in enumerate(present)}
    return _Columns(
        base=base,
        sizes=columns.get(0x200, (defaults.size,) * count),
        durations=columns.get(0x100, (defaults.duration,) * count),
        composition_offsets=columns.get(0x800, (0,) * count),
        flags=columns.get(0x400, (first, *(defaults.flags,) * (count - 1))[:count]),
    )
