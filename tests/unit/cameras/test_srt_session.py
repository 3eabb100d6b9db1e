"""A camera over SRT that comes and goes is a camera like any other."""

from itertools import pairwise

from tests.support.clips import Clips
from tests.support.streams import loop_clip, srt_stream
from tests.support.waiting import until_true
from wallflower.cameras.backoff import BackOff
from wallflower.cameras.nowhere import Nowhere
from wallflower.cameras.session import CameraSession, Outlets, stop_all
from wallflower.cameras.state import CameraState
from wallflower.media.address import parse_address
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource
from wallflower.wire import ConnectionState, ErrorCode


def test_a_camera_that_comes_back_is_called_again(clips: Clips) -> None:
    fragments: list[Fragment] = []
    state = CameraState("cam", lambda _: None)
    outlets = Outlets(recorder=Nowhere(), mount=Nowhere(), publish=fragments.append)
    with srt_stream(clips.path("h264_aac"), "&passphrase=0123456789") as (url, process):
        address = parse_address(f"{url}?passphrase=0123456789&conntimeo=5000")
        session = CameraSession(
            "cam", lambda: AvSource(address, SocketTable()), outlets, state, back_off=BackOff((0.1, 0.5))
        )
        session.start()
        until_true(lambda: len(fragments) >= 2)
        process.terminate()
        until_true(lambda: state.status().connection is ConnectionState.RETRYING)
    assert {problem.code for problem in state.problems()} == {ErrorCode.CONNECTION_REFUSED}
    with loop_clip(clips.path("h264_aac"), "-f", "mpegts", f"{url}?mode=listener&passphrase=0123456789"):
        until_true(lambda: len({fragment.session_id for fragment in fragments}) == 2)
        assert stop_all([session]) == []
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(fragments))
