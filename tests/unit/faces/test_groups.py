"""Groups of faces that nobody has named."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallflower.faces import groups
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import MatchProfile, Metric, Vector
from wallflower.faces.gallery import likeness
from wallflower.faces.groups import group
from wallflower.faces.insightface_engine import profile_for

from .conftest import near, unit

ARCFACE = profile_for("buffalo_l", 512)


def crowd(profile: MatchProfile, sizes: list[int], spread: float) -> tuple[Vector, list[int]]:
    """Return faces of several people in a random order, and whose they are."""
    rows, whose = [], []
    for person, size in enumerate(sizes):
        for number in range(size):
            vector = near(unit(person, profile.dimension), spread, seed=1000 * person + number + 7)
            rows.append(vector / np.linalg.norm(vector) if profile.metric is Metric.COSINE else vector)
            whose.append(person)
    order = np.random.default_rng(3).permutation(len(rows))
    return np.asarray(rows, np.float32)[order], [whose[number] for number in order]


@pytest.mark.parametrize(("profile", "spread"), [(PROFILE, 0.35), (ARCFACE, 0.9)], ids=["dlib", "arcface"])
def test_everybody_gets_a_group_of_their_own(profile: MatchProfile, spread: float) -> None:
    rows, whose = crowd(profile, [40, 25, 3, 1, 1], spread)
    found = group(profile, rows)
    assert [len(numbers) for numbers in found] == [40, 25, 3, 1, 1]
    assert all(len({whose[number] for number in numbers}) == 1 for numbers in found)


def test_one_face_between_two_people_does_not_make_them_one() -> None:
    rows, _ = crowd(ARCFACE, [10, 10], 0.5)
    between = unit(0, 512) + unit(1, 512)
    mixed = np.vstack([rows, between / np.linalg.norm(between)]).astype(np.float32)
    assert max(len(numbers) for numbers in group(ARCFACE, mixed)) == 11


def test_nothing_and_one_and_the_same_face_often() -> None:
    assert group(PROFILE, np.zeros((0, 128), np.float32)) == []
    assert group(PROFILE, unit(1)[None]) == [[0]]
    assert group(PROFILE, np.tile(unit(1), (50, 1))) == [list(range(50))]


def test_only_the_newest_are_sorted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(groups, "MOST_FACES", 3)
    assert group(PROFILE, np.tile(unit(1), (5, 1))) == [[0, 1, 2]]


def slowly(profile: MatchProfile, rows: Vector) -> list[list[int]]:
    """Return what average linkage is by definition: the two nearest groups become one, again and again."""
    found = [[number] for number in range(len(rows))]
    while len(found) > 1:
        pairs = [
            (np.mean([likeness(profile, rows[i], rows[j]) for i in first for j in second]), a, b)
            for a, first in enumerate(found)
            for b, second in enumerate(found[:a])
        ]
        best, a, b = max(pairs)
        if best < profile.maybe:
            break
        found[b] += found.pop(a)
    return sorted(sorted(numbers) for numbers in found)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 12), st.sampled_from([PROFILE, ARCFACE]))
def test_it_is_average_linkage(seed: int, count: int, profile: MatchProfile) -> None:
    small = replace(profile, dimension=3)
    random = np.random.default_rng(seed)
    rows: Vector = np.asarray(random.standard_normal((count, 3)) / 2, np.float32)
    if profile.metric is Metric.COSINE:
        rows = np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
    assert sorted(group(small, rows)) == slowly(small, rows)
