"""SRT against ffmpeg as the camera, over loopback."""

import logging
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

from tests.support.clips import Clips
from tests.support.streams import srt_stream
from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media import libsrt
from wallflower.media.address import parse_address
from wallflower.media.assembly import Arrival, Assembly
from wallflower.media.fragment import Fragment
from wallflower.media.probe import probe
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import ErrorCode

# ffmpeg reads + as a space and nothing else; ours is percent-encoded, as everywhere.
THEIRS = "a+secret+of+its+own"
OURS = "a%20secret%20of%20its%20own"


def source(url: str) -> AvSource:
    return AvSource(parse_address(url), SocketTable())


def failure(url: str) -> SourceError:
    with closing(source(url)) as opened, pytest.raises(SourceError) as caught:
        opened.open()
    return caught.value


def reads(url: str) -> bool:
    """Whether pictures come."""
    with closing(source(url)) as opened:
        opened.open()
        return sum(item[1] for item in islice(opened.packets(), 20)) == 20


def read_on(opened: AvSource) -> SourceError:
    """Read an open source to its end."""
    with pytest.raises(SourceError) as caught:
        for _ in opened.packets():
            pass
    return caught.value


def cancel_later(opened: AvSource, after_s: float) -> list[float]:
    """Cancel from another thread; return where the moment will be written."""
    moments: list[float] = []

    def cancel() -> None:
        moments.append(time.monotonic())
        opened.cancel()

    threading.Timer(after_s, cancel).start()
    return moments


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes datagrams and never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        yield listener.getsockname()[1]


@pytest.mark.parametrize(("clip", "codec"), [("h264_aac", "h264"), ("h265_aac", "hevc"), ("h264_bframes", "h264")])
def test_what_comes_is_recorded(clips: Clips, clip: str, codec: str) -> None:
    fragments: list[Fragment] = []
    with srt_stream(clips.path(clip)) as (url, _), closing(source(url)) as opened:
        opened.open()
        assert opened.video.codec_context.name == codec
        assert opened.audio is not None
        assembly = Assembly(("cam", "session"), opened.video, opened.audio, fragments.append)
        for packet, is_video, arrival_s in opened.packets():
            assembly.feed(packet, Arrival(arrival_s, clock.now_ms()), is_video=is_video)
            if fragments and fragments[-1].end_ms - fragments[0].start_ms >= 2000:
                break
        assembly.close()
    assert fragments[0].is_key
    assert abs(fragments[-1].end_ms - clock.now_ms()) < 3000


@pytest.mark.parametrize("host", ["[::1]", "localhost"])
def test_every_kind_of_host_is_called(clips: Clips, host: str) -> None:
    listening = host if host != "localhost" else "127.0.0.1"  # which is not the first that the name means
    with srt_stream(clips.path("h264_none"), host=listening) as (url, _):
        assert reads(url.replace("127.0.0.1", host))


@pytest.mark.parametrize("key", ["", "&pbkeylen=16", "&pbkeylen=32"])
def test_what_is_encrypted_is_read_with_the_passphrase(clips: Clips, key: str) -> None:
    with srt_stream(clips.path("h264_none"), f"&passphrase={THEIRS}{key}") as (url, _):
        assert reads(f"{url}?passphrase={OURS}{key}&latency=50&mode=caller")


@pytest.mark.parametrize(
    ("camera", "ours"),
    [
        (f"&passphrase={THEIRS}", "?passphrase=another+secret"),
        (f"&passphrase={THEIRS}", ""),
        ("", "?passphrase=another+secret"),
    ],
)
def test_a_wrong_passphrase_is_told(
    clips: Clips, camera: str, ours: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with srt_stream(clips.path("h264_none"), camera) as (url, _), caplog.at_level(logging.DEBUG):
        error = failure(f"{url}{ours}")
    assert error.code is ErrorCode.AUTH_FAILED
    assert error.field == "url"
    assert error.__cause__ is None
    shown = "".join((str(error), caplog.text, *capfd.readouterr()))
    assert "another" not in shown
    assert "secret" not in shown


def test_nobody_listens() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    error = failure(f"srt://127.0.0.1:{port}?conntimeo=500")
    assert error.code is ErrorCode.CONNECTION_REFUSED


def test_a_host_that_stays_silent_times_out_as_long_as_asked(silent_port: int) -> None:
    started = time.monotonic()
    error = failure(f"srt://127.0.0.1:{silent_port}?conntimeo=700")
    assert error.code is ErrorCode.TIMEOUT
    assert 0.6 < time.monotonic() - started < SOON_S


def test_an_unknown_host_is_told() -> None:
    error = failure("srt://camera.invalid:9000?passphrase=0123456789")
    assert error.code is ErrorCode.CONNECTION_REFUSED
    assert "camera.invalid" in error.message
    assert "0123456789" not in error.message


@pytest.mark.usefixtures("no_timeouts")
def test_a_call_is_cancelled_at_once(silent_port: int) -> None:
    with closing(source(f"srt://127.0.0.1:{silent_port}?conntimeo=90000")) as opened:
        cancelled_s = cancel_later(opened, 0.5)
        with pytest.raises(SourceError):
            opened.open()
        assert time.monotonic() - cancelled_s[0] < SOON_S


@pytest.mark.usefixtures("no_timeouts")
def test_a_call_that_is_cancelled_before_it_began_is_none(silent_port: int) -> None:
    with closing(source(f"srt://127.0.0.1:{silent_port}?conntimeo=90000")) as opened:
        opened.cancel()
        started = time.monotonic()
        with pytest.raises(SourceError):
            opened.open()
    assert time.monotonic() - started < SOON_S


@pytest.mark.usefixtures("no_timeouts")
def test_a_silent_camera_is_cancelled_at_once(clips: Clips) -> None:
    with srt_stream(clips.path("h264_none")) as (url, process), closing(source(url)) as opened:
        opened.open()
        packets = opened.packets()
        next(packets)
        process.send_signal(signal.SIGSTOP)
        cancelled_s = cancel_later(opened, 1.0)
        assert sum(1 for _ in packets) < 200
        assert time.monotonic() - cancelled_s[0] < SOON_S


def test_a_camera_that_says_good_bye_closed_the_connection(clips: Clips) -> None:
    with srt_stream(clips.path("h264_none")) as (url, process), closing(source(url)) as opened:
        opened.open()
        process.terminate()
        assert read_on(opened).code is ErrorCode.CONNECTION_REFUSED


def test_a_camera_that_vanishes_is_silent(clips: Clips) -> None:
    with srt_stream(clips.path("h264_none")) as (url, process), closing(source(url)) as opened:
        opened.open()
        process.kill()
        assert read_on(opened).code is ErrorCode.TIMEOUT


def test_the_camera_gets_our_good_bye(clips: Clips) -> None:
    with srt_stream(clips.path("h264_none")) as (url, process):
        with closing(source(url)) as opened:
            opened.open()
        assert process.wait(PATIENCE_S) != 0  # ffmpeg ends when its only caller leaves


def test_what_is_no_transport_stream_ends_in_time(clips: Clips) -> None:
    with srt_stream(clips.path("h264_none"), "", "-f", "h264") as (url, _), pytest.raises(SourceError) as caught:
        probe(url, 3)
    assert caught.value.code is ErrorCode.TIMEOUT


def test_a_camera_is_probed(clips: Clips) -> None:
    with srt_stream(clips.path("h264_aac")) as (url, _):
        report = probe(url, 10)
    assert (report.video_codec, report.width, report.audio_codec) == ("h264", 640, "aac")


def test_without_the_library_the_package_is_named() -> None:
    with pytest.raises(SourceError) as caught:
        libsrt.load(("libsrt-of-another-world.so.9",))
    assert caught.value.code is ErrorCode.FORBIDDEN_PROTOCOL
    assert libsrt.PACKAGE in caught.value.message


def test_setup_and_image_install_the_library() -> None:
    root = Path(__file__).parents[3]
    for path in ("script/setup", "addon/Dockerfile"):
        assert libsrt.PACKAGE in (root / path).read_text(encoding="utf-8")
