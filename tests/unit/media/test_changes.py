"""A camera that changes its picture in mid-stream: what came before and what comes after both play."""

import io
import subprocess
import time
from pathlib import Path

import av
import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.streams import http_stream
from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.assembly import Arrival, Assembly, NewSessionError
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource

FLV_HEAD_BYTES = 13


class Session:
    """One connection and the fragments it gave."""

    def __init__(self, url: str) -> None:
        self.fragments: list[Fragment] = []
        self._source = AvSource(parse_address(url), SocketTable())

    def run(self, change_after_s: float, change: object = None, limit_s: float = 15.0) -> None:
        """Read until the picture changes (which `change()` brings about) or, without one, for this long."""
        source = self._source
        source.open()
        try:
            assembly = Assembly(("cam", "s"), source.video, source.audio, self.fragments.append)
            self._read(assembly, change_after_s, change, limit_s)
        finally:
            source.close()

    def _read(self, assembly: Assembly, change_after_s: float, change: object, limit_s: float) -> None:
        started = time.monotonic()
        try:
            for packet, is_video, *_ in self._source.packets():
                assembly.feed(packet, Arrival(clock.monotonic_s(), clock.now_ms()), is_video=is_video)
                age = time.monotonic() - started
                if age > change_after_s and callable(change):
                    change()
                    change = True
                if age > (limit_s if change else change_after_s):
                    return
        finally:
            assembly.close()

    def sizes(self) -> set[tuple[int, int]]:
        """Return the sizes of all pictures a player shows."""
        data = self.fragments[0].init.data + b"".join(item.data for item in self.fragments)
        with av.open(io.BytesIO(data)) as container:
            frames = [frame for frame in container.decode(video=0) if not frame.is_corrupt]
        assert len(frames) >= 10
        return {(frame.width, frame.height) for frame in frames}


def test_another_size_over_rtsp_is_another_session(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    before, after = Session(camera.url("door")), Session(camera.url("door"))
    with pytest.raises(NewSessionError, match="changed its picture"):
        before.run(2.5, lambda: camera.command("swap", str(clips.path("small_aac"))))
    after.run(2.5)
    assert before.sizes() == {(640, 360)}
    assert after.sizes() == {(320, 180)}
    assert before.fragments[0].init.id != after.fragments[0].init.id


def test_another_codec_over_rtsp_is_another_session(start_camera: StartCamera, clips: Clips) -> None:
    """A camera describes its codec when it is connected, so it restarts its server to change it."""
    camera = start_camera({"door": clips.path("h264_aac")})
    url = camera.url("door")
    before, after = Session(url), Session(url)
    with pytest.raises(SourceError, match="closed the connection"):
        before.run(2.5, camera.stop)
    start_camera({"door": clips.path("h265_aac")}, "--port", str(camera.port))
    after.run(2.5)
    assert before.sizes() == after.sizes() == {(640, 360)}
    assert b"avc1" in before.fragments[0].init.data
    assert b"hvc1" in after.fragments[0].init.data


def test_another_size_in_a_transport_stream_is_noticed(clips: Clips, tmp_path: Path) -> None:
    listing = tmp_path / "list.txt"
    listing.write_text("".join(f"file '{clips.path(name)}'\n" for name in ("h264_aac", "small_aac")), encoding="utf-8")
    joined = tmp_path / "joined.ts"
    command = ["ffmpeg", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(listing), "-c", "copy", str(joined)]
    subprocess.run(command, check=True)
    with http_stream(joined, "-f", "mpegts") as port:
        session = Session(f"http://127.0.0.1:{port}/live")
        with pytest.raises(NewSessionError):
            session.run(20)
    assert session.sizes() == {(640, 360)}


def flv(clips: Clips, name: str) -> bytes:
    command = ["ffmpeg", "-v", "error", "-i", str(clips.path(name)), "-c", "copy", "-an", "-f", "flv", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def later(tags: bytes, by_ms: int) -> bytes:
    """Return FLV tags with later times."""
    moved, at = bytearray(), 0
    while at < len(tags):
        length = int.from_bytes(tags[at + 1 : at + 4], "big") + 15
        tag = bytearray(tags[at : at + length])
        time_ms = int.from_bytes(tag[4:7], "big") + by_ms
        tag[4:7] = (time_ms & 0xFFFFFF).to_bytes(3, "big")
        moved += tag
        at += length
    return bytes(moved)


@pytest.mark.parametrize(("second", "changes"), [("small_aac", True), ("h264_aac", False)])
def test_another_size_beside_the_stream_is_noticed(clips: Clips, second: str, changes: bool) -> None:  # noqa: FBT001
    """RTMP announces a picture apart from the frames; some servers repeat the same announcement."""
    data = flv(clips, "h264_aac") + later(flv(clips, second)[FLV_HEAD_BYTES:], 6000)
    fragments: list[Fragment] = []
    seen_s = 0.0
    try:
        with av.open(io.BytesIO(data)) as container:
            video = container.streams.video[0]
            assembly = Assembly(("cam", "s"), video, None, fragments.append)
            for packet in container.demux(video):
                if packet.size:
                    seen_s = float((packet.dts or 0) * packet.time_base)
                    assembly.feed(packet, Arrival(seen_s, round(seen_s * 1000)), is_video=True)
    except NewSessionError:
        assert changes
        assert 5.8 < seen_s < 6.3
    else:
        assert not changes
        assert seen_s > 11
