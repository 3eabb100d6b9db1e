"""H.264 as MP4 keeps it: a second set of parameters beside the camera's, so that both kinds of pictures share a track.

ISO/IEC 14496-15 (avcC, length prefixes), ITU-T H.264 section 7.3.2 (which ids parameter sets have).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from wallflower.media import mp4

_SPS, _PPS, _IDR = 7, 8, 5
_START = b"\0\0\1"
_MOST_IDS = 32
_PATH = (b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd")
# Bytes of a sample entry before the boxes in it, and of stsd before its entries.
_ENTRY_BYTES, _STSD_BYTES = 86, 8


@dataclass(frozen=True, slots=True)
class ParameterSets:
    """The content of an avcC box; `rest` is what follows the sets, in high profiles."""

    head: bytes
    sps: tuple[bytes, ...]
    pps: tuple[bytes, ...]
    rest: bytes

    @classmethod
    def parse(cls, data: bytes) -> ParameterSets:
        """Read an avcC box's content; raise `Mp4Error` for another length of prefixes than 4."""
        if len(data) < 7 or data[4] & 3 != 3:
            raise mp4.Mp4Error("not the usual avcC")
        sps, at = _sets(data, 6, data[5] & 31)
        pps, at = _sets(data, at + 1, data[at])
        return cls(data[:5], sps, pps, data[at:])

    def free_id(self) -> int:
        """Return an id that no set of these has; raise `Mp4Error` if all are taken."""
        taken = {_first_number(unit[4:]) for unit in self.sps} | {_first_number(unit[1:]) for unit in self.pps}
        for number in range(_MOST_IDS):
            if number not in taken:
                return number
        raise mp4.Mp4Error("no id of a parameter set is free")

    def joined(self, annex_b: bytes) -> bytes:
        """Return an avcC with the parameter sets of an encoder's header added."""
        more = list(units(annex_b))
        sps = (*self.sps, *(unit for unit in more if unit[0] & 31 == _SPS))
        pps = (*self.pps, *(unit for unit in more if unit[0] & 31 == _PPS))
        return b"".join(
            (self.head, bytes([0xE0 | len(sps)]), *map(_sized, sps), bytes([len(pps)]), *map(_sized, pps), self.rest)
        )


def units(annex_b: bytes) -> Iterator[bytes]:
    """Yield the units between start codes."""
    for part in annex_b.split(_START)[1:]:
        yield part.rstrip(b"\0")


def prefixed(annex_b: bytes) -> bytes:
    """Turn start codes into lengths, without parameter sets."""
    kept = (unit for unit in units(annex_b) if unit[0] & 31 not in (_SPS, _PPS))
    return b"".join(len(unit).to_bytes(4) + unit for unit in kept)


def is_idr(sample: bytes) -> bool:
    """Whether a keyframe starts afresh, so that other parameter sets may be used from it on."""
    at = 0
    while at + 5 <= len(sample):
        if sample[at + 4] & 31 == _IDR:
            return True
        at += 4 + int.from_bytes(sample[at : at + 4])
    return False


def find_sets(init: bytes) -> ParameterSets:
    """Return the parameter sets of an initialisation segment; raise `Mp4Error` if its video is no plain H.264."""
    box = _trail(init)[-1]
    return ParameterSets.parse(init[box.body : box.end])


def with_sets(init: bytes, avcc: bytes) -> bytes:
    """Return the initialisation segment with another content of its avcC box."""
    trail = _trail(init)
    box = trail[-1]
    growth = len(avcc) - (box.end - box.body)
    data = bytearray(init)
    for parent in trail:
        data[parent.start : parent.start + 4] = (parent.end - parent.start + growth).to_bytes(4)
    data[box.body : box.end] = avcc
    return bytes(data)


def _trail(init: bytes) -> list[mp4.Box]:
    """Return the boxes from moov down to avcC."""
    moov = next((box for box in mp4.boxes(init) if box.kind == b"moov"), None)
    for trak in mp4.within(init, moov, b"trak") if moov else ():
        trail = [moov, trak] if moov else []
        for kind in _PATH[2:]:
            trail += list(mp4.within(init, trail[-1], kind))[:1]
        stsd = trail[-1]
        entry = next(mp4.boxes(init, stsd.body + _STSD_BYTES, stsd.end), None)
        if stsd.kind != b"stsd" or entry is None or entry.kind != b"avc1":
            continue
        avcc = next(
            (box for box in mp4.boxes(init, entry.start + _ENTRY_BYTES, entry.end) if box.kind == b"avcC"), None
        )
        if avcc is not None:
            return [*trail, entry, avcc]
    raise mp4.Mp4Error("no plain H.264")


def _sets(data: bytes, at: int, count: int) -> tuple[tuple[bytes, ...], int]:
    found = []
    for _ in range(count):
        size = int.from_bytes(data[at : at + 2])
        found.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    if at > len(data) or not all(found):
        raise mp4.Mp4Error("a broken avcC")
    return tuple(found), at


def _sized(unit: bytes) -> bytes:
    return len(unit).to_bytes(2) + unit


def _first_number(data: bytes) -> int:
    """Read an unsigned Exp-Golomb number; the ids are too near the start for emulation prevention to matter."""
    bits = int.from_bytes(data[:8].ljust(8, b"\xff"))
    zeros = 64 - bits.bit_length()
    return (bits >> (64 - 2 * zeros - 1)) - 1
