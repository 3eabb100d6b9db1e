"""Still images: uploads are checked before they are decoded, pictures become JPEG."""

import io
import warnings

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from wallflower.errors import ImageError

type Rgb = NDArray[np.uint8]

MAX_PIXELS = 50_000_000
MIN_SIDE = 32
_FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


def encode_jpeg(rgb: Rgb, *, quality: int = 85) -> bytes:
    """Encode an H×W×3 image."""
    buffer = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(rgb)).save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def decode_image(data: bytes) -> Rgb:
    """Decode an upload upright into H×W×3 RGB; raise `ImageError` if it is no image or its size is out of bounds."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                _check_size(image.width, image.height)
                upright = ImageOps.exif_transpose(image)
                return np.asarray(upright.convert("RGB"), dtype=np.uint8)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ImageError(f"the image has more than {MAX_PIXELS // 1_000_000} megapixels: send a smaller one") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ImageError("the file is not an image that can be read: send a JPEG or PNG") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise ImageError(f"the image is {width}×{height}: at most {MAX_PIXELS // 1_000_000} megapixels are accepted")
    if min(width, height) < MIN_SIDE:
        raise ImageError(f"the image is {width}×{height}: at least {MIN_SIDE} pixels a side are needed")
