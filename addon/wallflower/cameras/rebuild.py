"""`wallflower index rebuild`: writes the index of all recordings anew from the files alone."""

import os
import re
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from wallflower import clock
from wallflower.cameras.prepare import MEDIA_ID, check_media
from wallflower.config import Settings
from wallflower.recorder.layout import identity, recorded_cameras
from wallflower.recorder.recovery import Recovery, RecoveryReport
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.recordings import Recordings
from wallflower.workers.claim import claim_data, claim_media

# Names of directories that may be a camera's.
_CAMERA = re.compile(r"[a-z0-9]{1,32}")
# `invalid` is a name that no network knows.
UNKNOWN_URL = "rtsp://address-lost.invalid/"


def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Rebuild while no server runs; raise `StorageError` when one does or when disk or database fail.

    A camera the database does not know comes back, turned off and without its address.
    """
    with ExitStack() as stack:
        settings.data.mkdir(parents=True, exist_ok=True)
        for claimed in (claim_data(settings.data, patience_s=0), claim_media(settings.media)):
            stack.callback(os.close, claimed)
        database = Database(settings.database)
        stack.callback(database.close)
        database.migrate()
        meta = Meta(database)
        meta.server_id()
        if meta.get(MEDIA_ID) is None and (found := identity(settings.media)) is not None:
            meta.set(MEDIA_ID, found)
        check_media(settings.media, meta, Recordings(database))
        returned = _bring_back(settings.media, Cameras(database))
        for camera_id in returned:
            say(f"camera {camera_id}: was unknown, now has its recordings back; give it its address")
        known = {row.id for row in Cameras(database).list()}
        report = Recovery(settings.media, database).rebuild(
            known, lambda done, total: say(f"{done} of {total} files read")
        )
        say(_summary(report))


def _bring_back(media: Path, cameras: Cameras) -> list[str]:
    """Make rows for cameras that have files but no row, and return their ids."""
    known = {row.id for row in cameras.list()}
    returned = sorted(name for name in recorded_cameras(media) - known if _CAMERA.fullmatch(name))
    for camera_id in returned:
        row = CameraRow(
            id=camera_id,
            name=f"Recovered {camera_id}",
            url=UNKNOWN_URL,
            enabled=False,
            created_ms=clock.now_ms(),
        )
        cameras.create(row)
    return returned


def _summary(report: RecoveryReport) -> str:
    parts = [f"{report.adopted} recordings indexed"]
    if report.missing:
        parts.append(f"{report.missing} that are gone noted as gaps")
    if report.emptied:
        parts.append(f"{report.emptied} files without a picture removed")
    if report.unreadable:
        parts.append(f"{report.unreadable} files that the disk does not give back left as they are")
    return ", ".join(parts)
