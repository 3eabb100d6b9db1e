from wallflower.media.parameter_sets import parameter_sets

START = b"\x00\x00\x00\x01"
SPS, PPS, IDR = b"\x67\x42\x00\x1f", b"\x68\xce\x3c\x80", b"\x65\x88" + bytes(50)


def test_h264_sets_are_found() -> None:
    assert parameter_sets("h264", START + SPS + START + PPS + START + IDR) == (SPS, b"\x68\xce\x3c\x80")


def test_hevc_sets_are_found() -> None:
    vps, sps, pps = b"\x40\x01\x0c", b"\x42\x01\x01", b"\x44\x01\xc1"
    assert parameter_sets("hevc", b"".join(START + item for item in (vps, sps, pps, b"\x26\x01\xaf"))) == (
        vps,
        sps,
        pps,
    )


def test_a_picture_without_sets_and_other_packings_give_none() -> None:
    assert parameter_sets("h264", START + IDR) == ()
    assert parameter_sets("h264", b"\x00\x00\x00\x10" + SPS) == ()
    assert parameter_sets("h264", b"") == ()
