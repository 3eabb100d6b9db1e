"""Archives that wait for their job."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from wallflower import clock
from wallflower.errors import NotFoundError, StorageError
from wallflower.library import incoming
from wallflower.library.incoming import ABANDONED_MS, Incoming
from wallflower.wire import ErrorCode


def received(place: Incoming, data: bytes = b"zip") -> str:
    with place.receiving() as (upload, write):
        write(data)
    return upload


def _broken_off(place: Incoming) -> None:
    with place.receiving() as (_upload, write):
        write(b"half")
        raise ConnectionResetError


def test_what_comes_in_is_there_until_it_is_removed(tmp_path: Path) -> None:
    place = Incoming(tmp_path)
    upload = received(place)
    assert place.path(upload).read_bytes() == b"zip"
    for _ in range(2):
        place.remove(upload)
    with pytest.raises(NotFoundError, match="upload it again"):
        place.path(upload)


def test_what_does_not_come_whole_is_not_kept(tmp_path: Path) -> None:
    place = Incoming(tmp_path)
    with pytest.raises(ConnectionResetError):
        _broken_off(place)
    assert list((tmp_path / incoming.DIRECTORY).iterdir()) == []


@pytest.mark.parametrize("upload", ["../secret", "a/b", "", "."])
def test_names_that_are_not_ours(tmp_path: Path, upload: str) -> None:
    (tmp_path / "secret.zip").write_bytes(b"x")
    place = Incoming(tmp_path)
    with pytest.raises(NotFoundError):
        place.path(upload)
    place.remove(upload)
    assert (tmp_path / "secret.zip").exists()


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Incoming(tmp_path)

    def full(self: Path, *_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(StorageError) as caught, place.receiving():
        pass
    assert caught.value.code is ErrorCode.DISK_FULL


def test_only_what_nobody_wants_any_more_is_tidied(tmp_path: Path) -> None:
    place = Incoming(tmp_path)
    assert place.tidy(()) == 0
    fresh, wanted, old, future = (received(place) for _ in range(4))
    for upload, at_ms in (
        (wanted, 0),
        (old, clock.now_ms() - ABANDONED_MS),
        (future, clock.now_ms() + 9 * ABANDONED_MS),
    ):
        os.utime(place.path(upload), ns=(at_ms * 1_000_000, at_ms * 1_000_000))
    assert place.tidy({wanted}) == 2
    assert {path.stem for path in (tmp_path / incoming.DIRECTORY).iterdir()} == {fresh, wanted}
