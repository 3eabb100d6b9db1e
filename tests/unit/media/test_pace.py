"""How fast sources are read that come faster than real time."""

import random
import subprocess
import threading
import time
from contextlib import closing
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clips import Clips
from tests.support.streams import http_files, http_stream
from tests.support.waiting import SOON_S
from wallflower.errors import SourceError
from wallflower.media import pace, transport
from wallflower.media.address import parse_address
from wallflower.media.pace import LIVE_LEAD_S, Pacer
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import ErrorCode

FRAME_S = 1 / 25


def source(url: str) -> AvSource:
    return AvSource(parse_address(url), SocketTable())


def copy_clip(clips: Clips, path: Path, *options: str) -> Path:
    command = ["ffmpeg", "-v", "error", "-i", str(clips.path("h264_aac")), "-c", "copy", *options, str(path)]
    subprocess.run(command, check=True)
    return path


@given(st.lists(st.floats(0, 0.5), min_size=1, max_size=200), st.sampled_from([0.0, LIVE_LEAD_S]))
def test_a_stream_is_never_more_than_its_lead_ahead(steps: list[float], lead_s: float) -> None:
    pacer = Pacer(lead_s)
    time_s = now_s = 0.0
    for step_s in steps:
        now_s += pacer.wait_s(time_s, now_s)
        assert time_s <= now_s * 1.001 + lead_s + 1e-6
        time_s += step_s


@pytest.mark.parametrize("lead_s", [0.0, LIVE_LEAD_S])
@pytest.mark.parametrize("burst_s", [0.04, 2.0, 8.0])
@pytest.mark.parametrize("ppm", [-500, 0, 500])
def test_a_live_stream_that_drifts_and_comes_in_bursts_is_never_made_late(
    lead_s: float, burst_s: float, ppm: int
) -> None:
    """Each burst comes when its last frame was taken, as a camera sends it."""
    pacer = Pacer(lead_s)
    late_s = now_s = 0.0
    for number in range(round(4 * 3600 / burst_s) if burst_s > 1 else 90_000):
        arrival_s = (number + 1) * burst_s
        frames = max(1, round(burst_s / FRAME_S))
        for frame in range(frames):
            now_s = max(now_s, arrival_s)
            now_s += pacer.wait_s((number * frames + frame) * FRAME_S * (1 + ppm * 1e-6), now_s)
        late_s = now_s - arrival_s
    assert late_s <= burst_s + 0.05


def test_a_live_stream_may_begin_with_what_is_older() -> None:
    pacer = Pacer(LIVE_LEAD_S)
    assert not any(pacer.wait_s(number * FRAME_S, 100.0) for number in range(int(LIVE_LEAD_S / FRAME_S)))


@pytest.mark.parametrize("jump_s", [3600.0, -3600.0, 1e9])
def test_a_step_of_the_streams_clock_is_no_time_to_wait(jump_s: float) -> None:
    pacer = Pacer(0.0)
    assert pacer.wait_s(0.0, 0.0) == 0
    assert pacer.wait_s(FRAME_S, 0.0) == pytest.approx(FRAME_S)
    assert pacer.wait_s(jump_s, FRAME_S) <= FRAME_S
    assert pacer.wait_s(jump_s + FRAME_S, FRAME_S) == pytest.approx(FRAME_S, abs=0.01)


def test_after_a_stall_the_stream_may_catch_up() -> None:
    pacer = Pacer(0.0)
    pacer.wait_s(0.0, 0.0)
    assert not any(pacer.wait_s(number * FRAME_S, 8.0) for number in range(1, 200))
    assert pacer.wait_s(9.0, 8.0) > 0.9


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("end.mp4", ()),
        ("start.mp4", ("-movflags", "+faststart")),
        ("file.mkv", ()),
        ("file.ts", ()),
        ("file.flv", ()),
        ("list.m3u8", ("-hls_list_size", "0", "-hls_time", "1")),
    ],
)
def test_a_file_is_read_as_slowly_as_it_was_lived(
    clips: Clips, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    copy_clip(clips, tmp_path / name, *options)
    with http_files(tmp_path) as address, closing(source(f"{address}/{name}")) as opened:
        opened.open()
        begun_s = time.monotonic()
        packets = (item for item in opened.packets() if item[1])
        moments = [(float(packet.dts * packet.time_base), arrival_s) for packet, _, arrival_s in islice(packets, 40)]
    leads = [(media_s - moments[0][0]) - (arrival_s - begun_s) for media_s, arrival_s in moments]
    assert len(moments) == 40
    assert max(leads) <= 0.02
    assert all(after[1] >= before[1] for before, after in pairwise(moments))


def test_waiting_for_a_frame_is_cancelled_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture a minute: the source waits most of the time."""
    monkeypatch.setattr(pace, "_LARGEST_STEP_S", 100.0)
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=1/60", "-t", "240"]
    subprocess.run([*command, "-c:v", "libx264", "-g", "1", str(tmp_path / "slow.mp4")], check=True)
    with http_files(tmp_path) as address, closing(source(f"{address}/slow.mp4")) as opened:
        opened.open()
        packets = opened.packets()
        next(packets)
        cancelled_s: list[float] = []

        def stop() -> None:
            cancelled_s.append(time.monotonic())
            opened.stop()

        threading.Timer(random.uniform(0.3, 0.6), stop).start()
        assert list(packets) == []
        assert time.monotonic() - cancelled_s[0] < SOON_S


@pytest.mark.parametrize(
    "output",
    [("-f", "mpegts"), ("-f", "mp4", "-movflags", "frag_keyframe+empty_moov"), ("-f", "flv"), ("-f", "matroska")],
)
def test_a_live_stream_is_not_taken_for_a_file(
    clips: Clips, output: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its head may carry a duration, and what libavformat read to understand it is not held back."""
    waits_s: list[float] = []
    wait_s = Pacer.wait_s

    def note(self: Pacer, time_s: float, now_s: float) -> float:
        waits_s.append(wait_s(self, time_s, now_s))
        return waits_s[-1]

    monkeypatch.setattr(Pacer, "wait_s", note)
    with http_stream(clips.path("h264_none"), *output) as port, closing(source(f"http://127.0.0.1:{port}/x")) as opened:
        opened.open()
        assert len(list(islice(opened.packets(), 30))) == 30
    assert waits_s == [0.0] * 30


def test_a_live_list_that_stands_still_is_silence(
    clips: Clips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "HLS_SILENCE_S", 5)
    copy_clip(clips, tmp_path / "live.m3u8", "-hls_time", "1", "-hls_list_size", "0", "-hls_flags", "omit_endlist")
    with http_files(tmp_path) as address, closing(source(f"{address}/live.m3u8")) as opened:
        opened.open()
        arrivals_s: list[float] = []
        with pytest.raises(SourceError) as caught:
            arrivals_s.extend(arrival_s for _, _, arrival_s in opened.packets())
    assert caught.value.code is ErrorCode.TIMEOUT
    assert 4.5 < time.monotonic() - arrivals_s[-1] < SOON_S
