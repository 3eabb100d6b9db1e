import random

import pytest

from wallflower.media.parameter_sets import parameter_sets

START = b"\x00\x00\x00\x01"
SPS, PPS, IDR = b"\x67\x42\x00\x1f", b"\x68\xce\x3c\x80", b"\x65\x88" + bytes(50)


def test_h264_sets_are_found() -> None:
    assert parameter_sets("h264", START + SPS + START + PPS + START + IDR) == (SPS, b"\x68\xce\x3c\x80")


def test_hevc_sets_are_found() -> None:
    vps, sps, pps = b"\x40\x01\x0c\x01", b"\x42\x01\x01\x01\x60", b"\x44\x01\xc1\x73"
    assert parameter_sets("hevc", b"".join(START + item for item in (vps, sps, pps, b"\x26\x01\xaf"))) == (
        vps,
        sps,
        pps,
    )


def test_a_picture_without_sets_and_other_packings_give_none() -> None:
    assert parameter_sets("h264", START + IDR) == ()
    assert parameter_sets("h264", b"\x00\x00\x00\x10" + SPS) == ()
    assert parameter_sets("h264", b"") == ()


@pytest.mark.parametrize(
    ("codec", "units"),
    [
        ("h264", (SPS, IDR)),
        ("h264", (b"\x67\x4b\x00\x1f", PPS)),
        ("h264", (b"\x87\x42\x00\x1f", PPS)),
        ("h264", (b"\x07\x42\x00\x1f", PPS)),
        ("hevc", (b"\x42\x01\x01\x01", b"\x44\x01\xc1\x73")),
        ("hevc", (b"\x40\x01\x0c\x01", b"\x42\x01\x01\x1f", b"\x44\x01\xc1\x73")),
        ("hevc", (b"\x40\x01\x0c\x01", b"\x42\x09\x01\x01", b"\x44\x01\xc1\x73")),
    ],
)
def test_damaged_sets_are_not_taken_for_another_picture(codec: str, units: tuple[bytes, ...]) -> None:
    assert parameter_sets(codec, b"".join(START + unit for unit in units)) == ()


def test_noise_is_hardly_ever_taken_for_another_picture() -> None:
    chance = random.Random(1)
    noise = (b"".join(START + chance.randbytes(chance.choice((10, 30, 500))) for _ in range(3)) for _ in range(5000))
    assert sum(bool(parameter_sets("h264", data)) for data in noise) <= 10
