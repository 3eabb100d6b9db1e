"""The motion gate: a picture worth analysing differs from the slowly adapting background in some place.

Noise is tolerated because the comparison is made on cells that average hundreds of pixels, against a threshold that
follows the picture's own noise; a change of light because brightness and contrast are fitted before comparing.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.faces.engine import Rgb

type Cells = NDArray[np.float32]
type Grey = NDArray[np.uint8]

COLUMNS, ROWS = 96, 54
# A cell has changed when it is this many grey levels, and this many times the picture's noise, off the background.
LEAST_CHANGE = 10.0
TIMES_NOISE = 6.0
# 0.25 % of the cells: a head of 65 × 65 pixels at 1280 × 720.
LEAST_CELLS = 12
# So many percent of the cells, those that fit best, tell of the light.
KEPT = 70
# The background takes on what stands still with this time constant.
BACKGROUND_S = 20.0


class MotionGate:
    """Tells for one camera whether something moves; times are milliseconds of any one clock."""

    def __init__(self, hold_ms: int = 5000) -> None:
        """Stay open for `hold_ms` after the last motion."""
        self._hold_ms = hold_ms
        self._background: Cells | None = None
        self._seen_ms = 0
        self._moved_ms: int | None = None
        self._open: NDArray[np.bool_] | None = None
        self.moves = False

    def mask(self, cells: NDArray[np.bool_] | None) -> None:
        """Look from now on only at these cells of the rows and columns of a picture; None looks at all."""
        self._open = cells

    def look(self, picture: Rgb | Grey, at_ms: int) -> bool:
        """Take in the next picture, in colours or grey; return whether it has motion in it or one within the hold time.

        The first picture counts as motion: somebody may stand there already. `moves` tells of the last one alone.
        """
        cells = _cells(picture)
        self.moves = False
        if self._background is None:
            self._background = cells
            self._moved_ms = at_ms
        else:
            lit = _fit(self._background, cells)
            difference = cells - lit
            self.moves = _has_changed(difference if self._open is None else difference[self._open])
            if self.moves:
                self._moved_ms = at_ms
            share = 1 - math.exp(-abs(at_ms - self._seen_ms) / 1000 / BACKGROUND_S)
            self._background = lit + np.float32(share) * (cells - lit)
        self._seen_ms = at_ms
        return self._moved_ms is not None and abs(at_ms - self._moved_ms) <= self._hold_ms


def _cells(picture: Rgb | Grey) -> Cells:
    small = cv2.resize(picture, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
    return np.asarray(small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.float32)


def _fit(background: Cells, cells: Cells) -> Cells:
    """Return the background under the present light: gain and offset by least squares, twice, then without outliers.

    A quarter of the cells tells as much as all.
    """
    known, now = background[::2, ::2].ravel(), cells[::2, ::2].ravel()
    kept = KEPT * (known.size - 1) // 100
    gain, offset = _line(known, now)
    for _round in range(2):
        misfit = np.abs(now - (gain * known + offset))
        keep = misfit <= np.partition(misfit, kept)[kept]
        gain, offset = _line(known[keep], now[keep])
    return (np.float32(gain) * background + np.float32(offset)).astype(np.float32)


def _line(known: Cells, now: Cells) -> tuple[float, float]:
    middle_known, middle_now = float(known.mean()), float(now.mean())
    spread = known - middle_known
    variance = float(spread @ spread)
    # A nearly even picture says nothing about contrast; and contrast never changes out of all proportion.
    gain = float(spread @ (now - middle_now)) / variance if variance > known.size else 1.0
    gain = min(3.0, max(0.33, gain))
    return gain, middle_now - gain * middle_known


def _has_changed(difference: Cells) -> bool:
    if not difference.size:
        return False
    size = np.abs(difference).ravel()
    some, middle = size[::3], (len(size) + 2) // 3 // 2
    noise = float(np.partition(some, middle)[middle]) * 1.4826  # the standard deviation, if the median is noise
    changed = size > max(LEAST_CHANGE, TIMES_NOISE * noise)
    return int(np.count_nonzero(changed)) >= LEAST_CELLS
