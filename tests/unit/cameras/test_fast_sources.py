"""A file over HTTP as a camera: its times are those of its arrival, each time it begins anew."""

import subprocess
from itertools import pairwise
from pathlib import Path

from tests.support.clips import Clips
from tests.support.streams import http_files
from tests.support.waiting import until_true
from wallflower import clock
from wallflower.cameras.backoff import BackOff
from wallflower.cameras.nowhere import Nowhere
from wallflower.cameras.session import CameraSession, Outlets, stop_all
from wallflower.cameras.state import CameraState
from wallflower.media.address import parse_address
from wallflower.media.fragment import Fragment
from wallflower.media.sockets import SocketTable
from wallflower.media.source import AvSource

FILE_S = 3
# How the figure is promised; a frame of 15 per second is not over before 67 ms.
NEAR_MS = 250
FRAME_MS = 67
# The first frames wait for their time to be known.
SETTLED_MS = 1500


def test_a_file_is_recorded_when_it_comes_and_never_twice(clips: Clips, tmp_path: Path) -> None:
    command = ["ffmpeg", "-v", "error", "-i", str(clips.path("h264_aac")), "-t", str(FILE_S), "-c", "copy"]
    subprocess.run([*command, str(tmp_path / "film.mp4")], check=True)
    arrived: list[tuple[Fragment, int]] = []

    def take(fragment: Fragment) -> None:
        arrived.append((fragment, clock.now_ms()))

    with http_files(tmp_path) as address:
        url = parse_address(f"{address}/film.mp4")
        outlets = Outlets(recorder=Nowhere(), mount=Nowhere(), publish=take)
        session = CameraSession(
            "cam",
            lambda: AvSource(url, SocketTable()),
            outlets,
            CameraState("cam", lambda _: None),
            back_off=BackOff((0.02, 0.2)),
        )
        begun_ms = clock.now_ms()
        session.start()
        until_true(lambda: len({fragment.session_id for fragment, _ in arrived}) >= 4)
        assert stop_all([session]) == []
    fragments = [fragment for fragment, _ in arrived]
    assert fragments[0].start_ms >= begun_ms
    assert all(before.end_ms <= after.start_ms for before, after in pairwise(fragments))
    for session_id in list(dict.fromkeys(fragment.session_id for fragment in fragments))[:3]:
        check([item for item in arrived if item[0].session_id == session_id])


def check(arrived: list[tuple[Fragment, int]]) -> None:
    """One time through the file."""
    first, last = arrived[0][0], arrived[-1][0]
    assert abs(last.end_ms - first.start_ms - FILE_S * 1000) <= 2 * FRAME_MS
    for fragment, arrived_ms in arrived:
        assert fragment.end_ms <= arrived_ms + FRAME_MS + 20
        if fragment.start_ms - first.start_ms > SETTLED_MS:
            assert arrived_ms - fragment.end_ms <= NEAR_MS
