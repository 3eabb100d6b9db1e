from pathlib import Path

import av
import numpy as np
import pytest

from wallflower.playback import export_paint
from wallflower.playback.export_paint import FONTS, Painter
from wallflower.playback.export_timeline import Caption

NOWHERE = 900_000  # in a plane of Unicode that has no letters


def painted(text: str) -> tuple[Painter, np.ndarray]:
    painter = Painter([Caption(0, 1000, (text,))])
    black = av.VideoFrame.from_ndarray(np.zeros((180, 320, 3), dtype=np.uint8), format="rgb24")
    assert painter.paint(black, 1000) is black  # it is over
    return painter, painter.paint(black, 500).to_ndarray(format="rgb24")


def test_a_caption_is_painted_at_the_bottom() -> None:
    painter, picture = painted("Hello")
    assert not painter.lacks_letters
    assert picture[:120].max() == 0
    assert picture[120:].max() > 200


def test_letters_that_no_font_has_are_told() -> None:
    painter, _ = painted(f"Hello {chr(NOWHERE)}")
    assert painter.lacks_letters


@pytest.mark.parametrize("text", ["Ærø über łódź", "Привет", "Καλημέρα", "שלום", "日本語", "안녕"])
def test_the_images_fonts_have_the_letters_of_many_languages(text: str) -> None:
    if not all(font.is_file() for font in FONTS[1:]):
        pytest.skip("the fonts of the image are not installed (fonts-dejavu-core, fonts-wqy-microhei)")
    painter, _ = painted(text)
    assert not painter.lacks_letters


def test_the_font_with_the_most_letters_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    latin = next((font for font in FONTS if font.is_file()), None)
    if latin is None:
        pytest.skip("none of the fonts is installed")
    monkeypatch.setattr(export_paint, "FONTS", (Path("/nowhere.ttf"), latin))
    export_paint._fonts.cache_clear()
    export_paint._best_font.cache_clear()
    font, lacking = export_paint._best_font("Привет", 20)
    assert lacking == 0
    assert str(getattr(font, "path", None)) == str(latin)  # Pillow's own has no Cyrillic letters
    monkeypatch.undo()
    export_paint._fonts.cache_clear()
    export_paint._best_font.cache_clear()
