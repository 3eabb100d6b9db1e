import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.playback.rtsp_message import (
    MAX_HEAD_BYTES,
    MalformedRequestError,
    Transport,
    build_response,
    choose_transport,
    parse_request,
    reason,
)


def test_a_request_is_taken_apart() -> None:
    head = b"SETUP rtsp://host:554/a%20b/track1?x=1 RTSP/1.0\r\nCSeq: 3\r\nSession: abc;timeout=60\r\n\r\n"
    request = parse_request(head)
    assert (request.method, request.path) == ("SETUP", "a b/track1")
    assert (request.sequence, request.session, request.body_bytes) == ("3", "abc", 0)


def test_an_asterisk_names_no_mount() -> None:
    assert parse_request(b"OPTIONS * RTSP/1.0\r\n\r\n").path == ""


def test_a_session_is_optional() -> None:
    assert parse_request(b"OPTIONS * RTSP/1.0\r\n\r\n").session is None


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"", 400),
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"OPTIONS * RTSP/2.0\r\n\r\n", 505),
        (b"OPTIONS  * RTSP/1.0\r\n\r\n", 400),
        (b"OPT/IONS * RTSP/1.0\r\n\r\n", 400),
        (b"OPTIONS rtsp://[::1/x RTSP/1.0\r\n\r\n", 400),
        (b"OPTIONS * RTSP/1.0\r\nno colon\r\n\r\n", 400),
        (b"OPTIONS * RTSP/1.0\r\n: nameless\r\n\r\n", 400),
        (b"OPTIONS * RTSP/1.0\r\nX: " + b"a" * MAX_HEAD_BYTES + b"\r\n\r\n", 413),
    ],
)
def test_what_is_no_request_is_refused(head: bytes, status: int) -> None:
    with pytest.raises(MalformedRequestError) as caught:
        parse_request(head)
    assert caught.value.status == status


@pytest.mark.parametrize(("length", "status"), [("-1", 400), ("x", 400), ("²", 400), ("99999", 413), ("9" * 5000, 413)])
def test_a_body_has_a_bound(length: str, status: int) -> None:
    request = parse_request(f"OPTIONS * RTSP/1.0\r\nContent-Length: {length}\r\n\r\n".encode())
    with pytest.raises(MalformedRequestError) as caught:
        _ = request.body_bytes
    assert caught.value.status == status


@given(st.binary(max_size=300))
def test_any_bytes_either_parse_or_are_refused(head: bytes) -> None:
    try:
        request = parse_request(b"OPTIONS rtsp://h/" + head)
    except MalformedRequestError:
        return
    assert request.method == "OPTIONS"


def test_a_response_carries_its_body() -> None:
    response = build_response(200, "7", (("Session", "s"),), b"v=0", "application/sdp")
    assert response == (
        b"RTSP/1.0 200 OK\r\nCSeq: 7\r\nSession: s\r\nContent-Type: application/sdp\r\nContent-Length: 3\r\n\r\nv=0"
    )


def test_what_is_echoed_cannot_start_a_header() -> None:
    assert build_response(200, "1\r\nX: y") == b"RTSP/1.0 200 OK\r\nCSeq: 1X: y\r\n\r\n"


def test_rtsp_has_phrases_of_its_own() -> None:
    assert (reason(461), reason(404)) == ("Unsupported Transport", "Not Found")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("RTP/AVP/TCP;unicast;interleaved=0-1", Transport()),
        ("RTP/AVP;unicast;client_port=5000-5001", Transport(client_ports=(5000, 5001))),
        ("RTP/AVP/UDP;unicast; client_port=5000", Transport(client_ports=(5000, 5001))),
        ("RTP/SAVP;unicast;client_port=1-2,RTP/AVP/TCP;unicast", Transport()),
        ("RTP/AVP;multicast;client_port=5000-5001", None),
        ("RTP/AVP;unicast", None),
        ("RTP/AVP;unicast;client_port=0-1", None),
        ("RTP/AVP;unicast;client_port=65535", None),
        ("RTP/AVP;unicast;client_port=70000-70001", None),
        ("", None),
    ],
)
def test_the_first_usable_transport_is_chosen(header: str, expected: Transport | None) -> None:
    assert choose_transport(header) == expected


def test_udp_can_be_switched_off() -> None:
    assert choose_transport("RTP/AVP;unicast;client_port=5000-5001", allow_udp=False) is None
