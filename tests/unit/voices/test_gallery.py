import numpy as np
import pytest

from wallflower.voices.engine import Vector
from wallflower.voices.gallery import Gallery, best_of, score_of
from wallflower.voices.ge2e_engine import PROFILE
from wallflower.voices.speakers import SpeakerBook, SpeakerPrint, Unnamed


def at(degrees: float) -> Vector:
    """A direction in a plane: the cosine of the difference of two is their score."""
    angle = np.radians(degrees)
    return np.array([np.cos(angle), np.sin(angle)], np.float32)


def gallery(**degrees: list[float]) -> Gallery:
    return Gallery(profile=PROFILE, people={who: np.stack([at(each) for each in of]) for who, of in degrees.items()})


def test_a_score_is_the_mean_of_the_best_three() -> None:
    assert score_of(np.stack([at(0), at(0), at(0), at(80)]), at(0)) == pytest.approx(1.0)
    assert score_of(np.stack([at(0), at(60), at(60)]), at(0)) == pytest.approx(2 / 3)
    assert score_of(np.zeros((0, 2), np.float32), at(0)) == 0.0


def test_the_clear_winner_is_named() -> None:
    assert gallery(amy=[0.0], bob=[60.0]).name(at(10))[0] == "amy"


def test_nobody_is_named_when_two_are_as_like() -> None:
    who, likeness = gallery(amy=[0.0], bob=[20.0]).name(at(10.5))
    assert who is None
    assert likeness.score > PROFILE.accept


def test_a_stranger_is_nobody() -> None:
    assert gallery(amy=[0.0], bob=[10.0]).name(at(60))[0] is None


def test_an_empty_gallery_names_nobody() -> None:
    assert gallery().name(at(0)) == (None, best_of({}))


def test_what_was_rejected_is_not_that_person() -> None:
    people = {"amy": np.stack([at(0)]), "bob": np.stack([at(100)])}
    with_rejection = Gallery(profile=PROFILE, people=people, rejected={"amy": np.stack([at(20)])})
    assert with_rejection.name(at(15))[0] is None
    assert with_rejection.name(at(2))[0] == "amy"


def test_windows_of_two_people_are_mixed() -> None:
    both = gallery(amy=[0.0], bob=[80.0])
    assert both.is_mixed([at(0), at(0), at(80), at(80)])
    assert not both.is_mixed([at(0), at(0), at(40), at(0)])


def test_what_is_more_like_two_than_like_one_is_of_two() -> None:
    people = {"amy": np.stack([at(0)]), "bob": np.stack([at(80)])}
    both = Gallery(profile=PROFILE, people=people, mixed={("amy", "bob"): np.stack([at(40)])})
    assert both.is_of_two(at(40))
    assert not both.is_of_two(at(5))
    assert not both.is_of_two(at(19)), "as like one as both"
    assert not Gallery(profile=PROFILE, people=people).is_of_two(at(40))


def book(*prints: tuple[int, float]) -> SpeakerBook:
    return SpeakerBook(PROFILE, [SpeakerPrint(speaker_id=key, embedding=at(degrees)) for key, degrees in prints])


def test_a_voice_heard_before_is_the_same_speaker() -> None:
    assert book((3, 0), (7, 90)).place(at(85), 1.3, 5.0, best_of({})) == 7


def test_a_strange_voice_is_a_new_speaker() -> None:
    assert book((3, 0)).place(at(80), 3.0, 20.0, best_of({})) is Unnamed.NEW


@pytest.mark.parametrize(("seconds", "snr_db"), [(1.9, 20.0), (3.0, 5.0)])
def test_poor_sound_makes_no_new_speaker(seconds: float, snr_db: float) -> None:
    assert book().place(at(0), seconds, snr_db, best_of({})) is Unnamed.UNCLEAR


def test_what_is_a_little_like_a_speaker_or_a_person_is_nobody() -> None:
    assert book((3, 0)).place(at(38), 3.0, 20.0, best_of({})) is Unnamed.UNCLEAR
    assert book().place(at(0), 3.0, 20.0, best_of({"amy": 0.78})) is Unnamed.UNCLEAR


def test_two_speakers_that_are_as_like_are_nobody() -> None:
    assert book((3, 0), (4, 10)).place(at(5), 3.0, 20.0, best_of({})) is Unnamed.UNCLEAR
