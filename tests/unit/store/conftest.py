"""Every test of the store runs on both databases."""

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.postgres import Cluster, running_cluster
from wallflower.store.database import Database

_NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def template(cluster: Cluster) -> Iterator[str]:
    with cluster.migrated() as name:
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path) -> Iterator[Path | str]:
    """Yield where a migrated, empty database of the test's own is."""
    if request.param == "sqlite":
        shutil.copyfile(empty_database, tmp_path / "wallflower.db")
        yield tmp_path / "wallflower.db"
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    with cluster.database(f"test{next(_NUMBERS)}", request.getfixturevalue("template")) as url:
        yield url


@pytest.fixture
def database(place: Path | str) -> Iterator[Database]:
    """Yield a database of the test's own, closed at its end."""
    database = Database(place)
    yield database
    database.close()


@pytest.fixture
def is_sqlite(place: Path | str) -> bool:
    return isinstance(place, Path)
