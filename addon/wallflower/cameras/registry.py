"""Adding, changing and removing cameras while everything else goes on."""

import asyncio
import base64
import logging
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from wallflower.cameras.events import METHOD, write_occurrence
from wallflower.cameras.redaction import HIDDEN, redact, restore
from wallflower.cameras.speech_options import merge
from wallflower.cameras.status import LOST, StatusBoard
from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError, UnavailableError, WallflowerError
from wallflower.events import EventBus
from wallflower.media.address import parse_address
from wallflower.recorder.keeper import Occurrence
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.wire import Camera, CameraStatus, EventType, Problem, RecordMode
from wallflower.wire_options import AnalysisHours, FaceOptions, SpeechOptions

DELETE_TIMEOUT_S = 50.0
PATIENCE_S = 3.0
# What users are shown is at most this old; who asks waits at most so long for a newer answer.
FRESH_S = 1.0
FRESH_PATIENCE_S = 0.5
_ADDRESSES = ("url", "sub_url")

_LOGGER = logging.getLogger(__name__)


class Link(Protocol):
    """The way to call another process."""

    async def call(
        self, method: str, params: dict[str, Any], blob: bytes = b"", timeout_s: float = 5.0
    ) -> dict[str, Any]:
        """Return its answer; raise `UnavailableError` when there is none."""


class CameraRegistry:
    """The cameras as users see and change them; ingest follows the table whenever it is told to, and when it starts."""

    def __init__(self, cameras: Cameras, ingest: Link, board: StatusBoard, bus: EventBus) -> None:
        """Keep cameras in this table, and tell this ingest process and the readers of this bus of changes."""
        self._cameras = cameras
        self._ingest = ingest
        self._board = board
        self._bus = bus
        self._changes = 0
        self._told_changes = 0

    @property
    def is_lost(self) -> bool:
        """Whether the ingest process does not answer."""
        return self._board.is_lost

    async def list(self, patience_s: float = FRESH_PATIENCE_S) -> tuple[Camera, ...]:
        """Return every camera with its status, claiming nothing of any where ingest takes longer to tell."""
        await self._refresh(patience_s)
        return tuple(self._shown(row) for row in await asyncio.to_thread(self._cameras.list))

    async def get(self, camera_id: str) -> Camera:
        """Return one camera with its status; raise `NotFoundError`."""
        await self._refresh()
        return self._shown(await self._row(camera_id))

    async def require(self, camera_id: str) -> None:
        """Raise `NotFoundError` unless the camera exists."""
        await self._row(camera_id)

    async def create(self, values: Mapping[str, Any]) -> Camera:
        """Add a camera from its row's values and start it; raise `SourceError` for an address that cannot be one."""
        columns = dict(values)
        for name in _ADDRESSES:
            if (url := columns.get(name)) is not None:
                columns[name] = _new_address(url, name)
        columns["speech"] = merge(SpeechOptions(), columns.get("speech", {}))
        columns["faces"] = FaceOptions.from_json(columns.get("faces", {}))
        columns["hours"] = AnalysisHours.from_json(columns.get("hours", {}))
        row = CameraRow(**columns | {"id": _new_id(), "created_ms": now_ms()})
        await asyncio.to_thread(self._cameras.create, row)
        await self._follow()
        return self._tell(EventType.CAMERA_ADDED, row)

    async def update(self, camera_id: str, changes: Mapping[str, Any]) -> Camera:
        """Change the named values; an address with stars keeps what they hide. Raise `NotFoundError`, `SourceError`."""
        stored = await self._row(camera_id)
        columns = dict(changes)
        for name in _ADDRESSES:
            if (url := columns.get(name)) is not None:
                columns[name] = _changed_address(url, name, stored)
        if "speech" in columns:
            columns["speech"] = merge(stored.speech, columns["speech"])
        if "faces" in columns:
            columns["faces"] = FaceOptions.from_json(stored.faces.to_json() | columns["faces"])
        if "hours" in columns:
            columns["hours"] = AnalysisHours.from_json(stored.hours.to_json() | columns["hours"])
        row = await asyncio.to_thread(self._cameras.update, camera_id, columns)
        if row != stored:
            await self._follow()
        return self._tell(EventType.CAMERA_UPDATED, row)

    async def delete(self, camera_id: str) -> None:
        """Remove a camera, its files and its history; raise `UnavailableError` while ingest cannot do it."""
        await self._row(camera_id)
        self._require_ingest()
        await self._ingest.call("delete_camera", {"camera_id": camera_id}, timeout_s=DELETE_TIMEOUT_S)
        self._board.forget(camera_id)
        self._bus.publish(EventType.CAMERA_REMOVED, {"id": camera_id})

    async def set_enabled(self, camera_id: str, *, enabled: bool) -> CameraStatus:
        """Start or stop a camera for good."""
        await self.update(camera_id, {"enabled": enabled})
        return await self.status(camera_id)

    async def restart(self, camera_id: str) -> CameraStatus:
        """Connect anew; raise `UnavailableError` while ingest does not answer."""
        await self._row(camera_id)
        self._require_ingest()
        await self._ingest.call("restart", {"camera_id": camera_id})
        await self.pull()
        return await self.status(camera_id)

    async def occur(self, camera_id: str, occurrence: Occurrence) -> None:
        """Have what surrounds an event recorded; raise `ConflictError` where nothing is, `UnavailableError`."""
        await self._row(camera_id)
        self._require_ingest()
        await self._ingest.call(METHOD, write_occurrence(camera_id, occurrence))

    async def status(self, camera_id: str) -> CameraStatus:
        """Return how a camera does; raise `NotFoundError`."""
        await self._refresh()
        return self._board.get(await self._row(camera_id))

    async def problems(self, camera_id: str) -> tuple[Problem, ...]:
        """Return what went wrong with a camera lately, the newest last; raise `UnavailableError` without ingest."""
        await self._row(camera_id)
        self._require_ingest()
        answer = await self._ingest.call("problems", {"camera_id": camera_id})
        return tuple(Problem.from_json(item) for item in answer["problems"])

    async def pull(self) -> None:
        """Ask ingest how every camera does, make up for a change it missed, and publish what is new."""
        try:
            if self._board.is_lost:
                await self._ingest.call("status", {}, timeout_s=PATIENCE_S)
            if (changes := self._changes) != self._told_changes:
                await self._ingest.call("reload", {})
                self._told_changes = changes
            answer = await self._ingest.call("status", {}, timeout_s=PATIENCE_S)
        except WallflowerError:
            await self._lose()
            return
        self._take(answer)

    async def _refresh(self, patience_s: float = FRESH_PATIENCE_S) -> None:
        """Make sure that what is shown is not the last word of a process that died."""
        if not self._board.is_stale(FRESH_S):
            return
        try:
            answer = await self._ingest.call("status", {}, timeout_s=patience_s)
        except WallflowerError:
            self._board.doubt()
        else:
            self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        for status in self._board.replace(CameraStatus.from_json(item) for item in answer["cameras"]):
            self._bus.publish(EventType.CAMERA_STATUS, status.to_json())

    def _require_ingest(self) -> None:
        """Raise at once instead of waiting for a process that is known to be down."""
        if self._board.is_lost:
            raise UnavailableError(LOST)

    async def _lose(self) -> None:
        if not self._board.lose():
            return
        for row in await asyncio.to_thread(self._cameras.list):
            self._bus.publish(EventType.CAMERA_STATUS, self._board.get(row).to_json())

    async def _follow(self) -> None:
        """Tell ingest that the table changed; if it does not answer it reads the table later, so nothing is lost."""
        self._changes += 1
        if not self._board.is_lost:
            await self.pull()
        if self._told_changes != self._changes:
            _LOGGER.warning("the recording process did not take a change of the cameras; it will be told again")

    async def _row(self, camera_id: str) -> CameraRow:
        return await asyncio.to_thread(self._cameras.get, camera_id)

    def _tell(self, kind: EventType, row: CameraRow) -> Camera:
        camera = self._shown(row)
        self._bus.publish(kind, camera.to_json())
        return camera

    def _shown(self, row: CameraRow) -> Camera:
        return Camera(
            id=row.id,
            name=row.name,
            url=redact(row.url),
            enabled=row.enabled,
            record=row.record,
            transcribe=row.transcribe,
            recognize_faces=row.recognize_faces,
            recognize_voices=row.recognize_voices,
            language=row.language,
            sub_url=None if row.sub_url is None else redact(row.sub_url),
            mode=row.mode,
            pre_roll_s=row.pre_roll_s,
            post_roll_s=row.post_roll_s,
            schedule=row.schedule,
            retention_days=row.retention_days,
            quota_gb=row.quota_gb,
            speech=row.speech,
            faces=row.faces,
            hours=row.hours,
            created_ms=row.created_ms,
            moves=self._board.moves(row.id) if _is_watched(row) else None,
            status=self._board.get(row),
        )


def _is_watched(row: CameraRow) -> bool:
    """Tell whether anybody looks for motion at a camera."""
    return row.enabled and (row.recognize_faces or (row.record and row.mode is RecordMode.EVENTS))


def _new_address(url: str, name: str) -> str:
    if HIDDEN in url:
        raise InvalidRequestError("the address has hidden parts (***): give them", field=name)
    return _checked(url, name)


def _changed_address(url: str, name: str, stored: CameraRow) -> str:
    """Return the address meant; what is hidden comes from the stored one, the sub-stream's also from the main one."""
    for known in dict.fromkeys((getattr(stored, name), stored.url)):
        if known is None:
            continue
        try:
            meant = restore(url, known)
        except InvalidRequestError:
            continue
        return _checked(meant, name)
    raise InvalidRequestError("the hidden parts (***) belong to another address: give them again", field=name)


def _checked(url: str, name: str) -> str:
    """Return the address if a camera may have it and if nobody can mistake where its password ends."""
    try:
        address = parse_address(url).url
    except WallflowerError as error:
        error.field = name
        raise
    if "@" in address.partition("://")[2].partition("/")[2].partition("?")[0]:
        message = "write / in a password as %2F, and @ behind the host as %40"
        raise InvalidRequestError(message, field=name)
    return address


def _new_id() -> str:
    return base64.b32encode(secrets.token_bytes(7)).decode().lower()[:10]
