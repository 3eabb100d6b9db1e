"""A film of a yard in which nothing moves but what is put there."""

import io
from fractions import Fraction

import av
import numpy as np

from tests.support.footage import Footage, make_fragments
from wallflower.media.fragment import Fragment

PER_S = 5


def film(length_s: int, there: range) -> list[Fragment]:
    """Return a film of a still yard, a keyframe a second, where something stands in some of the pictures."""
    noise = np.random.default_rng(7)
    still = noise.integers(60, 120, (180, 320, 3), dtype=np.uint8)
    target = io.BytesIO()
    with av.open(target, "w", format="nut") as container:
        stream = container.add_stream("libx264", rate=PER_S)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 320, 180, "yuv420p", PER_S
        stream.options = {"preset": "ultrafast", "tune": "zerolatency", "sc_threshold": "0"}
        for number in range(length_s * PER_S):
            rgb = still.copy()
            if number in there:
                rgb[60:140, 100:160] = 230
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return make_fragments(Footage(target.getvalue()))
