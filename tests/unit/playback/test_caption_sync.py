"""Captions of an exported clip appear when its own sound is heard: within 100 ms, however the clip was cut.

Every beep stands for something said; its line begins where the beep begins in the recorded sound.
"""

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from tests.support.exports import order, run_export
from tests.support.films import look_at, onsets
from tests.support.footage import START_MS, Footage, make_footage, make_fragments, moved
from tests.support.shelf import Shelf, make_shelf
from wallflower.media.fragment import Fragment
from wallflower.media.reader import read_audio
from wallflower.playback.export_timeline import Caption
from wallflower.speech.export import cues
from wallflower.store.database import Database
from wallflower.wire import Line
from wallflower.wire_jobs import Captions, Cut, ExportKind

IN_TIME_S = 0.1
# At no instant at which a picture begins, and no two as far apart.
BEEPS_S = (1.23, 2.61, 4.07, 5.94, 7.38, 9.16, 10.55)
LENGTH_S = 12
BACK_S = 40.0
SIZE = (320, 192)
WHITE = 200


@pytest.fixture(scope="session")
def talk() -> tuple[Fragment, ...]:
    """Twelve seconds with a beep now and then."""
    return tuple(make_fragments(make_footage(LENGTH_S, size=SIZE, beeps_s=BEEPS_S)))


@pytest.fixture
def shelf(database: Database, tmp_path: Path, talk: tuple[Fragment, ...]) -> Shelf:
    """Recorded twice, with half a minute of nothing in between."""
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    again = [replace(item, session_id="session2") for item in moved(list(talk), round(BACK_S * 1000))]
    shelf.record(talk, again)
    return shelf


def lines(shelf: Shelf) -> list[Line]:
    """Return a line for every beep, at its instant as speech is read back from recordings."""
    heard: list[Line] = []
    for begin_s in (0.0, BACK_S):
        start_ms = START_MS + round(begin_s * 1000)
        sound = read_audio(shelf.recordings, shelf.media, "cam", start_ms, start_ms + LENGTH_S * 1000).samples
        found = onsets(sound)
        assert len(found) == len(BEEPS_S)
        for at_s, beep_s in zip(found, BEEPS_S, strict=True):
            assert at_s == pytest.approx(beep_s, abs=0.03)
            at_ms = start_ms + round(at_s * 1000)
            heard.append(Line(id=at_ms, camera_id="cam", start_ms=at_ms, end_ms=at_ms + 700, text="H"))
    return heard


@pytest.mark.parametrize("captions", [Captions.SOFT, Captions.BURNED_IN])
@pytest.mark.parametrize("cut", [Cut.KEYFRAME, Cut.EXACT])
@pytest.mark.parametrize(
    ("start_s", "end_s", "count"),
    [(0.0, 12.0, 7), (3.47, 11.9, 5), (5.2, BACK_S + 8.6, 9)],
    ids=["whole", "from_the_middle", "across_a_gap"],
)
def test_captions_appear_when_it_is_heard(
    shelf: Shelf, captions: Captions, cut: Cut, start_s: float, end_s: float, count: int
) -> None:
    what = order(start_s, end_s, kind=ExportKind.CLIP, cut=cut, captions=captions)
    spoken = [line for line in lines(shelf) if what.start_ms <= line.start_ms < what.end_ms]
    assert len(spoken) == count
    parts = [Caption(cue.start_ms, cue.end_ms, cue.rows) for cue in cues(spoken)]
    _, directory = run_export(shelf, what, *parts)
    clip = directory / "clip.mp4"
    film = look_at(clip)
    shown = soft(clip) if captions is Captions.SOFT else painted(clip)
    assert len(shown) == count
    # A clip cut at a keyframe may begin earlier, with sound that nobody asked for.
    beeps = film.beeps[-count:]
    late_s = [at_s - beep_s for at_s, beep_s in zip(shown, beeps, strict=True)]
    assert max(map(abs, late_s)) <= IN_TIME_S, late_s


def test_captions_of_a_slow_camera_are_painted_on_the_nearest_picture(database: Database, tmp_path: Path) -> None:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("cam")
    shelf.record(make_fragments(slow_footage()))
    parts = [Caption(START_MS + round(at_s * 1000), START_MS + round(at_s * 1000) + 700, ("H",)) for at_s in BEEPS_S]
    _, directory = run_export(shelf, order(0, LENGTH_S, captions=Captions.BURNED_IN), *parts)
    beeps = look_at(directory / "clip.mp4").beeps
    late_s = [at_s - beep_s for at_s, beep_s in zip(painted(directory / "clip.mp4"), beeps, strict=True)]
    assert max(map(abs, late_s)) <= IN_TIME_S + 0.005, late_s  # a beep is found to 5 ms


def slow_footage() -> Footage:
    """Return footage of five pictures a second."""
    return make_footage(LENGTH_S, size=SIZE, beeps_s=BEEPS_S, frames_per_s=5)


def soft(path: Path) -> list[float]:
    """Return when captions appear, as the packets of the text track say."""
    with av.open(str(path)) as container:
        (track,) = container.streams.subtitles
        assert track.codec_context.name == "mov_text"
        packets = [packet for packet in container.demux(track) if packet.pts is not None]
        return [float(packet.pts * packet.time_base) for packet in packets if int.from_bytes(bytes(packet)[:2])]


def painted(path: Path) -> list[float]:
    """Return when something white appears in the lower quarter of the picture."""
    found: list[float] = []
    was_white = False
    with av.open(str(path)) as container:
        for frame in container.decode(video=0):
            pixels = frame.to_ndarray(format="gray")
            is_white = bool(np.count_nonzero(pixels[SIZE[1] * 3 // 4 :] > WHITE) > 8)
            if is_white and not was_white:
                found.append(float(frame.time))
            was_white = is_white
    return found
