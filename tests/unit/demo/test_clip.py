from pathlib import Path

import pytest

from tests.support.clips import NAMES, Clips
from wallflower.demo.clip import Clip


@pytest.mark.parametrize("name", NAMES)
def test_every_clip_loads(clips: Clips, name: str) -> None:
    clip = Clip.load(clips.path(name))
    assert clip.duration_s == pytest.approx(6.0, abs=0.1)
    assert [event.at_s for event in clip.events] == sorted(event.at_s for event in clip.events)
    assert sum(event.is_key for event in clip.events) in {5, 6}
    assert clip.events[0].at_s == 0.0


def test_keyframes_repeat_the_parameter_sets(clips: Clips) -> None:
    clip = Clip.load(clips.path("h264_none"))
    for event in clip.events:
        kinds = [payload.data[12] & 31 for payload in event.payloads]
        assert (kinds[:2] == [7, 8]) is event.is_key


def test_no_sound_is_lost_at_the_end(clips: Clips) -> None:
    clip = Clip.load(clips.path("h264_aac"))
    last_s = max(event.at_s for event in clip.events if event.track == 1)
    assert last_s > clip.duration_s - 0.15


def test_what_is_no_clip_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.mkv"
    path.write_bytes(b"nothing")
    with pytest.raises(ValueError, match="Invalid data"):
        Clip.load(path)
