"""The sound of several cameras on one clock: every instant of the range is in it, silent where nobody recorded.

It is as good as most cameras', 48 kHz, and has two channels where one of them has.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from wallflower.errors import NotFoundError
from wallflower.media.decode import AudioDecoder, Sound, channels
from wallflower.media.fragment import Fragment
from wallflower.playback.export_source import ExportSource
from wallflower.playback.export_task import Made, Product, Task, nothing
from wallflower.playback.export_timeline import join

STEP_MS = 1_000
RATE_HZ = 48_000
PER_MS = RATE_HZ // 1000
# Pieces of sound follow each other exactly; what rounding puts between them is not silence.
_JOINT_MS = 30
_BITS_PER_S = {1: 96_000, 2: 128_000}
_LAYOUTS = {1: "mono", 2: "stereo"}


def mix_sound(task: Task, sources: tuple[ExportSource, ...], directory: Path) -> Product:
    """Write the cameras' sound into one file as long as the range."""
    start_ms, end_ms = task.window
    voices = [Voice(source.fragments()) for source in sources]
    wide = width_of(sources)
    path = directory / "audio.m4a"
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        stream = add_sound(file, wide)
        for at_ms in range(start_ms, end_ms, STEP_MS):
            until_ms = min(at_ms + STEP_MS, end_ms)
            frame = sound_frame(mixed(voices, at_ms, until_ms, wide), (at_ms - start_ms) * PER_MS)
            file.mux(stream.encode(frame))
            task.report(min(0.99, (until_ms - start_ms) / (end_ms - start_ms)))
        file.mux(stream.encode(None))
    covered = [join(voice.heard) for voice in voices]
    if not any(covered):
        raise (
            NotFoundError("there is no sound in these recordings", field="kind")
            if any(source.sources for source in sources)
            else nothing()
        )
    return Product(made=[Made(path=path, start_ms=start_ms, duration_ms=end_ms - start_ms)], covered=covered)


def width_of(sources: Iterable[ExportSource]) -> int:
    """Return how many channels what is mixed of these has: two if any of them has so many at any time."""
    inits = {init.id: init for source in sources for init in source.inits()}
    return max((1, *map(channels, inits.values())))


def mixed(voices: Sequence[Voice], start_ms: int, end_ms: int, wide: int) -> NDArray[np.float32]:
    """Return `wide` channels of [start, end), none louder than what they are mixed of; silence without any."""
    # Where one channel is enough, both of all voices are the same.
    samples = np.zeros((wide, (end_ms - start_ms) * PER_MS), dtype=np.float32)
    for voice in voices:
        samples += voice.take(start_ms, end_ms)[:wide] / np.float32(len(voices) ** 0.5)
    return np.clip(samples, -1, 1)


def sound_frame(samples: NDArray[np.float32], at: int) -> av.AudioFrame:
    """Return samples (channels×n) as a frame whose first one is the `at`th of its track."""
    frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout=_LAYOUTS[len(samples)])
    frame.sample_rate, frame.time_base, frame.pts = RATE_HZ, Fraction(1, RATE_HZ), at
    return frame


def add_sound(file: Any, wide: int) -> Any:
    """Add the track that such frames of so many channels are encoded into."""
    stream = file.add_stream("aac", rate=RATE_HZ, layout=_LAYOUTS[wide])
    stream.codec_context.bit_rate = _BITS_PER_S[wide]
    return stream


class Voice:
    """One camera's sound, decoded as it is asked for; `heard` are the stretches of time that have any."""

    def __init__(self, fragments: Iterator[Fragment]) -> None:
        """Hear these, which are in order."""
        self.heard: list[tuple[int, int]] = []
        self._fragments = fragments
        self._decoder = AudioDecoder(RATE_HZ, is_stereo=True)
        self._ready: deque[Sound] = deque()
        self._reached_ms = 0
        self._expected_ms = 0

    def take(self, start_ms: int, end_ms: int) -> NDArray[np.float32]:
        """Return the sound of [start, end) in two channels, which must follow what was taken before."""
        while self._reached_ms <= end_ms and self._pull():
            pass
        samples = np.zeros((2, (end_ms - start_ms) * PER_MS), dtype=np.float32)
        while self._ready and self._ready[0].end_ms <= start_ms:
            self._ready.popleft()
        for sound in self._ready:
            begin, end = max(sound.start_ms, start_ms), min(sound.end_ms, end_ms)
            if begin < end:
                piece = sound.samples[:, (begin - sound.start_ms) * PER_MS : (end - sound.start_ms) * PER_MS]
                at = (begin - start_ms) * PER_MS
                samples[:, at : at + piece.shape[1]] = piece
        return samples

    def _pull(self) -> bool:
        fragment = next(self._fragments, None)
        if fragment is None:
            return False
        self._reached_ms = fragment.start_ms
        for sound in self._decoder.feed(fragment):
            is_joint = abs(sound.start_ms - self._expected_ms) <= _JOINT_MS
            placed = replace(sound, start_ms=self._expected_ms if is_joint else sound.start_ms)
            self._expected_ms = placed.end_ms
            self._ready.append(placed)
            self.heard.append((fragment.start_ms, fragment.end_ms))
        return True
