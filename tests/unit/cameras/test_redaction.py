"""What of an address is shown, and what comes back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallflower.cameras.redaction import redact, restore
from wallflower.errors import InvalidRequestError

STORED = "rtsp://admin:s3cret@192.0.2.7:554/h264/main?channel=1&password=s3cret"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("rtsp://cam/1", "rtsp://cam/1"),
        ("rtsp://admin@cam/1", "rtsp://***@cam/1"),
        ("rtsp://admin:p%40ss@[2001:db8::1]:8554/1", "rtsp://***@[2001:db8::1]:8554/1"),
        ("rtsp://a:b@c@cam/1", "rtsp://***@cam/1"),
        ("http://cam/video?user=admin&pwd=x&channel=2", "http://cam/video?user=***&pwd=***&channel=2"),
        (
            "rtsp://cam/user=admin&password=x_y&channel=1&stream=0.sdp",
            "rtsp://cam/user=***&password=***&channel=1&stream=0.sdp",
        ),
        (
            "rtsp://cam/user=admin_password=tlJwpbo6_channel=1_stream=0.sdp",
            "rtsp://cam/user=***_password=***_channel=1_stream=0.sdp",
        ),
        ("http://cam/s?loginuse=a&loginpas=b", "http://cam/s?loginuse=***&loginpas=***"),
        ("srt://cam:9000?passphrase=abc&streamid=x", "srt://cam:9000?passphrase=***&streamid=x"),
        ("srt://cam:9000?streamid=read:door/main:joe:abc&latency=20", "srt://cam:9000?streamid=***&latency=20"),
        ("srt://cam:9000?latency=20&streamid=%23!%3A%3Ar%3Ddoor,u%3Djoe", "srt://cam:9000?latency=20&streamid=***"),
        ("rtmp://cam/live?TOKEN=abc", "rtmp://cam/live?TOKEN=***"),
        ("rtsp://cam/1?password=", "rtsp://cam/1?password="),
        ("http://cam/stream=1?subtype=0", "http://cam/stream=1?subtype=0"),
    ],
)
def test_secrets_are_stars(url: str, shown: str) -> None:
    assert redact(url) == shown


SECRET = st.text("abcXYZ019%.-~", min_size=8, max_size=20)


@given(SECRET, SECRET, st.sampled_from(["password", "pwd", "token", "user", "key"]))
def test_no_secret_survives(one: str, two: str, key: str) -> None:
    shown = redact(f"rtsp://user:{one}@cam/path?{key}={two}&x=1")
    assert one not in shown
    assert two not in shown


def test_what_comes_back_unchanged_means_the_stored_address() -> None:
    assert restore(redact(STORED), STORED) == STORED


def test_credentials_stay_with_their_host() -> None:
    stored = "rtsp://admin:s3cret@192.0.2.7:554/main"
    assert restore("rtsp://***@192.0.2.7:554/sub", stored) == "rtsp://admin:s3cret@192.0.2.7:554/sub"


@pytest.mark.parametrize(
    "given_url",
    [
        "rtsp://***@evil.example/main",
        "rtsp://***@192.0.2.7:555/main",
        "rtsp://***@192.0.2.7/main",
        "http://***@192.0.2.7:554/main",
        "rtsp://***@192.0.2.7:554/other?channel=1&password=***",
        "rtsp://x:***@192.0.2.7:554/main",
    ],
)
def test_hidden_parts_never_move(given_url: str) -> None:
    with pytest.raises(InvalidRequestError) as caught:
        restore(given_url, STORED)
    assert caught.value.field == "url"


def test_stars_for_an_address_without_credentials_are_refused() -> None:
    with pytest.raises(InvalidRequestError):
        restore("rtsp://***@cam/1", "rtsp://cam/1")


def test_a_full_address_replaces() -> None:
    assert restore("rtsp://new:pw@cam/1", STORED) == "rtsp://new:pw@cam/1"
    assert restore("rtsp://cam/1", STORED) == "rtsp://cam/1"
