"""Every protocol of cameras, each over a real connection."""

import base64
import io
import signal
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import av
import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.streams import Relay, http_stream, make_certificate, rtmp_stream
from tests.support.waiting import SOON_S, until_true
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.assembly import Arrival, Assembly
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import ErrorCode

PASSWORD = "p@ss/w:rd#%?&é "
FRAGMENTED = ("-f", "mp4", "-movflags", "frag_keyframe+empty_moov+default_base_moof")

type OpenRelay = Callable[..., Relay]

pytestmark = pytest.mark.usefixtures("no_timeouts")


def source(url: str) -> AvSource:
    return AvSource(parse_address(url), SocketTable())


def read(url: str) -> tuple[str, int, str | None]:
    """Return the codec, the width and the sound of a stream from which pictures really come."""
    opened = source(url)
    try:
        opened.open()
        assert sum(item[1] for item in islice(opened.packets(), 40)) >= 5
        context = opened.video.codec_context
        return context.name, context.width, opened.audio.codec_context.name if opened.audio is not None else None
    finally:
        opened.close()


def record(url: str) -> list[Fragment]:
    """Return two seconds of a stream as fragments."""
    opened = source(url)
    fragments: list[Fragment] = []
    try:
        opened.open()
        assembly = Assembly(("cam", "session"), opened.video, opened.audio, fragments.append)
        for packet, is_video, *_ in opened.packets():
            assembly.feed(packet, Arrival(clock.monotonic_s(), clock.now_ms()), is_video=is_video)
            if fragments and fragments[-1].end_ms - fragments[0].start_ms >= 2000:
                break
        assembly.close()
    finally:
        opened.close()
    return fragments


def pictures(fragments: list[Fragment]) -> int:
    """Return how many pictures a player shows of the fragments."""
    data = fragments[0].init.data + b"".join(item.data for item in fragments)
    with av.open(io.BytesIO(data)) as container:
        return sum(1 for frame in container.decode(video=0) if not frame.is_corrupt)


@pytest.fixture
def relay() -> Iterator[OpenRelay]:
    relays: list[Relay] = []

    def start(*arguments: object, **options: object) -> Relay:
        relays.append(Relay(*arguments, **options))  # type: ignore[arg-type]
        return relays[-1]

    yield start
    for item in relays:
        item.close()


@pytest.mark.parametrize("auth", ["digest", "basic"])
def test_rtsp_takes_credentials_with_every_character(start_camera: StartCamera, clips: Clips, auth: str) -> None:
    camera = start_camera(
        {"door": clips.path("h264_aac")}, "--auth", auth, user="the user@home", password=PASSWORD.strip()
    )
    assert read(camera.url("door")) == ("h264", 640, "aac")


def test_rtsp_comes_over_udp_when_asked(start_camera: StartCamera, clips: Clips, relay: OpenRelay) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    front = relay(camera.port)
    assert read(f"rtsp://127.0.0.1:{front.port}/door#udp") == ("h264", 640, "aac")
    assert b"RTP/AVP/UDP;unicast" in front.sent
    assert b"#udp" not in front.sent
    assert b"interleaved" not in front.sent


def test_rtsp_falls_back_to_udp(start_camera: StartCamera, clips: Clips, relay: OpenRelay) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    front = relay(camera.port, change=lambda data: data.replace(b"RTP/AVP/TCP", b"RTP/AVP/DCC"))
    assert read(f"rtsp://127.0.0.1:{front.port}/door") == ("h264", 640, "aac")
    assert front.sent.index(b"RTP/AVP/TCP") < front.sent.index(b"RTP/AVP/UDP")


def test_rtsp_prefers_tcp(start_camera: StartCamera, clips: Clips, relay: OpenRelay) -> None:
    front = relay(start_camera({"door": clips.path("h264_aac")}).port)
    read(f"rtsp://127.0.0.1:{front.port}/door")
    assert b"RTP/AVP/UDP" not in front.sent


def test_rtsp_over_ipv6(clips: Clips) -> None:
    with CameraProcess({"door": clips.path("h264_aac")}, user="u", password="p", host="::1") as camera:
        assert "[::1]" in camera.url("door")
        assert read(camera.url("door")) == ("h264", 640, "aac")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_http_over_ipv6(clips: Clips, relay: OpenRelay, tmp_path: Path, scheme: str) -> None:
    tls = make_certificate(tmp_path) if scheme == "https" else None
    with http_stream(clips.path("h264_aac"), "-f", "mpegts") as port:
        front = relay(port, host="::1", tls=tls)
        assert read(f"{scheme}://[::1]:{front.port}/live") == ("h264", 640, "aac")


def test_rtmp_over_ipv6(clips: Clips, relay: OpenRelay) -> None:
    with rtmp_stream(clips.path("h264_aac")) as (url, _):
        front = relay(int(url.split(":")[2].split("/")[0]), host="::1")
        assert read(f"rtmp://[::1]:{front.port}/live/door") == ("h264", 640, "aac")


@pytest.mark.parametrize("transport", ["tcp", "udp"])
@pytest.mark.parametrize(
    ("clip", "video", "stored"),
    [
        ("h264_aac", "h264", "aac"),
        ("h264_pcma", "h264", "aac"),
        ("h264_pcmu", "h264", "aac"),
        ("h264_opus", "h264", "opus"),
        ("h264_none", "h264", None),
        ("h264_bframes", "h264", "aac"),
        ("h265_aac", "hevc", "aac"),
    ],
)
def test_rtsp_is_recorded_from_its_first_keyframe_on(
    start_camera: StartCamera, clips: Clips, transport: str, clip: str, video: str, stored: str | None
) -> None:
    fragments = record(start_camera({"door": clips.path(clip)}).url("door") + f"#{transport}")
    assert fragments[0].is_key
    assert fragments[0].decode_time <= fragments[0].init.timescale * 2 // 15  # B-frames are shown later
    assert (fragments[0].init.video_codec, fragments[0].init.audio_codec) == (video, stored)
    assert (b"hvc1" in fragments[0].init.data) == (video == "hevc")
    assert pictures(fragments) >= 25
    with av.open(io.BytesIO(fragments[0].init.data + b"".join(item.data for item in fragments))) as container:
        assert bool(container.streams.audio) == (stored is not None)
        assert stored is None or sum(frame.samples for frame in container.decode(audio=0)) > 16_000


def test_rtsps_with_a_certificate_of_its_own(
    start_camera: StartCamera, clips: Clips, relay: OpenRelay, tmp_path: Path
) -> None:
    camera = start_camera({"door": clips.path("h264_aac")}, user="u", password=PASSWORD.strip())
    front = relay(camera.port, tls=make_certificate(tmp_path))
    url = camera.url("door", scheme="rtsps").replace(str(camera.port), str(front.port))
    assert read(url) == ("h264", 640, "aac")
    until_true(lambda: b"TEARDOWN " in front.sent)


@pytest.mark.parametrize("output", [("-f", "mpegts"), FRAGMENTED, ("-f", "flv"), ("-f", "matroska")])
def test_http_in_every_usual_packing(clips: Clips, output: tuple[str, ...]) -> None:
    with http_stream(clips.path("h264_aac"), *output) as port:
        assert read(f"http://127.0.0.1:{port}/live") == ("h264", 640, "aac")


def test_http_takes_credentials(clips: Clips) -> None:
    login = base64.b64encode(f"user:{PASSWORD}".encode()).decode()
    with http_stream(clips.path("h264_none"), "-f", "mpegts", authorization=f"Basic {login}") as port:
        assert read(f"http://user:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/live") == ("h264", 640, None)
        with pytest.raises(SourceError) as caught:
            read(f"http://user:wrong@127.0.0.1:{port}/live")
    assert caught.value.code is ErrorCode.AUTH_FAILED


def test_https_with_a_certificate_of_its_own(clips: Clips, relay: OpenRelay, tmp_path: Path) -> None:
    with http_stream(clips.path("h265_aac"), "-f", "mpegts") as port:
        front = relay(port, tls=make_certificate(tmp_path))
        assert read(f"https://127.0.0.1:{front.port}/live") == ("hevc", 640, "aac")


def test_rtmp(clips: Clips) -> None:
    with rtmp_stream(clips.path("h264_aac")) as (url, _):
        assert read(url) == ("h264", 640, "aac")


def test_what_comes_without_start_codes_is_recorded(clips: Clips) -> None:
    """RTMP and MP4 carry their pictures packed otherwise than RTSP does."""
    with rtmp_stream(clips.path("h264_bframes")) as (url, _):
        fragments = record(url)
    assert pictures(fragments) >= 25
    assert fragments[0].is_key


@pytest.mark.parametrize("output", [("-f", "mpegts"), FRAGMENTED])
def test_h265_is_recorded_as_hvc1(clips: Clips, output: tuple[str, ...]) -> None:
    with http_stream(clips.path("h265_aac"), *output) as port:
        fragments = record(f"http://127.0.0.1:{port}/live")
    assert b"hvc1" in fragments[0].init.data
    assert b"hev1" not in fragments[0].init.data
    assert pictures(fragments) >= 25


@pytest.mark.parametrize("suffix", ["", "#udp"])
def test_a_silent_rtsp_camera_gets_its_good_bye(
    start_camera: StartCamera, clips: Clips, relay: OpenRelay, suffix: str
) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    front = relay(camera.port)
    opened = source(f"rtsp://127.0.0.1:{front.port}/door{suffix}")
    opened.open()
    packets = opened.packets()
    next(packets)
    camera.command("freeze", True)
    threading.Timer(0.5, opened.cancel).start()
    started = time.monotonic()
    assert sum(1 for _ in packets) < 100
    assert time.monotonic() - started < SOON_S
    opened.close()
    until_true(lambda: b"TEARDOWN " in front.sent)


@pytest.mark.parametrize("end", ["stop", "cancel"])
def test_every_end_says_good_bye(start_camera: StartCamera, clips: Clips, relay: OpenRelay, end: str) -> None:
    front = relay(start_camera({"door": clips.path("h264_aac")}).port)
    opened = source(f"rtsp://127.0.0.1:{front.port}/door")
    opened.open()
    packets = opened.packets()
    next(packets)
    getattr(opened, end)()
    assert sum(1 for _ in packets) < 100
    opened.close()
    until_true(lambda: b"TEARDOWN " in front.sent)


def test_a_camera_that_is_given_up_gets_its_good_bye(start_camera: StartCamera, clips: Clips, relay: OpenRelay) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    front = relay(camera.port)
    opened = AvSource(parse_address(f"rtsp://127.0.0.1:{front.port}/door"), SocketTable(), video_silence_s=1.0)
    opened.open()
    packets = opened.packets()
    next(packets)
    camera.command("mute", ["video"])
    with pytest.raises(SourceError, match="stopped sending video"):
        list(packets)
    opened.close()
    until_true(lambda: b"TEARDOWN " in front.sent)


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_silent_http_stream_is_cancelled(clips: Clips, relay: OpenRelay, tmp_path: Path, scheme: str) -> None:
    tls = make_certificate(tmp_path) if scheme == "https" else None
    with http_stream(clips.path("h264_none"), "-t", "3", "-f", "mpegts") as port:
        front = relay(port, tls=tls)
        opened = source(f"{scheme}://127.0.0.1:{front.port}/live")
        opened.open()
        threading.Timer(0.5, opened.cancel).start()
        started = time.monotonic()
        assert sum(1 for _ in opened.packets()) < 100
        assert time.monotonic() - started < SOON_S
        opened.close()


def test_a_silent_rtmp_server_is_cancelled(clips: Clips) -> None:
    with rtmp_stream(clips.path("h264_none")) as (url, process):
        opened = source(url)
        opened.open()
        packets = opened.packets()
        next(packets)
        process.send_signal(signal.SIGSTOP)
        threading.Timer(0.5, opened.cancel).start()
        started = time.monotonic()
        assert sum(1 for _ in packets) < 200
        assert time.monotonic() - started < SOON_S
        opened.close()
