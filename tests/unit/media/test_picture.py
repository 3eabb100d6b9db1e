import contextlib
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
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


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF"])
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


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["heic", "mif1"])
def test_a_heic_photograph_is_refused_with_the_way_out(name: str) -> None:
    data = b"\x00\x00\x00\x18ftyp" + name.encode() + b"\x00\x00\x00\x00mif1heic" + bytes(2000)
    with pytest.raises(ImageError, match="as JPEG"):
        decode_image(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("part", [0.5, 0.9])
def test_an_image_that_is_cut_short_is_refused(kind: str, part: float) -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (200, 300, 3), dtype=np.uint8))
    whole = saved(noise, kind)
    with pytest.raises(ImageError):
        decode_image(whole[: int(len(whole) * part)])


def test_a_jpeg_that_is_cut_short_says_so() -> None:
    noise = Image.fromarray(np.random.default_rng(0).integers(0, 255, (200, 300, 3), dtype=np.uint8))
    with pytest.raises(ImageError, match="cut short: send it again"):
        decode_image(saved(noise, "JPEG")[:20_000])


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_counts(kind: str) -> None:
    first, *others = (Image.new("RGB", (64, 48), colour) for colour in ((200, 10, 10), (10, 200, 10), (10, 10, 200)))
    data = saved(first, kind, save_all=True, append_images=others, duration=100)
    assert decode_image(data)[24, 32] == pytest.approx([200, 10, 10], abs=12)


def test_print_colours_become_screen_colours() -> None:
    red = Image.new("RGB", (64, 48), (200, 30, 30)).convert("CMYK")
    assert decode_image(saved(red, "JPEG", quality=95))[24, 32] == pytest.approx([200, 30, 30], abs=12)


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_keep_their_shades(kind: str) -> None:
    deep = np.tile(np.linspace(0, 65_535, 64).astype(np.uint16), (48, 1))
    shades = decode_image(saved(Image.fromarray(deep), kind))[10, :, 0]
    assert (int(shades[0]), int(shades[-1])) == (0, 255)
    assert int(shades[32]) == pytest.approx(129, abs=2)


def test_what_can_be_seen_through_is_grey() -> None:
    clear = Image.new("RGBA", (64, 48), (255, 0, 0, 0))
    assert decode_image(saved(clear, "PNG"))[10, 10].tolist() == [128, 128, 128]
    palette = clear.convert("P")
    palette.info["transparency"] = bytes([0] * 256)
    assert decode_image(saved(palette, "PNG")).shape == (48, 64, 3)


def test_a_hundred_megapixels_are_refused_with_the_way_out() -> None:
    with pytest.raises(ImageError, match="send a smaller one"):
        decode_image(image(10_000, 10_000))


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_way_to_hold_a_camera_is_turned_upright(turn: int) -> None:
    upright = Image.new("RGB", (64, 48), (10, 10, 10))
    upright.paste((250, 250, 250), (0, 0, 16, 16))
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = upright.transpose(Image.Transpose(undo[turn])) if turn in undo else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    rgb = decode_image(saved(held, "PNG", exif=exif))
    assert rgb.shape == (48, 64, 3)
    assert rgb[8, 8].tolist() == [250, 250, 250]


def described() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a description"
    return exif


NOISE = Image.fromarray(np.random.default_rng(0).integers(0, 255, (60, 80, 3), dtype=np.uint8))
WHOLE = {kind: saved(NOISE, kind, exif=described()) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")}
WHOLE |= {kind: saved(NOISE, kind) for kind in ("GIF", "BMP")}
CHANGES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=5)


@pytest.mark.parametrize("kind", sorted(WHOLE))
@given(changes=CHANGES, at_front=st.booleans())
def test_a_damaged_image_is_an_image_or_an_image_error(
    kind: str, changes: list[tuple[float, int]], *, at_front: bool
) -> None:
    data = bytearray(WHOLE[kind])
    for at, value in changes:
        data[int(at * (min(len(data), 400) if at_front else len(data)))] = value
    with contextlib.suppress(ImageError):
        assert decode_image(bytes(data)).dtype == np.uint8


def test_a_photograph_with_damaged_exif_is_taken_as_it_is() -> None:
    data = WHOLE["JPEG"]
    start = data.index(b"Exif\0\0") + 6
    assert decode_image(data).shape == (80, 60, 3)
    assert decode_image(data[:start] + b"XX" + data[start + 2 :]).shape == (60, 80, 3)


def test_a_damaged_avif_is_refused() -> None:
    data = WHOLE["AVIF"]
    place = data.index(b"mdat")
    with pytest.raises(ImageError):
        decode_image(data[: place + 4] + bytes(len(data) - place - 4))
