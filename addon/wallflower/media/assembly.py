"""From a connection's raw packets to fragments: one timeline and one clock, a muxer for each session."""

from collections.abc import Callable
from typing import Any, NamedTuple

import av
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from wallflower.errors import SourceError
from wallflower.media.changes import PictureWatch, UnreadablePictureError
from wallflower.media.fragment import Fragment
from wallflower.media.guard import TimestampGuard
from wallflower.media.muxer import FragmentMuxer
from wallflower.media.wallclock import WallClock
from wallflower.wire import ErrorCode

# Frames are shown this long after they are decoded, at most.
_MAX_REORDER_S = 1.0
# A hole of this length between frames, unless the camera is that slow anyway, is time without a picture: a gap.
PAUSE_S = 2.0

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
    """Feed it one connection's packets; `emit` gets the fragments, `tap` every packet whose times are already guarded.

    When the camera changes its picture, a new session begins on the same timeline, without a hole, and `changed` is
    called: the video stream's codec context tells the new picture then.
    """

    def __init__(
        self,
        identity: tuple[str, str],
        video: VideoStream,
        audio: AudioStream | None,
        emit: Callable[[Fragment], None],
        *,
        tap: PacketSink | None = None,
        changed: Callable[[], None] | None = None,
    ) -> None:
        """Prepare for (camera_id, session_id); raise `SourceError` when the codecs cannot be stored."""
        self._identity = identity
        self._video, self._audio = video, audio
        self._emit = emit
        self._tap = tap
        self._changed = changed
        self._guard = TimestampGuard()
        self._clock = WallClock()
        self._muxer = FragmentMuxer(identity, video, audio, self._clock.utc_ms, emit)
        self._watch = PictureWatch(video)
        self._sessions = 1
        self._is_new = False
        self._reorder = int(video.codec_context.has_b_frames)
        self._bases = {True: _seconds(video), False: _seconds(audio) if audio is not None else 1.0}
        # The session's zero on the connection's timeline, in ticks of each track.
        self._zeros = {True: 0, False: 0}
        self._frame = round(1 / (float(video.guessed_rate or 25) * self._bases[True]))
        self._timeless: tuple[av.Packet, Arrival] | None = None
        self._last_dts: dict[bool, int] = {}
        self._has_key = False
        self._frame_s: float | None = None
        self._frame_step_s = 0.0
        self._pending: list[tuple[av.Packet, bool]] = []

    @property
    def is_caught_up(self) -> bool:
        """Whether the picture after the last one fed is still to come, as far as the promptest ones tell."""
        return self._clock.is_settled and self._clock.late_ms < self._frame_step_s * 1000

    def feed(self, packet: av.Packet, arrival: Arrival, *, is_video: bool) -> None:
        """Take one packet; those before the first keyframe are dropped. Raise `NewSessionError`, `SourceError`."""
        if is_video:
            if packet.dts is None and packet.pts is None:
                self._timeless = (packet, arrival) if packet.is_keyframe else None
                return
            if self._timeless is not None:
                (key, key_arrival), self._timeless = self._timeless, None
                self._date(key, packet)
                self._take(key, key_arrival, is_video=True)
        self._take(packet, arrival, is_video=is_video)

    def close(self) -> None:
        """Emit what is left."""
        self._flush()
        self._muxer.close()

    def _date(self, key: av.Packet, following: av.Packet) -> None:
        """Give a keyframe without any time, as the first of RTSP often is, that of a frame before the one after it.

        Without it the whole first group of pictures could not be played.
        """
        frame = following.duration or self._frame
        dts = following.pts - self._reorder * frame if following.dts is None else following.dts
        key.dts = dts - frame
        key.pts = key.dts + self._reorder * frame

    def _take(self, packet: av.Packet, arrival: Arrival, *, is_video: bool) -> None:
        if is_video and packet.is_keyframe:
            self._is_new |= self._check_picture(packet)
            self._has_key = True
        if not self._has_key or not self._place(packet, arrival, is_video=is_video):
            return
        if self._is_new and is_video:
            self._begin_anew(packet.dts, packet.pts)
        if self._tap is not None:
            self._tap(packet, is_video)
        if self._clock.is_settled:
            self._flush()
            self._mux(packet, is_video=is_video)
        else:
            self._pending.append((packet, is_video))

    def _flush(self) -> None:
        """The first packets waited until their wall time was known."""
        if self._pending:
            pending, self._pending = self._pending, []
            for packet, is_video in pending:
                self._mux(packet, is_video=is_video)

    def _mux(self, packet: av.Packet, *, is_video: bool) -> None:
        packet.dts -= self._zeros[is_video]
        packet.pts -= self._zeros[is_video]
        self._muxer.mux(packet, is_video=is_video)

    def _begin_anew(self, zero: int, shown: int) -> None:
        """End the session just before the keyframe of these times, and begin the next with it."""
        self._is_new = False
        zero_s = zero * self._bases[True]
        start_ms = self._clock.utc_ms(shown * self._bases[True])
        self._flush()
        self._muxer.close(start_ms)
        self._zeros = {True: zero, False: round(zero_s / self._bases[False])}
        self._sessions += 1
        camera_id, session_id = self._identity
        wall_clock = self._clock  # the muxer must not lead back to its owner
        self._muxer = FragmentMuxer(
            (camera_id, f"{session_id}-{self._sessions}"),
            self._video,
            self._audio,
            lambda media_s: wall_clock.utc_ms(zero_s + media_s),
            self._emit,
        )
        self._muxer.follow(start_ms)
        if self._changed is not None:
            self._changed()

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

    def _check_picture(self, packet: av.Packet) -> bool:
        """Whether the picture's size or coding changed."""
        try:
            return self._watch.is_new(packet)
        except UnreadablePictureError:
            raise NewSessionError("the camera changed its picture to one that cannot be read") from None


def _seconds(stream: Any) -> float:
    return float(stream.time_base.numerator / stream.time_base.denominator)
