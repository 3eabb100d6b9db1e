import threading

import pytest

from tests.support.camera import StartCamera
from tests.support.clips import Clips
from wallflower.demo.camera_process import CameraProcess
from wallflower.errors import SourceError
from wallflower.media import probe as probe_module
from wallflower.media.probe import probe
from wallflower.wire import ErrorCode


def test_a_camera_is_described(camera: CameraProcess) -> None:
    report = probe(camera.url("h264_aac"), 10)
    assert (report.video_codec, report.width, report.height) == ("h264", 640, 360)
    assert (report.audio_codec, report.sample_rate_hz) == ("aac", 16_000)
    assert report.frames_per_s == pytest.approx(15, abs=1)
    assert report.notes == ()


@pytest.mark.parametrize(("mount", "note"), [("h264_none", "no sound"), ("h264_pcma", "AAC")])
def test_what_a_user_should_know_is_noted(start_camera: StartCamera, clips: Clips, mount: str, note: str) -> None:
    (found,) = probe(start_camera({mount: clips.path(mount)}).url(mount), 10).notes
    assert note in found


@pytest.mark.usefixtures("no_timeouts")
def test_a_hanging_camera_times_out(camera: CameraProcess) -> None:
    camera.command("hang", True)
    with pytest.raises(SourceError) as caught:
        probe(camera.url("h264_aac"), 1.0)
    assert caught.value.code is ErrorCode.TIMEOUT


def test_forbidden_protocols_are_not_even_opened() -> None:
    with pytest.raises(SourceError) as caught:
        probe("file:///etc/passwd", 1.0)
    assert caught.value.code is ErrorCode.FORBIDDEN_PROTOCOL


def test_a_camera_is_late_even_where_reading_ends_before_the_timer_does(monkeypatch: pytest.MonkeyPatch) -> None:
    given_up, told = threading.Event(), threading.Event()

    class Source:
        def __init__(self, *_: object) -> None:
            pass

        def open(self) -> None:
            given_up.wait(5)
            raise SourceError("the camera closed the connection")

        def cancel(self) -> None:
            given_up.set()
            told.wait(5)  # whoever reads is faster than the thread that ended it

        def close(self) -> None:
            told.set()

    monkeypatch.setattr(probe_module, "AvSource", Source)
    with pytest.raises(SourceError) as caught:
        probe("rtsp://127.0.0.1/x", 0.1)
    assert caught.value.code is ErrorCode.TIMEOUT
