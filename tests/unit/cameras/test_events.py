"""An event comes over the link as it was sent."""

from typing import Any

import pytest

from wallflower.cameras.events import read_occurrence, write_occurrence
from wallflower.errors import InvalidRequestError
from wallflower.recorder.keeper import Occurrence

SPEECH = Occurrence(kind="speech", start_ms=5, end_ms=9, is_going=True)


def test_it_comes_back_as_it_was() -> None:
    assert read_occurrence(write_occurrence("cam", SPEECH)) == ("cam", SPEECH)


@pytest.mark.parametrize(
    "wrong", [{"kind": 7}, {"start_ms": "5"}, {"end_ms": None}, {"is_going": 1}, {"camera_id": []}]
)
def test_anything_else_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidRequestError):
        read_occurrence(write_occurrence("cam", SPEECH) | wrong)
    with pytest.raises(InvalidRequestError):
        read_occurrence({})
