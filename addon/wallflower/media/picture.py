"""Still images: uploads are checked before they are decoded, pictures become JPEG."""

import io
import struct
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, UnidentifiedImageError

from wallflower.errors import ImageError

type Rgb = NDArray[np.uint8]

MAX_PIXELS = 50_000_000
MIN_SIDE = 32
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
# How files of Apple's photographs begin, behind the length of their first box.
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def encode_jpeg(rgb: Rgb, *, quality: int = 85) -> bytes:
    """Encode an H×W×3 image."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def decode_image(data: bytes) -> Rgb:
    """Decode an upload upright into H×W×3 RGB; of an animation, its first picture.

    Raise `ImageError` naming the fix if it is no image, is cut short, or its size is out of bounds.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what is wrong about the image's metadata
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _check_size(image.width, image.height)
                return _rgb(_upright(image))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageError(f"the image has more than {MAX_PIXELS // 1_000_000} megapixels: send a smaller one") from error
    except _BROKEN as error:
        raise ImageError(_flaw_of(data, error)) from error


def _upright(image: Image.Image) -> Image.Image:
    """Return a photograph as it was held; EXIF that cannot be read says nothing."""
    image.load()
    try:
        turn = _TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN_EXIF:
        turn = None
    return image if turn is None else image.transpose(turn)


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
