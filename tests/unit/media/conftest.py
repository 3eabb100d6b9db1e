"""Footage that the media tests share, encoded once, and sources that end only when they are told to."""

import pytest

from tests.support.footage import Footage, make_footage, make_fragments
from wallflower.media import srt, srt_parameters, transport
from wallflower.media.address import Address
from wallflower.media.fragment import Fragment

ENDLESS_S = 90


@pytest.fixture(scope="session")
def footage() -> Footage:
    """Six seconds of H.264 and AAC."""
    return make_footage()


@pytest.fixture(scope="session")
def fragments(footage: Footage) -> tuple[Fragment, ...]:
    """The same as fragments of camera `cam`."""
    return tuple(make_fragments(footage))


@pytest.fixture
def no_timeouts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time-out of a connection's own end it: what does is the test, however busy the machine is."""
    plain = Address.options

    def patient(self: Address) -> dict[str, str]:
        named = plain(self)
        return named | {name: str(ENDLESS_S * 1_000_000) for name in ("timeout", "rw_timeout") if name in named}

    monkeypatch.setattr(Address, "options", patient)
    monkeypatch.setattr(transport, "OPEN_TIMEOUT_S", ENDLESS_S)
    monkeypatch.setattr(srt, "OPEN_TIMEOUT_S", ENDLESS_S)
    monkeypatch.setattr(srt, "IO_TIMEOUT_S", ENDLESS_S)
    monkeypatch.setattr(srt_parameters, "_CONNECT_MS", range(500, ENDLESS_S * 1000 + 1))
