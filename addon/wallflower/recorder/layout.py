"""Where recordings lie, and how the directory is told apart from a mount that failed."""

import errno
import os
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from wallflower.errors import StorageError

IDENTITY_FILE = ".wallflower-media"
_SEGMENTS = "????-??-??/??/*.mp4"


def segment_path(camera_id: str, start_ms: int) -> str:
    """Return a segment's path below the media directory: `<camera>/<YYYY-MM-DD>/<HH>/<YYYYMMDDTHHMMSS.mmmZ>.mp4`."""
    at = datetime.fromtimestamp(start_ms // 1000, UTC)
    return f"{camera_id}/{at:%Y-%m-%d}/{at:%H}/{at:%Y%m%dT%H%M%S}.{start_ms % 1000:03d}Z.mp4"


def camera_of(path: str) -> str:
    """Return the camera a segment's path belongs to."""
    return path.split("/", 1)[0]


def segment_files(media: Path, camera_id: str) -> set[str]:
    """Return the path below the media directory of every segment file of a camera."""
    return {str(path.relative_to(media)) for path in (media / camera_id).glob(_SEGMENTS)}


def recorded_cameras(media: Path) -> set[str]:
    """Return the name of every directory that has segment files, which is a camera's id."""
    return {path.name for path in media.iterdir() if next(path.glob(_SEGMENTS), None) is not None}


def ensure_media(media: Path) -> str:
    """Create the media directory if needed, prove that it can be written, and return its identity.

    Raises `StorageError` (field `media`) with what to do.
    """
    marker = media / IDENTITY_FILE
    try:
        media.mkdir(parents=True, exist_ok=True)
        _try_to_write(media)
        if not marker.exists():
            _write_durably(marker, token_hex(16))
        return marker.read_text(encoding="ascii")
    except OSError as error:
        raise _unwritable(error) from error


def check_media(media: Path) -> None:
    """Prove that the directory still is the one `ensure_media` saw and takes files; raise `StorageError`."""
    if not (media / IDENTITY_FILE).exists():
        raise StorageError("the media directory lost its marker file: is its disk still mounted?", field="media")
    try:
        _try_to_write(media)
    except OSError as error:
        raise _unwritable(error) from error


def identity(media: Path) -> str | None:
    """Return the text of the directory's marker; None when it has none, as an empty mount point has none."""
    try:
        return (media / IDENTITY_FILE).read_text(encoding="ascii")
    except OSError, UnicodeDecodeError:
        return None


def _try_to_write(media: Path) -> None:
    trial = media / f"{IDENTITY_FILE}.{os.getpid()}"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        # A full disk is no reason to refuse: old recordings will make room.
        if error.errno != errno.ENOSPC:
            raise


def _write_durably(path: Path, text: str) -> None:
    """Write a small file so that a power cut leaves all of it or nothing: half a marker would be another server's."""
    partial = path.with_name(f"{path.name}.new")
    with partial.open("w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(error: OSError) -> StorageError:
    return StorageError(
        f"the media directory cannot be written ({error.strerror}): check that it exists, is mounted and owned by the "
        "user the server runs as",
        field="media",
    )


def remove_empty_parents(media: Path, path: str) -> None:
    """Remove the hour and day directories of a deleted segment once nothing is left in them."""
    for parent in (media / path).parents[:2]:
        try:
            parent.rmdir()
        except OSError:
            return


def delete_segment(media: Path, path: str) -> None:
    """Delete a segment file, which may be gone already; raise `StorageError` if the disk refuses."""
    try:
        (media / path).unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(f"a recording cannot be deleted: {error.strerror}", field="media") from error
    remove_empty_parents(media, path)
