"""Still pictures of a camera at any instant; the newest comes from what just arrived, without touching the disk."""

import asyncio
import base64
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from wallflower import clock
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.media.decode import KeyframeDecoder
from wallflower.media.fragment import Fragment
from wallflower.media.picture import encode_jpeg
from wallflower.media.reader import key_fragment_at
from wallflower.store.recordings import Recordings

# The longest distance between keyframes that still counts as now.
FRESH_MS = 15_000
# About two thousand thumbnails, or a hundred pictures of a large camera.
CACHE_BYTES = 32 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A JPEG and the UTC instant it shows."""

    at_ms: int
    jpeg: bytes


class SnapshotCache:
    """The pictures asked for last, as many as fit into `limit_bytes`; any thread may use it."""

    type Key = tuple[str, str, int, int | None]

    def __init__(self, limit_bytes: int = CACHE_BYTES) -> None:
        """Begin empty."""
        self._limit_bytes = limit_bytes
        self._kept: OrderedDict[SnapshotCache.Key, Snapshot] = OrderedDict()
        self._lock = Lock()
        self.size_bytes = 0

    def get(self, key: Key) -> Snapshot | None:
        """Return a picture and count it as used."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def put(self, key: Key, snapshot: Snapshot) -> None:
        """Keep a picture; those not used for longest give way."""
        with self._lock:
            self._drop(key)
            self._kept[key] = snapshot
            self.size_bytes += len(snapshot.jpeg)
            while self.size_bytes > self._limit_bytes:
                self._drop(next(iter(self._kept)))

    def keep_only(self, camera_ids: Collection[str]) -> None:
        """Drop the pictures of all other cameras."""
        with self._lock:
            for key in [key for key in self._kept if key[0] not in camera_ids]:
                self._drop(key)

    def _drop(self, key: Key) -> None:
        dropped = self._kept.pop(key, None)
        if dropped is not None:
            self.size_bytes -= len(dropped.jpeg)


class Snapshots:
    """Makes snapshots from recordings, and from the latest keyframe of every camera it is shown."""

    def __init__(self, media: Path, recordings: Recordings) -> None:
        """Read files below `media` as `recordings` knows them."""
        self._media = media
        self._recordings = recordings
        self._latest: dict[str, Fragment] = {}
        self._cache = SnapshotCache()

    def on_fragment(self, fragment: Fragment) -> None:
        """Keep a key fragment as its camera's latest picture; nothing is decoded before somebody asks."""
        if fragment.is_key:
            self._latest[fragment.camera_id] = fragment

    def keep_only(self, camera_ids: Collection[str]) -> None:
        """Forget the pictures of all other cameras."""
        for camera_id in self._latest.keys() - set(camera_ids):
            del self._latest[camera_id]
        self._cache.keep_only(camera_ids)

    def take(self, camera_id: str, at_ms: int | None = None, width: int | None = None) -> Snapshot:
        """Return the picture of that instant, the newest there is by default; raise `NotFoundError` if there is none.

        It is the last keyframe at or before the instant, scaled down to `width` pixels if it is wider. Waits for the
        disk and decodes, so it belongs in a thread.
        """
        fragment = self._newest(camera_id) if at_ms is None else self._at(camera_id, at_ms)
        if fragment is None:
            raise NotFoundError("there is no picture of this camera at this time")
        key = (camera_id, fragment.session_id, fragment.start_ms, width)
        snapshot = self._cache.get(key)
        if snapshot is None:
            snapshot = _decode(fragment, width)
            self._cache.put(key, snapshot)
        return snapshot

    async def answer(self, params: dict[str, Any], _blob: bytes) -> dict[str, Any]:
        """Handle the call `snapshot` {camera_id, at_ms?, width?} → {"at_ms", "jpeg": base64}."""
        camera_id, at_ms, width = params.get("camera_id"), params.get("at_ms"), params.get("width")
        if not isinstance(camera_id, str) or not isinstance(at_ms, int | None) or not isinstance(width, int | None):
            raise InvalidRequestError("a snapshot needs a camera, and numbers for its time and width")
        snapshot = await asyncio.to_thread(self.take, camera_id, at_ms, width)
        return {"at_ms": snapshot.at_ms, "jpeg": base64.b64encode(snapshot.jpeg).decode("ascii")}

    def _newest(self, camera_id: str) -> Fragment | None:
        now_ms = clock.now_ms()
        found = self._at(camera_id, now_ms)
        covered_ms = self._recordings.covered_until(camera_id) if found is None else None
        return found if covered_ms is None else self._at(camera_id, covered_ms)

    def _at(self, camera_id: str, at_ms: int) -> Fragment | None:
        latest = self._latest.get(camera_id)
        if latest is not None and 0 <= at_ms - latest.start_ms <= FRESH_MS:
            return latest
        try:
            return key_fragment_at(self._recordings, self._media, camera_id, at_ms)
        except NotFoundError:
            return None


def _decode(fragment: Fragment, width: int | None) -> Snapshot:
    picture = KeyframeDecoder(width=width).feed(fragment)
    if picture is None:
        raise NotFoundError("the picture of this time cannot be decoded")
    return Snapshot(picture.at_ms, encode_jpeg(picture.rgb))
