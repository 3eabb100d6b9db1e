"""Which addresses of speech servers are taken."""

import pytest

from wallflower.server_address import WHISPER_LIVE_SCHEMES, WYOMING_SCHEMES, ServerAddress, parse_server_address


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("tcp://core-whisper:10300", "core-whisper", 10_300),
        ("tcp://192.168.1.5:1", "192.168.1.5", 1),
        ("tcp://[fd00::5]:65535", "fd00::5", 65_535),
        ("tcp://host:10300/", "host", 10_300),
    ],
)
def test_hosts_with_a_port_are_taken(text: str, host: str, port: int) -> None:
    address = parse_server_address(text, WYOMING_SCHEMES)
    assert (address.scheme, address.host, address.port) == ("tcp", host, port)
    assert parse_server_address(address.url, WYOMING_SCHEMES).url == address.url


def test_sockets_and_websockets_are_taken() -> None:
    address = parse_server_address("unix:///run/whisper.sock", WYOMING_SCHEMES)
    assert address == ServerAddress("unix", path="/run/whisper.sock")
    assert address.url == "unix:///run/whisper.sock"
    assert parse_server_address("wss://gpu:443/live", WHISPER_LIVE_SCHEMES).url == "wss://gpu:443/live"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "whisper",
        "whisper:10300",
        "tcp://whisper",
        "tcp://:10300",
        "tcp://whisper:0",
        "tcp://whisper:70000",
        "tcp://whisper:port",
        "tcp://user:secret@whisper:10300",
        "tcp://whisper:10300/path",
        "tcp://whisper:10300?a=b",
        "tcp://whisper:10300#a",
        "tcp://[::1:10300",
        "tcp://the whisper:10300",
        "tcp://whisper\n:10300",
        "http://whisper:10300",
        "ws://whisper:10300",
        "stdio://",
        "unix://relative/path",
        "unix://",
        "unix:///" + "a" * 107,
        "tcp://" + "a" * 300 + ":1",
    ],
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(ValueError, match=r"^write (the|a Unix socket's) address as ") as caught:
        parse_server_address(text, WYOMING_SCHEMES)
    assert "secret" not in str(caught.value)


def test_an_example_is_of_the_same_protocol() -> None:
    with pytest.raises(ValueError, match="ws://"):
        parse_server_address("tcp://a:1", WHISPER_LIVE_SCHEMES)
