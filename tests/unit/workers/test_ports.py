import socket
from collections.abc import Iterator

import pytest

from tests.support.ports import free_port
from wallflower.errors import ConfigError
from wallflower.workers import ports


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_a_free_port_is_fine_and_stays_free() -> None:
    port = free_port()
    ports.check("127.0.0.1", port, "--port")
    ports.check("127.0.0.1", port, "--port")


@pytest.mark.parametrize(("option", "field"), [("--port", "port"), ("--rtsp-port", "rtsp_port")])
def test_an_occupied_port_is_told_by_number_and_flag(taken: int, option: str, field: str) -> None:
    with pytest.raises(ConfigError, match=rf"port {taken} on 127\.0\.0\.1 \({option}\) is in use") as caught:
        ports.check("127.0.0.1", taken, option)
    assert caught.value.field == field


def test_a_port_that_one_interface_occupies_is_not_free_on_all(taken: int) -> None:
    with pytest.raises(ConfigError, match="in use"):
        ports.check("0.0.0.0", taken, "--port")


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(ConfigError, match=r"192\.0\.2\.1 \(--host\) is none of this machine's") as caught:
        ports.check("192.0.2.1", free_port(), "--port")
    assert caught.value.field == "host"


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(ConfigError, match=r"'no such host' \(--host\) is not known") as caught:
        ports.check("no such host", free_port(), "--port")
    assert caught.value.field == "host"


def test_a_port_that_recently_closed_connections_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        client = socket.create_connection(("127.0.0.1", port))
        accepted, _ = server.accept()
        accepted.close()  # the server's end closes first and stays in TIME_WAIT
        client.close()
    ports.check("127.0.0.1", port, "--port")
