"""Narration in films of stories, measured as it is heard: its own tone, and the clip's lowered while it lasts."""

import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.exports import JOB
from tests.support.films import complaints, look_at
from tests.support.footage import START_MS, make_footage, make_fragments
from tests.support.shelf import Shelf, make_shelf
from wallflower.playback.export import export
from wallflower.playback.export_mix import PER_MS
from wallflower.playback.export_narration import RISE_MS, Narrator, at_film_rate
from wallflower.playback.export_task import Task
from wallflower.playback.story_plan import check_story, pieces
from wallflower.store.database import Database
from wallflower.wire_jobs import Cut, Export, ExportKind, ExportResult, FaceBlur, StoryClip, StoryOrder
from wallflower.wire_stories import Reencoding, Story

RATE_HZ, FILM_HZ = 16_000, 48_000
# The footage beeps at 1 kHz with 0.5 in the last half of each second; what is spoken here is another tone.
SPOKEN_HZ, BEEP_HZ = 2500, 1000
BEEP, SPOKEN = 0.5, 0.3
LOWERED = 0.3


@pytest.fixture
def shelf(database: Database, tmp_path: Path) -> Shelf:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("door")
    shelf.record(make_fragments(make_footage(8), camera_id="door"))
    return shelf


def clip(start_s: float, end_s: float, narration: str = "", *, muted: bool = False) -> StoryClip:
    return StoryClip(
        id=f"c{start_s}",
        camera_id="door",
        start_ms=START_MS + round(start_s * 1000),
        end_ms=START_MS + round(end_s * 1000),
        narration=narration,
        muted=muted,
    )


def spoken(seconds: float) -> np.ndarray:
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return (SPOKEN * np.sin(2 * np.pi * SPOKEN_HZ * times)).astype(np.float32)


def run(shelf: Shelf, clips: tuple[StoryClip, ...], sounds: dict[str, np.ndarray]) -> tuple[ExportResult, Path]:
    order = Export(
        kind=ExportKind.STORY,
        camera_ids=("door",),
        start_ms=START_MS,
        end_ms=START_MS + 8000,
        cut=Cut.EXACT,
        story=StoryOrder(story_id="s", version=1, clips=clips),
    )
    task = Task(job_id=JOB, export=order, media=shelf.media, recordings=shelf.recordings)
    parts = tuple(
        replace(task, export=piece, narration=sounds.get(item.narration))
        for piece, item in zip(pieces(order), clips, strict=True)
    )
    return export(replace(task, pieces=parts)), shelf.media / "exports" / JOB / "story.mp4"


def heard(path: Path) -> np.ndarray:
    """Return the film's sound, which is mono of 48 kHz."""
    with av.open(str(path)) as container:
        frames = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    return np.concatenate(frames)


def level(sound: np.ndarray, hz: float, from_s: float, to_s: float) -> float:
    """Return the amplitude of a tone in a stretch of the film."""
    part = sound[round(from_s * FILM_HZ) : round(to_s * FILM_HZ)]
    turning = np.exp(-2j * np.pi * hz * np.arange(len(part)) / FILM_HZ)
    return float(2 * abs((part * turning).mean()))


def test_the_clips_own_sound_is_lowered_while_it_is_spoken(shelf: Shelf) -> None:
    result, path = run(shelf, (clip(0, 2), clip(2, 5, "It rings.")), {"It rings.": spoken(1.2)})
    sound = heard(path)
    assert level(sound, SPOKEN_HZ, 0.1, 1.9) < 0.02
    assert level(sound, SPOKEN_HZ, 2.1, 3.1) == pytest.approx(SPOKEN, abs=0.06)
    assert level(sound, SPOKEN_HZ, 3.3, 4.9) < 0.02
    # The same beeps: before the narration, under it, and after it.
    assert level(sound, BEEP_HZ, 1.6, 1.9) == pytest.approx(BEEP, abs=0.1)
    assert level(sound, BEEP_HZ, 2.6, 2.9) == pytest.approx(BEEP * LOWERED, abs=0.04)
    assert level(sound, BEEP_HZ, 4.6, 4.9) == pytest.approx(BEEP, abs=0.1)
    film = look_at(path)
    assert film.length_s == pytest.approx(5, abs=0.15)
    assert complaints(path) == ""
    assert "narration is spoken" in result.notes[0]
    assert result.notes[1] == ("narration was added to clip 2: it was spoken by text-to-speech, and no camera heard it")


def test_a_narration_that_is_longer_holds_the_last_picture(shelf: Shelf) -> None:
    clips = (clip(1, 2, "It is long."), clip(5, 6))
    result, path = run(shelf, clips, {"It is long.": spoken(3.5)})
    film, sound = look_at(path), heard(path)
    assert film.length_s == pytest.approx(4.5, abs=0.15)
    assert result.files[0].duration_ms == 4500
    assert [film.second_at(at_s) for at_s in (0.2, 1.2, 2.5, 3.4, 3.6, 4.4)] == [1, 1, 1, 1, 5, 5]
    assert level(sound, SPOKEN_HZ, 0.1, 3.4) == pytest.approx(SPOKEN, abs=0.06)
    assert level(sound, SPOKEN_HZ, 3.7, 4.4) < 0.02
    assert level(sound, BEEP_HZ, 1.6, 1.9) < 0.02
    assert level(sound, BEEP_HZ, 4.1, 4.4) == pytest.approx(BEEP, abs=0.1)
    assert complaints(path) == ""
    assert "the last picture of clip 1 is held for 2.5 s" in result.notes[2]
    manifest = json.loads(path.with_name("manifest.json").read_text())
    told = [(item["narrated_ms"], item["held_ms"], item["film_length_ms"]) for item in manifest["clips"]]
    assert told == [(3500, 2500, 3500), (0, 0, 1000)]
    assert manifest["notes"] == list(result.notes)


def test_the_last_clip_is_held_to_the_very_end(shelf: Shelf) -> None:
    _, path = run(shelf, (clip(1, 2, "x"),), {"x": spoken(2.3)})
    film = look_at(path)
    assert film.sound_s == pytest.approx(2.3, abs=0.1)
    assert film.pictures[-1][0] == pytest.approx(2.3, abs=0.1)


def test_a_muted_clip_has_the_narration_alone(shelf: Shelf) -> None:
    _, path = run(shelf, (clip(1, 3, "Quiet.", muted=True),), {"Quiet.": spoken(1)})
    sound = heard(path)
    assert level(sound, SPOKEN_HZ, 0.1, 0.9) == pytest.approx(SPOKEN, abs=0.06)
    assert level(sound, BEEP_HZ, 0.5, 1.9) < 0.02
    assert len(sound) / FILM_HZ == pytest.approx(2, abs=0.15)


def test_footage_without_sound_is_narrated(database: Database, tmp_path: Path) -> None:
    shelf = make_shelf(database, tmp_path)
    shelf.add_camera("door")
    shelf.record(make_fragments(make_footage(3, audio=None), camera_id="door"))
    _, path = run(shelf, (clip(0, 2, "Hear."),), {"Hear.": spoken(1)})
    assert level(heard(path), SPOKEN_HZ, 0.1, 0.9) == pytest.approx(SPOKEN, abs=0.06)


def test_a_check_tells_that_narration_needs_encoding(shelf: Shelf) -> None:
    story = Story(id="s", title="T", version=1, clips=(clip(0, 2), clip(2, 3, "Ring.")), blur=FaceBlur.ALL)
    told = check_story(story, shelf.recordings, frozenset({"door"}))
    assert told.reencoded == (Reencoding.NARRATION, Reencoding.BLUR)


@given(st.integers(0, 5_000), st.lists(st.integers(1, 2_000), min_size=1, max_size=8), st.sampled_from([0.0, 0.4, 1.0]))
def test_every_millisecond_is_heard_once(spoken_ms: int, parts_ms: list[int], own: float) -> None:
    """However a clip is cut into groups, narration and what is left of it make one whole; nothing is clipped."""
    voice = np.linspace(0.1, 0.5, spoken_ms * PER_MS, dtype=np.float32)
    narrator = Narrator(voice)
    pieces_heard: list[np.ndarray] = []
    at_ms = 0
    for length_ms in parts_ms:
        pieces_heard.append(narrator.over(np.full((2, length_ms * PER_MS), own, np.float32), at_ms))
        at_ms += length_ms
    both = np.concatenate([*pieces_heard, *narrator.rest(at_ms, 2)], axis=1)
    assert both.shape == (2, max(at_ms, spoken_ms) * PER_MS)
    assert np.array_equal(*both)
    whole = both[0]
    assert float(np.abs(whole).max()) <= 1
    if own == 0:
        assert np.allclose(whole[: len(voice)], voice[: len(whole)])
    shown = whole[: at_ms * PER_MS]
    behind = shown[(spoken_ms + RISE_MS) * PER_MS :] if spoken_ms else shown
    assert np.allclose(behind, own)


@pytest.mark.parametrize("count", [1, 160, 16_001])
def test_what_is_spoken_stays_as_long_and_as_high(count: int) -> None:
    voice = spoken(2)[:count]
    film = at_film_rate(voice)
    assert len(film) == 3 * count
    if count > RATE_HZ:
        assert np.abs(np.fft.rfft(film)).argmax() * 3 * RATE_HZ / len(film) == pytest.approx(SPOKEN_HZ, abs=2)
