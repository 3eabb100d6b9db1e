import io

import numpy as np
import pytest
from PIL import Image

from wallflower.errors import ImageError
from wallflower.media.picture import decode_image, encode_jpeg


def image(width: int = 64, height: int = 48, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (200, 100, 50)).save(buffer, kind, **options)
    return buffer.getvalue()


def test_a_picture_survives_jpeg() -> None:
    rgb = np.full((48, 64, 3), (200, 100, 50), dtype=np.uint8)
    again = decode_image(encode_jpeg(rgb))
    assert again.shape == rgb.shape
    assert abs(again.astype(int) - rgb).max() < 6


def test_a_photograph_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # rotated by 90 degrees
    assert decode_image(image(kind="JPEG", exif=exif)).shape == (64, 48, 3)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_common_formats_are_read(kind: str) -> None:
    assert decode_image(image(kind=kind)).shape == (48, 64, 3)


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8\xff\xe0 not really", image()[:60]])
def test_what_is_no_image_is_an_image_error(data: bytes) -> None:
    with pytest.raises(ImageError):
        decode_image(data)


@pytest.mark.parametrize(("width", "height"), [(31, 64), (8000, 7000)])
def test_sizes_out_of_bounds_are_refused_before_decoding(width: int, height: int) -> None:
    with pytest.raises(ImageError):
        decode_image(image(width, height))


def test_a_bomb_is_refused() -> None:
    with pytest.raises(ImageError):
        decode_image(image(20_000, 10_000))
