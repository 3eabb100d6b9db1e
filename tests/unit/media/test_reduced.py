"""Large photographs become small without being held whole."""

import io
import subprocess
import sys

import cv2
import numpy as np
import pytest
from PIL import Image

from wallflower.errors import ImageError
from wallflower.media import picture as module
from wallflower.media.picture import decode_image, decode_reduced

LONGEST = 320
WAVES = np.sin(np.linspace(0, 60, 900)[:, None] + np.linspace(0, 40, 700)[None]) * 100 + 128
PHOTOGRAPH = Image.fromarray(
    np.stack([WAVES, WAVES[::-1], np.tile(np.linspace(0, 255, 700), (900, 1))], axis=2).astype(np.uint8)
)
# A photograph that is held twice at 4 bytes a pixel takes 400 MB.
MEGAPIXELS = 50
MOST_BYTES_A_PIXEL = 3
PEAK = """
import sys
from wallflower.media.picture import decode_reduced
data = sys.stdin.buffer.read()
def peak_kb():
    return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
before_kb = peak_kb()
picture = decode_reduced(data, 2560)
print(max(picture.rgb.shape), (peak_kb() - before_kb) * 1024)
"""


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def veiled() -> Image.Image:
    picture = PHOTOGRAPH.convert("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(picture.size))
    return picture


UPLOADS = {
    "JPEG": saved(PHOTOGRAPH, "JPEG", quality=95),
    "progressive JPEG": saved(PHOTOGRAPH, "JPEG", quality=95, progressive=True),
    "JPEG for print": saved(PHOTOGRAPH.convert("CMYK"), "JPEG", quality=95),
    "grey JPEG": saved(PHOTOGRAPH.convert("L"), "JPEG", quality=95),
    "PNG": saved(PHOTOGRAPH, "PNG"),
    "PNG with a palette": saved(PHOTOGRAPH.quantize(64), "PNG"),
    "PNG to see through": saved(veiled(), "PNG"),
    "PNG of 16 bits": saved(Image.fromarray((WAVES * 200).astype(np.uint16)), "PNG"),
    "WEBP": saved(PHOTOGRAPH, "WEBP", quality=95),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_it_is_the_same_picture_only_smaller(name: str) -> None:
    whole = decode_image(UPLOADS[name])
    small = decode_reduced(UPLOADS[name], LONGEST)
    assert (small.width, small.height) == (700, 900)
    assert small.rgb.shape == (LONGEST, 249, 3)
    assert small.scale == pytest.approx(LONGEST / 900)
    averaged = cv2.resize(whole, (249, LONGEST), interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(small.rgb - averaged).mean() < 3


def test_what_is_small_enough_is_left_as_it_is() -> None:
    same = decode_reduced(UPLOADS["PNG"], 900)
    assert np.array_equal(same.rgb, decode_image(UPLOADS["PNG"]))
    assert (same.scale, same.width, same.height) == (1.0, 700, 900)


def test_bands_leave_no_seams(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = decode_reduced(UPLOADS["PNG"], LONGEST - 3).rgb.astype(int)
    monkeypatch.setattr(module, "BAND_ROWS", 7)
    assert np.abs(decode_reduced(UPLOADS["PNG"], LONGEST - 3).rgb - at_once).max() <= 1


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_it_is_turned_upright(kind: str, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    data = saved(PHOTOGRAPH, kind, exif=exif)
    whole, small = decode_image(data), decode_reduced(data, LONGEST)
    assert (small.height, small.width) == whole.shape[:2]
    averaged = cv2.resize(whole, small.rgb.shape[1::-1], interpolation=cv2.INTER_AREA).astype(int)
    assert np.abs(small.rgb - averaged).mean() < 3


def test_a_thread_of_pixels_stays_one() -> None:
    small = decode_reduced(saved(Image.new("RGB", (20_000, 32)), "PNG"), LONGEST)
    assert small.rgb.shape == (1, LONGEST, 3)


@pytest.mark.parametrize("data", [UPLOADS["JPEG"][:5000], UPLOADS["PNG"][:5000], b"no image"])
def test_what_is_cut_short_or_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(ImageError):
        decode_reduced(data, LONGEST)


def test_the_largest_photograph_is_not_held_whole() -> None:
    data = saved(Image.new("RGB", (10_000, MEGAPIXELS * 100), (200, 100, 50)), "JPEG")
    told = subprocess.run([sys.executable, "-c", PEAK], input=data, capture_output=True, check=True)
    longest_side, peak_bytes = map(int, told.stdout.split())
    assert longest_side == 2560
    assert peak_bytes < MEGAPIXELS * 1_000_000 * MOST_BYTES_A_PIXEL
