"""Archives that come through the API, piece by piece: each piece where the last one ended."""

import os
import shutil
from secrets import token_hex

from wallflower.errors import ConflictError, InvalidRequestError
from wallflower.models.place import Place, writing
from wallflower.wire_models import ModelUpload

MOST_UPLOADS = 4
_TOTAL = "total"


class Uploads:
    """The uploads of one directory of models."""

    def __init__(self, place: Place) -> None:
        """Keep them there, hidden."""
        self._place = place

    def begin(self, size_bytes: int) -> ModelUpload:
        """Return a new upload; raise `StorageError` when it does not fit, `ConflictError` when there are too many."""
        if len(list(self._place.work.glob("upload-*"))) >= MOST_UPLOADS:
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

    def delete(self, upload_id: str) -> None:
        """Forget an upload; raise `NotFoundError`."""
        shutil.rmtree(self._place.upload(upload_id).parent, ignore_errors=True)
