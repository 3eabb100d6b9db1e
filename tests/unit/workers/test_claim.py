import asyncio
import errno
import fcntl
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.support.waiting import PATIENCE_S, SOON_S
from wallflower import clock
from wallflower.errors import StorageError
from wallflower.workers.claim import LOCK_FILE, claim_data, claim_media

HOLDER = """
    import subprocess, sys, time
    from pathlib import Path
    from wallflower.workers import claim

    handle = getattr(claim, sys.argv[1])(Path(sys.argv[2]))
    child = subprocess.Popen([sys.executable, "-c", f"import time; time.sleep({sys.argv[3]})"], pass_fds=[handle])
    print(child.pid, flush=True)
    time.sleep(600)
"""


@pytest.fixture
def handles() -> Iterator[list[int]]:
    handles: list[int] = []
    yield handles
    for handle in handles:
        with suppress(OSError):
            os.close(handle)


def test_a_free_directory_is_claimed_and_free_again_once_closed(tmp_path: Path, handles: list[int]) -> None:
    for _ in range(2):
        handles += [claim_data(tmp_path), claim_media(tmp_path)]
        os.close(handles[-1])
        os.close(handles[-2])
    assert (tmp_path / LOCK_FILE).stat().st_mode & 0o777 == 0o600
    assert (tmp_path / LOCK_FILE).read_text(encoding="ascii") == f"{os.getpid()}\n"


async def test_a_living_holder_is_refused_at_once_with_the_flag(tmp_path: Path, spawn: Any) -> None:
    await asyncio.to_thread(spawn(HOLDER, "claim_data", tmp_path, 60).stdout.readline)
    began = clock.monotonic_s()
    with pytest.raises(StorageError, match=r"\(--data\) is in use by another server") as caught:
        claim_data(tmp_path, patience_s=3 * SOON_S)
    assert caught.value.field == "data"
    assert clock.monotonic_s() - began < SOON_S


async def test_the_last_process_of_a_killed_holder_is_waited_for(
    tmp_path: Path, spawn: Any, handles: list[int]
) -> None:
    holder = spawn(HOLDER, "claim_data", tmp_path, 600)
    child = int(await asyncio.to_thread(holder.stdout.readline))
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    with pytest.raises(StorageError, match="in use"):
        claim_data(tmp_path, patience_s=0.2)
    waiting = asyncio.create_task(asyncio.to_thread(claim_data, tmp_path, patience_s=PATIENCE_S))
    await asyncio.sleep(0.3)
    assert not waiting.done()
    os.kill(child, signal.SIGKILL)
    handles.append(await waiting)


async def test_media_in_use_is_refused(tmp_path: Path, spawn: Any) -> None:
    await asyncio.to_thread(spawn(HOLDER, "claim_media", tmp_path, 60).stdout.readline)
    with pytest.raises(StorageError, match=r"\(--media\) is in use") as caught:
        claim_media(tmp_path, patience_s=0.2)
    assert caught.value.field == "media"


def test_a_file_in_the_directorys_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match=r"--data\) cannot be used: Not a directory"):
        claim_data(tmp_path / "file")
    with pytest.raises(StorageError, match=r"--media\) cannot be used: Not a directory"):
        claim_media(tmp_path / "file")


def test_a_file_system_without_locks_is_used_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, handles: list[int]
) -> None:
    def refuse(handle: int, how: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    handles.append(claim_media(tmp_path))
    assert "cannot be locked (No locks available)" in caplog.text
