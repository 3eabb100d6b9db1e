import os
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from wallflower.recorder.reserve import BESIDE_BYTES, RESERVE_BYTES, Reserve


class Usage(NamedTuple):
    """What `shutil.disk_usage` tells."""

    total: int
    used: int
    free: int


class Disk:
    """Says how much is free."""

    free = 1 << 40

    def usage(self, _path: Path) -> Usage:
        return Usage(1 << 40, 0, self.free)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    disk = Disk()
    monkeypatch.setattr(shutil, "disk_usage", disk.usage)
    return disk


def test_the_space_is_really_taken_and_given_back_once(tmp_path: Path, disk: Disk) -> None:
    reserve = Reserve(tmp_path)
    reserve.restore()
    (file,) = tmp_path.iterdir()
    assert file.stat().st_blocks * 512 >= RESERVE_BYTES
    assert not reserve.release()  # nobody needs it
    assert file.exists()
    disk.free = 0
    assert reserve.release()
    assert not reserve.release()
    assert list(tmp_path.iterdir()) == []


def test_it_is_not_taken_where_it_would_stop_the_recorder(tmp_path: Path, disk: Disk) -> None:
    reserve = Reserve(tmp_path)
    disk.free = RESERVE_BYTES + BESIDE_BYTES - 1
    reserve.restore()
    assert list(tmp_path.iterdir()) == []
    disk.free += 1
    reserve.restore()
    assert len(list(tmp_path.iterdir())) == 1


def test_a_disk_that_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    Reserve(tmp_path).restore()
    assert list(tmp_path.iterdir()) == []
    assert "No space left" in caplog.text
    assert not Reserve(tmp_path / "nowhere").release()
