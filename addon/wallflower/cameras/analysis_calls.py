"""What the analysis process answers: how the engines are, faces of an image, and pictures of a moment."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.cameras.enrolling import METHOD, face_to_json
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.faces.enrolment import new_face
from wallflower.faces.watcher import Watcher
from wallflower.media.decode import KeyframeDecoder, Picture
from wallflower.media.fragment import Fragment
from wallflower.media.picture import encode_jpeg
from wallflower.media.reader import keyframe_at
from wallflower.store.recordings import Recordings
from wallflower.store.utterances import Utterances
from wallflower.wire import Engine

# Older than this, the last keyframe is no longer what the camera shows now.
LIVE_MS = 30_000

type Answer = Callable[[dict[str, Any], bytes], Awaitable[dict[str, Any]]]


class Moments:
    """Pictures of cameras: the newest keyframe of each in memory, all others in the recordings."""

    def __init__(self, recordings: Recordings, media: Path) -> None:
        """Begin with no camera."""
        self._recordings = recordings
        self._media = media
        self._newest: dict[str, Fragment] = {}

    def note(self, fragment: Fragment) -> None:
        """Remember a key fragment as its camera's newest."""
        if fragment.is_key:
            self._newest[fragment.camera_id] = fragment

    def keep_only(self, camera_ids: set[str]) -> None:
        """Forget cameras that are gone."""
        for camera_id in self._newest.keys() - camera_ids:
            del self._newest[camera_id]

    def picture(self, camera_id: str, at_ms: int | None) -> Picture:
        """Return what the camera showed then, or now for None; raise `NotFoundError` where there is no picture."""
        if at_ms is not None:
            return keyframe_at(self._recordings, self._media, camera_id, at_ms)
        newest = self._newest.get(camera_id)
        if newest is None or abs(clock.now_ms() - newest.start_ms) > LIVE_MS:
            raise NotFoundError("the camera shows no picture now")
        picture = KeyframeDecoder().feed(newest)
        if picture is None:
            raise NotFoundError("the camera's picture cannot be decoded")
        return picture


class AnalysisCalls:
    """The handlers of the analysis process."""

    def __init__(
        self, watcher: Watcher, moments: Moments, queue: Utterances, engines: Callable[[], dict[str, Engine]]
    ) -> None:
        """Answer from these; `engines` blocks."""
        self._watcher = watcher
        self._moments = moments
        self._queue = queue
        self._engines = engines

    def handlers(self) -> dict[str, Answer]:
        """Return the methods by name."""
        return {
            "engines": self._tell_engines,
            "backlog": self._tell_backlog,
            "reload_people": self._reload_people,
            "analyse_image": self._analyse_image,
            "snapshot": self._snapshot,
            METHOD: self._enrol_face,
        }

    async def _tell_engines(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        engines = await asyncio.to_thread(self._engines)
        return {name: engine.to_json() for name, engine in engines.items()}

    async def _tell_backlog(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        return {"backlog_s": await asyncio.to_thread(self._queue.backlog_s)}

    async def _reload_people(self, _params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        await self._watcher.reload_people()
        return {}

    async def _analyse_image(self, _params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        return (await self._watcher.analyse_image(blob)).to_json()

    async def _enrol_face(self, params: dict[str, Any], blob: bytes) -> dict[str, Any]:
        index = params.get("index")
        if index is not None and not isinstance(index, int):
            raise InvalidRequestError("index must be a number", field="index")
        image = await self._watcher.analyse_image(blob)
        return face_to_json(new_face(image, index))

    async def _snapshot(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        camera_id, at_ms = params.get("camera_id"), params.get("at_ms")
        if not isinstance(camera_id, str) or not isinstance(at_ms, int | None):
            raise InvalidRequestError("a snapshot needs a camera_id, and a number as at_ms")
        picture = await asyncio.to_thread(self._moments.picture, camera_id, at_ms)
        jpeg = await asyncio.to_thread(encode_jpeg, picture.rgb)
        return {"jpeg": base64.b64encode(jpeg).decode(), "at_ms": picture.at_ms}
