"""The token file."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from wallflower.api.token import ensure_token, renew_token
from wallflower.errors import StorageError


def test_it_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    token, created = ensure_token(tmp_path / "data")
    assert created
    assert len(token) >= 43
    assert ensure_token(tmp_path / "data") == (token, False)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["token"]
    assert stat.S_IMODE((tmp_path / "data" / "token").stat().st_mode) == 0o600


def test_a_widened_mode_is_narrowed(tmp_path: Path) -> None:
    ensure_token(tmp_path)
    (tmp_path / "token").chmod(0o644)
    ensure_token(tmp_path)
    assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600


def test_many_starters_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: ensure_token(tmp_path), range(32)))
    assert len({token for token, _ in answers}) == 1
    assert sum(created for _, created in answers) == 1


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe" * 40])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "token").write_bytes(content)
    with pytest.raises(StorageError, match="token file"):
        ensure_token(tmp_path)


def test_a_directory_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="token file"):
        ensure_token(tmp_path / "file" / "data")


def test_another_token_takes_its_place(tmp_path: Path) -> None:
    first, _ = ensure_token(tmp_path)
    second = renew_token(tmp_path)
    assert second != first
    assert ensure_token(tmp_path) == (second, False)
    assert [path.name for path in tmp_path.iterdir()] == ["token"]
    assert stat.S_IMODE((tmp_path / "token").stat().st_mode) == 0o600
