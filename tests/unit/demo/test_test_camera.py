"""The test camera as other tests use it: a process, watched through PyAV, broken through its control port."""

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import islice

import av
import pytest

from tests.support.clips import NAMES, SILENT, Clips
from tests.support.waiting import PATIENCE_S, SOON_S, until_true
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import UnavailableError

type StartCamera = Callable[..., CameraProcess]
QUICK = {"fpsprobesize": "0", "analyzeduration": "500000"}


def dial(url: str, transport: str = "tcp", silence_s: float = SOON_S) -> av.container.InputContainer:
    return av.open(url, options=QUICK | {"rtsp_transport": transport}, timeout=(SOON_S, silence_s))


def watch(url: str, pictures: int = 10, transport: str = "tcp") -> dict[str, list[float]]:
    """Return the decode times of what arrives, by kind of track, until there are so many pictures."""
    with dial(url, transport) as container:
        times: dict[str, list[float]] = {stream.type: [] for stream in container.streams}
        for packet in container.demux():
            if packet.dts is not None:
                times[packet.stream.type].append(float(packet.dts * packet.time_base))
            if len(times["video"]) >= pictures:
                break
    return times


def test_every_clip_can_be_watched(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({name: clips.path(name) for name in NAMES})
    with ThreadPoolExecutor(len(NAMES)) as threads:
        results = dict(zip(NAMES, threads.map(lambda name: watch(camera.url(name), 30), NAMES), strict=True))
    for name, times in results.items():
        assert bool(times.get("audio")) is not (name in SILENT)


def test_time_is_real_across_the_loop(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    begin_s = time.monotonic()
    times = watch(camera.url("door"), 7 * 15)["video"]
    steps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert max(steps) < 0.2
    # What comes at once is the group under way; the rest is never faster than it was filmed.
    assert 6.5 < times[-1] - times[0] < time.monotonic() - begin_s + 2.2


@pytest.mark.parametrize(("transport", "auth"), [("tcp", "digest"), ("udp", "basic"), ("tcp", "digest,basic")])
def test_the_password_is_wanted(start_camera: StartCamera, clips: Clips, transport: str, auth: str) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--auth", auth, user="me", password="p:@/ s")
    assert watch(camera.url("door"), transport=transport)["video"]
    with pytest.raises(av.HTTPUnauthorizedError):
        watch(camera.url("door", credentials=False), transport=transport)


def test_udp_can_be_refused(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--tcp-only")
    with pytest.raises(av.FFmpegError):
        watch(camera.url("door"), transport="udp")
    assert watch(camera.url("door"))["video"]


def test_a_freeze_keeps_the_connection_and_stops_the_media(camera: CameraProcess) -> None:
    with dial(camera.url("h264_aac"), silence_s=5.0) as container:
        next(container.demux())
        camera.command("freeze", True)
        with pytest.raises(av.FFmpegError):
            for _ in container.demux():
                pass
        assert camera.command("stats")["connections"] == 1
    camera.command("freeze", False)
    assert watch(camera.url("h264_aac"))["video"]


def test_one_track_can_be_muted(camera: CameraProcess) -> None:
    with dial(camera.url("h264_aac")) as container:
        camera.command("mute", ["video"])
        in_a_row = 0
        for packet in islice(container.demux(), 300):  # at first what had been sent already
            in_a_row = in_a_row + 1 if packet.stream.type == "audio" else 0
            if in_a_row == 25:
                break
    assert in_a_row == 25


def test_a_drop_ends_the_stream(camera: CameraProcess) -> None:
    with dial(camera.url("h264_aac"), silence_s=10 * SOON_S) as container:
        packets = container.demux()
        next(packets)
        camera.command("drop")
        begin_s = time.monotonic()
        with suppress(av.FFmpegError):
            for _ in packets:
                pass
        assert time.monotonic() - begin_s < SOON_S
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
    with dial(camera.url("h264_aac")) as container:
        camera.command("garbage", 5)
        kinds = [packet.stream.type for packet in islice(container.demux(), 60)]
    assert kinds.count("video") > 10


def test_timestamps_can_jump(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_none")}, "--report-s", "0")
    with dial(camera.url("door")) as container:
        camera.command("jump", 100.0, mount="door")
        packets = [packet for packet in islice(container.demux(), 45) if packet.dts is not None]
    times = [float(packet.dts * packet.time_base) for packet in packets]
    assert 99 < max(later - earlier for earlier, later in itertools.pairwise(times)) < 101


def test_the_clip_can_be_swapped(camera: CameraProcess, clips: Clips) -> None:
    camera.command("swap", str(clips.path("small_aac")))
    with dial(camera.url("h264_aac")) as container:
        assert container.streams.video[0].width == 320


def test_a_slow_link_is_slow(camera: CameraProcess) -> None:
    camera.command("bandwidth", 20_000)
    with dial(camera.url("h264_aac")) as container:
        begin, begun_s = camera.command("stats")["mounts"]["h264_aac"]["sent_bytes"], time.monotonic()
        next(packet for packet in container.demux() if time.monotonic() - begun_s > 2)
        sent = camera.command("stats")["mounts"]["h264_aac"]["sent_bytes"] - begin
    assert sent < 40_000 + 20_000 * (time.monotonic() - begun_s)


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
    assert watch(camera.url("door"), 30)["video"]


def test_it_ends_with_its_owner(camera: CameraProcess) -> None:
    camera.stop()
    camera.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(camera.pid, 0)


def test_it_ends_on_a_signal(camera: CameraProcess) -> None:
    os.kill(camera.pid, signal.SIGTERM)
    assert camera._process.wait(timeout=PATIENCE_S) == 0


def test_a_camera_that_cannot_start_is_an_error(start_camera: StartCamera, tmp_path: os.PathLike[str]) -> None:
    with pytest.raises(UnavailableError):
        start_camera({"door": tmp_path})


def test_the_command_line_explains_itself() -> None:
    command = [sys.executable, "-m", "wallflower.demo.test_camera", "--help"]
    assert "--mid-group" in subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_skipped_sequence_numbers_pass(camera: CameraProcess) -> None:
    with ThreadPoolExecutor(1) as threads:
        watching = threads.submit(watch, camera.url("h264_aac"), 60)
        until_true(lambda: camera.command("stats")["mounts"]["h264_aac"]["sent_bytes"])
        assert camera.command("skip", 40_000)["ok"]
        assert len(watching.result()["video"]) == 60
