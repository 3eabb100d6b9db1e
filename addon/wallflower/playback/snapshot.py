"""Still pictures of a camera at any instant; the newest comes from what just arrived, without touching the disk."""

import asyncio
import base64
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wallflower import clock
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.media.decode import KeyframeDecoder, Picture
from wallflower.media.fragment import Fragment
from wallflower.media.picture import encode_jpeg
from wallflower.media.reader import keyframe_at
from wallflower.store.recordings import Recordings

# The longest distance between keyframes that still counts as now.
FRESH_MS = 15_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A JPEG and the UTC instant it shows."""

    at_ms: int
    jpeg: bytes


class Snapshots:
    """Makes snapshots from recordings, and from the latest keyframe of every camera it is shown."""

    def __init__(self, media: Path, recordings: Recordings) -> None:
        """Read files below `media` as `recordings` knows them."""
        self._media = media
        self._recordings = recordings
        self._latest: dict[str, Fragment] = {}

    def on_fragment(self, fragment: Fragment) -> None:
        """Keep a key fragment as its camera's latest picture; nothing is decoded before somebody asks."""
        if fragment.is_key:
            self._latest[fragment.camera_id] = fragment

    def keep_only(self, camera_ids: Collection[str]) -> None:
        """Forget the latest pictures of all other cameras."""
        for camera_id in self._latest.keys() - set(camera_ids):
            del self._latest[camera_id]

    def take(self, camera_id: str, at_ms: int | None = None, width: int | None = None) -> Snapshot:
        """Return the picture of that instant, the newest there is by default; raise `NotFoundError` if there is none.

        It is the last keyframe at or before the instant, scaled down to `width` pixels if it is wider. Waits for the
        disk and decodes, so it belongs in a thread.
        """
        picture = self._newest(camera_id, width) if at_ms is None else self._at(camera_id, at_ms, width)
        if picture is None:
            raise NotFoundError("there is no picture of this camera at this time")
        return Snapshot(picture.at_ms, encode_jpeg(picture.rgb))

    async def answer(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        """Handle the call `snapshot` {camera_id, at_ms?, width?} → {"at_ms", "jpeg": base64}."""
        camera_id, at_ms, width = params.get("camera_id"), params.get("at_ms"), params.get("width")
        if not isinstance(camera_id, str) or not isinstance(at_ms, int | None) or not isinstance(width, int | None):
            raise InvalidRequestError("a snapshot needs a camera, and numbers for its time and width")
        snapshot = await asyncio.to_thread(self.take, camera_id, at_ms, width)
        return {"at_ms": snapshot.at_ms, "jpeg": base64.b64encode(snapshot.jpeg).decode("ascii")}

    def _newest(self, camera_id: str, width: int | None) -> Picture | None:
        latest = self._latest.get(camera_id)
        if latest is not None and clock.now_ms() - latest.start_ms <= FRESH_MS:
            return KeyframeDecoder(width=width).feed(latest)
        picture = self._at(camera_id, clock.now_ms(), width)
        covered_ms = self._recordings.covered_until(camera_id) if picture is None else None
        return picture if covered_ms is None else self._at(camera_id, covered_ms, width)

    def _at(self, camera_id: str, at_ms: int, width: int | None) -> Picture | None:
        try:
            return keyframe_at(self._recordings, self._media, camera_id, at_ms, width)
        except NotFoundError:
            return None
