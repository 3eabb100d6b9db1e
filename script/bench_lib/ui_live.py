"""How far what the panel shows live is behind what the camera sends.

The camera's pictures carry their number as black and white bars. Whoever reads the camera beside the server knows when
each is sent; the panel's frames are read from the canvas.
"""

import threading
import time
from pathlib import Path
from typing import override

import av
import numpy as np

from bench_lib.report import Figure
from tests.support.lived_day import GARDEN
from tests.support.panel import Tab

WIDTH, HEIGHT, PER_S, LENGTH_S = 640, 360, 25, 10
BITS = 8
SECONDS = 12
# [when a frame is shown in ms of the wall clock, its number] of each frame for some seconds.
_READ = """new Promise((done) => {
  const video = deep('video');
  const canvas = document.createElement('canvas');
  canvas.width = %(bits)d;
  canvas.height = 1;
  const context = canvas.getContext('2d', {willReadFrequently: true});
  const seen = [];
  const began = performance.now();
  const look = (now) => {
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const {data} = context.getImageData(0, 0, canvas.width, 1);
    let number = 0;
    for (let bit = 0; bit < canvas.width; bit++) number = number * 2 + (data[4 * bit] > 127 ? 1 : 0);
    seen.push([performance.timeOrigin + performance.now(), number]);
    if (now - began < %(ms)d) video.requestVideoFrameCallback(look);
    else done(seen);
  };
  video.requestVideoFrameCallback(look);
})"""


def numbered_clip(path: Path) -> Path:
    """Write a clip whose pictures tell their numbers, a keyframe a second."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=PER_S)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = WIDTH, HEIGHT, "yuv420p", PER_S
        stream.options = {"preset": "veryfast", "tune": "zerolatency", "sc_threshold": "0"}
        for number in range(PER_S * LENGTH_S):
            bars = [255 * (number >> bit & 1) for bit in reversed(range(BITS))]
            picture = np.repeat(np.array(bars, np.uint8), WIDTH // BITS)
            frame = av.VideoFrame.from_ndarray(np.tile(picture, (HEIGHT, 1)), format="gray").reformat(format="yuv420p")
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


async def lag(tab: Tab, url: str) -> list[Figure]:
    """Watch the camera for some seconds in the panel and beside it."""
    await tab.page.open(f"{tab.root}live/{GARDEN}")
    await tab.until("deep('video')?.readyState >= 2")
    direct = _Direct(url)
    direct.start()
    await tab.run("new Promise((done) => setTimeout(done, 3000))")
    seen = await tab.page.evaluate(_READ % {"bits": BITS, "ms": SECONDS * 1000})
    direct.over.set()
    direct.join()
    phase_s = direct.phase_s()
    lags_s = sorted(_turn(at_ms / 1000 - number / PER_S - phase_s) for at_ms, number in seen)
    middle, slowest = lags_s[len(lags_s) // 2], lags_s[int(len(lags_s) * 0.95)]
    return [
        Figure(name="ui.live_lag", value=round(middle, 3), unit="s", target=1.0),
        Figure(name="ui.live_lag_p95", value=round(slowest, 3), unit="s"),
    ]


def _turn(seconds: float) -> float:
    """Return a difference of times of the loop as how far one is behind the other."""
    return seconds % LENGTH_S


class _Direct(threading.Thread):
    """Reads the camera as it sends, and notes when which picture came."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.over = threading.Event()
        self._url = url
        self._offsets_s: list[float] = []

    @override
    def run(self) -> None:
        """Read until it is over."""
        options = {"rtsp_transport": "tcp", "fflags": "nobuffer", "flags": "low_delay"}
        with av.open(self._url, options=options) as container:
            video = container.streams.video[0]
            video.thread_type = "NONE"
            for frame in container.decode(video):
                row = frame.to_ndarray(format="gray")[HEIGHT // 2, WIDTH // BITS // 2 :: WIDTH // BITS]
                number = int("".join("1" if value > 127 else "0" for value in row[:BITS]), 2)
                self._offsets_s.append(time.time() - number / PER_S)
                if self.over.is_set():
                    return

    def phase_s(self) -> float:
        """Return when the loop begins, in the loop's own time: by the pictures that came soonest."""
        begin = self._offsets_s[len(self._offsets_s) // 2]
        near = sorted((each - begin + LENGTH_S / 2) % LENGTH_S - LENGTH_S / 2 for each in self._offsets_s)
        return begin + near[len(near) // 20]
