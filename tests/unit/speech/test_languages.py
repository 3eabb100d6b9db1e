"""In which language a camera is listened to."""

import pytest

from tests.support.engines import said
from wallflower.speech.languages import SURE, LanguageKeeper
from wallflower.speech.treatment import Treatment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.languages import Languages
from wallflower.wire_options import LanguageMode, SpeechOptions

LOCKED = Treatment(options=SpeechOptions(language_mode=LanguageMode.LOCKED, lock_after=2))


@pytest.fixture
def keeper(database: Database) -> LanguageKeeper:
    Cameras(database).create(CameraRow(id="a", name="a", url="rtsp://cam/1"))
    return LanguageKeeper(Languages(database))


@pytest.mark.parametrize(("mode", "language"), [(LanguageMode.FIXED, "de"), (LanguageMode.AUTO, None)])
def test_a_language_that_is_set_counts_only_where_it_is_fixed(
    keeper: LanguageKeeper, mode: LanguageMode, language: str | None
) -> None:
    treatment = Treatment(language="de", options=SpeechOptions(language_mode=mode))
    keeper.learn("a", treatment, said("hello"))
    assert keeper.choose("a", treatment) == language


def test_only_the_same_language_in_a_row_locks(keeper: LanguageKeeper) -> None:
    for language in ("de", "en", "de", "de"):
        assert keeper.choose("a", LOCKED) is None
        keeper.learn("a", LOCKED, said("hallo", language=language))
    assert keeper.choose("a", LOCKED) == "de"
    for _ in range(5):
        keeper.learn("a", LOCKED, said("hello", language="en"))
    assert keeper.choose("a", LOCKED) == "de"


def test_what_is_not_sure_counts_for_nothing(keeper: LanguageKeeper) -> None:
    doubtful = [
        said("noise", no_speech=0.99, language="de"),
        type(said("x"))(language="de", language_probability=SURE - 0.01, segments=said("hm").segments),
        type(said("x"))(language=None, segments=said("hm").segments),
        type(said("x"))(language="de", language_probability=0.99),
    ]
    for heard in doubtful * 3:
        keeper.learn("a", LOCKED, heard)
    assert keeper.choose("a", LOCKED) is None
