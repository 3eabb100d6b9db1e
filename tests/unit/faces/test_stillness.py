"""Sizes of fragments as a sign that nothing moves."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest

from wallflower.faces.stillness import DISTRUST_MS, LONGEST_MS, GroupSizes, Stillness
from wallflower.faces.watch import CameraWatch, WatchOptions
from wallflower.media.fragment import Fragment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.visits import Visits

from .conftest import Film, scene


def taught(rate: float = 0.05, looks: int = 8) -> Stillness:
    """Return what has seen a still scene of this rate once a second, the last time at 0."""
    stillness = Stillness()
    for look in range(looks):
        stillness.learn(rate, (look - looks + 1) * 1000, moved=False)
    return stillness


def test_usual_sizes_are_believed_and_larger_ones_not() -> None:
    stillness = taught()
    assert stillness.is_still(0.05, 1000)
    assert stillness.is_still(0.06, 1000)
    assert not stillness.is_still(0.08, 1000)
    assert not stillness.is_still(None, 1000)


def test_nothing_is_believed_for_long_or_of_a_camera_that_is_new() -> None:
    assert not taught().is_still(0.05, LONGEST_MS)
    assert not taught(looks=4).is_still(0.05, 1000)
    assert not Stillness().is_still(0.0, 1000)


def test_a_camera_that_stores_much_while_nothing_moves_says_nothing() -> None:
    assert not taught(rate=0.4).is_still(0.4, 1000)


def test_motion_that_sizes_did_not_tell_of_ends_the_trust_for_an_hour() -> None:
    stillness = taught()
    stillness.learn(0.05, 2000, moved=True)
    assert not stillness.is_still(0.05, 3000)
    stillness.learn(0.05, DISTRUST_MS, moved=False)
    assert not stillness.is_still(0.05, DISTRUST_MS + 1000)
    stillness.learn(0.05, DISTRUST_MS + 2000, moved=False)
    assert stillness.is_still(0.05, DISTRUST_MS + 3000)


def test_motion_that_they_told_of_does_not() -> None:
    stillness = taught()
    stillness.learn(0.5, 1000, moved=True)
    stillness.learn(0.05, 2000, moved=False)
    assert stillness.is_still(0.05, 3000)


def with_groups(fragments: list[Fragment]) -> Iterator[tuple[Fragment, float | None]]:
    sizes = GroupSizes()
    for fragment in fragments:
        rate = sizes.take(fragment)
        if fragment.is_key:
            yield fragment, rate


@pytest.fixture
def camera(database: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[CameraWatch, list[int]]:
    """A camera's watch, and the instants of the keyframes that it decodes."""
    Cameras(database).create(CameraRow(id="cam", name="Door", url="rtsp://x", created_ms=1))
    watch, decoded = CameraWatch("cam", Visits(database), WatchOptions(hold_ms=1000)), list[int]()
    decode = watch._decoder.decode

    def noted(fragment: Fragment) -> object:
        decoded.append((fragment.start_ms - 1_000_000) // 1000)
        return decode(fragment)

    monkeypatch.setattr(watch._decoder, "decode", noted)
    return watch, decoded


def test_a_still_camera_is_decoded_every_few_seconds_and_motion_at_once(
    camera: tuple[CameraWatch, list[int]], film: Film
) -> None:
    watch, decoded = camera
    pictures = []
    for number in range(26 * 4):
        picture = scene(None, height=360)
        if number >= 22 * 4:  # somebody walks across in the last four seconds
            left = 60 * (number - 22 * 4) % 560
            picture[100:260, left : left + 70] = np.random.default_rng(number).integers(0, 255, (160, 70, 3))
        pictures.append(picture)
    picked = []
    for fragment, rate in with_groups(film(pictures, per_s=4, keyframe_every=4)):
        seen = watch.look(fragment, rate)
        picked += [] if seen is None else [(seen.at_ms - 1_000_000) // 1000]
    quiet = [second for second in decoded if 8 <= second < 22]
    assert {later - before for before, later in pairwise(quiet)} == {LONGEST_MS // 1000}
    assert {23, 24, 25} <= set(picked)
