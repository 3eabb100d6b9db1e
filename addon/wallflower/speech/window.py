"""Several utterances of one camera as one window of sound, and the way back from its seconds to UTC."""

from dataclasses import dataclass, field

import numpy as np

from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.gates import Drop, judge
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.store.lines import NewLine
from wallflower.store.utterances import Claim
from wallflower.wire import Word

PAUSE_S = 0.8
LONGEST_S = 25.0


@dataclass(frozen=True, slots=True)
class Placement:
    """Where in the window an utterance is."""

    claim: Claim
    offset_s: float

    @property
    def length_s(self) -> float:
        """Seconds of the utterance."""
        return (self.claim.end_ms - self.claim.start_ms) / 1000

    def utc_ms(self, at_s: float) -> int:
        """Return the instant of a second of the window, kept inside the utterance."""
        at_ms = self.claim.start_ms + round((at_s - self.offset_s) * 1000)
        return min(max(at_ms, self.claim.start_ms), self.claim.end_ms)


@dataclass(frozen=True, slots=True)
class Packed:
    """A window and what is where in it."""

    window: Window
    placements: tuple[Placement, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What an utterance became: its lines, and why other segments of it were dropped."""

    claim: Claim
    lines: tuple[NewLine, ...] = field(repr=False)
    drops: tuple[Drop, ...]


def pack(sounds: list[tuple[Claim, Samples]], language: str | None, hot_words: tuple[str, ...] = ()) -> Packed:
    """Join utterances with pauses between; together they must be shorter than `LONGEST_S`."""
    pause = np.zeros(int(PAUSE_S * RATE_HZ), np.float32)
    pieces: list[Samples] = []
    placements: list[Placement] = []
    for claim, samples in sounds:
        if pieces:
            pieces.append(pause)
        placements.append(Placement(claim, sum(len(piece) for piece in pieces) / RATE_HZ))
        pieces.append(np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1).astype(np.float32))
    return Packed(Window(samples=np.concatenate(pieces), language=language, hot_words=hot_words), tuple(placements))


def unpack(packed: Packed, heard: Heard) -> list[Result]:
    """Return what each utterance became; segments belong to the utterance their middle is nearest to."""
    lines: dict[int, list[NewLine]] = {placement.claim.id: [] for placement in packed.placements}
    drops: dict[int, list[Drop]] = {placement.claim.id: [] for placement in packed.placements}
    for segment in heard.segments:
        placement = _placement(packed.placements, (segment.start_s + segment.end_s) / 2)
        reason = judge(segment)
        if reason is not None:
            drops[placement.claim.id].append(reason)
        else:
            lines[placement.claim.id].append(_line(segment, placement, heard))
    return [
        Result(placement.claim, tuple(lines[placement.claim.id]), tuple(drops[placement.claim.id]))
        for placement in packed.placements
    ]


def _placement(placements: tuple[Placement, ...], at_s: float) -> Placement:
    def distance_s(placement: Placement) -> float:
        return max(placement.offset_s - at_s, at_s - placement.offset_s - placement.length_s, 0.0)

    return min(placements, key=distance_s)


def _line(segment: HeardSegment, placement: Placement, heard: Heard) -> NewLine:
    words = _words(segment.words, placement)
    start_ms = words[0].start_ms if words else placement.utc_ms(segment.start_s)
    end_ms = words[-1].end_ms if words else placement.utc_ms(segment.end_s)
    return NewLine(
        start_ms=start_ms,
        end_ms=max(end_ms, start_ms + 1),
        text=segment.text,
        words=words,
        confidence=_mean([word.confidence for word in words if word.confidence is not None]),
        language=heard.language,
    )


def _words(heard: tuple[HeardWord, ...], placement: Placement) -> tuple[Word, ...]:
    """Return the words in UTC, never running backwards."""
    words: list[Word] = []
    earliest_ms = placement.claim.start_ms
    for word in heard:
        start_ms = max(earliest_ms, placement.utc_ms(word.start_s))
        end_ms = max(start_ms, placement.utc_ms(word.end_s))
        confidence = None if word.probability is None else min(max(word.probability, 0.0), 1.0)
        words.append(Word(text=word.text, start_ms=start_ms, end_ms=end_ms, confidence=confidence))
        earliest_ms = start_ms
    return tuple(words)


def _mean(known: list[float]) -> float | None:
    return sum(known) / len(known) if known else None
