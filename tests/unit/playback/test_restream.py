import asyncio
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import av
import pytest

from tests.support.clips import Clips
from tests.support.rtsp_client import RtspClient, basic
from tests.support.waiting import PATIENCE_S, SOON_S, until, until_true
from wallflower.errors import UnavailableError
from wallflower.playback import rtsp, rtsp_viewer
from wallflower.playback.restream import MAX_GROUP_BYTES, USERNAME, Restream, RestreamMount
from wallflower.playback.rtsp_viewer import Viewer

PASSWORD = "quite secret"
CAMERA = "cam0000001"


class Feeder:
    """Stands for a camera's thread: hands the packets of a clip to a mount in real time, round and round."""

    def __init__(self, path: Path, mount: RestreamMount, speed: float = 1.0) -> None:
        self._path, self._mount, self._speed = path, mount, speed
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self.sent = 0

    def __enter__(self) -> Self:
        self._thread.start()
        until_true(lambda: self.sent > 3)
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        with av.open(str(self._path)) as container:
            streams = [*container.streams.video, *container.streams.audio]
            self._mount.start(streams[0], streams[1] if len(streams) > 1 else None)
            packets = [packet for packet in container.demux(streams) if packet.dts is not None]
            begin_s, shift_s = time.monotonic(), 0.0
            while not self._over.is_set():
                shift_s += self._round(packets, begin_s, shift_s)
            self._mount.stop()

    def _round(self, packets: list[Any], begin_s: float, shift_s: float) -> float:
        first_s = min(float(packet.dts * packet.time_base) for packet in packets)
        for packet in packets:
            at_s = float(packet.dts * packet.time_base) - first_s
            wait_s = begin_s + (shift_s + at_s) / self._speed - time.monotonic()
            if self._over.wait(max(0.0, wait_s)):
                break
            ticks = round(shift_s / packet.time_base)
            packet.dts += ticks
            packet.pts += ticks
            self._mount.packet(packet, packet.stream.type == "video")
            packet.dts -= ticks
            packet.pts -= ticks
            self.sent += 1
        return 6.0


@pytest.fixture
def restream() -> Iterator[Restream]:
    with Restream("127.0.0.1", 0) as restream:
        yield restream


def url(restream: Restream, password: str = "quite%20secret", camera: str = CAMERA) -> str:
    return f"rtsp://{USERNAME}:{password}@127.0.0.1:{restream.port}/{camera}"


def dial(address: str, transport: str = "tcp") -> av.container.InputContainer:
    """Watch as PyAV does."""
    options = {"rtsp_transport": transport, "fpsprobesize": "0", "analyzeduration": "1000000"}
    return av.open(address, options=options, timeout=(SOON_S, SOON_S))


def watch(address: str, transport: str = "tcp", *, packets: int = 25) -> dict[str, list[float]]:
    """Return the decode times of every track, once so many packets of each have come."""
    with dial(address, transport) as container:
        times: dict[str, list[float]] = {stream.type: [] for stream in container.streams}
        for packet in container.demux():
            if packet.dts is not None:
                times[packet.stream.type].append(float(packet.dts * packet.time_base))
            if all(len(track) >= packets for track in times.values()):
                break
    return times


@pytest.mark.parametrize("transport", ["tcp", "udp"])
def test_a_player_gets_picture_and_sound(restream: Restream, clips: Clips, transport: str) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    with Feeder(clips.path("h264_bframes"), mount):
        times = watch(url(restream), transport)
    assert set(times) == {"video", "audio"}
    for track in times.values():
        assert track == sorted(track)
    assert abs(times["video"][-1] - times["audio"][-1]) < 0.5


@pytest.mark.parametrize("name", ["h265_aac", "h264_pcma", "h264_opus", "h264_none"])
def test_ffprobe_understands_every_codec(restream: Restream, clips: Clips, name: str) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    command = ["ffprobe", "-v", "error", "-rtsp_transport", "tcp", "-analyzeduration", "1000000"]
    command += ["-show_entries", "stream=codec_name,width", "-of", "csv=p=0", url(restream)]
    with Feeder(clips.path(name), mount):
        result = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, check=True)
    video, _, audio = name.partition("_")
    assert result.stdout.splitlines()[0] == {"h264": "h264,640", "h265": "hevc,640"}[video]
    assert result.stdout.splitlines()[1:] == {"none": [], "pcma": ["pcm_alaw"]}.get(audio, [audio])
    assert "error" not in result.stderr.lower()


async def test_the_group_of_pictures_under_way_comes_at_once(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_aac"))
    with container:
        mount.start(container.streams.video[0], container.streams.audio[0])
        for packet in packets[:12]:
            mount.packet(packet, is_video=packet.stream.type == "video")
        frames = sum(packet.stream.type == "video" for packet in packets[:12])
        async with await RtspClient.connect(restream.port, CAMERA) as client:
            client.ask = authorised(client)  # type: ignore[method-assign]
            await client.play_tcp(2)
            reports = [await client.packet() for _ in range(2)]
            pictures: list[bytes] = []
            while len(pictures) < frames:  # the camera itself sends nothing any more
                channel, data = await client.packet()
                if channel == 0 and data[1] & 0x80:
                    pictures.append(data)
        mount.stop()
    assert {channel for channel, _ in reports} == {1, 3}  # a sender report for each track comes first
    assert len({data[4:8] for data in pictures}) == frames


def authorised(client: RtspClient) -> Any:
    plain = client.ask
    return lambda method, suffix="", **headers: plain(
        method, suffix, Authorization=basic(USERNAME, PASSWORD), **headers
    )


def test_a_player_shows_the_group_of_pictures_under_way(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    clip, packets = packets_of(clips.path("h264_none"))
    with clip:
        mount.start(clip.streams.video[0])
        for packet in packets[:12]:  # and the camera sends no more
            mount.packet(packet, is_video=True)
        with dial(url(restream)) as container:
            assert next(container.decode(video=0)).width == 640
        mount.stop()


def test_a_wrong_password_is_refused(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    with Feeder(clips.path("h264_none"), mount), pytest.raises(av.HTTPUnauthorizedError):
        watch(url(restream, "wrong"))


@pytest.mark.parametrize("state", ["of another camera", "of the camera before it was changed"])
def test_a_password_opens_its_own_camera_as_it_is_now(restream: Restream, clips: Clips, state: str) -> None:
    mount = restream.mount(CAMERA, "before")
    if state == "of another camera":
        restream.mount("garden", "before")
    mount = restream.mount(CAMERA, PASSWORD)
    with Feeder(clips.path("h264_none"), mount), pytest.raises(av.HTTPUnauthorizedError):
        watch(url(restream, "before"))


def test_an_unknown_camera_is_not_found(restream: Restream) -> None:
    with pytest.raises(av.HTTPNotFoundError):
        watch(url(restream, camera="nothing"))


async def test_a_camera_without_connection_is_unavailable(restream: Restream) -> None:
    restream.mount(CAMERA, PASSWORD)
    async with await RtspClient.connect(restream.port, CAMERA) as client:
        answer = await client.ask("DESCRIBE", Authorization=basic(USERNAME, PASSWORD))
        assert answer.status == 503


def viewer_of(mount: RestreamMount, client: RtspClient) -> Viewer:
    """Return what the restream sends this client by."""
    port = client.writer.get_extra_info("sockname")[1]
    return next(viewer for viewer in tuple(mount._viewers) if viewer._writer.get_extra_info("peername")[1] == port)


async def test_a_stalled_viewer_hurts_nobody(restream: Restream, clips: Clips, monkeypatch: pytest.MonkeyPatch) -> None:
    """He is neither waited for nor hung up on meanwhile; the camera's thread and the other viewer go on."""
    monkeypatch.setattr(rtsp_viewer, "HIGH_WATER_BYTES", 1 << 16)
    monkeypatch.setattr(rtsp_viewer, "LOW_WATER_BYTES", 1 << 12)
    monkeypatch.setattr(rtsp, "STALL_LIMIT_S", 10 * PATIENCE_S)
    mount = restream.mount(CAMERA, PASSWORD)
    with Feeder(clips.path("h264_aac"), mount, speed=150.0) as feeder:
        async with (
            await RtspClient.connect(restream.port, CAMERA, limit=1024, buffer_bytes=1 << 14) as stalled,
            await RtspClient.connect(restream.port, CAMERA) as lively,
        ):
            for client in (stalled, lively):
                client.ask = authorised(client)  # type: ignore[method-assign]
                await client.play_tcp(2)
            await until(lambda: mount.viewers == 2)
            path = viewer_of(mount, stalled)
            async with asyncio.timeout(PATIENCE_S):
                while not path.dropped_bursts:
                    await lively.packet()
            before = feeder.sent
            async with asyncio.timeout(PATIENCE_S):
                while feeder.sent <= before + 200:
                    await lively.packet()
            assert mount.viewers == 2
            assert path.stalled_s > 0


async def test_viewers_are_disconnected_when_the_camera_goes(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    async with await RtspClient.connect(restream.port, CAMERA) as client:
        with Feeder(clips.path("h264_none"), mount):
            client.ask = authorised(client)  # type: ignore[method-assign]
            await client.play_tcp()
            await until(lambda: mount.viewers == 1)
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await client.reader.readexactly(1 << 30)
    await until(lambda: mount.viewers == 0)
    assert mount.tracks == ()


def packets_of(path: Path) -> tuple[Any, list[Any]]:
    container = av.open(str(path))
    return container, [packet for packet in container.demux() if packet.dts is not None]


def test_nothing_is_cut_into_rtp_while_nobody_watches(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_none"))
    with container:
        mount.start(container.streams.video[0])
        for packet in packets[:20]:
            mount.packet(packet, is_video=True)
        session = mount._session
        assert session is not None
        assert len(session._raw) == 20  # the second group of 15 is young, so the first is still there
        assert session._group == []
        mount.stop()


@pytest.mark.parametrize(("fed", "given"), [(12, 12), (20, 20), (29, 29), (31, 16), (44, 29), (46, 16)])
def test_a_young_group_comes_with_the_one_before_it(restream: Restream, clips: Clips, fed: int, given: int) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_none"))
    with container:
        mount.start(container.streams.video[0])
        for packet in packets[:fed]:  # groups of 15, a second each
            mount.packet(packet, is_video=True)
        session = mount._session
        assert session is not None
        group = session.join()
        assert (len(group), group[0].is_key) == (given, True)
        mount.packet(packets[fed], is_video=True)
        assert len(session.join()) in {given + 1, 16}
        mount.stop()


def test_an_endless_group_does_not_eat_the_memory(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_none"))
    with container:
        mount.start(container.streams.video[0])
        mount.packet(packets[0], is_video=True)
        session = mount._session
        assert session is not None
        session._group_bytes = MAX_GROUP_BYTES
        mount.packet(packets[1], is_video=True)
        assert session._raw == []
        mount.packet(packets[2], is_video=True)
        assert session._raw == []
        mount.packet(packets[15], is_video=True)
        assert len(session._raw) == 1
        mount.stop()


def test_packets_stay_as_they_were(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_none"))
    with container:
        mount.start(container.streams.video[0])
        before = (packets[0].pts, packets[0].dts, packets[0].time_base, bytes(packets[0]))
        mount.packet(packets[0], is_video=True)
        assert mount._session is not None
        mount._session.join()
        assert (packets[0].pts, packets[0].dts, packets[0].time_base, bytes(packets[0])) == before
        mount.stop()


def test_packets_before_a_start_are_left_out(restream: Restream, clips: Clips) -> None:
    mount = restream.mount(CAMERA, PASSWORD)
    container, packets = packets_of(clips.path("h264_none"))
    with container:
        mount.packet(packets[0], is_video=True)
    assert mount.tracks == ()


def test_an_occupied_port_is_a_typed_error(restream: Restream) -> None:
    with pytest.raises(UnavailableError) as caught:
        Restream("127.0.0.1", restream.port).start()
    assert caught.value.field == "rtsp_port"


def test_a_mount_can_be_taken_away(restream: Restream) -> None:
    restream.mount(CAMERA, PASSWORD)
    restream.unmount(CAMERA)
    restream.unmount(CAMERA)
    assert asyncio.run(restream.resolve(CAMERA)) is None
    restream.stop()
    restream.stop()


def test_one_that_never_started_can_be_stopped() -> None:
    Restream("127.0.0.1", 0).stop()
