import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.waiting import SOON_S
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import ErrorCode

type Listener = Callable[[bytes | None], str]

pytestmark = pytest.mark.usefixtures("no_timeouts")


def source(url: str, **options: float) -> AvSource:
    return AvSource(parse_address(url), SocketTable(), **options)


def failure(url: str) -> SourceError:
    """Open what cannot be opened."""
    opened = source(url)
    with pytest.raises(SourceError) as caught:
        opened.open()
    opened.close()
    return caught.value


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Listen on a port and answer with these bytes (None: never)."""
    sockets: list[socket.socket] = []

    def listen(answer: bytes | None) -> str:
        server = socket.create_server(("127.0.0.1", 0))
        sockets.append(server)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    sockets.append(connection)
                    if answer is not None:
                        connection.recv(1000)
                        connection.sendall(answer)
                        connection.close()

        threading.Thread(target=serve, daemon=True).start()
        return f"rtsp://user:secret@127.0.0.1:{server.getsockname()[1]}/stream"

    yield listen
    for item in sockets:
        item.close()


@pytest.mark.parametrize(
    ("mount", "video", "audio"),
    [
        ("h264_aac", "h264", "aac"),
        ("h264_pcma", "h264", "pcm_alaw"),
        ("h264_opus", "h264", "opus"),
        ("h264_none", "h264", None),
        ("h265_aac", "hevc", "aac"),
    ],
)
def test_every_pairing_of_codecs_is_read(
    start_camera: StartCamera, clips: Clips, mount: str, video: str, audio: str | None
) -> None:
    opened = source(start_camera({mount: clips.path(mount)}).url(mount))
    opened.open()
    assert opened.video.codec_context.name == video
    assert (opened.audio.codec_context.name if opened.audio is not None else None) == audio
    assert sum(is_video for _, is_video, _ in islice(opened.packets(), 40)) >= 5
    opened.close()


def test_a_wrong_password_is_told(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, user="user", password="right")
    error = failure(camera.url("door").replace("right", "wrong"))
    assert error.code is ErrorCode.AUTH_FAILED
    assert "wrong" not in str(error)
    assert error.__cause__ is None


def test_an_unknown_path_is_not_a_stream(camera: CameraProcess) -> None:
    assert failure(camera.url("nothing")).code is ErrorCode.NOT_A_STREAM


def test_a_closed_port_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert failure(f"rtsp://127.0.0.1:{port}/x").code is ErrorCode.CONNECTION_REFUSED


def test_an_unknown_host_is_told() -> None:
    error = failure("rtsp://user:secret@camera.invalid/x")
    assert error.code is ErrorCode.CONNECTION_REFUSED
    assert "camera.invalid" in error.message
    assert "secret" not in error.message


@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"SSH-2.0-OpenSSH_9\r\n", b""])
def test_a_port_that_is_no_camera_is_told(listener: Listener, answer: bytes) -> None:
    error = failure(listener(answer))
    assert error.code is ErrorCode.NOT_A_STREAM
    assert "secret" not in error.message


def test_a_hanging_camera_is_cancelled_at_once(camera: CameraProcess) -> None:
    camera.command("hang", True)
    opened = source(camera.url("h264_aac"))
    timer = threading.Timer(0.5, opened.cancel)
    timer.start()
    started = time.monotonic()
    with pytest.raises(SourceError):
        opened.open()
    assert time.monotonic() - started < SOON_S
    opened.close()


def test_a_frozen_camera_is_cancelled_at_once(camera: CameraProcess) -> None:
    opened = source(camera.url("h264_aac"))
    opened.open()
    packets = opened.packets()
    next(packets)
    camera.command("freeze", True)
    threading.Timer(0.7, opened.cancel).start()
    started = time.monotonic()
    assert sum(1 for _ in packets) < 100
    assert time.monotonic() - started < SOON_S
    opened.close()


def test_other_cameras_survive_a_cancel(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"one": clips.path("h264_none"), "two": clips.path("h264_none")})
    table = SocketTable()
    one, two = (AvSource(parse_address(camera.url(name)), table) for name in ("one", "two"))
    one.open()
    two.open()
    one.cancel()
    assert len(list(islice(two.packets(), 30))) == 30
    two.close()
    one.close()


def test_a_camera_that_hangs_up_is_noticed(camera: CameraProcess) -> None:
    opened = source(camera.url("h264_aac"))
    opened.open()
    packets = opened.packets()
    next(packets)
    camera.command("drop")
    with pytest.raises(SourceError) as caught:
        list(packets)
    assert caught.value.code is ErrorCode.CONNECTION_REFUSED
    opened.close()


def test_frozen_video_under_live_sound_is_noticed(camera: CameraProcess) -> None:
    opened = source(camera.url("h264_aac"), video_silence_s=1.0)
    opened.open()
    packets = opened.packets()
    next(packets)
    camera.command("mute", ["video"])
    with pytest.raises(SourceError) as caught:
        list(packets)
    assert caught.value.code is ErrorCode.TIMEOUT
    opened.close()


def test_silence_of_the_sound_is_no_fault(camera: CameraProcess) -> None:
    opened = source(camera.url("h264_aac"), video_silence_s=5.0)
    opened.open()
    camera.command("mute", ["audio"])
    assert sum(is_video for _, is_video, _ in islice(opened.packets(), 60)) >= 30
    opened.close()


def test_stop_says_good_bye(camera: CameraProcess) -> None:
    opened = source(camera.url("h264_aac"))
    opened.open()
    packets = opened.packets()
    next(packets)
    opened.stop()
    assert list(packets) == []
    opened.close()
