"""Turns one connection's packets into immutable fragments of MP4."""

from collections.abc import Callable
from contextlib import ExitStack
from fractions import Fraction
from typing import cast

import av
from av.audio.codeccontext import AudioCodecContext
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from wallflower.errors import SourceError
from wallflower.media import mp4
from wallflower.media.fragment import Fragment, Init
from wallflower.wire import ErrorCode

# What kill -9 can take: a fragment in the making, up to a frame longer than this, and what rests in the socket
# (0.15 s): together at most 0.5 s. A fragment costs about as much as seven packets.
FRAGMENT_MS = 300
# One write per fragment: the buffer must hold the largest, a keyframe of a very detailed 4K scene included.
_BUFFER_BYTES = 4 << 20
# frag_discont keeps the time of a track that begins late: sound rarely comes with the first picture.
_MOVFLAGS = "empty_moov+default_base_moof+skip_trailer+negative_cts_offsets+frag_keyframe+frag_discont"
_OPTIONS = {
    "movflags": _MOVFLAGS,
    "flush_packets": "1",
    "max_interleave_delta": "1000000",
    "avoid_negative_ts": "disabled",
    "use_editlist": "0",
}
_PASSES_AS_IS = ("aac", "opus", "flac", "mp3")
_AAC_RATE_HZ = 16_000
_AAC_BITS_PER_S = 48_000


class FragmentMuxer:
    """One muxer per session. Packets come with times counted from the session's first keyframe."""

    def __init__(
        self,
        identity: tuple[str, str],
        video: VideoStream,
        audio: AudioStream | None,
        wall_ms: Callable[[float], int],
        emit: Callable[[Fragment], None],
        *,
        fragment_ms: int = FRAGMENT_MS,
    ) -> None:
        """Prepare for (camera_id, session_id); `wall_ms` maps session seconds to UTC; raise `SourceError` (codec)."""
        self._transcoder: AudioTranscoder | None = None
        self._cutter = cutter = _Cutter(identity, wall_ms, emit)
        options = _OPTIONS | {"frag_duration": str(fragment_ms * 1000)}
        self._output = av.open(cutter, "w", format="mp4", buffer_size=_BUFFER_BYTES, container_options=options)
        with ExitStack() as failing:
            failing.callback(self._output.close)
            try:
                self._video = self._output.add_stream_from_template(video, opaque=True)
                _describe(self._video, video)
                if video.codec_context.name == "hevc":
                    self._video.codec_context.codec_tag = "hvc1"  # Apple's players refuse hev1
                self._audio = self._add_audio(audio) if audio is not None else None
                self._output.start_encoding()
            except (av.FFmpegError, ValueError) as error:
                raise SourceError(
                    f"the camera's {video.codec_context.name} stream cannot be stored as MP4",
                    code=ErrorCode.CODEC_ERROR,
                ) from error
            failing.pop_all()

    def mux(self, packet: av.Packet, *, is_video: bool) -> None:
        """Take one packet over: libavformat rewrites it in place, so nobody else may read it afterwards."""
        if is_video:
            self._write(packet, self._video)
        elif self._audio is not None:
            packets = [packet] if self._transcoder is None else self._transcoder.feed(packet)
            for item in packets:
                if item.dts is None or item.dts >= 0:  # MP4 has no time before 0: an encoder's priming is left out
                    self._write(item, self._audio)

    def follow(self, at_ms: int) -> None:
        """Let the first fragment begin where another session ended."""
        self._cutter.end_ms = at_ms

    def close(self, until_ms: int | None = None) -> None:
        """Emit what is left as a last fragment, which ends at `until_ms` if something follows without a hole."""
        self._cutter.until_ms = until_ms
        try:
            self._output.close()
        except av.FFmpegError as error:
            raise SourceError("the camera's stream could not be finished", code=ErrorCode.CODEC_ERROR) from error

    def _write(self, packet: av.Packet, stream: VideoStream | AudioStream) -> None:
        packet.stream = stream
        try:
            self._output.mux_one(packet)
        except av.FFmpegError as error:
            raise SourceError("the camera sent frames that cannot be stored", code=ErrorCode.CODEC_ERROR) from error

    def _add_audio(self, audio: AudioStream) -> AudioStream:
        context = audio.codec_context
        if context.name in _PASSES_AS_IS and (context.name == "mp3" or context.extradata):
            return cast("AudioStream", self._output.add_stream_from_template(audio))
        stream = cast("AudioStream", self._output.add_stream("aac", rate=_AAC_RATE_HZ, layout="mono"))
        stream.codec_context.bit_rate = _AAC_BITS_PER_S
        stream.codec_context.thread_count = 1  # else its filters start a thread for each core, which all rest
        self._transcoder = AudioTranscoder(audio, stream)
        return stream


def _describe(target: VideoStream, source: VideoStream) -> None:
    """Take the picture from the codec context: the template has it from when the stream was opened."""
    here, there = target.codec_context, source.codec_context
    here.extradata = there.extradata
    here.width, here.height = there.width, there.height


class AudioTranscoder:
    """Audio that MP4 does not carry (G.711 and other PCM, AAC without its header) becomes 16 kHz mono AAC."""

    def __init__(self, source: AudioStream, target: AudioStream) -> None:
        """Decode what `source` announces, encode for `target`."""
        template = source.codec_context
        decoder = av.CodecContext.create(template.name, "r")
        if not isinstance(decoder, AudioCodecContext):
            raise SourceError("the camera's audio codec is not known", code=ErrorCode.CODEC_ERROR)
        decoder.extradata = template.extradata
        decoder.sample_rate = template.sample_rate
        decoder.layout = template.layout
        self._decoder = decoder
        self._target = target
        base = source.time_base
        self._source_base = Fraction(base.numerator, base.denominator) if base else Fraction(1, template.sample_rate)
        self._rate = target.codec_context.sample_rate
        self._resampler: av.AudioResampler | None = None
        self._next_sample: int | None = None

    def feed(self, packet: av.Packet) -> list[av.Packet]:
        """Return the AAC packets that are ready; packets that cannot be decoded are silence."""
        start = round(Fraction(packet.pts or 0) * self._source_base * self._rate)
        if self._next_sample is None or abs(start - self._next_sample) > self._rate // 5:
            self._next_sample = start  # after a hole the sound stays where it was heard
            self._resampler = None
        packets: list[av.Packet] = []
        try:
            for frame in self._decoder.decode(packet):
                frame.pts = None
                for piece in self._resample(frame):
                    packets += self._encode(piece)
        except av.FFmpegError:
            return packets
        return packets

    def _resample(self, frame: av.AudioFrame) -> list[av.AudioFrame]:
        if self._resampler is None:
            size = self._target.codec_context.frame_size or 1024
            self._resampler = av.AudioResampler(
                self._target.codec_context.format, "mono", self._rate, frame_size=size, threads=1
            )
        return list(self._resampler.resample(frame))

    def _encode(self, piece: av.AudioFrame) -> list[av.Packet]:
        piece.pts = self._next_sample
        piece.time_base = Fraction(1, self._rate)
        self._next_sample = (self._next_sample or 0) + piece.samples
        packets: list[av.Packet] = list(self._target.codec_context.encode(piece))
        return [packet for packet in packets if packet.pts is not None and packet.pts >= 0]  # not the encoder's priming


class _Cutter:
    """The file libavformat writes to: cuts fragments out of what comes and keeps the rest.

    It knows nothing of the muxer, because libavformat's side holds on to it: a closed connection, 4 MB of buffer with
    it, is then freed at once and does not wait for the garbage collector.
    """

    def __init__(
        self, identity: tuple[str, str], wall_ms: Callable[[float], int], emit: Callable[[Fragment], None]
    ) -> None:
        self._camera_id, self._session_id = identity
        self._wall_ms = wall_ms
        self._emit = emit
        self._rest = b""
        self._init: Init | None = None
        self._video: mp4.Track | None = None
        self._sequence = 0
        self.end_ms: int | None = None
        self._media_end = 0
        self.until_ms: int | None = None

    def write(self, data: bytes) -> int:
        whole = self._rest + data if self._rest else data
        self._rest = whole[self._on_bytes(whole) :]
        return len(data)

    def seekable(self) -> bool:
        return False

    def _on_bytes(self, data: bytes) -> int:
        """Consume whole units of libavformat's output; with `flush_packets` each write is the init or one fragment."""
        moof: mp4.Box | None = None
        done = 0
        for box in mp4.boxes(data):
            if box.kind == b"moov":
                self._init = mp4.parse_init(data[: box.end])
                self._video = next(track for track in mp4.parse_tracks(data) if track.kind == "video")
            elif box.kind == b"moof":
                moof = box
                continue
            elif box.kind == b"mdat" and moof is not None:
                self._on_fragment(data[moof.start : box.end], box.start - moof.start)
            if box.kind != b"ftyp":
                done = box.end
        return done

    def _on_fragment(self, data: bytes, moof_bytes: int) -> None:
        if self._init is None or self._video is None:
            raise mp4.Mp4Error("a fragment before its initialisation segment")
        video = mp4.outline(data[:moof_bytes], self._video)
        start_ticks = self._media_end
        if video is not None and video.duration:
            start_ticks = video.decode_time
            self._media_end = video.decode_time + video.duration
        scale = self._init.timescale
        start_ms = self._wall_ms(start_ticks / scale) if self.end_ms is None else self.end_ms
        end_ms = self._wall_ms(self._media_end / scale) if self.until_ms is None else self.until_ms
        self.end_ms = max(start_ms, end_ms)
        fragment = Fragment(
            camera_id=self._camera_id,
            session_id=self._session_id,
            sequence=self._sequence,
            init=self._init,
            is_key=video is not None and video.is_key,
            start_ms=start_ms,
            duration_ms=self.end_ms - start_ms,
            decode_time=start_ticks,
            moof_bytes=moof_bytes,
            data=data,
        )
        self._sequence += 1
        self._emit(fragment)
