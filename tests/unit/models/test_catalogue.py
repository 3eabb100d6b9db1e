"""The list of models."""

import re

import pytest

from wallflower.errors import NotFoundError
from wallflower.models.catalogue import NAME, Entry, find, load
from wallflower.models.hub import FILES, REPOSITORY, REVISION
from wallflower.models.place import RESERVED
from wallflower.speech.models import JSON_FILES, PREPROCESSOR, VOCABULARIES, WEIGHTS

CATALOGUE = load()
# Sizes of whole models as others published them, who downloaded them: files here must add up to the same.
PUBLISHED_BYTES = {
    "tiny": 78_203_619,
    "base": 147_882_941,
    "small": 486_212_372,
    "medium": 1_530_571_735,
    "large-v3": 3_090_835_702,
    "large-v3-turbo": 1_621_665_983,
    "tiny.en": 78_090_594,
    "base.en": 147_769_510,
}


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.name)
def test_every_model_is_complete_fixed_and_hashed(entry: Entry) -> None:
    names = {part.name for part in entry.files}
    assert {WEIGHTS, *JSON_FILES} <= names <= FILES
    assert names & set(VOCABULARIES)
    assert (PREPROCESSOR in names) == ("large" in entry.name)  # 128 mel bands, which nobody guesses
    assert all(re.fullmatch("[0-9a-f]{64}", part.sha256 or "") for part in entry.files)
    assert NAME.fullmatch(entry.name)
    assert entry.name not in RESERVED
    assert REPOSITORY.fullmatch(entry.repository)
    assert REVISION.fullmatch(entry.revision)
    assert entry.licence == "MIT"
    assert entry.machine
    assert entry.languages == (("en",) if entry.name.endswith(".en") else ())


@pytest.mark.parametrize("name", PUBLISHED_BYTES)
def test_sizes_add_up_to_what_was_published(name: str) -> None:
    assert find(CATALOGUE, name).size_bytes == PUBLISHED_BYTES[name]


def test_a_model_is_found_by_both_its_names() -> None:
    assert find(CATALOGUE, "base") is find(CATALOGUE, "faster-whisper-base") is CATALOGUE["faster-whisper-base"]
    with pytest.raises(NotFoundError, match=r"tiny, base, small, medium, large-v3-turbo, large-v3, tiny\.en"):
        find(CATALOGUE, "gigantic")
