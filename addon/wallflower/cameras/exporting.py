"""Takes orders for exports: what cannot be done is refused before anything is written, with the figure."""

import asyncio
from collections.abc import Awaitable, Callable

from wallflower import clock
from wallflower.cameras.export_room import Room
from wallflower.cameras.job_desk import JobDesk
from wallflower.config import Settings
from wallflower.errors import InvalidRequestError, ModelMissingError
from wallflower.store.recordings import Recordings
from wallflower.wire_faces import FaceStatus
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, Job

HOUR_MS = 3_600_000
LONGEST_MS = {
    ExportKind.CLIP: 24 * HOUR_MS,
    ExportKind.AUDIO: 24 * HOUR_MS,
    ExportKind.TIMELAPSE: 31 * 24 * HOUR_MS,
}


type AskFaces = Callable[[], Awaitable[FaceStatus]]


class ExportDesk:
    """Takes orders for exports."""

    def __init__(self, settings: Settings, recordings: Recordings, desk: JobDesk, faces: AskFaces) -> None:
        """Check with these and queue there; `faces` tells how the face engine is."""
        self._desk = desk
        self._faces = faces
        self._room = Room(settings, recordings, desk.jobs)

    async def order(self, export: Export) -> Job:
        """Queue an export whose cameras exist.

        Raises `InvalidRequestError` for what no export can be, `NotFoundError` where nothing was recorded,
        `StorageError` (disk full, with the figure) when it would not fit, and `ModelMissingError` when faces are to be
        blurred and no engine finds them.
        """
        check(export)
        if export.blur is not None:
            await self._check_faces()
        await asyncio.to_thread(self._room.check, export)
        return await self._desk.add(export)

    async def _check_faces(self) -> None:
        status = await self._faces()
        if status.model is None or not status.usable:
            reason = status.reason or "the face engine cannot work now"
            raise ModelMissingError(f"faces cannot be blurred: {reason}", field="blur")


def check(export: Export) -> None:
    """Raise `InvalidRequestError`, naming the field, for what no export can be; a story was checked as it was made."""
    if export.story is not None:
        return
    longest_ms = LONGEST_MS.get(export.kind)
    if longest_ms is None:
        raise InvalidRequestError("choose clip, audio or timelapse", field="kind")
    if export.cut is Cut.UNKNOWN:
        raise InvalidRequestError("choose keyframe or exact", field="cut")
    if export.captions is Captions.UNKNOWN:
        raise InvalidRequestError("choose none, soft, sidecar or burned_in", field="captions")
    _check_range(export, longest_ms)


def _check_range(export: Export, longest_ms: int) -> None:
    if not export.camera_ids:
        raise InvalidRequestError("name a camera", field="camera_ids")
    if len(export.camera_ids) > 1 and export.kind is not ExportKind.AUDIO:
        raise InvalidRequestError("only sound can be of several cameras", field="camera_ids")
    if export.end_ms <= export.start_ms:
        raise InvalidRequestError("the end must be after the start", field="end")
    if export.end_ms - export.start_ms > longest_ms:
        hours = longest_ms // HOUR_MS
        raise InvalidRequestError(f"a {export.kind.value} must not be longer than {hours} hours", field="end")
    if export.start_ms > clock.now_ms():
        raise InvalidRequestError("this lies in the future", field="start")
    if export.kind is not ExportKind.CLIP and export.captions is not Captions.NONE:
        raise InvalidRequestError("only clips can have captions", field="captions")
    if export.kind is not ExportKind.CLIP and export.blur is not None:
        raise InvalidRequestError("only in clips faces can be blurred", field="blur")
