"""From a connection's raw packets to fragments: one timeline, one clock, one muxer per session."""

from collections.abc import Callable
from typing import Any, NamedTuple

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from wallflower.errors import SourceError
from wallflower.media.fragment import Fragment
from wallflower.media.guard import TimestampGuard
from wallflower.media.muxer import FragmentMuxer
from wallflower.media.parameter_sets import SEARCHED_BYTES, parameter_sets
from wallflower.media.wallclock import WallClock
from wallflower.wire import ErrorCode

# Frames are shown this long after they are decoded, at most.
_MAX_REORDER_S = 1.0
# A hole of this length between frames, unless the camera is that slow anyway, is time without a picture: a gap.
PAUSE_S = 2.0
_NEW_HEADER = "new_extradata"

type PacketSink = Callable[[av.Packet, bool], None]


class NewSessionError(SourceError):
    """Nothing failed, but what comes now does not fit what came before: connect anew at once."""

    code = ErrorCode.CODEC_ERROR


class PausedError(NewSessionError):
    """The camera stayed connected but sent no picture for a while."""

    code = ErrorCode.TIMEOUT


class Arrival(NamedTuple):
    """When a packet was read: by the steady clock, and in UTC."""

    monotonic_s: float
    utc_ms: int


class Assembly:
    """Feed it one session's packets; `emit` gets the fragments, `tap` every packet whose times are already guarded."""

    def __init__(
        self,
        identity: tuple[str, str],
        video: VideoStream,
        audio: AudioStream | None,
        emit: Callable[[Fragment], None],
        tap: PacketSink | None = None,
    ) -> None:
        """Prepare for (camera_id, session_id); raise `SourceError` when the codecs cannot be stored."""
        self._guard = TimestampGuard()
        self._clock = WallClock()
        self._muxer = FragmentMuxer(identity, video, audio, self._clock.utc_ms, emit)
        self._tap = tap
        self._codec = video.codec_context.name
        self._reorder = int(video.codec_context.has_b_frames)
        self._bases = {True: _seconds(video), False: _seconds(audio) if audio is not None else 1.0}
        self._parameters: tuple[bytes, ...] = ()
        self._header = bytes(video.codec_context.extradata or b"")
        self._last_dts: dict[bool, int] = {}
        self._has_key = False
        self._frame_s: float | None = None
        self._frame_step_s = 0.0
        self._pending: list[tuple[av.Packet, bool]] = []

    def feed(self, packet: av.Packet, arrival: Arrival, *, is_video: bool) -> None:
        """Take one packet; those before the first keyframe are dropped. Raise `NewSessionError`, `SourceError`."""
        if is_video and packet.is_keyframe:
            self._check_parameters(packet)
            self._has_key = True
        if not self._has_key or not self._place(packet, arrival, is_video=is_video):
            return
        if self._tap is not None:
            self._tap(packet, is_video)
        if self._clock.is_settled:
            self._flush()
            self._muxer.mux(packet, is_video=is_video)
        else:
            self._pending.append((packet, is_video))

    def close(self) -> None:
        """Emit what is left."""
        self._flush()
        self._muxer.close()

    def _flush(self) -> None:
        """The first packets waited until their wall time was known."""
        if self._pending:
            pending, self._pending = self._pending, []
            for packet, is_video in pending:
                self._muxer.mux(packet, is_video=is_video)

    def _place(self, packet: av.Packet, arrival: Arrival, *, is_video: bool) -> bool:
        """Put the packet on the session's timeline; False if it has no place there."""
        base = self._bases[is_video]
        if not self._complete(packet, is_video=is_video):
            return False
        shift = self._guard.shift(
            is_video=is_video,
            time_s=packet.dts * base,
            duration_s=packet.duration * base,
            arrival_s=arrival.monotonic_s,
        )
        if shift is None:
            return False
        ticks = round(shift / base)
        packet.dts += ticks
        packet.pts += ticks
        media_s = packet.dts * base
        if media_s < 0:
            return False
        if is_video:
            self._check_pause(media_s)
            self._clock.feed(media_s, arrival.monotonic_s, arrival.utc_ms)
            if self._clock.is_lost:
                raise NewSessionError("the clock of the camera or of this machine was set")
        return True

    def _check_pause(self, media_s: float) -> None:
        """Raise `PausedError` where a player would show one frame for seconds."""
        step_s = 0.0 if self._frame_s is None else media_s - self._frame_s
        if self._frame_step_s and step_s > max(PAUSE_S, 4 * self._frame_step_s):
            raise PausedError("the camera sent no picture for a while")
        self._frame_s, self._frame_step_s = media_s, step_s

    def _complete(self, packet: av.Packet, *, is_video: bool) -> bool:
        """Give the packet the times it lacks; False if it has none at all.

        The first packets of a stream often carry no decoding time, and with B-frames the order of showing is no help:
        the next one's time to decode is a frame after the last one's.
        """
        if packet.dts is None:
            if packet.pts is None:
                return False
            following = self._last_dts.get(is_video, packet.pts + 1) + packet.duration
            if following <= packet.pts <= following + round(_MAX_REORDER_S / self._bases[is_video]):
                packet.dts = following
            else:
                packet.dts = packet.pts - (self._reorder * packet.duration if is_video else 0)
        elif packet.pts is None:
            packet.pts = packet.dts
        self._last_dts[is_video] = packet.dts
        return True

    def _check_parameters(self, packet: av.Packet) -> None:
        """Raise when the picture's size or coding changed; RTSP and TS tell it in the stream, RTMP beside it."""
        if packet.has_sidedata(_NEW_HEADER) and bytes(packet.get_sidedata(_NEW_HEADER)) != self._header:
            raise NewSessionError("the camera changed its picture")
        found = parameter_sets(self._codec, bytes(memoryview(packet)[:SEARCHED_BYTES]))
        if not found:
            return
        if self._parameters and found != self._parameters:
            raise NewSessionError("the camera changed its picture")
        self._parameters = found


def _seconds(stream: Any) -> float:
    return float(stream.time_base.numerator / stream.time_base.denominator)
