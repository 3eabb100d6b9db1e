"""The `codecs` of an initialisation segment, as a browser wants to be told before it takes the first byte.

RFC 6381; ISO/IEC 14496-15 annex E for HEVC; ISO/IEC 14496-1 for the descriptors of `esds`.
"""

from collections.abc import Iterator

from wallflower.media import mp4

# What stands in a sample entry before its boxes: ISO/IEC 14496-12, VisualSampleEntry and AudioSampleEntry.
_VISUAL_BYTES = 78
_AUDIO_BYTES = 28
_NAMES = {"Opus": "opus", "fLaC": "fLaC", ".mp3": "mp3"}
_CONFIG_TAG = 5


def mime_type(init: bytes) -> str:
    """Return such as `video/mp4; codecs="avc1.64001f,mp4a.40.2"`; raise `Mp4Error` for what is no such segment."""
    try:
        return f'video/mp4; codecs="{",".join(_codecs(init))}"'
    except (IndexError, ValueError) as error:
        raise mp4.Mp4Error("the codecs of this initialisation segment cannot be told") from error


def _codecs(init: bytes) -> Iterator[str]:
    moov = next((box for box in mp4.boxes(init) if box.kind == b"moov"), None)
    if moov is None:
        raise mp4.Mp4Error("no whole moov box")
    for table in mp4.within(init, moov, b"trak", b"mdia", b"minf", b"stbl", b"stsd"):
        for entry in mp4.boxes(init, table.body + 8, table.end):
            yield _codec(init, entry)


def _codec(init: bytes, entry: mp4.Box) -> str:
    name = entry.kind.decode("latin1")
    match name:
        case "avc1" | "avc3":
            return f"{name}.{_child(init, entry, _VISUAL_BYTES, b'avcC')[1:4].hex()}"
        case "hvc1" | "hev1":
            return f"{name}.{_hevc(_child(init, entry, _VISUAL_BYTES, b'hvcC'))}"
        case "mp4a":
            return f"{name}.{_aac(_child(init, entry, _AUDIO_BYTES, b'esds')[4:])}"
        case _:
            return _NAMES.get(name, name)


def _child(init: bytes, entry: mp4.Box, skip: int, kind: bytes) -> bytes:
    for box in mp4.boxes(init, entry.body + skip, entry.end):
        if box.kind == kind:
            return init[box.body : box.end]
    raise mp4.Mp4Error(f"no {kind.decode()} box")


def _hevc(config: bytes) -> str:
    space = ("", "A", "B", "C")[config[1] >> 6]
    tier = "H" if config[1] & 0x20 else "L"
    compatibility = int(f"{int.from_bytes(config[2:6]):032b}"[::-1], 2)
    constraints = config[6:12].rstrip(b"\0")
    parts = [f"{space}{config[1] & 0x1F}", f"{compatibility:X}", f"{tier}{config[12]}"]
    return ".".join([*parts, *(f"{byte:X}" for byte in constraints)])


def _aac(descriptors: bytes) -> str:
    """Return object type indication and audio object type."""
    _, position = _descriptor(descriptors, 0)
    position += 3  # ES_ID and flags
    _, position = _descriptor(descriptors, position)
    indication = descriptors[position]
    tag, position = _descriptor(descriptors, position + 13)
    if tag != _CONFIG_TAG:
        return f"{indication:x}"
    return f"{indication:x}.{descriptors[position] >> 3}"


def _descriptor(data: bytes, position: int) -> tuple[int, int]:
    """Return a descriptor's tag and where its content begins; its length has a continuation bit in each byte."""
    tag = data[position]
    position += 1
    while data[position] & 0x80:
        position += 1
    return tag, position + 1
