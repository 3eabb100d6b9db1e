"""A camera that changes its picture: the same connection, described anew everywhere."""

from itertools import pairwise
from typing import override

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from tests.support.waiting import until_true
from wallflower.cameras.nowhere import Nowhere
from wallflower.cameras.session import CameraSession, Outlets, stop_all
from wallflower.cameras.state import CameraState
from wallflower.media.address import parse_address
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import GapReason


class Listener(Nowhere):
    """Hears of gaps and of formats."""

    def __init__(self) -> None:
        self.gaps: list[GapReason] = []
        self.widths: list[int] = []

    @override
    def missing(self, reason: GapReason, at_ms: int) -> None:
        self.gaps.append(reason)

    @override
    def start(self, video_stream: object, audio_stream: object | None = None) -> None:
        self.widths.append(video_stream.codec_context.width)  # type: ignore[attr-defined]


def test_another_size_needs_no_other_connection(start_camera: StartCamera, clips: Clips) -> None:
    camera = start_camera({"door": clips.path("h264_aac")})
    sources: list[AvSource] = []
    fragments: list[Fragment] = []
    listener, state = Listener(), CameraState("cam", lambda _: None)

    def open_source() -> AvSource:
        sources.append(AvSource(parse_address(camera.url("door")), SocketTable()))
        return sources[-1]

    outlets = Outlets(recorder=listener, mount=listener, publish=fragments.append)
    session = CameraSession("cam", open_source, outlets, state)
    session.start()
    until_true(lambda: len(fragments) >= 3)
    camera.command("swap", str(clips.path("small_aac")))
    until_true(lambda: len(fragments) >= 3 and fragments[-2].init.width == 320)
    status = state.status()
    assert stop_all([session]) == []
    assert (len(sources), listener.gaps, state.problems()) == (1, [], ())
    assert listener.widths == [640, 320]
    assert status.stream is not None
    assert (status.stream.width, status.stream.height) == (320, 180)
    assert all(before.end_ms == after.start_ms for before, after in pairwise(fragments))
