"""The directory of models: what is seen is whole, and what is nobody's goes."""

import os
from pathlib import Path

import pytest

from wallflower import clock
from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError, StorageError
from wallflower.models.place import KEPT_S, RECEIPT, Place
from wallflower.wire_models import ModelOutcome

OUTCOME = ModelOutcome(name="small", size_bytes=1, files=())


def make(place: Place, content: str = "new") -> None:
    made = place.workshop("small@1", "small")
    (made / "model.bin").write_text(content)
    place.install(made, OUTCOME)


def test_a_model_appears_at_once_and_replaces_what_was_there(place: Place) -> None:
    make(place, "old")
    (place.of("small") / "left over").touch()
    make(place)
    assert {path.name for path in place.of("small").iterdir()} == {"model.bin", RECEIPT}
    assert (place.of("small") / "model.bin").read_text() == "new"
    assert place.receipt("small") == OUTCOME
    assert [path.name for path in place.work.iterdir()] == []


def test_a_model_is_removed_whole(place: Place) -> None:
    make(place)
    place.remove("small")
    assert not place.of("small").exists()
    with pytest.raises(NotFoundError):
        place.remove("small")


def test_what_is_being_made_is_not_removed_or_made_twice(place: Place) -> None:
    make(place)
    with place.locked("small"):
        for action in (place.remove, lambda name: place.locked(name).__enter__()):
            with pytest.raises(ConflictError):
                action("small")
        place.workshop("small@2", "small")
        place.discard("small")
        assert (place.work / "small@2").exists()
        with place.locked("base"):
            pass
    place.discard("small")
    assert not (place.work / "small@2").exists()
    assert place.of("small").is_dir()


def test_only_what_was_left_for_days_is_tidied_away(place: Place) -> None:
    old, new, held = (place.workshop(key, name).parent for key, name in (("a@1", "a"), ("b@1", "b"), ("c@1", "c")))
    long_ago = clock.now_ms() / 1000 - KEPT_S - 60
    for path in (old, held):
        os.utime(path, (long_ago, long_ago))
    with place.locked("c"):
        assert place.tidy() == 1
    assert (old.exists(), new.exists(), held.exists()) == (False, True, True)
    assert Place(place.directory / "nowhere").tidy() == 0


@pytest.mark.parametrize("name", ["", ".", "..", ".work", "a/b", "/etc", "insightface", "import", "x" * 65, "a\n", "ä"])
def test_names_that_are_none(place: Place, name: str) -> None:
    for action in (place.of, place.remove, lambda wrong: place.workshop("key", wrong)):
        with pytest.raises(InvalidRequestError):
            action(name)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="cannot be used") as caught:
        Place(tmp_path / "file").workshop("key", "small")
    assert caught.value.field == "models"


@pytest.mark.parametrize("receipt", [None, "", "[]", '{"name": 1}', "[" * 200_000])
def test_a_receipt_that_is_none(place: Place, receipt: str | None) -> None:
    place.of("small").mkdir(parents=True)
    if receipt is not None:
        (place.of("small") / RECEIPT).write_text(receipt)
    assert place.receipt("small") is None
