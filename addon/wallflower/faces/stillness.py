"""Tells from the sizes of a camera's fragments that nothing moves, so that a keyframe need not be decoded to know it.

Between keyframes an encoder stores what has changed. That says something only where little is stored while nothing
moves: a camera with a constant bit rate fills up with noise. So sizes are believed below a bound, against what they
were while the gate saw nothing; never for longer than a few seconds; and for a long time not at all once the gate has
seen motion of which the sizes told nothing.
"""

import statistics
from collections import deque

from wallflower.media import mp4
from wallflower.media.fragment import Fragment

# Bits per pixel and second: 310 kbit/s at 1920 × 1080.
MOST_STILL = 0.15
# So much more than usual is told by the encoder while something moves.
USUAL = 1.3
REMEMBERED, LEAST_REMEMBERED = 20, 5
LONGEST_MS = 4000
# Sizes that were right so often in a row are believed for longer: after a minute.
PROVEN, PROVEN_MS = 15, 8000
DISTRUST_MS = 3_600_000


class GroupSizes:
    """How much of one camera's pictures is stored between two keyframes."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._bytes = 0
        self._length_ms = 0
        self._init_id = ""
        self._tracks: tuple[mp4.Track, ...] = ()

    def take(self, fragment: Fragment) -> float | None:
        """Count a fragment; return of a key fragment the bits per pixel and second before it, if there were any."""
        if not fragment.is_key:
            self._bytes += self._size(fragment)
            self._length_ms += fragment.duration_ms
            return None
        size, length_ms, self._bytes, self._length_ms = self._bytes, self._length_ms, 0, 0
        pixels = fragment.init.width * fragment.init.height
        return size * 8000 / length_ms / pixels if length_ms > 0 and pixels > 0 else None

    def _size(self, fragment: Fragment) -> int:
        """Return the bytes of a fragment's pictures; of a damaged one, all: that is taken for motion, and looked at."""
        if fragment.init.audio_codec is None:
            return len(fragment.data) - fragment.moof_bytes
        try:
            if self._init_id != fragment.init.id:
                self._tracks = mp4.parse_tracks(fragment.init.data)
                self._init_id = fragment.init.id
            runs = mp4.parse_fragment(fragment.data, self._tracks)
        except mp4.Mp4Error:
            return len(fragment.data)
        pictures = (run.samples for run in runs if run.track_id == fragment.init.video_track)
        return sum(sample.size for samples in pictures for sample in samples)


class Stillness:
    """What one camera's sizes are worth; times are milliseconds of any one clock."""

    def __init__(self) -> None:
        """Believe nothing yet."""
        self._still: deque[float] = deque(maxlen=REMEMBERED)
        self._looked_ms: int | None = None
        self._distrusted_ms: int | None = None
        self._right = 0

    def is_still(self, rate: float | None, at_ms: int) -> bool:
        """Return whether one may believe that nothing has moved before this keyframe."""
        longest_ms = PROVEN_MS if self._right >= PROVEN else LONGEST_MS
        if self._looked_ms is None or abs(at_ms - self._looked_ms) >= longest_ms:
            return False
        if self._distrusted_ms is not None and abs(at_ms - self._distrusted_ms) < DISTRUST_MS:
            return False
        return self._is_usual(rate)

    def learn(self, rate: float | None, at_ms: int, *, moved: bool) -> None:
        """Take in what the gate saw in the keyframe behind a group of this rate."""
        self._looked_ms = at_ms
        if rate is None:
            return
        was_usual = self._is_usual(rate)
        if not moved:
            self._right += was_usual
            self._still.append(rate)
        elif was_usual:
            self._right = 0
            self._distrusted_ms = at_ms

    def _is_usual(self, rate: float | None) -> bool:
        if rate is None or len(self._still) < LEAST_REMEMBERED:
            return False
        return rate <= min(MOST_STILL, USUAL * statistics.median(self._still))
