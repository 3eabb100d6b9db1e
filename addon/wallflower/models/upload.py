"""Archives that come through the API, piece by piece: each piece where the last one ended."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from wallflower import clock
from wallflower.errors import ConflictError, InvalidRequestError
from wallflower.models.place import KEPT_S, UPLOADING, Place, writing
from wallflower.wire_models import ModelUpload

MOST_UPLOADS = 4
# Nobody goes on with what got no piece for a day; what is whole may wait for its import.
KEPT_PART_S = 86_400.0
_TOTAL = "total"


class Uploads:
    """The uploads of one directory of models."""

    def __init__(self, place: Place) -> None:
        """Keep them there, hidden."""
        self._place = place

    def begin(self, size_bytes: int) -> ModelUpload:
        """Return a new upload; raise `StorageError` when it does not fit, `ConflictError` when there are too many."""
        self.tidy()
        if len(self._all()) >= MOST_UPLOADS:
            raise ConflictError("too many uploads were begun: finish or delete one first")
        # An archive and what is unpacked from it lie side by side for a while.
        self._place.check_room(2 * size_bytes)
        upload_id = token_hex(8)
        archive = self._place.upload_file(upload_id)
        with writing():
            archive.parent.mkdir()
            archive.with_name(_TOTAL).write_text(str(size_bytes), encoding="ascii")
            archive.touch()
        return self.get(upload_id)

    def get(self, upload_id: str) -> ModelUpload:
        """Return how far an upload is; raise `NotFoundError`."""
        archive = self._place.upload(upload_id)
        with writing():
            total = int(archive.with_name(_TOTAL).read_text(encoding="ascii"))
            return ModelUpload(id=upload_id, size_bytes=total, received_bytes=archive.stat().st_size)

    def add(self, upload_id: str, offset: int, data: bytes) -> ModelUpload:
        """Add a piece; one that was sent before is taken as received.

        Raises `NotFoundError`, `ConflictError` when it does not begin where the last one ended, `InvalidRequestError`
        when it goes beyond the announced size, and `StorageError`.
        """
        upload, archive = self.get(upload_id), self._place.upload(upload_id)
        if offset + len(data) > upload.size_bytes:
            raise InvalidRequestError("this is more than was announced", field="offset")
        if offset + len(data) <= upload.received_bytes:
            return upload
        if offset != upload.received_bytes:
            raise ConflictError(f"go on at {upload.received_bytes}")
        with writing(), archive.open("r+b") as file:
            file.seek(offset)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return self.get(upload_id)

    def check_whole(self, upload_id: str) -> None:
        """Raise `InvalidRequestError` when there is more to come, `NotFoundError`."""
        upload = self.get(upload_id)
        if upload.received_bytes < upload.size_bytes:
            message = f"the upload is not whole: go on at {upload.received_bytes} of {upload.size_bytes} bytes"
            raise InvalidRequestError(message, field="upload")

    def tidy(self) -> int:
        """Forget uploads that nobody goes on with, and whole ones that nobody imported for days; return how many."""
        stale = [upload for upload in self._all() if _is_stale(upload)]
        for upload in stale:
            shutil.rmtree(upload, ignore_errors=True)
        return len(stale)

    def _all(self) -> list[Path]:
        return list(self._place.work.glob(f"{UPLOADING}*"))

    def delete(self, upload_id: str) -> None:
        """Forget an upload; raise `NotFoundError`."""
        shutil.rmtree(self._place.upload(upload_id).parent, ignore_errors=True)


def _is_stale(upload: Path) -> bool:
    """Whether so long nothing came that nothing will; what was begun only half counts from its beginning."""
    archive, is_whole, touched_s = upload / "archive", False, 0.0
    with suppress(OSError, ValueError):
        touched_s = upload.stat().st_mtime
        found = archive.stat()
        touched_s = found.st_mtime
        is_whole = found.st_size >= int(archive.with_name(_TOTAL).read_text(encoding="ascii"))
    return clock.now_ms() / 1000 - touched_s > (KEPT_S if is_whole else KEPT_PART_S)
