import os
import shutil
from pathlib import Path

import pytest

from wallflower.workers.runtime import OWNER_FILE, make_runtime, remove_abandoned


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put all temporary directories below this one."""
    directory = tmp_path / "t"
    directory.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(directory))
    monkeypatch.setattr("wallflower.workers.runtime._SHORT", str(directory))
    monkeypatch.setattr("wallflower.workers.runtime.MAX_RUNTIME_BYTES", 200)
    return directory


def test_an_abandoned_directory_goes_and_one_in_use_stays(temporary: Path) -> None:
    left, dead = make_runtime()
    (left / "ingest").touch()
    used, living = make_runtime()
    os.close(dead)
    remove_abandoned()
    assert list(temporary.iterdir()) == [used]
    assert used.stat().st_mode & 0o777 == 0o700
    os.close(living)


def test_what_is_not_surely_ours_stays(temporary: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / OWNER_FILE).touch()
    (temporary / "wallflower-link").symlink_to(elsewhere)
    (temporary / "wallflower-file").touch()
    (temporary / "wallflower-being-made").mkdir()
    (temporary / "wallflower-fake").mkdir()
    (temporary / "wallflower-fake" / OWNER_FILE).symlink_to(elsewhere / OWNER_FILE)
    (temporary / "other").mkdir()
    (temporary / "other" / OWNER_FILE).touch()
    before = sorted(temporary.rglob("*"))
    remove_abandoned()
    assert sorted(temporary.rglob("*")) == before


def test_a_deep_temporary_directory_is_avoided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))
    runtime, handle = make_runtime()
    assert runtime.parent == Path("/tmp")
    shutil.rmtree(runtime)
    os.close(handle)
    assert list(deep.iterdir()) == []
