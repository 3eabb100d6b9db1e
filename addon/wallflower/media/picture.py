"""Still images: uploads are checked before they are decoded, pictures become JPEG."""

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from wallflower.errors import ImageError

type Rgb = NDArray[np.uint8]

MAX_PIXELS = 50_000_000
MIN_SIDE = 32
# Rows of a reduced picture that are made at once: what they are made of is held a second time.
BAND_ROWS = 64
_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "BMP", "GIF", "TIFF")
# What Pillow raises over damaged images, the last of AVIF; and over damaged EXIF.
_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError)
_BROKEN_EXIF = (SyntaxError, ValueError, TypeError, LookupError, AttributeError, struct.error, OSError)
# What undoes each way to hold a camera, by the number that EXIF has for it.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = {
    Image.Transpose.TRANSPOSE,
    Image.Transpose.ROTATE_270,
    Image.Transpose.TRANSVERSE,
    Image.Transpose.ROTATE_90,
}
# How files of Apple's photographs begin, behind the length of their first box.
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def encode_jpeg(rgb: Rgb, *, quality: int = 85) -> bytes:
    """Encode an H×W×3 image."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """A picture that may have been made smaller; upright, the whole one is `width` × `height`."""

    rgb: Rgb
    width: int
    height: int

    @property
    def scale(self) -> float:
        """How long a side is of what it was: 0 to 1."""
        longest: int = max(self.rgb.shape[:2])
        return longest / max(self.width, self.height)


def decode_image(data: bytes) -> Rgb:
    """Decode an upload upright into H×W×3 RGB; of an animation, its first picture.

    Raise `ImageError` naming the fix if it is no image, is cut short, or its size is out of bounds.
    """
    with _opened(data) as image:
        image.load()
        return _rgb(_upright(image, _turn_of(image)))


def decode_reduced(data: bytes, longest_side: int) -> Reduced:
    """Do the same, with no side longer than this; a large photograph is never held whole, as far as that can be.

    Beside the file, a JPEG takes at most 4 × 4 × `longest_side`² bytes, anything else one copy at 4 bytes per pixel.
    """
    with _opened(data) as image:
        width, height = image.size
        part = min(1.0, longest_side / max(width, height))
        size = max(1, round(width * part)), max(1, round(height * part))
        image.draft(None, size)  # a JPEG decodes to a half, a quarter or an eighth as fast as that is small
        image.load()
        turn = _turn_of(image)
        small = image if part == 1 else Image.fromarray(_in_bands(image, size))
        rgb = _rgb(_upright(small, turn))
    return Reduced(rgb, *((height, width) if turn in _SIDEWAYS else (width, height)))


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """Open an image of an acceptable size; raise `ImageError` for that, and for what comes of decoding it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is wrong about the image's metadata
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _check_size(image.width, image.height)
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageError(f"the image has more than {MAX_PIXELS // 1_000_000} megapixels: send a smaller one") from error
    except _BROKEN as error:
        raise ImageError(_flaw_of(data, error)) from error


def _turn_of(image: Image.Image) -> Image.Transpose | None:
    """Return what turns a decoded photograph as it was held; EXIF that cannot be read says nothing."""
    try:
        return _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN_EXIF:
        return None


def _upright(image: Image.Image, turn: Image.Transpose | None) -> Image.Image:
    return image if turn is None else image.transpose(turn)


def _in_bands(image: Image.Image, size: tuple[int, int]) -> Rgb:
    """Return the image in RGB at a smaller size, of which only a few rows are held in any other form."""
    width, height = size
    ratio = image.height / height
    rgb = np.empty((height, width, 3), np.uint8)
    for first in range(0, height, BAND_ROWS):
        last = min(first + BAND_ROWS, height)
        # A row is made of those around it, too.
        top, bottom = max(0, int(first * ratio - 2 * ratio)), min(image.height, int(last * ratio + 2 * ratio) + 1)
        band = Image.fromarray(_rgb(image.crop((0, top, image.width, bottom))))
        box = (0, first * ratio - top, image.width, min(last * ratio - top, band.height))
        rgb[first:last] = np.asarray(band.resize((width, last - first), Image.Resampling.HAMMING, box=box))
    return rgb


def _rgb(image: Image.Image) -> Rgb:
    if image.mode.startswith("I"):  # 16 bits of grey: Pillow would cut them off at 255
        shades = (np.asarray(image).clip(0, 65_535) >> 8).astype(np.uint8)
        return np.repeat(shades[..., None], 3, axis=2)
    if image.mode in {"P", "PA", "LA"} or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode == "RGBA":  # what can be seen through is shown on grey
        image = Image.alpha_composite(Image.new("RGBA", image.size, (128, 128, 128, 255)), image)
    return np.asarray(image if image.mode == "RGB" else image.convert("RGB"), dtype=np.uint8)


def _flaw_of(data: bytes, error: Exception) -> str:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return (
            "HEIC photographs cannot be read: send it as JPEG "
            "(an iPhone takes JPEG with Settings, Camera, Formats, Most Compatible)"
        )
    if "truncated" in str(error) or "not process" in str(error):
        return "the image is cut short: send it again"
    return "the file is not an image that can be read: send a JPEG or PNG"


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        most = MAX_PIXELS // 1_000_000
        raise ImageError(f"the image is {width}×{height}: at most {most} megapixels are accepted, send a smaller one")
    if min(width, height) < MIN_SIDE:
        raise ImageError(f"the image is {width}×{height}: at least {MIN_SIDE} pixels a side are needed")
