"""Codec strings, beside what a browser's own parser and the encoder's settings say."""

import struct

import pytest

from tests.support.footage import make_footage, make_fragments
from wallflower.media import mp4
from wallflower.playback.codecs import mime_type


def init_of(codec: str, audio: str | None) -> bytes:
    return make_fragments(make_footage(2, codec=codec, audio=audio))[0].init.data


@pytest.mark.parametrize(
    ("codec", "audio", "expected"),
    [
        ("libx264", "aac", 'video/mp4; codecs="avc1.42c00a,mp4a.40.2"'),
        ("libx264", None, 'video/mp4; codecs="avc1.42c00a"'),
        ("libx264", "libopus", 'video/mp4; codecs="avc1.42c00a,opus"'),
        ("libx265", None, 'video/mp4; codecs="hvc1.1.6.L30.90"'),
    ],
)
def test_what_the_recorder_makes_has_a_type(codec: str, audio: str | None, expected: str) -> None:
    assert mime_type(init_of(codec, audio)) == expected


def hevc(config: bytes) -> bytes:
    """An initialisation segment whose one track is HEVC with this configuration."""

    def box(kind: bytes, *parts: bytes) -> bytes:
        body = b"".join(parts)
        return struct.pack(">I4s", 8 + len(body), kind) + body

    entry = box(b"hvc1", bytes(78), box(b"hvcC", config))
    table = box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
    return box(b"moov", box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table)))))


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        # The examples of ISO/IEC 14496-15, annex E.3: Main, and Main 10 in the high tier.
        ("01 01 60000000 b00000000000 5d", "hvc1.1.6.L93.B0"),
        ("01 22 20000000 900000000000 99", "hvc1.2.4.H153.90"),
        ("01 44 08000000 000000000000 78", "hvc1.A4.10.L120"),
    ],
)
def test_hevc_tells_profile_tier_and_constraints(config: str, expected: str) -> None:
    assert mime_type(hevc(bytes.fromhex(config))) == f'video/mp4; codecs="{expected}"'


@pytest.mark.parametrize("cut", [0, 40, -1])
def test_a_torn_segment_is_refused(cut: int) -> None:
    with pytest.raises(mp4.Mp4Error):
        mime_type(init_of("libx264", "aac")[:cut])


def test_an_entry_without_its_configuration_is_refused() -> None:
    with pytest.raises(mp4.Mp4Error):
        mime_type(init_of("libx264", "aac").replace(b"avcC", b"free"))
