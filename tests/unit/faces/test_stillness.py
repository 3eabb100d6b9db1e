"""Sizes of fragments as a sign that nothing moves."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.support.footage import make_footage, make_fragments
from wallflower.faces import stillness as sizes_told
from wallflower.faces.stillness import DISTRUST_MS, LONGEST_MS, PROVEN, PROVEN_MS, GroupSizes, Stillness
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


def test_sizes_that_were_right_for_long_are_believed_for_longer_until_they_are_wrong() -> None:
    stillness = taught()
    last_ms = LONGEST_MS * (PROVEN + 1)
    for at_ms in range(LONGEST_MS, last_ms + 1, LONGEST_MS):
        stillness.learn(0.05, at_ms, moved=False)
    assert stillness.is_still(0.05, last_ms + PROVEN_MS - 1)
    assert not stillness.is_still(0.05, last_ms + PROVEN_MS)
    wrong_ms = last_ms + 1000
    stillness.learn(0.05, wrong_ms, moved=True)
    stillness.learn(0.05, wrong_ms + DISTRUST_MS, moved=False)
    assert not stillness.is_still(0.05, wrong_ms + DISTRUST_MS + LONGEST_MS)


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


def test_sound_and_boxes_do_not_count() -> None:
    rates = []
    for audio in ("aac", None):
        footage = make_footage(3, audio=audio, size=(640, 360))
        rates.append([rate for _, rate in with_groups(make_fragments(footage, fragment_ms=330)) if rate is not None])
    assert len(rates[0]) == 2
    assert rates[0] == pytest.approx(rates[1], rel=0.2)


def test_a_damaged_fragment_counts_whole() -> None:
    key, other, *_ = make_fragments(make_footage(2), fragment_ms=330)
    sizes = GroupSizes()
    sizes.take(key)
    sizes.take(replace(other, data=b"damaged" * 1000))
    rate = sizes.take(key)
    assert rate is not None
    assert rate * 160 * 96 * other.duration_ms == pytest.approx(7000 * 8000)


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


def test_who_stands_still_from_a_keyframe_on_is_found_within_the_longest_time(
    camera: tuple[CameraWatch, list[int]], film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between keyframes nothing tells of them: they are there from one on, and never move."""
    monkeypatch.setattr(sizes_told, "PROVEN", 3)
    watch, decoded = camera
    comes_s = 30
    empty, somebody = scene(None, height=360), scene(None, height=360)
    somebody[100:260, 300:370] = np.random.default_rng(1).integers(0, 255, (160, 70, 3))
    pictures = [empty] * (comes_s * 4) + [somebody] * 40
    seen_ms = []
    for fragment, rate in with_groups(film(pictures, per_s=4, keyframe_every=4)):
        if watch.look(fragment, rate) is not None:
            seen_ms.append(fragment.start_ms - 1_000_000)
    came_ms = [at_ms for at_ms in seen_ms if at_ms >= comes_s * 1000]
    assert len(decoded) < comes_s, "sizes were believed"
    assert comes_s * 1000 <= came_ms[0] <= comes_s * 1000 + PROVEN_MS
