"""The cheapest question first: is this window louder than the place usually is?"""

import math
from collections import deque
from collections.abc import Sequence

import numpy as np

from wallflower.speech.sound import Windows

MARGIN_DB = 4.0
HOLD_WINDOWS = 32  # about 1 s: longer than the silence that closes an utterance
BLOCK_WINDOWS = 47  # about 1.5 s
BLOCKS = 8  # the floor is the quietest moment of the last 12 s; speech always pauses more often
SMOOTHING_WINDOWS = 3
SILENCE_DB = -75.0  # below this, every place is equally silent


class EnergyGate:
    """Opens for sound above a running noise floor and stays open for a second; `closed` counts windows kept out.

    `levels_db` are the levels of the windows that were judged last, in dB of full scale.

    The floor is the minimum of the smoothed level over the last seconds (minimum statistics, Martin 2001), so neither
    a fan that starts nor long speech moves it for good.
    """

    def __init__(self) -> None:
        """Start open: a place is listened to fully until its floor is known."""
        self.closed = 0
        self.levels_db: Sequence[float] = ()
        self._levels: deque[float] = deque(maxlen=SMOOTHING_WINDOWS)
        self._minima: deque[float] = deque(maxlen=BLOCKS)
        self._block_minimum = math.inf
        self._in_block = 0
        self._hold = BLOCK_WINDOWS

    @property
    def floor_db(self) -> float:
        """The noise floor in dB of full scale."""
        return max(SILENCE_DB, min(self._block_minimum, *self._minima, 0.0))

    def judge(self, windows: Windows) -> list[bool]:
        """Tell for each window whether it may hold speech."""
        powers = np.mean(np.square(windows, dtype=np.float64), axis=1)
        self.levels_db = (10 * np.log10(np.maximum(powers, 1e-12))).tolist()
        return [self._judge(level_db) for level_db in self.levels_db]

    def _judge(self, level_db: float) -> bool:
        self._learn(level_db)
        if level_db > self.floor_db + MARGIN_DB:
            self._hold = max(self._hold, HOLD_WINDOWS)
        else:
            self._hold -= 1
        is_open = self._hold > 0
        self.closed += not is_open
        return is_open

    def _learn(self, level_db: float) -> None:
        self._levels.append(level_db)
        if len(self._levels) == SMOOTHING_WINDOWS:
            self._block_minimum = min(self._block_minimum, sum(self._levels) / SMOOTHING_WINDOWS)
        self._in_block += 1
        if self._in_block == BLOCK_WINDOWS:
            self._minima.append(self._block_minimum)
            self._block_minimum, self._in_block = math.inf, 0
