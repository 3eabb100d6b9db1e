"""The test camera as other tests use it: a process, watched through PyAV, broken through its control port."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import av
import pytest

from tests.support.clips import NAMES, SILENT, Clips
from tests.support.waiting import until_true
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import UnavailableError

type StartCamera = Callable[..., CameraProcess]
QUICK = {"fpsprobesize": "0", "analyzeduration": "500000"}


def watch(url: str, seconds: float = 1.0, transport: str = "tcp", timeout_s: float = 3.0) -> dict[str, list[float]]:
    """Return the decode times of what arrives, by kind of track."""
    times: dict[str, list[float]] = {}
    with av.open(url, options=QUICK | {"rtsp_transport": transport}, timeout=(5, timeout_s)) as container:
        end_s = time.monotonic() + seconds
        for packet in container.demux():
            if packet.dts is not None:
                times.setdefault(packet.stream.type, []).append(float(packet.dts * packet.time_base))
            if time.monotonic() > end_s:
                break
    return times


def test_every_clip_can_be_watched(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({name: clips.path(name) for name in NAMES})
    with ThreadPoolExecutor(len(NAMES)) as threads:
        results = dict(zip(NAMES, threads.map(lambda name: watch(camera.url(name), 2.0), NAMES), strict=True))
    for name, times in results.items():
        assert 10 <= len(times["video"]) <= 60
        assert ("audio" in times) is not (name in SILENT)


def test_time_is_real_across_the_loop(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    begin_s = time.monotonic()
    times = watch(camera.url("door"), 7.0)["video"]
    steps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert max(steps) < 0.2
    assert times[-1] - times[0] == pytest.approx(time.monotonic() - begin_s, abs=1.2)


@pytest.mark.parametrize(("transport", "auth"), [("tcp", "digest"), ("udp", "basic"), ("tcp", "digest,basic")])
def test_the_password_is_wanted(start_camera: StartCamera, clips: Clips, transport: str, auth: str) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--auth", auth, user="me", password="p:@/ s")
    assert watch(camera.url("door"), 0.5, transport)["video"]
    with pytest.raises(av.HTTPUnauthorizedError):
        watch(camera.url("door", credentials=False), 0.5, transport)


def test_udp_can_be_refused(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--tcp-only")
    with pytest.raises(av.FFmpegError):
        watch(camera.url("door"), 0.5, "udp")
    assert watch(camera.url("door"), 0.5)["video"]


def test_a_freeze_keeps_the_connection_and_stops_the_media(camera: CameraProcess) -> None:
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 1)) as container:
        next(container.demux())
        camera.command("freeze", True)
        with pytest.raises(av.FFmpegError):
            for _ in container.demux():
                pass
        assert camera.command("stats")["connections"] == 1
    camera.command("freeze", False)
    assert watch(camera.url("h264_aac"))["video"]


def test_one_track_can_be_muted(camera: CameraProcess) -> None:
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        camera.command("mute", ["video"])
        time.sleep(0.3)
        end_s = time.monotonic() + 2
        late: list[str] = []
        for packet in container.demux():
            if time.monotonic() > end_s - 1:
                late.append(packet.stream.type)
            if time.monotonic() > end_s:
                break
    assert set(late) == {"audio"}


def test_a_drop_ends_the_stream(camera: CameraProcess) -> None:
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        packets = container.demux()
        next(packets)
        camera.command("drop")
        begin_s = time.monotonic()
        try:
            for _ in packets:
                pass
        except av.FFmpegError:
            pass
        assert time.monotonic() - begin_s < 2
    until_true(lambda: camera.command("stats")["connections"] == 0)


def test_it_can_refuse_and_come_back(camera: CameraProcess) -> None:
    camera.command("refuse", True)
    with pytest.raises(av.FFmpegError):
        watch(camera.url("h264_aac"))
    camera.command("refuse", False)
    assert watch(camera.url("h264_aac"))["video"]


def test_it_can_hang(camera: CameraProcess) -> None:
    camera.command("hang", True)
    with pytest.raises(av.FFmpegError):
        av.open(camera.url("h264_aac"), options={"rtsp_transport": "tcp", "timeout": "500000"}, timeout=(2, 2))
    camera.command("hang", False)
    assert watch(camera.url("h264_aac"))["video"]


def test_garbage_passes(camera: CameraProcess) -> None:
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        camera.command("garbage", 5)
        end_s = time.monotonic() + 2
        count = sum(1 for packet in iter_until(container, end_s) if packet.stream.type == "video")
    assert count > 10


def iter_until(container: av.container.InputContainer, end_s: float) -> list[av.Packet]:
    out = []
    for packet in container.demux():
        out.append(packet)
        if time.monotonic() > end_s:
            break
    return out


def test_timestamps_can_jump(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--report-s", "0")
    with av.open(camera.url("door"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        camera.command("jump", 100.0, mount="door")
        packets = iter_until(container, time.monotonic() + 1)
    times = [float(packet.dts * packet.time_base) for packet in packets if packet.dts is not None]
    assert 99 < max(later - earlier for earlier, later in itertools.pairwise(times)) < 101


def test_the_clip_can_be_swapped(camera: CameraProcess, clips: Clips) -> None:
    camera.command("swap", str(clips.path("small_aac")))
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        assert container.streams.video[0].width == 320


def test_a_slow_link_is_slow(camera: CameraProcess) -> None:
    camera.command("bandwidth", 20_000)
    with av.open(camera.url("h264_aac"), options=QUICK | {"rtsp_transport": "tcp"}, timeout=(5, 5)) as container:
        begin = camera.command("stats")["mounts"]["h264_aac"]["sent_bytes"]
        iter_until(container, time.monotonic() + 2)
        sent = camera.command("stats")["mounts"]["h264_aac"]["sent_bytes"] - begin
    assert sent < 80_000


def test_the_clock_in_sender_reports_can_be_wrong(camera: CameraProcess) -> None:
    assert camera.command("ntp_offset", 3600.0)["ok"]


@pytest.mark.parametrize(
    ("operation", "value", "mount"),
    [("nothing", None, None), ("freeze", True, "nowhere"), ("swap", "/nowhere.mkv", None), ("jump", "far", None)],
)
def test_wrong_commands_are_refused(camera: CameraProcess, operation: str, value: object, mount: str | None) -> None:
    with pytest.raises(ValueError, match=r".+"):
        camera.command(operation, value, mount=mount)
    assert camera.command("stats")["ok"]


def test_starting_between_keyframes(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--mid-group")
    assert watch(camera.url("door"), 2.0)["video"]


def test_it_ends_with_its_owner(camera: CameraProcess) -> None:
    camera.stop()
    camera.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(camera.pid, 0)


def test_it_ends_on_a_signal(camera: CameraProcess) -> None:
    os.kill(camera.pid, signal.SIGTERM)
    assert camera._process.wait(timeout=5) == 0


def test_a_camera_that_cannot_start_is_an_error(start_camera: StartCamera, tmp_path: os.PathLike[str]) -> None:
    with pytest.raises(UnavailableError):
        start_camera({"door": tmp_path})


def test_the_command_line_explains_itself() -> None:
    command = [sys.executable, "-m", "wallflower.demo.test_camera", "--help"]
    assert "--mid-group" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_skipped_sequence_numbers_pass(camera: CameraProcess) -> None:
    with ThreadPoolExecutor(1) as threads:
        watching = threads.submit(watch, camera.url("h264_aac"), 2.0)
        time.sleep(1)
        assert camera.command("skip", 40_000)["ok"]
        assert len(watching.result()["video"]) > 20
