"""Shows that a camera changed its picture (size, codec settings) in mid-stream, which nothing else announces."""

_H264_TYPES = frozenset((7, 8))
_HEVC_TYPES = frozenset((32, 33, 34))
# Profiles of H.264 (ITU-T H.264, annex A) and general profiles of H.265; noise on the line seldom hits one.
_H264_PROFILES = frozenset((44, 66, 77, 88, 100, 110, 118, 122, 128, 244))
_HEVC_PROFILES = frozenset(range(1, 12))
_START = b"\x00\x00\x01"
# Parameter sets come first in a keyframe and are small; the picture itself need not be searched.
SEARCHED_BYTES = 1024


def parameter_sets(codec: str, data: bytes) -> tuple[bytes, ...]:
    """Return the parameter sets at the head of an Annex B keyframe; none for other packings and for damaged ones."""
    if not data.startswith((_START, b"\x00" + _START)):
        return ()
    is_hevc = codec == "hevc"
    units = [unit.rstrip(b"\x00") for unit in data[:SEARCHED_BYTES].split(_START)[1:]]
    found = [unit for unit in units if _kind(unit, is_hevc=is_hevc) in (_HEVC_TYPES if is_hevc else _H264_TYPES)]
    is_whole = {_kind(unit, is_hevc=is_hevc) for unit in found} == (_HEVC_TYPES if is_hevc else _H264_TYPES)
    return tuple(found) if is_whole and all(_is_plausible(unit, is_hevc=is_hevc) for unit in found) else ()


def _kind(unit: bytes, *, is_hevc: bool) -> int:
    if not unit:
        return 0
    return (unit[0] >> 1) & 0x3F if is_hevc else unit[0] & 0x1F


def _is_plausible(unit: bytes, *, is_hevc: bool) -> bool:
    """Whether the reserved bits are what they must be and the profile is one that exists."""
    if unit[0] & 0x80 or len(unit) < (4 if is_hevc else 2):
        return False
    if is_hevc:
        # H.265, 7.3.2.2: two bytes of header, a byte of ids, then profile_space, tier and profile.
        return unit[1] == 1 and (_kind(unit, is_hevc=True) != 33 or unit[3] & 0x1F in _HEVC_PROFILES)
    return bool(unit[0] & 0x60) and (_kind(unit, is_hevc=False) != 7 or unit[1] in _H264_PROFILES)
