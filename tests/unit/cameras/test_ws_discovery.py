from hypothesis import given
from hypothesis import strategies as st

from tests.support.onvif import MATCH
from wallflower.cameras.ws_discovery import Found, parse_answer

BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + MATCH.encode()


def parse(addresses: str, sender: str = "192.0.2.9") -> list[Found]:
    return list(parse_answer(MATCH.format(addresses=addresses).encode(), sender))


def test_a_device_is_known_by_its_own_words() -> None:
    assert parse("http://192.0.2.9/onvif/device_service") == [Found("192.0.2.9", 80, "Front door", "X-100")]


def test_ports_are_kept_and_known() -> None:
    assert [found.port for found in parse("http://192.0.2.9:8000/x")] == [8000]
    assert [found.port for found in parse("https://192.0.2.9/x")] == [443]


def test_nobody_speaks_for_another_host() -> None:
    assert parse("http://192.0.2.10/onvif/device_service http://[::1/ ftp://192.0.2.9/ http://192.0.2.9:x/") == []
    assert parse("") == []


def test_entities_are_not_read() -> None:
    assert list(parse_answer(BOMB, "192.0.2.9")) == []


@given(st.binary(max_size=300))
def test_noise_is_no_device(data: bytes) -> None:
    assert list(parse_answer(data, "192.0.2.9")) == []


@given(st.integers(0, len(MATCH)), st.binary(max_size=8))
def test_damaged_answers_do_no_harm(at: int, noise: bytes) -> None:
    whole = MATCH.format(addresses="http://192.0.2.9/").encode()
    for found in parse_answer(whole[:at] + noise + whole[at:], "192.0.2.9"):
        assert found.host == "192.0.2.9"
