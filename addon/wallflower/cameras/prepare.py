"""The first process of every start: it brings database and media directory into order before anything uses them.

The media directory carries a marker whose text the database remembers. A directory without the remembered marker is
another one (a disk that is not mounted, or a second server's), and nothing is written to it.
"""

import os
from pathlib import Path

from wallflower import clock
from wallflower.config import Settings
from wallflower.errors import StorageError
from wallflower.recorder.layout import IDENTITY_FILE, ensure_media
from wallflower.recorder.recovery import Recovery
from wallflower.store.cameras import Cameras
from wallflower.store.database import Database
from wallflower.store.meta import Meta
from wallflower.store.recordings import Recordings
from wallflower.wire import GapReason

ACCEPT_VARIABLE = "WALLFLOWER_ACCEPT_MEDIA"
MEDIA_ID = "media_id"


def run(settings: Settings, _runtime: Path) -> None:
    """Migrate the database, make sure of the media directory, and repair what a crash left; raise `StorageError`."""
    database = Database(settings.database)
    try:
        database.migrate()
        recordings = Recordings(database)
        meta = Meta(database)
        meta.server_id()
        if os.environ.get(ACCEPT_VARIABLE) == "1":
            accept_media(settings.media, meta, recordings)
        check_media(settings.media, meta, recordings)
        cameras = {row.id for row in Cameras(database).list()}
        Recovery(settings.media, database).run(clock.now_ms(), cameras)
    finally:
        database.close()


def check_media(media: Path, meta: Meta, recordings: Recordings) -> None:
    """Create the media directory's marker the first time; raise `StorageError` (field `media`) if it is another's."""
    known, found = meta.get(MEDIA_ID), _marker(media)
    if found is None and known is not None and not recordings.is_empty():
        raise StorageError(
            f"the media directory {media} (--media) is not the one used so far: is its disk mounted? To go on without "
            "the recordings made so far, start once with --accept-media",
            field="media",
        )
    if found is not None and found != known:
        raise StorageError(
            f"the media directory {media} (--media) belongs to another server: choose another, or take it over by "
            "starting once with --accept-media",
            field="media",
        )
    identity = ensure_media(media)
    if identity != known:
        meta.set(MEDIA_ID, identity)


def accept_media(media: Path, meta: Meta, recordings: Recordings) -> None:
    """Make this media directory the server's, and note as deleted what was recorded but is not in it."""
    meta.set(MEDIA_ID, ensure_media(media))
    for row in recordings.files():
        if not (media / row.path).exists():
            recordings.delete(row.id, GapReason.DELETED)


def _marker(media: Path) -> str | None:
    try:
        return (media / IDENTITY_FILE).read_text(encoding="ascii")
    except FileNotFoundError, NotADirectoryError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StorageError(f"the media directory {media} (--media) cannot be read", field="media") from error
