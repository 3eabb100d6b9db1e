"""Single values of the server."""

import uuid

import pytest

from wallflower.store.database import Database
from wallflower.store.meta import Meta


@pytest.fixture
def meta(database: Database) -> Meta:
    return Meta(database)


def test_a_value_is_none_until_set_and_then_the_last_one(meta: Meta) -> None:
    assert meta.get("k") is None
    meta.set("k", "1")
    meta.set("k", "2")
    assert meta.get("k") == "2"


def test_the_server_id_is_a_lasting_uuid(meta: Meta) -> None:
    first = meta.server_id()
    assert uuid.UUID(first).version == 4
    assert meta.server_id() == first
