"""Database and recordings on one disk, as Home Assistant OS has them, and something fills it to the last byte."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from tests.support.camera import StartCamera, clips, start_camera
from tests.support.clips import Clips
from tests.support.footage import make_footage, make_fragments
from tests.support.server import Server
from tests.support.shelf import Shelf
from tests.support.waiting import eventually, until
from wallflower import clock
from wallflower.recorder.reserve import FILE_NAME
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.schema import recording

__all__ = ["clips", "start_camera"]

DISK_MB = 112
OLD_FILES = 8
OLD_FILE_BYTES = 8 << 20
HOUR_MS = 3_600_000
# What is due is deleted, and the space for the database taken again, every minute.
WAIT_S = 150.0


@pytest.fixture
def disk() -> Iterator[Path]:
    """Yield a small file system of its own.

    It is not below pytest's own directories: one that a killed run leaves would end every later run with an error.
    """
    path = Path(tempfile.mkdtemp(prefix="wf-disk-"))
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", str(path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        path.rmdir()
        pytest.skip("this user may not mount: a full disk was not tried")
    try:
        yield path
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)
        path.rmdir()


def fill(disk: Path) -> None:
    """Take every byte there is."""
    with (disk / "filler").open("ab", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))


def record_old_footage(server: Server, url: str) -> None:
    """Leave large files of an hour ago: what matters of them is the space they take."""
    server.data.mkdir()
    server.media.mkdir()
    with closing(Database(server.data / "wallflower.db")) as database:
        database.migrate()
        Cameras(database).create(
            CameraRow(
                id="cam", name="Door", url=url, transcribe=False, recognize_faces=False, created_ms=clock.now_ms()
            )
        )
        shelf = Shelf(database, server.media)
        one = make_footage(1, audio=None)  # a single group of pictures: each is one file, at whatever time
        began_ms = clock.now_ms() - 2 * HOUR_MS
        shelf.record(
            *(
                make_fragments(one, session_id=str(number), start_ms=began_ms + number * 60_000)
                for number in range(OLD_FILES)
            )
        )
        files = shelf.recordings.files()
        assert len(files) == OLD_FILES
        for row in files:
            with (server.media / row.path).open("ab") as file:
                file.write(bytes(OLD_FILE_BYTES - row.size_bytes))
        with database.write() as connection:
            connection.execute(update(recording).values(size_bytes=OLD_FILE_BYTES))


@pytest.mark.timeout(1800)
async def test_a_full_disk_is_freed_and_recording_goes_on_also_over_a_restart(
    disk: Path, start_camera: StartCamera, clips: Clips
) -> None:
    source = start_camera({"door": clips.path("small_aac")})
    server = Server(disk, "--minimum-free-gb", "0")
    record_old_footage(server, source.url("door"))

    async def records() -> bool:
        status = await server.get("/api/cameras/cam/status")
        return bool(status["recording"])

    async def ended() -> list[str]:
        """Why nothing was recorded for a while, after which it went on."""
        now_ms = clock.now_ms()
        gaps: list[dict[str, Any]] = (
            await server.get(f"/api/cameras/cam/gaps?start={now_ms - HOUR_MS // 2}&end={now_ms}")
        )["gaps"]
        return [gap["reason"] for gap in gaps if gap["end_ms"] is not None]

    async with server:
        await eventually(records, bool)
        await until((server.data / FILE_NAME).exists)
        fill(disk)
        await eventually(ended, lambda found: "disk_full" in found, WAIT_S)
        await eventually(records, bool)
        left = [path for path in server.media.rglob("*.mp4") if path.stat().st_size == OLD_FILE_BYTES]
        assert 0 < len(left) < OLD_FILES  # no more than was needed
        await until((server.data / FILE_NAME).exists, WAIT_S)
        await server.stop()
        fill(disk)
        await server.start()
        await eventually(records, bool, WAIT_S)
