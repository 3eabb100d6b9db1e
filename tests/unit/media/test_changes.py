"""A camera that changes its picture in mid-stream: what came before and what comes after both play."""

import io
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import groupby, pairwise
from pathlib import Path

import av
import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.streams import http_stream
from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media.address import parse_address
from wallflower.media.assembly import Arrival, Assembly
from wallflower.media.changes import MAX_VARIANTS, PictureWatch, UnreadablePictureError
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource

FLV_HEAD_BYTES = 13


class Session:
    """One connection and the fragments it gave."""

    def __init__(self, url: str) -> None:
        self.fragments: list[Fragment] = []
        self.described: list[tuple[int, int]] = []
        self._source = AvSource(parse_address(url), SocketTable())

    def run(self, *until_s: float, change: Callable[[], object] | None = None) -> None:
        """Read for that long, and after `change` for as long again."""
        source = self._source
        source.open()
        try:
            assembly = Assembly(("cam", "s"), source.video, source.audio, self.fragments.append, changed=self._describe)
            try:
                packets = source.packets()
                for seconds in until_s:
                    self._read(packets, assembly, seconds)
                    if change is not None:
                        change()
            finally:
                assembly.close()
        finally:
            source.close()

    def _read(self, packets: Iterator[tuple[av.Packet, bool, float]], assembly: Assembly, seconds: float) -> None:
        end_s = time.monotonic() + seconds
        for packet, is_video, arrival_s in packets:
            assembly.feed(packet, Arrival(arrival_s, clock.now_ms()), is_video=is_video)
            if arrival_s > end_s:
                return

    def _describe(self) -> None:
        context = self._source.video.codec_context
        self.described.append((context.width, context.height))

    def sessions(self) -> list[list[Fragment]]:
        """Return the fragments by session, in order."""
        return [list(group) for _, group in groupby(self.fragments, lambda fragment: fragment.session_id)]

    def sizes(self) -> list[tuple[int, int]]:
        """Return the size of the pictures of each session."""
        return [size(group) for group in self.sessions()]


def size(fragments: list[Fragment]) -> tuple[int, int]:
    """Return the one size of all pictures a player shows, and that it was told; none may be broken."""
    data = fragments[0].init.data + b"".join(item.data for item in fragments)
    command = ["ffmpeg", "-v", "warning", "-i", "-", "-map", "0:v", "-f", "null", "-"]
    assert not subprocess.run(command, input=data, capture_output=True, check=True).stderr
    with av.open(io.BytesIO(data)) as container:
        sizes = {(frame.width, frame.height) for frame in container.decode(video=0)}
    assert sizes == {(fragments[0].init.width, fragments[0].init.height)}
    return sizes.pop()


def joined(path: Path, *pieces: tuple[Path, float, float]) -> Path:
    """Return a transport stream of pieces (file, from s, to s), each with its own parameter sets."""
    copy = ["ffmpeg", "-v", "error", "-f", "concat", "-safe", "0", "-i", str(path.with_suffix(".txt")), "-c", "copy"]
    names = [path.with_suffix(f".{number}.ts") for number in range(len(pieces))]
    for name, (file, begin_s, end_s) in zip(names, pieces, strict=True):
        cut = ["ffmpeg", "-v", "error", "-ss", str(begin_s), "-i", str(file), "-t", str(end_s - begin_s), "-c", "copy"]
        subprocess.run([*cut, str(name)], check=True)
    path.with_suffix(".txt").write_text("".join(f"file '{name}'\n" for name in names), encoding="utf-8")
    subprocess.run([*copy, str(path)], check=True)
    return path


def check_seams(session: Session) -> None:
    """No moment is lost or recorded twice where one session follows another, and each begins at its own zero."""
    assert all(before.end_ms == after.start_ms for before, after in pairwise(session.fragments))
    for group in session.sessions():
        assert group[0].is_key
        assert (group[0].decode_time, group[0].sequence) == (0, 0)
        length_ms = group[-1].end_ms - group[0].start_ms
        media_ms = group[-1].decode_time * 1000 // group[-1].init.timescale + group[-1].duration_ms
        assert abs(length_ms - media_ms) <= 250


@pytest.mark.parametrize("clip", ["small_aac", "small_none"])
def test_another_size_over_rtsp_is_another_session_of_the_same_connection(
    start_camera: StartCamera, clips: Clips, clip: str
) -> None:
    sound = clip.partition("_")[2]
    camera = start_camera({"door": clips.path(f"h264_{sound}")})
    session = Session(camera.url("door"))
    session.run(2.5, 3.5, change=lambda: camera.command("swap", str(clips.path(clip))))
    assert session.sizes() == [(640, 360), (320, 180)]
    assert session.described == [(320, 180)]
    check_seams(session)


def test_another_codec_over_rtsp_is_another_session(start_camera: StartCamera, clips: Clips) -> None:
    """A camera describes its codec when it is connected, so it restarts its server to change it."""
    camera = start_camera({"door": clips.path("h264_aac")})
    url = camera.url("door")
    before, after = Session(url), Session(url)
    with pytest.raises(SourceError, match="closed the connection"):
        before.run(2.5, 2.5, change=camera.stop)
    start_camera({"door": clips.path("h265_aac")}, "--port", str(camera.port))
    after.run(2.5)
    assert before.sizes() == after.sizes() == [(640, 360)]
    assert b"avc1" in before.fragments[0].init.data
    assert b"hvc1" in after.fragments[0].init.data


@pytest.mark.parametrize(("big", "small"), [("h264_none", "small_none"), ("h265_none", "small_h265")])
def test_another_size_in_a_transport_stream_is_another_session(
    clips: Clips, tmp_path: Path, big: str, small: str
) -> None:
    film = joined(tmp_path / "film.ts", (clips.path(big), 0, 2), (clips.path(small), 2, 4), (clips.path(big), 4, 6))
    with http_stream(film, "-f", "mpegts") as port:
        session = Session(f"http://127.0.0.1:{port}/live")
        session.run(5.5)
    assert session.sizes() == [(640, 360), (320, 180), (640, 360)]
    assert session.described == [(320, 180), (640, 360)]
    assert session.sessions()[0][0].init.id == session.sessions()[2][0].init.id
    check_seams(session)


@pytest.mark.parametrize(("one", "two"), [("h264_none", "h264_cavlc"), ("h265_none", "h265_other")])
def test_a_camera_that_alternates_its_coding_stays_connected_and_plays(
    clips: Clips, tmp_path: Path, one: str, two: str
) -> None:
    """The parameter sets have the same ids, so that the wrong ones would break the picture."""
    pieces = [(clips.path((one, two)[second % 2]), second, second + 1) for second in range(6)]
    with http_stream(joined(tmp_path / "film.ts", *pieces), "-f", "mpegts") as port:
        session = Session(f"http://127.0.0.1:{port}/live")
        session.run(5.5)
    assert session.sizes() == [(640, 360), (640, 360)]
    first, second = session.sessions()
    assert first[0].init.id != second[0].init.id
    assert second[-1].end_ms - second[0].start_ms >= 3500  # and several changes are in there
    check_seams(session)


def keyframe(quantizer: int) -> av.Packet:
    """Return a small picture whose parameter sets are those of its quantizer only."""
    with av.open(io.BytesIO(), "w", format="h264") as container:
        stream = container.add_stream("libx264", rate=10, options={"qp": str(quantizer), "tune": "zerolatency"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        frame = av.VideoFrame(64, 64, "yuv420p")
        return [*stream.encode(frame), *stream.encode(None)][0]


def watch_of(clips: Clips) -> PictureWatch:
    with av.open(str(clips.path("h264_none"))) as container:
        return PictureWatch(container.streams.video[0])


def test_a_camera_with_ever_new_parameters_begins_a_few_sessions_only(clips: Clips) -> None:
    watch = watch_of(clips)
    assert not watch.is_new(keyframe(1))  # what a connection begins with is its first session's
    news = [watch.is_new(keyframe(quantizer)) for quantizer in range(2, 40)]
    assert news == [True] * (MAX_VARIANTS - 1) + [False] * (38 - MAX_VARIANTS + 1)


def test_a_change_to_what_cannot_be_read_is_told(clips: Clips) -> None:
    watch = watch_of(clips)
    watch.is_new(keyframe(20))
    data = bytes(keyframe(30))
    only_parameters = av.Packet(data[: data.index(b"\x00\x00\x01\x65")])
    only_parameters.is_keyframe = True
    with pytest.raises(UnreadablePictureError):
        watch.is_new(only_parameters)


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


@pytest.mark.parametrize(("second", "changes"), [("small_none", True), ("h264_cavlc", True), ("h264_none", False)])
def test_another_picture_beside_the_stream_is_noticed(clips: Clips, second: str, changes: bool) -> None:  # noqa: FBT001
    """RTMP announces a picture apart from the frames; some servers repeat the same announcement."""
    data = flv(clips, "h264_none") + later(flv(clips, second)[FLV_HEAD_BYTES:], 6000)
    fragments: list[Fragment] = []
    with av.open(io.BytesIO(data)) as container:
        video = container.streams.video[0]
        assembly = Assembly(("cam", "s"), video, None, fragments.append)
        for packet in container.demux(video):
            if packet.size:
                seen_s = float((packet.dts or 0) * packet.time_base)
                assembly.feed(packet, Arrival(seen_s, round(seen_s * 1000)), is_video=True)
        assembly.close()
    groups = [list(group) for _, group in groupby(fragments, lambda fragment: fragment.session_id)]
    assert [size(group)[0] for group in groups] == ([640, 320 if second == "small_none" else 640] if changes else [640])
    if changes:
        assert abs(groups[1][0].start_ms - groups[0][0].start_ms - 6000) <= 100
        assert groups[0][0].init.id != groups[1][0].init.id
