"""Shows that a camera changed its picture (size, codec settings) in mid-stream, which nothing else announces."""

_H264_TYPES = frozenset((7, 8))
_HEVC_TYPES = frozenset((32, 33, 34))
_START = b"\x00\x00\x01"
# Parameter sets come first in a keyframe and are small; the picture itself need not be searched.
SEARCHED_BYTES = 1024


def parameter_sets(codec: str, data: bytes) -> tuple[bytes, ...]:
    """Return the parameter sets at the head of an Annex B keyframe; none for other packings."""
    if not data.startswith((_START, b"\x00" + _START)):
        return ()
    units = data[:SEARCHED_BYTES].split(_START)[1:]
    found: list[bytes] = []
    for unit in units:
        kind = (unit[0] >> 1) & 0x3F if codec == "hevc" and unit else unit[0] & 0x1F if unit else 0
        if kind not in (_HEVC_TYPES if codec == "hevc" else _H264_TYPES):
            continue
        found.append(unit.rstrip(b"\x00"))
    return tuple(found)
