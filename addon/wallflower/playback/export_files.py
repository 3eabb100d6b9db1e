"""Where exports lie: `MEDIA/exports/<job id>/`, made in full under another name and then renamed, or not at all."""

import errno
import json
import os
import re
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from wallflower.clock import from_rfc3339
from wallflower.errors import NotFoundError, StorageError
from wallflower.wire import ErrorCode
from wallflower.wire_jobs import Export, ExportFile, ExportHole, ExportResult

DIRECTORY = "exports"
MANIFEST = "manifest.json"
MEDIA_TYPES = {
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".json": "application/json",
}
_PARTIAL = ".partial"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*\.[a-z0-9]+")


def exports_directory(media: Path) -> Path:
    """Return the directory of all exports; it need not exist."""
    return media / DIRECTORY


def directory_of(media: Path, job_id: str) -> Path:
    """Return the directory of one job's finished export."""
    return exports_directory(media) / job_id


def find_file(media: Path, job_id: str, name: str) -> Path:
    """Return where a file of an export is; raise `NotFoundError`."""
    path = directory_of(media, job_id) / name
    if not _NAME.fullmatch(name) or path.is_symlink() or not path.is_file():
        raise NotFoundError("the file of this export is gone")
    return path


@contextmanager
def made_whole(media: Path, job_id: str) -> Iterator[Path]:
    """Give a directory to write in; at the end all of it is made durable and appears at its place, or none of it.

    Raises `StorageError` when the disk is full or fails.
    """
    goal = directory_of(media, job_id)
    partial = goal.with_name(goal.name + _PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        yield partial
        for path in (*partial.iterdir(), partial):
            _sync(path)
        shutil.rmtree(goal, ignore_errors=True)
        partial.rename(goal)
        _sync(goal.parent)
    except OSError as error:
        is_full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        message = "the disk became full" if is_full else f"the disk failed ({error.strerror})"
        code = ErrorCode.DISK_FULL if is_full else ErrorCode.DISK
        raise StorageError(f"{message} while the export was written: nothing of it was kept", code=code) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def describe(path: Path, *, start_ms: int = 0, duration_ms: int = 0) -> ExportFile:
    """Measure and hash a finished file."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return ExportFile(
        name=path.name,
        media_type=MEDIA_TYPES[path.suffix],
        size_bytes=path.stat().st_size,
        sha256=digest,
        start_ms=start_ms,
        duration_ms=duration_ms,
    )


def remove(media: Path, job_id: str) -> None:
    """Delete a job's export, if there is one; raise `StorageError` if the disk refuses."""
    try:
        shutil.rmtree(directory_of(media, job_id))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"the export cannot be deleted: {error.strerror}", field="media") from error


@dataclass(frozen=True, slots=True)
class Orphan:
    """A finished export whose job the database does not know, as its manifest tells it."""

    job_id: str
    export: Export
    result: ExportResult
    made_ms: int


def orphans(media: Path, job_ids: Collection[str]) -> Iterator[Orphan]:
    """Yield the finished exports of unknown jobs: they were made before the database was lost or an older one restored.

    Deleting a job deletes its files first, so that none of these was deleted by a user.
    """
    for path in exports_directory(media).glob(f"*/{MANIFEST}"):
        if path.parent.name not in job_ids and (found := _read(path)) is not None:
            yield found


def _read(manifest: Path) -> Orphan | None:
    try:
        told = json.loads(manifest.read_text(encoding="utf-8"))
        files = tuple(ExportFile.from_json(item) for item in told["files"])
        holes = tuple(ExportHole.from_json(item) for item in told["missing"])
        notes = tuple(str(note) for note in told["notes"])
        found = Orphan(
            manifest.parent.name,
            Export.from_json(told["request"]),
            ExportResult(files=(*files, describe(manifest)), holes=holes, notes=notes),
            from_rfc3339(told["made_at"]),
        )
    except OSError, ValueError, KeyError, TypeError:
        return None
    is_whole = told["job"] == found.job_id and all((manifest.parent / file.name).is_file() for file in files)
    return found if is_whole else None


def sweep(media: Path, job_ids: Collection[str]) -> int:
    """Remove half made exports and those of unknown jobs, and return how many; nothing may be in the making."""
    root = exports_directory(media)
    if not root.is_dir():
        return 0
    stale = [path for path in root.iterdir() if path.is_dir() and path.name not in job_ids]
    for path in stale:
        shutil.rmtree(path, ignore_errors=True)
    return len(stale)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
