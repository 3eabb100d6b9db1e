"""One film of pictures and sound that are encoded anew, whatever they were before: all of one size, on one clock."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from wallflower.playback.export_mix import PER_MS, add_sound, sound_frame
from wallflower.playback.export_plan import FRAMES_PER_S
from wallflower.playback.export_texts import TextTrack
from wallflower.playback.export_timeline import Caption

_CLOCK = 90_000
_PER_S = 1000
_QUALITY = {"preset": "veryfast", "crf": "21"}
# A picture that is held is shown anew so often.
HELD_MS = 200
_OPTIONS = {"movflags": "+faststart"}


class Film:
    """A file that grows stretch by stretch; `length_ms` is how long it is so far."""

    def __init__(self, path: Path, size: tuple[int, int], *, wide: int, has_captions: bool) -> None:
        """Create it with pictures of this (width, height), both even, and 0, 1 or 2 channels of sound (`wide`)."""
        self.path = path
        self.size = size
        self.wide = wide
        self.length_ms = 0
        self._file = av.open(str(path), "w", format="mp4", options=_OPTIONS)
        self._video = self._file.add_stream("libx264", rate=FRAMES_PER_S, options=_QUALITY)
        self._video.width, self._video.height = size
        self._video.pix_fmt = "yuv420p"
        self._video.codec_context.time_base = Fraction(1, _CLOCK)
        self._sound: Any = add_sound(self._file, wide) if wide else None
        self._texts = TextTrack(self._file, self._file.mux) if has_captions else None
        self._last_pts = -1
        self._shown: av.VideoFrame | None = None

    def show(self, picture: av.VideoFrame, at_ms: float) -> None:
        """Show a picture of the right size from `at_ms` of the film on; one that comes too early is left out."""
        pts = round(at_ms * _CLOCK / _PER_S)
        if pts <= self._last_pts:
            return
        self._last_pts, self._shown = pts, picture
        picture.pts, picture.time_base = pts, Fraction(1, _CLOCK)
        picture.pict_type = av.video.frame.PictureType.NONE
        self._file.mux(self._video.encode(picture))

    def grow(self, samples: NDArray[np.float32]) -> None:
        """End a stretch as long as its sound (channels×n), which is not heard if there is to be none."""
        if self._sound is not None:
            self._file.mux(self._sound.encode(sound_frame(samples, self.length_ms * PER_MS)))
        self.length_ms += samples.shape[-1] // PER_MS

    def hold(self, samples: NDArray[np.float32]) -> None:
        """Go on with the last picture as long as this sound, again and again so that players can seek in it."""
        end_ms = self.length_ms + samples.shape[-1] // PER_MS
        if self._shown is not None:
            for at_ms in (*range(self.length_ms, end_ms, HELD_MS), end_ms - _PER_S // FRAMES_PER_S):
                self.show(self._shown, at_ms)
        self.grow(samples)

    def close(self, captions: Sequence[Caption]) -> None:
        """Finish the file, with captions at their times in the film if it has a track for them."""
        if self._texts is not None:
            self._texts.write(captions, self.length_ms)
        self._file.mux(self._video.encode(None))
        if self._sound is not None:
            self._file.mux(self._sound.encode(None))
        self._file.close()
