"""Footage that the media tests share; encoded once."""

import pytest

from tests.support.footage import Footage, make_footage, make_fragments
from wallflower.media.fragment import Fragment


@pytest.fixture(scope="session")
def footage() -> Footage:
    """Six seconds of H.264 and AAC."""
    return make_footage()


@pytest.fixture(scope="session")
def fragments(footage: Footage) -> tuple[Fragment, ...]:
    """The same as fragments of camera `cam`."""
    return tuple(make_fragments(footage))
