"""Several utterances of one camera as one window of sound, and the way back from its seconds to UTC."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from wallflower.speech.engine import Heard, HeardSegment, HeardWord, Window
from wallflower.speech.gates import DEFAULTS, Drop, judge
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.store.lines import NewLine
from wallflower.store.utterances import PAUSE_MS, Claim
from wallflower.wire import Word
from wallflower.wire_options import GateOptions

PAUSE_S = PAUSE_MS / 1000


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

    @property
    def speech_s(self) -> float:
        """Seconds of speech in it."""
        return sum(placement.length_s for placement in self.placements)


@dataclass(frozen=True, slots=True)
class Result:
    """What an utterance became: its lines, and why other segments of it were dropped."""

    claim: Claim
    lines: tuple[NewLine, ...] = field(repr=False)
    drops: tuple[Drop, ...]


def pack(sounds: list[tuple[Claim, Samples]], like: Window) -> Packed:
    """Join utterances with pauses between into a window that is otherwise `like` this one."""
    pause = np.zeros(int(PAUSE_S * RATE_HZ), np.float32)
    pieces: list[Samples] = []
    placements: list[Placement] = []
    for claim, samples in sounds:
        if pieces:
            pieces.append(pause)
        placements.append(Placement(claim, sum(len(piece) for piece in pieces) / RATE_HZ))
        pieces.append(np.clip(np.nan_to_num(samples, nan=0.0, posinf=1.0, neginf=-1.0), -1, 1).astype(np.float32))
    return Packed(replace(like, samples=np.concatenate(pieces)), tuple(placements))


def unpack(packed: Packed, heard: Heard, gates: GateOptions = DEFAULTS) -> list[Result]:
    """Return what each utterance became; a segment is judged whole, and its words go to where they were spoken."""
    lines: dict[int, list[NewLine]] = {placement.claim.id: [] for placement in packed.placements}
    drops: dict[int, list[Drop]] = {placement.claim.id: [] for placement in packed.placements}
    for segment in heard.segments:
        reason = judge(segment, gates)
        for part, placement in _parts(packed.placements, segment):
            if reason is not None:
                drops[placement.claim.id].append(reason)
            else:
                lines[placement.claim.id].append(_line(part, placement, heard))
    return [
        Result(placement.claim, tuple(lines[placement.claim.id]), tuple(drops[placement.claim.id]))
        for placement in packed.placements
    ]


def translated(results: Iterable[Result], packed: Packed, heard: Heard, gates: GateOptions = DEFAULTS) -> list[Result]:
    """Return the results with a translation of the same window: each of its sentences at the line it is nearest to."""
    said: dict[int, list[tuple[int, str]]] = {}
    for segment in heard.segments:
        if judge(segment, gates) is not None:
            continue
        for part, placement in _parts(packed.placements, segment):
            at_ms = placement.utc_ms((part.start_s + part.end_s) / 2)
            said.setdefault(placement.claim.id, []).append((at_ms, part.text))
    return [_with_translation(result, said.get(result.claim.id, [])) for result in results]


def _with_translation(result: Result, said: list[tuple[int, str]]) -> Result:
    if not result.lines:
        return result
    texts: dict[int, list[str]] = {}
    for at_ms, text in said:
        middles = [abs((line.start_ms + line.end_ms) // 2 - at_ms) for line in result.lines]
        texts.setdefault(middles.index(min(middles)), []).append(text)
    lines = tuple(
        replace(line, translation=" ".join(texts[index])) if index in texts else line
        for index, line in enumerate(result.lines)
    )
    return replace(result, lines=lines)


def _parts(placements: tuple[Placement, ...], segment: HeardSegment) -> list[tuple[HeardSegment, Placement]]:
    """Return the segment, cut where its words go over from one utterance to the next."""
    whole = _placement(placements, (segment.start_s + segment.end_s) / 2)
    places = [_placement(placements, (word.start_s + word.end_s) / 2) for word in segment.words]
    if len(set(map(id, places))) <= 1:
        return [(segment, places[0] if places else whole)]
    begins = begins_of(segment.text, [word.text for word in segment.words])
    if begins is None:  # the words are not those of the text, so it cannot be cut
        return [(segment, whole)]
    cuts = [0, *(index for index in range(1, len(places)) if places[index] is not places[index - 1])]
    return [
        (_part(segment, begins, first, last), places[first])
        for first, last in zip(cuts, [*cuts[1:], len(places)], strict=True)
    ]


def _part(segment: HeardSegment, begins: list[int], first: int, last: int) -> HeardSegment:
    words = segment.words[first:last]
    from_index = begins[first] if first else 0
    text = segment.text[from_index : begins[last] if last < len(begins) else None].strip()
    return replace(segment, text=text, words=words, start_s=words[0].start_s, end_s=words[-1].end_s)


def begins_of(text: str, words: Iterable[str]) -> list[int] | None:
    """Return where in the text each word begins, None when they are not found there in order."""
    begins: list[int] = []
    at = 0
    for word in words:
        at = text.find(word, at)
        if at < 0:
            return None
        begins.append(at)
        at += len(word)
    return begins


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
        words.append(Word(text=word.text, start_ms=start_ms, end_ms=end_ms, confidence=word.probability))
        earliest_ms = start_ms
    return tuple(words)


def _mean(known: list[float]) -> float | None:
    return sum(known) / len(known) if known else None
