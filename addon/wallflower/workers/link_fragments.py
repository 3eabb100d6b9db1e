"""Fragments from ingest to whoever listens: lossy for slow listeners, never slow for the camera."""

import json
import logging
import threading
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import zmq
import zmq.asyncio

from wallflower.media.fragment import Fragment, Init
from wallflower.workers.endpoint import configure, endpoint

LINK = "fragments"
# About 4 s of eight cameras on each side, a fragment each 0.3 s; 110 of a 4 Mbit/s camera are 16 MB.
QUEUE = 110
INIT_FIELDS = ("id", "video_codec", "audio_codec", "width", "height", "video_track", "timescale")
FRAGMENT_FIELDS = ("session_id", "sequence", "is_key", "start_ms", "duration_ms", "decode_time", "moof_bytes")
_to_json = json.JSONEncoder(separators=(",", ":")).encode

_LOGGER = logging.getLogger(__name__)


class FragmentPublisher:
    """Ingest's end; any thread may publish."""

    def __init__(self, runtime: Path) -> None:
        """Bind the link's socket, also over the remains of a process that was killed."""
        self._lock = threading.Lock()
        self._context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
        self._socket = self._context.socket(zmq.PUB)
        configure(self._socket, queue=QUEUE)
        self._socket.bind(endpoint(runtime, LINK))

    def publish(self, fragment: Fragment) -> None:
        """Hand the fragment to every listener that keeps up; returns at once, and does nothing once closed."""
        parts = encode(fragment)
        with self._lock:
            if not self._socket.closed:
                self._socket.send_multipart(parts, flags=zmq.NOBLOCK)

    def close(self) -> None:
        """Close the link; idempotent."""
        with self._lock:
            self._socket.close()
            self._context.term()


class FragmentSubscriber:
    """A listener's end: `async for fragment in subscriber`.

    A camera's session begins with its first key fragment seen here. `malformed` counts messages that were no
    fragments, `skipped` fragments that came before their session's key.
    """

    def __init__(self, runtime: Path) -> None:
        """Connect now or whenever the publisher appears, again after each of its restarts."""
        self.malformed = 0
        self.skipped = 0
        self._sessions: dict[str, tuple[str, Init]] = {}
        self._context = zmq.asyncio.Context()
        self._socket = self._context.socket(zmq.SUB)
        configure(self._socket, queue=QUEUE)
        self._socket.setsockopt(zmq.SUBSCRIBE, b"")
        self._socket.connect(endpoint(runtime, LINK))

    def __aiter__(self) -> Self:
        """Return itself: there is one stream of fragments."""
        return self

    async def __anext__(self) -> Fragment:
        """Wait for the next fragment; the iteration ends only by cancelling it."""
        while True:
            parts = await self._socket.recv_multipart()
            try:
                fragment = self._decode(parts)
            except ValueError, KeyError, TypeError:
                self.malformed += 1
                _LOGGER.warning("dropped a malformed message on the link %s (%d so far)", LINK, self.malformed)
                continue
            if fragment is not None:
                return fragment
            self.skipped += 1

    def _decode(self, parts: list[bytes]) -> Fragment | None:
        topic, header, init_data, data = parts
        camera_id = topic.decode()
        values = json.loads(header)
        if values["is_key"]:
            init = Init(data=init_data, **{name: values["init"][name] for name in INIT_FIELDS})
            self._sessions[camera_id] = (values["session_id"], init)
        session = self._sessions.get(camera_id)
        if session is None or session[0] != values["session_id"]:
            return None
        return Fragment(
            camera_id=camera_id,
            init=session[1],
            data=data,
            **{name: values[name] for name in FRAGMENT_FIELDS},
        )

    def close(self) -> None:
        """Close the link; idempotent."""
        self._context.destroy(linger=0)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the link."""
        self.close()


def encode(fragment: Fragment) -> list[bytes]:
    """Return the message: topic, JSON header, the init segment's bytes (only with a key fragment), the data."""
    header: dict[str, Any] = {name: getattr(fragment, name) for name in FRAGMENT_FIELDS}
    if fragment.is_key:
        header["init"] = {name: getattr(fragment.init, name) for name in INIT_FIELDS}
    return [
        fragment.camera_id.encode(),
        _to_json(header).encode(),
        fragment.init.data if fragment.is_key else b"",
        fragment.data,
    ]
