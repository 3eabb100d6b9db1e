"""Captions painted into pictures."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import av
from PIL import ImageDraw, ImageFont

from wallflower.playback.export_timeline import Caption

# In this order for each caption: the first that has all its letters, else the one that lacks the fewest. Pillow's own
# font, the last resort, has Latin letters only.
FONTS = (
    Path("/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"),
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"),
)
# A code point that will never have a letter: it is painted like every letter that a font lacks.
_NO_LETTER = "\U0010fffe"
_LINES_PER_HEIGHT = 18

type _Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


class Painter:
    """Paints what is said at an instant at the bottom of its picture."""

    def __init__(self, captions: Sequence[Caption]) -> None:
        """Paint these, whose times are in UTC, in order and never at once."""
        self._captions = captions
        self._starts = [caption.start_ms for caption in captions]
        self.lacks_letters = False

    def paint(self, picture: av.VideoFrame, at_ms: float) -> av.VideoFrame:
        """Return the picture of an instant with its caption, itself where nothing is said."""
        index = bisect_right(self._starts, at_ms) - 1
        if index < 0 or at_ms >= self._captions[index].end_ms:
            return picture
        image = picture.to_image()
        text = "\n".join(self._captions[index].rows)
        size = max(10, image.height // _LINES_PER_HEIGHT)
        font, lacking = _best_font(text, size)
        self.lacks_letters = self.lacks_letters or lacking > 0
        ImageDraw.Draw(image).multiline_text(
            (image.width / 2, image.height - size / 2),
            text,
            font=font,
            fill="white",
            anchor="md",
            align="center",
            stroke_width=max(1, size // 12),
            stroke_fill="black",
        )
        return av.VideoFrame.from_image(image)


@lru_cache(maxsize=64)
def _best_font(text: str, size: int) -> tuple[_Font, int]:
    """Return the font to paint a text with, and how many of its letters that lacks."""
    counted = [(font, _lacking(font, text)) for font in _fonts(size)]
    return min(counted, key=lambda item: item[1])


@lru_cache(maxsize=4)
def _fonts(size: int) -> tuple[_Font, ...]:
    found = (ImageFont.truetype(path, size) for path in FONTS if path.is_file())
    return (*found, ImageFont.load_default(size))


def _lacking(font: _Font, text: str) -> int:
    blank = bytes(font.getmask(_NO_LETTER))
    return sum(bytes(font.getmask(letter)) == blank for letter in set(text) if not letter.isspace())
