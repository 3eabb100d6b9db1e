"""A camera that talks: sound and a dark picture as real fragments, through real AAC and the real muxer."""

import io
from fractions import Fraction

import av
import numpy as np
from av.audio.stream import AudioStream
from av.video.stream import VideoStream

from wallflower.media.fragment import Fragment
from wallflower.media.muxer import FragmentMuxer
from wallflower.speech.sound import RATE_HZ, Samples

FRAMES_PER_S = 5


def fragments(samples: Samples, camera_id: str, start_ms: int, session_id: str = "s1") -> list[Fragment]:
    """Return the sound as a camera would send it, with one keyframe a second."""
    made: list[Fragment] = []
    with av.open(io.BytesIO(recorded(samples)), "r", format="matroska") as source:
        video, audio = source.streams.video[0], source.streams.audio[0]
        muxer = FragmentMuxer(
            (camera_id, session_id), video, audio, lambda second: start_ms + round(second * 1000), made.append
        )
        for packet in source.demux(video, audio):
            if packet.dts is not None:
                muxer.mux(packet, is_video=packet.stream.type == "video")
        muxer.close()
    return made


def recorded(samples: Samples) -> bytes:
    """Encode sound and a dark picture to H.264 and AAC in Matroska."""
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as output:
        video = output.add_stream("libx264", rate=FRAMES_PER_S, options={"g": str(FRAMES_PER_S), "tune": "zerolatency"})
        audio = output.add_stream("aac", rate=RATE_HZ, layout="mono")
        assert isinstance(video, VideoStream)
        assert isinstance(audio, AudioStream)
        fifo = av.AudioFifo()
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        frames = len(samples) * FRAMES_PER_S // RATE_HZ
        for second in range(-(-len(samples) // RATE_HZ)):
            for index in range(second * FRAMES_PER_S, min(frames, (second + 1) * FRAMES_PER_S)):
                output.mux(video.encode(_dark(index)))
            for piece in _pieces(fifo, samples[second * RATE_HZ : (second + 1) * RATE_HZ], second):
                output.mux(audio.encode(piece))
        output.mux(video.encode(None))
        for piece in fifo.read_many(1024, partial=True):
            output.mux(audio.encode(piece))
        output.mux(audio.encode(None))
    return file.getvalue()


def _dark(index: int) -> av.VideoFrame:
    picture = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 40, np.uint8), format="rgb24")
    picture.pts, picture.time_base = index, Fraction(1, FRAMES_PER_S)
    return picture


def _pieces(fifo: av.AudioFifo, samples: Samples, second: int) -> list[av.AudioFrame]:
    sound = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="fltp", layout="mono")
    sound.sample_rate, sound.pts, sound.time_base = RATE_HZ, second * RATE_HZ, Fraction(1, RATE_HZ)
    fifo.write(sound)
    return list(fifo.read_many(1024))
