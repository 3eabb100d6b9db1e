"""The cameras again, for other programs: `rtsp://wallflower:<password>@host:port/<camera_id>`.

A new viewer gets the current group of pictures at once, and while that is younger than a second the one before it, so
its picture is there as soon as it is decoded. Packets are cut into RTP only while somebody watches. A viewer that
cannot keep up loses whole groups of pictures and hurts nobody.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any, Self

import av

from wallflower.clock import now_ms
from wallflower.errors import SourceError, UnavailableError
from wallflower.playback.rtp import Packetizer, RtpState, Sample, sample_of
from wallflower.playback.rtsp import RtspServer
from wallflower.playback.rtsp_auth import Credentials
from wallflower.playback.rtsp_viewer import Burst, Viewer
from wallflower.playback.sdp import TrackFormat, track_format

USERNAME = "wallflower"
MAX_GROUP_BYTES = 16 << 20
REPORT_S = 5.0
# Home Assistant shows nothing before it has a second of pictures: a younger group comes with the one before it.
PRIMED_S = 1.0
_START_S = 10.0
_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Track:
    """One track of one connection with the camera."""

    packetizer: Packetizer
    state: RtpState


class _Session:
    """One connection with the camera: its tracks, and the group of pictures that is under way. Not thread-safe."""

    def __init__(self, streams: list[Any]) -> None:
        self.tracks = tuple(track_format(stream, index) for index, stream in enumerate(streams))
        self.time_bases = tuple(stream.time_base for stream in streams)
        self._senders = [
            _Track(
                Packetizer(stream, track),
                RtpState(index, track.clock_hz, ssrc=secrets.randbits(32), base=secrets.randbits(32)),
            )
            for index, (stream, track) in enumerate(zip(streams, self.tracks, strict=True))
        ]
        self._raw: list[tuple[int, Sample]] = []
        self._group: list[Burst] = []
        self._group_bytes = 0
        self._earlier: tuple[int, int] = (0, 0)  # how many of both lists belong to the group before
        self._group_s = 0.0
        self._has_key = False
        self._is_packing = False
        self._number = 0
        self._media_s = 0.0
        self._reported_s = 0.0
        self._wall_minus_media_s = 0.0

    def add(self, index: int, sample: Sample, *, is_watched: bool) -> Burst | None:
        """Keep a sample for viewers to come; return what must be sent to those who are here."""
        if index == 0 and sample.is_key:
            self._start_group(sample, is_watched=is_watched)
        elif sample.dts_s - self._group_s >= PRIMED_S:
            self._forget_earlier()
        self._group_bytes += len(sample.data)
        if self._group_bytes > MAX_GROUP_BYTES:
            self._forget_group()
        if not self._has_key:
            return None
        if self._wall_minus_media_s == 0.0:
            self._wall_minus_media_s = now_ms() / 1000 - sample.dts_s
        if self._is_packing:
            return self._pack(index, sample)
        self._raw.append((index, sample))
        return None

    def join(self) -> tuple[Burst, ...]:
        """Return at least a second of pictures from a keyframe on, in RTP; from now on `add` returns bursts."""
        if not self._is_packing:
            raw, self._raw = self._raw, []
            self._is_packing = True
            before, after = raw[: self._earlier[0]], raw[self._earlier[0] :]
            for index, sample in before:
                self._pack(index, sample)
            self._earlier = (0, len(self._group))
            for index, sample in after:
                self._pack(index, sample)
        return tuple(self._group)

    def reports(self) -> list[tuple[int, bytes]]:
        """Return a sender report for each track, all at the newest instant, so that sound and picture stay together."""
        self._reported_s = self._media_s
        wall_s = self._wall_minus_media_s + self._media_s
        return [(sender.state.track, sender.state.sender_report(self._media_s, wall_s)) for sender in self._senders]

    @property
    def is_report_due(self) -> bool:
        """Whether the viewers should be told the time again."""
        return abs(self._media_s - self._reported_s) >= REPORT_S

    def close(self) -> None:
        """Free the muxers."""
        for sender in self._senders:
            sender.packetizer.close()

    def _start_group(self, first: Sample, *, is_watched: bool) -> None:
        self._forget_earlier()
        self._has_key = True
        self._is_packing = is_watched
        self._earlier = len(self._raw), len(self._group)
        self._group_s, self._group_bytes = first.dts_s, 0

    def _forget_earlier(self) -> None:
        raw, packed = self._earlier
        if raw or packed:
            del self._raw[:raw]
            del self._group[:packed]
            self._earlier = (0, 0)

    def _forget_group(self) -> None:
        """An endless group of pictures must not eat the memory; newcomers then wait for the next one."""
        self._raw, self._group, self._earlier = [], [], (0, 0)
        if not self._is_packing:
            self._has_key = False

    def _pack(self, index: int, sample: Sample) -> Burst | None:
        self._media_s = sample.dts_s
        sender = self._senders[index]
        payloads = sender.packetizer.pack(sample)
        if not payloads:
            return None
        self._number += 1
        data = sender.state.stamp(payloads)
        burst = Burst(track=index, data=data, is_key=index == 0 and sample.is_key, number=self._number)
        if self._group_bytes <= MAX_GROUP_BYTES:
            self._group.append(burst)
        return burst


class RestreamMount:
    """One camera's restream; `start`, `packet` and `stop` are called from the camera's thread."""

    def __init__(self, camera_id: str, password: str, loop: asyncio.AbstractEventLoop) -> None:
        """Send to viewers in `loop`."""
        self._camera_id = camera_id
        self.credentials = Credentials(USERNAME, password)
        self._loop = loop
        self._lock = threading.Lock()
        self._session: _Session | None = None
        # Viewers belong to the loop; a number is that of the last burst the viewer got on joining.
        self._viewers: dict[Viewer, int] = {}

    @property
    def tracks(self) -> tuple[TrackFormat, ...]:
        """The formats of the connection with the camera; none while there is no connection."""
        session = self._session
        return () if session is None else session.tracks

    @property
    def viewers(self) -> int:
        """How many watch."""
        return len(self._viewers)

    def start(self, video_stream: Any, audio_stream: Any | None = None) -> None:
        """Take the formats of a new connection; sound that RTSP cannot carry is left out with a warning."""
        self.stop()
        streams = [video_stream]
        if audio_stream is not None and self._can_send(audio_stream):
            streams.append(audio_stream)
        session = _Session(streams)
        with self._lock:
            self._session = session

    def packet(self, packet: Any, is_video: bool) -> None:  # noqa: FBT001 - reads well at its one call
        """Take a libav packet whose times are already guarded; it is copied and never changed."""
        session = self._session
        if session is None or not (is_video or len(session.tracks) > 1):
            return
        index = 0 if is_video else 1
        sample = sample_of(packet, session.time_bases[index])
        if sample is None:
            return
        with self._lock:
            try:
                burst = session.add(index, sample, is_watched=bool(self._viewers))
            except av.FFmpegError:
                _LOGGER.warning("camera %s: a packet does not fit into RTP and is left out", self._camera_id)
                return
            reports = session.reports() if burst is not None and session.is_report_due else []
        if burst is not None and self._viewers:
            self._call(self._deliver, burst, reports)

    def stop(self) -> None:
        """Let go of the connection that ended; its viewers are disconnected and will come back."""
        with self._lock:
            session, self._session = self._session, None
        if session is not None:
            session.close()
            self._call(self._dismiss)

    def join(self, viewer: Viewer) -> None:
        """Send the current group of pictures and what follows; called in the loop."""
        with self._lock:
            session = self._session
            group = session.join() if session is not None else ()
            reports = session.reports() if session is not None else []
            viewer.wait_for_key()
            self._viewers[viewer] = group[-1].number if group else 0
        if session is None:
            viewer.abort()
            return
        for track, report in reports:
            viewer.send_report(track, report)
        for burst in group:
            viewer.send(burst)

    def leave(self, viewer: Viewer) -> None:
        """Forget a viewer; called in the loop."""
        self._viewers.pop(viewer, None)

    def _can_send(self, stream: Any) -> bool:
        try:
            track_format(stream, 1)
        except SourceError as error:
            _LOGGER.warning("camera %s: the restream has no sound: %s", self._camera_id, error.message)
            return False
        return True

    def _call(self, function: Any, *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(function, *arguments)

    def _deliver(self, burst: Burst, reports: list[tuple[int, bytes]]) -> None:
        for viewer, joined_after in tuple(self._viewers.items()):
            if burst.number <= joined_after:
                continue
            for track, report in reports:
                viewer.send_report(track, report)
            viewer.send(burst)

    def _dismiss(self) -> None:
        for viewer in tuple(self._viewers):
            viewer.abort()


class Restream:
    """An RTSP server in a thread of its own, with a mount for each camera. A context manager, or `start` and `stop`."""

    def __init__(self, host: str, port: int) -> None:
        """Listen on `host` and `port` (0: any free one) once started."""
        self._host = host
        self._wanted_port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="restream", daemon=True)
        self._server = RtspServer(self)
        self._mounts: dict[str, RestreamMount] = {}
        self.port = port

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop."""
        self.stop()

    def start(self) -> None:
        """Listen; raise `UnavailableError` when the port is taken."""
        self._thread.start()
        try:
            self.port = self._run(self._server.listen(self._host, self._wanted_port))
        except OSError as error:
            self.stop()
            raise UnavailableError(
                f"the RTSP port {self._wanted_port} cannot be listened on: {error.strerror}", field="rtsp_port"
            ) from error

    def stop(self) -> None:
        """Disconnect everyone and end the thread; safe to call again."""
        if self._loop.is_closed():
            return
        if self._thread.is_alive():
            self._run(self._server.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_START_S)
        self._loop.close()

    def mount(self, camera_id: str, password: str) -> RestreamMount:
        """Return a new mount at `/<camera_id>`; it replaces an older one."""
        self.unmount(camera_id)
        mount = RestreamMount(camera_id, password, self._loop)
        self._mounts[camera_id] = mount
        return mount

    def unmount(self, camera_id: str) -> None:
        """Take a camera's mount away and disconnect its viewers."""
        mount = self._mounts.pop(camera_id, None)
        if mount is not None:
            mount.stop()

    async def resolve(self, path: str) -> RestreamMount | None:
        """Return the mount at a path."""
        return self._mounts.get(path)

    def credentials(self, path: str) -> Credentials | None:
        """Return the account of a camera; a path without a camera has one that nobody knows."""
        mount = self._mounts.get(path)
        return Credentials(USERNAME, secrets.token_hex()) if mount is None else mount.credentials

    def _run[T](self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_START_S)
