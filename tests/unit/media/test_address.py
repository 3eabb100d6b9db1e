import pytest

from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.wire import ErrorCode


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("rtsp://user:p%40ss@10.0.0.5/stream1", "10.0.0.5", 554),
        ("RTSP://cam.local:8554/", "cam.local", 8554),
        ("rtsps://[fe80::1]:322/x", "fe80::1", 322),
        ("http://cam/video.ts", "cam", 80),
        ("srt://cam:9000", "cam", 9000),
    ],
)
def test_addresses_of_cameras_are_understood(url: str, host: str, port: int) -> None:
    address = parse_address(url)
    assert (address.host, address.port) == (host, port)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "/etc/passwd",
        "concat:a|b",
        "concat:rtsp://cam/x|/etc/passwd",
        "subfile,,start,0,end,9,,:/etc/passwd",
        "pipe:0",
        "data:video/mp4;base64,AAAA",
        "tcp://cam:1",
        "udp://cam:1",
        "ftp://cam/x",
        "async:rtsp://cam/",
        "crypto+rtsp://cam/",
        "",
    ],
)
def test_other_protocols_are_refused_before_anything_is_opened(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(url)
    assert caught.value.code is ErrorCode.FORBIDDEN_PROTOCOL
    assert caught.value.field == "url"


@pytest.mark.parametrize("url", ["rtsp://", "rtsp:///path", "rtsp://cam:99999/x", "rtsp://[::1/x"])
def test_broken_addresses_are_invalid(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(url)
    assert caught.value.code is ErrorCode.INVALID_REQUEST


@pytest.mark.parametrize("scheme", ["rtsp", "rtsps", "http", "https", "rtmp", "srt"])
def test_libavformat_may_not_leave_the_protocol(scheme: str) -> None:
    allowed = parse_address(f"{scheme}://cam/x").options()["protocol_whitelist"].split(",")
    assert not {"file", "pipe", "concat", "subfile", "data", "crypto", "async", "ftp"} & set(allowed)
    assert "listen" not in parse_address(f"{scheme}://cam/x").options()


def test_an_address_does_not_show_its_password() -> None:
    address = parse_address("rtsp://user:secret@cam/x")
    assert "secret" not in repr(address)
    assert "secret" in address.url


@pytest.mark.parametrize("suffix", ["#udp", "#tcp"])
def test_the_transport_of_rtsp_can_be_chosen(suffix: str) -> None:
    address = parse_address(f"rtsp://user:pass@cam/x?channel=1{suffix}")
    assert address.options()["rtsp_transport"] == suffix[1:]
    assert address.is_datagrams == (suffix == "#udp")
    assert address.location == "rtsp://user:pass@cam/x?channel=1"
    assert address.url.endswith(suffix)


@pytest.mark.parametrize("url", ["rtsp://user:12#34@cam/x", "rtsp://cam/x#quic", "http://cam/x#udp", "rtmp://cam/#tcp"])
def test_a_hash_that_would_cut_a_password_off_is_told(url: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(url)
    assert caught.value.code is ErrorCode.INVALID_REQUEST
    assert "%23" in caught.value.message
    assert "34" not in caught.value.message
