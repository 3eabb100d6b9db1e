import pytest

from tests.support.rtsp_client import basic, digest
from wallflower.playback.rtsp_auth import NONCE_LIFETIME_S, Credentials, Gate, Scheme

WHO = Credentials("wallflower", "s:e cret")
URI = "rtsp://h/door"


class Clock:
    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        return self.now_s


def offered(gate: Gate, authorization: str = "") -> str:
    return "\n".join(value for _, value in gate.challenges(authorization))


def test_a_right_digest_is_admitted() -> None:
    gate = Gate()
    authorization = digest(offered(gate), "DESCRIBE", URI, "wallflower", "s:e cret")
    assert gate.admits("DESCRIBE", authorization, WHO)
    assert gate.admits("DESCRIBE", authorization, WHO)


@pytest.mark.parametrize(
    ("method", "user", "password"),
    [("DESCRIBE", "wallflower", "wrong"), ("DESCRIBE", "someone", "s:e cret"), ("SETUP", "wallflower", "s:e cret")],
)
def test_a_wrong_digest_is_not(method: str, user: str, password: str) -> None:
    gate = Gate()
    assert not gate.admits("DESCRIBE", digest(offered(gate), method, URI, user, password), WHO)


def test_a_nonce_belongs_to_its_connection() -> None:
    authorization = digest(offered(Gate()), "DESCRIBE", URI, "wallflower", "s:e cret")
    gate = Gate()
    assert not gate.admits("DESCRIBE", authorization, WHO)
    gate.challenges()
    assert not gate.admits("DESCRIBE", authorization, WHO)


def test_an_old_nonce_is_called_stale_and_replaced() -> None:
    clock = Clock()
    gate = Gate(clock=clock)
    first = offered(gate)
    authorization = digest(first, "PLAY", URI, "wallflower", "s:e cret")
    clock.now_s = NONCE_LIFETIME_S
    assert not gate.admits("PLAY", authorization, WHO)
    second = offered(gate, authorization)
    assert "stale=true" in second
    assert "stale" not in first
    assert gate.admits("PLAY", digest(second, "PLAY", URI, "wallflower", "s:e cret"), WHO)


def test_basic_is_checked() -> None:
    gate = Gate()
    assert gate.admits("PLAY", basic("wallflower", "s:e cret"), WHO)
    assert not gate.admits("PLAY", basic("wallflower", "s:e cre"), WHO)


@pytest.mark.parametrize("value", ["", "Basic", "Basic ###", "Basic ä", "Digest", "Digest nonce=", "Bearer x", "\x00"])
def test_nonsense_is_not_admitted(value: str) -> None:
    assert not Gate().admits("PLAY", value, WHO)


def test_only_offered_schemes_count() -> None:
    gate = Gate((Scheme.DIGEST,))
    assert len(gate.challenges()) == 1
    assert not gate.admits("PLAY", basic("wallflower", "s:e cret"), WHO)
    gate = Gate((Scheme.BASIC,))
    assert not gate.admits("PLAY", digest(offered(Gate()), "PLAY", URI, "wallflower", "s:e cret"), WHO)


def test_a_password_is_not_shown() -> None:
    assert "cret" not in repr(WHO)
