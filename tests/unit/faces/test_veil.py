"""Faces of a film: none is to be seen between two frames in which it is found, and no known one hidden for nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import override

import numpy as np
import pytest

from tests.unit.faces.conftest import near, unit
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Box, DetectedFace, FaceEngine, Landmarks, MatchProfile, Rgb, Vector
from wallflower.faces.followed import BRIDGE_MS, HOLD_MS
from wallflower.faces.gallery import Gallery
from wallflower.faces.veil import REPEAT_MS, Veil
from wallflower.store.people import GalleryRow

WIDTH, HEIGHT = 640, 360
STEP_MS = 100
ANN, STRANGER = unit(1), unit(2)

type Frame = Sequence[DetectedFace]


def face(x: int, embedding: Vector = STRANGER, *, y: int = 100, side: int = 60, score: float = 0.95) -> DetectedFace:
    eyes = Landmarks(
        (x + side * 0.3, y + side * 0.4), (x + side * 0.7, y + side * 0.4), (x + side * 0.5, y + side * 0.6)
    )
    return DetectedFace(box=Box(x, y, side, side), score=score, landmarks=eyes, embedding=embedding)


@dataclass
class Script(FaceEngine):
    """An engine that finds what a script says, one entry for each picture it is shown."""

    frames: Sequence[Frame]
    shown: int = field(default=0)

    @property
    @override
    def profile(self) -> MatchProfile:
        return PROFILE

    @property
    @override
    def providers(self) -> tuple[str, ...]:
        return ("CPU",)

    @override
    def analyse(self, rgb: Rgb) -> list[DetectedFace]:
        self.shown += 1
        return list(self.frames[self.shown - 1])


def noise(number: int) -> Rgb:
    return np.random.default_rng(number).integers(0, 255, (HEIGHT, WIDTH, 3)).astype(np.uint8)


def hide_all(frames: Sequence[Frame], known: Gallery | None = None) -> list[Rgb]:
    """Return which samples of each frame were hidden, as 255; the veil saw all frames before."""
    veil = Veil(Script(frames), known)
    for number in range(len(frames)):
        veil.look(noise(number), number * STEP_MS)
    hidden = []
    for number in range(len(frames)):
        picture, before = noise(number), noise(number)
        changed = veil.hide([picture], number * STEP_MS)
        assert changed == bool((picture != before).any())
        hidden.append(np.asarray((picture != before).any(axis=2) * 255, dtype=np.uint8))
    return hidden


def covers(hidden: Rgb, box: Box) -> bool:
    """Whether nearly all of a box was changed: some samples are by chance what they were."""
    return float((hidden[box.y : box.y + box.height, box.x : box.x + box.width] > 0).mean()) > 0.95


def gallery(*rows: tuple[str, Vector]) -> Gallery:
    return Gallery(PROFILE, [GalleryRow(who, vector) for who, vector in rows])


def test_what_is_found_is_hidden_where_it_is() -> None:
    hidden = hide_all([[face(100 + 5 * number)] for number in range(5)])
    for number, picture in enumerate(hidden):
        assert covers(picture, Box(100 + 5 * number, 100, 60, 60))
        assert not picture[:, 300:].any()
        assert not picture[250:].any()


def test_all_planes_are_hidden_alike() -> None:
    veil = Veil(Script([[face(100)]]))
    veil.look(noise(0), 0)
    planes = [noise(0)[..., 0].copy(), noise(1)[::2, ::2, 1].copy()]
    before = [plane.copy() for plane in planes]
    assert veil.hide(planes, 0)
    assert (planes[0][100:160, 100:160] != before[0][100:160, 100:160]).mean() > 0.9
    assert (planes[1][50:80, 50:80] != before[1][50:80, 50:80]).mean() > 0.9
    assert (planes[1][:, 200:] == before[1][:, 200:]).all()


def test_a_face_that_is_lost_for_a_while_is_hidden_all_the_way() -> None:
    lost = BRIDGE_MS // STEP_MS - 2
    frames: list[Frame] = [[face(100)], [face(105)], *[[]] * lost, [face(200)], [face(205)]]
    hidden = hide_all(frames)
    for number in range(2, 2 + lost):
        assert covers(hidden[number], Box(105, 100, 155, 60))


def test_a_face_is_hidden_before_it_is_found_and_after_it_is_lost() -> None:
    calm = HOLD_MS // STEP_MS
    frames: list[Frame] = [*[[]] * (calm + 2), [face(200)], [face(220)], *[[]] * (calm + 2)]
    hidden = hide_all(frames)
    first, last = calm + 2, calm + 3
    for steps in range(1, calm + 1):
        # It goes on as fast as it was, but for what lies outside of the picture.
        assert covers(hidden[first - steps], Box(max(0, 200 - 20 * steps), 100, 60, 60))
        assert covers(hidden[last + steps], Box(min(WIDTH - 60, 220 + 20 * steps), 100, 60, 60))
    assert not hidden[first - calm - 1].any()
    assert not hidden[last + calm + 1].any()


def test_a_face_that_moves_fast_is_followed() -> None:
    hidden = hide_all([[face(20 + 60 * number)] if number % 2 == 0 else [] for number in range(9)])
    for number in range(9):
        assert covers(hidden[number], Box(20 + 60 * number, 100, 60, 60))


def test_two_faces_are_two() -> None:
    frames: list[Frame] = [[face(50 + 2 * number), face(500 - 2 * number)] for number in range(6)]
    for picture in hide_all(frames):
        assert not picture[:, 250:380].any()


def test_a_frame_that_nobody_looked_at_is_hidden_as_a_whole() -> None:
    veil = Veil(Script([[]]))
    veil.look(noise(0), 0)
    picture = noise(1)
    assert veil.hide([picture], 50.0)
    assert (picture != noise(1)).any(axis=2).mean() > 0.95


def test_the_engine_rests_while_nothing_moves() -> None:
    engine = Script([[face(100)]] * 10)
    veil = Veil(engine)
    still = noise(0)
    for at_ms in range(0, 2 * REPEAT_MS, 40):
        veil.look(still, at_ms)
    assert engine.shown == 2
    moved = still.copy()
    moved[:60, :60] = 255
    veil.look(moved, 2 * REPEAT_MS - 20)
    assert engine.shown == 3


def test_known_people_keep_their_faces_and_others_do_not() -> None:
    known = gallery(("ann", ANN))
    frames: list[Frame] = [
        [face(50, near(ANN, 0.2, number), side=120), face(400, near(STRANGER, 0.2, number), side=120)]
        for number in range(8)
    ]
    for picture in hide_all(frames, known):
        assert covers(picture, Box(400, 100, 120, 120))
        assert not picture[:, :200].any()


def test_somebody_known_is_known_also_where_one_look_does_not_tell() -> None:
    frames: list[Frame] = [[face(50, near(ANN, 0.2, number), side=120)] for number in range(8)]
    frames[4] = [replace(frames[4][0], score=0.5)]  # too unsure a sighting to tell who it is
    assert not any(picture.any() for picture in hide_all(frames, gallery(("ann", ANN))))


def test_a_stranger_who_takes_the_place_of_somebody_known_is_hidden() -> None:
    frames: list[Frame] = [[face(50, near(ANN, 0.2, number), side=120)] for number in range(20)]
    frames[10:15] = [[face(50, near(STRANGER, 0.2, number), side=120)] for number in range(5)]
    hidden = hide_all(frames, gallery(("ann", ANN)))
    assert [covers(picture, Box(50, 100, 120, 120)) for picture in hidden[10:15]] == [True] * 5
    assert not hidden[5].any()
    assert not hidden[18].any()


def test_who_may_be_somebody_is_hidden() -> None:
    frames: list[Frame] = [[face(50, near(ANN, 0.55, number), side=120)] for number in range(8)]
    assert all(picture.any() for picture in hide_all(frames, gallery(("ann", ANN))))


def test_where_somebody_known_is_lost_it_is_hidden() -> None:
    gone = HOLD_MS // STEP_MS
    frames: list[Frame] = [[face(50, near(ANN, 0.2, number), side=120)] for number in range(8)]
    hidden = hide_all([*frames, *[[]] * gone], gallery(("ann", ANN)))
    assert not any(picture.any() for picture in hidden[:8])
    assert all(covers(picture, Box(50, 100, 120, 120)) for picture in hidden[8:])


@pytest.mark.parametrize("known", [None, gallery()])
def test_the_rule_is_told(known: Gallery | None) -> None:
    rule = Veil(Script([]), known).rule
    assert (rule["faces"], rule["engine"]) == ("all" if known is None else "unknown", "dlib")


def test_a_long_film_is_forgotten_behind() -> None:
    veil, pictures = Veil(Script([[face(100)]] * 1000)), [noise(number) for number in range(3)]
    for number in range(1000):
        veil.look(pictures[number % 3], number * STEP_MS)
        if number >= 30:
            assert veil.hide([pictures[0].copy()], (number - 30) * STEP_MS)
    (followed,) = veil._faces
    assert len(followed._seen) < 600
    assert len(veil._looked) == 30
