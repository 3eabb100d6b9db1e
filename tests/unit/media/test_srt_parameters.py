from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.srt_parameters import SrtParameters
from wallflower.wire import ErrorCode


def test_what_is_not_asked_for_has_srts_own_defaults() -> None:
    assert parse_address("srt://cam:9000").srt == SrtParameters(latency_ms=120, connect_ms=3000, key_bytes=0)


def test_all_parameters_are_understood() -> None:
    query = (
        "mode=caller&transtype=live&latency=250&passphrase=0123%2B456%20789&pbkeylen=24&streamid=%23!::r=a,m=request"
    )
    assert parse_address(f"srt://cam:9000?{query}&conntimeo=5000").srt == SrtParameters(
        latency_ms=250, connect_ms=5000, key_bytes=24, passphrase="0123+456 789", stream_id="#!::r=a,m=request"
    )


@pytest.mark.parametrize(
    "query",
    [
        "mode=listener",
        "mode=rendezvous",
        "mode=",
        "transtype=file",
        "latency=-1",
        "latency=8001",
        "latency=120000",  # ffmpeg's own addresses count in microseconds
        "latency=%C2%B2",
        "latency=1e3",
        "latency=",
        "latency=99999999999999999999",
        "conntimeo=0",
        "conntimeo=60000",
        "pbkeylen=8",
        "pbkeylen=x",
        "passphrase=tooshort",
        f"passphrase={'x' * 80}",
        "passphrase=0123456789%00",
        f"streamid={'x' * 513}",
        "adapter=eth0",
        "packetfilter=fec,cols:10",
        "bind=:9000",
        "hunter2secret",
        "latency=100&latency=200",
        "streamid=%FF",
        "&&",
    ],
)
def test_what_is_unknown_or_out_of_bounds_is_refused_without_a_word_of_it(query: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_address(f"srt://cam:9000?{query}")
    assert caught.value.code is ErrorCode.INVALID_REQUEST
    assert caught.value.field == "url"
    assert "hunter2" not in caught.value.message
    assert "tooshort" not in caught.value.message


def test_users_are_refused_because_srt_has_none() -> None:
    with pytest.raises(SourceError, match="passphrase") as caught:
        parse_address("srt://admin:s3cret@cam:9000")
    assert "s3cret" not in str(caught.value)


@given(st.text(min_size=10, max_size=19).filter(lambda text: "\x00" not in text), st.text(max_size=100))
def test_passphrase_and_name_may_have_every_character(passphrase: str, stream_id: str) -> None:
    try:
        query = f"passphrase={quote(passphrase, safe='')}&streamid={quote(stream_id, safe='')}"
    except UnicodeEncodeError:
        return  # half a character
    if "\x00" in stream_id:
        return
    address = parse_address(f"srt://cam:9000?{query}")
    assert (address.srt.passphrase, address.srt.stream_id) == (passphrase, stream_id)
    assert passphrase not in repr(address)
    assert passphrase not in repr(address.srt)
