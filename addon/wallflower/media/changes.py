"""A camera that changes its picture (size, coding) in mid-stream: noticed, understood, and described anew.

RTSP, SRT and TS tell it in the stream, RTMP beside it; libavformat itself goes on as if nothing had happened.
"""

from dataclasses import dataclass

import av
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from wallflower.media.parameter_sets import SEARCHED_BYTES, parameter_sets

# Some cameras send several parameter sets in turn, one with each keyframe. A player takes them from the frames, so that
# after the first few only another size is worth a session of its own.
MAX_VARIANTS = 8
_NEW_HEADER = "new_extradata"
_START = b"\x00\x00\x00\x01"


class UnreadablePictureError(Exception):
    """The camera announces a picture that cannot be decoded."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a player must know before the first frame."""

    extradata: bytes
    width: int
    height: int


class PictureWatch:
    """Feed it every keyframe of one connection. After a change the stream's codec context tells the new picture."""

    def __init__(self, video: VideoStream) -> None:
        """Begin with what the stream was found to be."""
        self._context = video.codec_context
        self._header = bytes(self._context.extradata or b"")
        self._shape = _Shape(self._header, self._context.width, self._context.height)
        self._parameters: tuple[bytes, ...] = ()
        self._variants: dict[tuple[bytes, ...], _Shape] = {}

    def is_new(self, packet: av.Packet) -> bool:
        """Whether this keyframe needs a new session; raise `UnreadablePictureError`."""
        if packet.has_sidedata(_NEW_HEADER):
            header = bytes(packet.get_sidedata(_NEW_HEADER))
            if header != self._header:
                self._header = header
                return self._turn(self._understand(packet, header))
        found = parameter_sets(self._context.name, bytes(memoryview(packet)[:SEARCHED_BYTES]))
        if not found or found == self._parameters:
            return False
        is_first, self._parameters = not self._parameters, found
        if is_first:
            self._variants[found] = self._shape
            return False
        is_known = found in self._variants
        shape = self._variants.get(found) or self._understand(packet, b"".join(_START + unit for unit in found))
        if len(self._variants) < MAX_VARIANTS:
            self._variants[found] = shape
        else:
            is_known = True
        is_same_size = (shape.width, shape.height) == (self._shape.width, self._shape.height)
        return not (is_known and is_same_size) and self._turn(shape)

    def _understand(self, packet: av.Packet, extradata: bytes) -> _Shape:
        """Decode the keyframe, which is the only sure way to learn its size: about as long as one thumbnail takes."""
        decoder = av.CodecContext.create(self._context.name, "r")
        decoder.extradata = extradata
        try:
            frames = [*decoder.decode(av.Packet(bytes(packet))), *decoder.decode(None)]
        except av.FFmpegError as error:
            raise UnreadablePictureError from error
        if not frames or not isinstance(decoder, VideoCodecContext):
            raise UnreadablePictureError
        return _Shape(extradata, frames[0].width, frames[0].height)

    def _turn(self, shape: _Shape) -> bool:
        self._shape = shape
        self._context.extradata = shape.extradata
        self._context.width, self._context.height = shape.width, shape.height
        return True
