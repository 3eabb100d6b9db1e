"""One connection with a camera: opened, read packet by packet, ended from any thread."""

import threading
from collections.abc import Iterator
from typing import Protocol

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.video.stream import VideoStream

from wallflower import clock
from wallflower.errors import SourceError
from wallflower.media.address import IO_TIMEOUT_S, Address
from wallflower.media.pace import Pacer, pacer_for
from wallflower.media.sockets import SocketTable
from wallflower.media.transport import transport
from wallflower.wire import ErrorCode

VIDEO_SILENCE_S = 10.0
VIDEO_CODECS = ("h264", "hevc")


class StreamSource(Protocol):
    """Where a session's packets come from."""

    @property
    def video(self) -> VideoStream:
        """The video track, once open."""

    @property
    def audio(self) -> AudioStream | None:
        """The audio track, if there is one."""

    @property
    def may_wait(self) -> bool:
        """Whether what has come may wait a while to be read: not datagrams, which overflow with one large keyframe."""

    def open(self) -> None:
        """Connect; raise `SourceError`."""

    def packets(self) -> Iterator[tuple[av.Packet, bool, float]]:
        """Yield (packet, is video, steady clock s) until cancelled; raise `SourceError` when the stream ends."""

    def stop(self) -> None:
        """End `packets` with the next packet, from any thread."""

    def cancel(self) -> None:
        """End `open` or `packets` at once, from any thread, even while the camera is silent."""

    def close(self) -> None:
        """Say good-bye; only from the reading thread."""


class AvSource:
    """A stream read by libavformat. All but `stop` and `cancel` belongs to one thread.

    A camera that stops sending video while its sound goes on raises nothing by itself, hence the watchdog; sound that
    stops is no fault, because many cameras send none while it is quiet.
    """

    def __init__(self, address: Address, sockets: SocketTable, *, video_silence_s: float = VIDEO_SILENCE_S) -> None:
        """Prepare; nothing is opened yet."""
        self._scheme = address.scheme
        self.may_wait = not address.is_datagrams
        self._transport = transport(address, sockets)
        self._pacer: Pacer | None = None
        self._video_silence_s = video_silence_s
        self._cancelled = threading.Event()
        self._container: InputContainer | None = None
        self._video: VideoStream | None = None
        self._audio: AudioStream | None = None

    @property
    def video(self) -> VideoStream:
        """The video track, once open."""
        if self._video is None:
            raise SourceError("the stream is not open")
        return self._video

    @property
    def audio(self) -> AudioStream | None:
        """The audio track, if there is one."""
        return self._audio

    def open(self) -> None:
        """Connect and learn the tracks; raise `SourceError` with the reason."""
        self._container = self._transport.open()
        self._choose_tracks(self._container)
        self._pacer = pacer_for(self._scheme, self._container)

    def packets(self) -> Iterator[tuple[av.Packet, bool, float]]:
        """Yield (packet, is video, steady clock s); raise `SourceError` when the camera goes silent or away."""
        if self._container is None:
            raise SourceError("the stream is not open")
        video = self.video.index
        tracks = [self._video, self._audio] if self._audio is not None else [self._video]
        last = last_video = clock.monotonic_s()
        try:
            for packet in self._container.demux(*tracks):
                is_video = packet.stream_index == video
                if is_video:
                    self._pace(packet)
                if self._cancelled.is_set():
                    return
                now = clock.monotonic_s()
                if packet.size:
                    last, last_video = now, now if is_video else last_video
                    yield packet, is_video, now
                if now - last_video > self._video_silence_s:
                    raise SourceError("the camera stopped sending video", code=ErrorCode.TIMEOUT)
        except av.FFmpegError:
            if not self._cancelled.is_set():
                raise self._lost(clock.monotonic_s() - last) from None
            return
        if not self._cancelled.is_set():
            raise self._lost(clock.monotonic_s() - last)

    def stop(self) -> None:
        """End `packets` with the next packet, from any thread."""
        self._cancelled.set()

    def cancel(self) -> None:
        """End `open` or `packets` within about a millisecond, from any thread, even while the camera is silent."""
        self._cancelled.set()
        self._transport.cancel()

    def close(self) -> None:
        """Send the good-bye the protocol has and free everything."""
        self._transport.close()
        if self._container is not None:
            self._container.close()
            self._container = None

    def _choose_tracks(self, container: InputContainer) -> None:
        videos, audios = container.streams.video, container.streams.audio
        if not videos:
            raise SourceError("the stream has no video", field="url", code=ErrorCode.NOT_A_STREAM)
        context = videos[0].codec_context
        if context.name not in VIDEO_CODECS:
            raise SourceError(
                f"the camera sends {context.name.upper()}: set it to H.264 or H.265", code=ErrorCode.CODEC_ERROR
            )
        if not context.extradata or not context.width:
            raise SourceError("the camera does not describe its video in time", code=ErrorCode.CODEC_ERROR)
        self._video = videos[0]
        self._audio = audios[0] if audios else None

    def _pace(self, packet: av.Packet) -> None:
        """Wait until the frame is due, or until the end."""
        time = packet.pts if packet.dts is None else packet.dts
        if self._pacer is not None and time is not None:
            self._cancelled.wait(self._pacer.wait_s(float(time * packet.time_base), clock.monotonic_s()))

    def _lost(self, silence_s: float) -> SourceError:
        failure = self._transport.failure()
        if failure is not None:
            return failure
        if silence_s >= IO_TIMEOUT_S * 0.9:
            return SourceError("the camera went silent", code=ErrorCode.TIMEOUT)
        return SourceError("the camera closed the connection", code=ErrorCode.CONNECTION_REFUSED)
