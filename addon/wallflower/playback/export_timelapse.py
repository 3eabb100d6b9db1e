"""A fast film of the keyframes: only those that will be seen are read from the disk and decoded."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from wallflower.media.decode import KeyframeDecoder, Picture
from wallflower.playback.export_plan import FRAMES_PER_S
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import Made, Product, Task, nothing
from wallflower.playback.export_timeline import join

_QUALITY = {"preset": "veryfast", "crf": "23"}


def make_timelapse(task: Task, source: ExportSource, directory: Path) -> Product:
    """Show one camera's footage `speed` times as fast, without its holes."""
    start_ms, end_ms = task.window
    film = _Film(directory / "timelapse.mp4")
    decoder = KeyframeDecoder()
    covered: list[tuple[int, int]] = []
    shown_ms = 0
    for group in source.keyframes(max(1, task.export.speed * 1000 // FRAMES_PER_S)):
        if group.fragment is not None:
            picture = decoder.feed(group.fragment)
            if picture is None:
                source.note_unreadable(group.start_ms, group.end_ms)
                continue
            film.add(picture, shown_ms * FRAMES_PER_S // (task.export.speed * 1000))
        covered.append((group.start_ms, group.end_ms))
        shown_ms += group.end_ms - group.start_ms
        task.report(min(0.99, max(0.0, (group.end_ms - start_ms) / (end_ms - start_ms))))
    film.close()
    if not covered:
        raise nothing()
    made = Made(path=film.path, start_ms=covered[0][0], duration_ms=film.frames * 1000 // FRAMES_PER_S)
    note = "a timelapse shows single pictures out of very many: it does not list the bytes they come from"
    return Product(made=[made], covered=[join(covered)], notes=[note])


class _Film:
    """A file of equally long pictures, all as large as the first."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.frames = 0
        self._file = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._stream: Any = None

    def add(self, picture: Picture, slot: int) -> None:
        """Show a picture from the given frame of the film on; one that comes too early is left out."""
        if self._stream is None:
            self._stream = self._file.add_stream("libx264", rate=FRAMES_PER_S, options=_QUALITY)
            height, width = picture.rgb.shape[:2]
            self._stream.width, self._stream.height = width // 2 * 2, height // 2 * 2
            self._stream.pix_fmt = "yuv420p"
        if slot < self.frames:
            return
        frame = av.VideoFrame.from_ndarray(picture.rgb, format="rgb24").reformat(
            width=self._stream.width, height=self._stream.height, format="yuv420p"
        )
        frame.pts, frame.time_base = slot, Fraction(1, FRAMES_PER_S)
        self.frames = slot + 1
        self._file.mux(self._stream.encode(frame))

    def close(self) -> None:
        """Finish the file."""
        if self._stream is not None:
            self._file.mux(self._stream.encode(None))
        self._file.close()
