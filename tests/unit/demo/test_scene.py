import itertools
from pathlib import Path

import av
import numpy as np
import pytest

from wallflower.demo import figures, scene
from wallflower.demo.clip import Clip
from wallflower.demo.model import known_sentences
from wallflower.demo.scene import PLAY, Play, Saying, Stay

SHORT = Play(2.0, (Stay("alice", 0.2, 1.8, 640),), (Saying(0.5, "flite:slt", "hello alice"),))

EMPTY = Play(38.0, (), ())


@pytest.fixture(scope="module")
def images() -> dict[str, figures.Image]:
    return {"alice": figures.alice(), "stranger": figures.stranger()}


def test_a_scene_becomes_a_clip_and_is_kept(tmp_path: Path) -> None:
    path = scene.build(SHORT, tmp_path / "cache")
    with av.open(str(path)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        assert (video.codec_context.name, video.width, video.height) == ("h264", 1280, 720)
        assert (audio.codec_context.name, audio.sample_rate) == ("aac", 16000)
    clip = Clip.load(path)
    assert clip.duration_s == pytest.approx(2.0, abs=0.1)
    assert sum(event.is_key for event in clip.events) == 2
    before = path.stat().st_mtime_ns
    assert scene.build(SHORT, tmp_path / "cache").stat().st_mtime_ns == before
    assert len(list(path.parent.iterdir())) == 1


def test_another_play_is_another_file(tmp_path: Path) -> None:
    other = Play(1.0, (), ())
    assert scene.build(SHORT, tmp_path) != scene.build(other, tmp_path)


def test_figures_come_stand_and_go(images: dict[str, figures.Image]) -> None:
    stay = PLAY.stays[0]
    middle_s = (stay.from_s + stay.until_s) / 2
    empty, standing = (scene.picture(play, images, middle_s) for play in (EMPTY, PLAY))
    columns = np.flatnonzero(np.abs(standing.astype(int) - empty.astype(int)).sum(axis=(0, 2)) > 5000)
    assert columns.min() > stay.x - 220
    assert columns.max() < stay.x + 220
    for at_s in (stay.from_s - 0.1, stay.until_s + 0.1):
        alone = scene.picture(EMPTY, images, at_s)
        assert np.array_equal(scene.picture(PLAY, images, at_s), alone)


def test_a_standing_figure_moves_a_little(images: dict[str, figures.Image]) -> None:
    first, second = (scene.picture(PLAY, images, at_s).astype(int) for at_s in (8.0, 9.0))
    assert np.abs(first - second).max() > 50


def test_the_light_changes(images: dict[str, figures.Image]) -> None:
    assert scene.picture(PLAY, images, 0.0).mean() != scene.picture(PLAY, images, 1.0).mean()


def test_voices_are_heard_where_they_should_be() -> None:
    track = scene.sound(SHORT)
    assert len(track) == 32000
    assert np.abs(track[:7000]).max() < 0.01
    assert np.abs(track[8000:16000]).max() > 0.2


def test_a_voice_may_be_cut_off_by_the_end() -> None:
    assert len(scene.sound(Play(1.0, (), (Saying(0.8, "flite:slt", "hello alice"),)))) == 16000


def test_the_demo_says_only_what_its_model_was_taught() -> None:
    assert set(scene.sentences()) <= set(known_sentences()["en"])


def test_nobody_talks_over_anybody() -> None:
    starts = [saying.at_s for saying in PLAY.sayings]
    assert all(later - earlier >= 4 for earlier, later in itertools.pairwise(starts))
    assert starts[-1] + 3 < PLAY.length_s
