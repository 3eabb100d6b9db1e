"""How the faces of a library stand, which of them disagree, and what they say about the threshold."""

import dataclasses
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.faces.conftest import near, unit
from wallflower.faces.calibration import BINS, LEAST_SCORES, calibrate, spread_out
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import MatchProfile, Metric, Vector
from wallflower.faces.gallery import Gallery
from wallflower.faces.library import Standing, standings
from wallflower.faces.outliers import outliers
from wallflower.store.library import FaceVector
from wallflower.store.people import GalleryRow
from wallflower.wire_library import OutlierReason

COSINE = dataclasses.replace(PROFILE, metric=Metric.COSINE, dimension=16)


def library(**people: list[Vector]) -> list[FaceVector]:
    """Return faces numbered from 1 in the order given."""
    owned = [(person, vector) for person, vectors in people.items() for vector in vectors]
    return [FaceVector(number, person, vector) for number, (person, vector) in enumerate(owned, 1)]


def around(seed: int, count: int, distance: float = 0.2) -> list[Vector]:
    return [near(unit(seed), distance, seed=1000 * seed + number) for number in range(count)]


def test_a_library_of_nobody() -> None:
    assert standings(PROFILE, []) == []


def test_faces_stand_by_their_own_and_by_the_nearest_other() -> None:
    faces = library(ada=around(1, 3), bob=around(2, 2))
    stands = standings(PROFILE, faces)
    assert [stand.face_id for stand in stands] == [1, 2, 3, 4, 5]
    assert all(stand.own is not None and stand.own > 0.6 for stand in stands)
    assert all(stand.other is not None and stand.other < 0.1 for stand in stands)
    assert [stand.other_person_id for stand in stands] == ["bob"] * 3 + ["ada"] * 2


def test_a_single_image_has_nothing_of_its_own_to_be_compared_with() -> None:
    (stand,) = standings(PROFILE, library(ada=[unit(1)]))
    assert (stand.own, stand.other, stand.other_person_id) == (None, None, None)
    assert outliers(PROFILE, [stand]) == []


@given(
    st.lists(st.integers(1, 5), min_size=1, max_size=6),
    st.integers(0, 1000),
    st.sampled_from([COSINE, dataclasses.replace(COSINE, metric=Metric.EUCLIDEAN)]),
)
@settings(max_examples=60)
def test_scores_are_those_of_recognition_without_the_face_itself(
    sizes: list[int], seed: int, profile: MatchProfile
) -> None:
    random = np.random.default_rng(seed)
    vectors = random.standard_normal((sum(sizes), 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    owners = [f"p{person}" for person, size in enumerate(sizes) for _ in range(size)]
    faces = [FaceVector(n, owner, vector) for n, (owner, vector) in enumerate(zip(owners, vectors, strict=True))]
    for stand in standings(profile, faces):
        mine = [
            GalleryRow("x", f.embedding) for f in faces if f.person_id == stand.person_id and f.face_id != stand.face_id
        ]
        others = [GalleryRow(f.person_id, f.embedding) for f in faces if f.person_id != stand.person_id]
        probe = faces[stand.face_id].embedding
        if mine:
            assert stand.own == pytest.approx(Gallery(profile, mine).match(probe).score, abs=1e-4)
        else:
            assert stand.own is None
        if others:
            assert stand.other == pytest.approx(Gallery(profile, others).match(probe).score, abs=1e-4)


def test_only_those_asked_for() -> None:
    faces = library(ada=around(1, 3), bob=around(2, 2))
    assert standings(PROFILE, faces, [4, 1]) == [standings(PROFILE, faces)[position] for position in (4, 1)]


def test_somebody_elses_photograph_is_found() -> None:
    faces = library(ada=[*around(1, 3), *around(2, 1)], bob=around(2, 3, 0.25))
    (found,) = outliers(PROFILE, standings(PROFILE, faces))
    assert (found.face_id, found.reason, found.other_person_id) == (4, OutlierReason.LIKE_ANOTHER, "bob")
    assert found.own is not None
    assert found.other is not None
    assert found.lead == pytest.approx(found.own - found.other)


def test_an_image_unlike_its_own_is_found_and_names_nobody_else() -> None:
    faces = library(ada=[*around(1, 3), unit(9)], bob=around(2, 3))
    (found,) = outliers(PROFILE, standings(PROFILE, faces))
    assert (found.face_id, found.reason, found.other_person_id) == (4, OutlierReason.UNLIKE_OWN, None)


def test_the_same_photograph_for_two_people() -> None:
    same = unit(1)
    found = outliers(PROFILE, standings(PROFILE, library(ada=[same], bob=[near(same, 0.1)])))
    assert [outlier.reason for outlier in found] == [OutlierReason.LIKE_ANOTHER] * 2


def test_the_worst_comes_first() -> None:
    faces = library(ada=[*around(1, 4), *around(2, 1), unit(9)], bob=around(2, 4))
    found = outliers(PROFILE, standings(PROFILE, faces))
    assert [outlier.face_id for outlier in found] == [5, 6]
    assert found[0].lead < found[1].lead


def test_a_library_of_ten_thousand_is_compared_within_the_call() -> None:
    random = np.random.default_rng(1)
    vectors = random.standard_normal((3000, 128)).astype(np.float32)
    faces = [FaceVector(number, f"p{number // 30:04d}", vector) for number, vector in enumerate(vectors)]
    began = time.process_time()
    assert len(standings(PROFILE, faces)) == 3000
    assert time.process_time() - began < 30


def stand(number: int, own: float | None, other: float | None) -> Standing:
    return Standing(face_id=number, person_id=f"p{number % 4}", own=own, other=other, other_person_id="x")


def test_a_clear_gap_is_cut_in_its_middle() -> None:
    stands = [stand(number, 0.7 + number / 1000, 0.2 + number / 1000) for number in range(50)]
    told = calibrate(PROFILE, stands)
    assert told.suggested == pytest.approx((0.7 + 0.249) / 2, abs=0.002)
    assert (told.false_reject, told.false_accept) == (0.0, 0.0)
    assert told.false_accept_most == pytest.approx(3 / 50)
    assert (sum(told.genuine), sum(told.impostor), len(told.genuine)) == (50, 50, BINS)
    assert told.genuine[35] > 0
    assert (told.people, told.reason) == (4, None)


def test_a_wrong_name_is_worse_than_none() -> None:
    scores = np.linspace(0.3, 0.7, 100)
    stands = [stand(number, float(score) + 0.15, float(score)) for number, score in enumerate(scores)]
    told = calibrate(PROFILE, stands)
    assert told.suggested is not None
    assert told.false_accept is not None
    assert told.false_reject is not None
    assert told.false_accept < 0.02 < told.false_reject
    assert told.false_accept_most is not None
    assert told.false_accept <= told.false_accept_most
    assert told.false_reject_most is not None
    assert told.false_reject < told.false_reject_most < 1


@pytest.mark.parametrize("count", [0, 1, LEAST_SCORES - 1])
def test_too_few_images_suggest_nothing_and_say_so(count: int) -> None:
    told = calibrate(PROFILE, [stand(number, 0.8, 0.1) for number in range(count)])
    assert told.suggested is None
    assert told.reason is not None
    assert str(count) in told.reason
    assert (told.false_accept is None) == (count == 0)


def test_too_few_people_suggest_nothing() -> None:
    stands = [dataclasses.replace(stand(number, 0.8, 0.1), person_id="one") for number in range(100)]
    assert "of 1" in (calibrate(PROFILE, stands).reason or "")


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=LEAST_SCORES, max_size=80))
@settings(max_examples=80)
def test_no_other_threshold_costs_less(pairs: list[tuple[float, float]]) -> None:
    told = calibrate(PROFILE, [stand(number, own, other) for number, (own, other) in enumerate(pairs)])
    assert told.suggested is not None

    def cost(at: float) -> float:
        return sum(own < at for own, _ in pairs) + 10 * sum(other >= at for _, other in pairs)

    # Scores that lie closer together than the suggestion's last digit cannot be told apart.
    slack = 11 * sum(abs(score - told.suggested) < 2e-4 for pair in pairs for score in pair)
    assert all(cost(told.suggested) <= cost(at) + slack + 1e-9 for at in np.linspace(0, 1, 200))


def test_probes_are_spread_over_all() -> None:
    assert spread_out(10, 10) is None
    chosen = spread_out(1000, 10)
    assert chosen == list(range(0, 1000, 100))
