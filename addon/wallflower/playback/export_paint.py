"""Captions painted into pictures."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import av
from PIL import ImageDraw, ImageFont

from wallflower.playback.export_timeline import Caption

# Pillow's own font has Latin letters only; where the system has one with more, that one is used.
FONTS = (
    Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
)
_LINES_PER_HEIGHT = 18


class Painter:
    """Paints what is said at an instant at the bottom of its picture."""

    def __init__(self, captions: Sequence[Caption]) -> None:
        """Paint these, whose times are in UTC, in order and never at once."""
        self._captions = captions
        self._starts = [caption.start_ms for caption in captions]

    def paint(self, picture: av.VideoFrame, at_ms: float) -> av.VideoFrame:
        """Return the picture of an instant with its caption, itself where nothing is said."""
        index = bisect_right(self._starts, at_ms) - 1
        if index < 0 or at_ms >= self._captions[index].end_ms:
            return picture
        image = picture.to_image()
        size = max(10, image.height // _LINES_PER_HEIGHT)
        ImageDraw.Draw(image).multiline_text(
            (image.width / 2, image.height - size / 2),
            "\n".join(self._captions[index].rows),
            font=_font(size),
            fill="white",
            anchor="md",
            align="center",
            stroke_width=max(1, size // 12),
            stroke_fill="black",
        )
        return av.VideoFrame.from_image(image)


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for path in FONTS:
        if path.is_file():
            return ImageFont.truetype(path, size)
    return ImageFont.load_default(size)
