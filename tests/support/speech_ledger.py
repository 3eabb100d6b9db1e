"""What must hold of speech at rest, whatever happened before: every sentence is text exactly once.

Where a sentence lies is found by comparing the recorded sound with what the camera said, not from what was heard.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import jiwer
from sqlalchemy import Row, func, select

from tests.support.ledgers import FAR_MS
from tests.support.talk import Said, Talk, position_of, sentences_within
from wallflower.media.reader import AudioWindow, read_audio
from wallflower.speech.gates import Drop, plain_words
from wallflower.speech.hearing import LEAST_HOLE_MS
from wallflower.speech.sound import RATE_HZ
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.store.schema import hearing, line, transcription, utterance
from wallflower.store.utterances import State

# The edges of a sentence may be too faint for a voice.
EDGE_MS = 250
# Reasons that are about what is heard, as a server that nobody killed has them; all others are about a failure.
JUDGED = {"no_text", *Drop}
# A recording is as long as the wall clock says, so the talk drifts by little from one turn to the next.
DRIFT_S = 1.0
# A sentence so near to where nothing was recorded ends there.
CLEAR_S = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of what was said. `faults` are by kind; where each is is told by camera and instant.

    `voices` tells of each utterance with one sentence in whose voice that was said, where that is known.
    """

    sentences: int
    utterances: int
    done: int
    dropped: Mapping[str, int]
    word_errors: float
    faults: Mapping[str, tuple[str, ...]]
    voices: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What is stored of a camera."""

    utterances: tuple[Row[Any], ...]
    versions: Mapping[int, list[bool]]
    lines: Mapping[int, list[Row[Any]]]


class Judge:
    """Looks at the database and the recordings of cameras that each loop a talk."""

    def __init__(self, database: Database, media: Path, talks: Mapping[str, Talk]) -> None:
        """Judge these cameras, by id."""
        self._database = database
        self._recordings = Recordings(database)
        self._media = media
        self._talks = talks

    def count(self) -> int:
        """Return how many utterances there are."""
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).select_from(utterance)).scalar_one())

    def unheard_ms(self) -> int:
        """Return the longest stretch at the end of a camera's recording in which no speech was searched yet."""
        with self._database.read() as connection:
            heard = {row.camera_id: row.heard_until_ms for row in connection.execute(select(hearing)).all()}
        return max(int(self._span(camera_id)[1] - heard.get(camera_id, 0)) for camera_id in self._talks)

    def verdict(self) -> Verdict:
        """Judge all cameras."""
        faults: dict[str, list[str]] = defaultdict(list)
        kept = {camera_id: self._kept(camera_id) for camera_id in self._talks}
        truth: list[str] = []
        heard: list[str] = []
        voices: dict[int, str] = {}
        for camera_id, talk in self._talks.items():
            for wrong, at_ms in _inner_faults(kept[camera_id]):
                faults[wrong].append(f"{camera_id} at {at_ms}")
            for sentence in self._sentences(camera_id, talk):
                kind, words, utterance_id = _found(kept[camera_id], sentence)
                if utterance_id is not None and sentence[0].voice:
                    voices[utterance_id] = sentence[0].voice
                truth.append(" ".join(word.text for word in sentence))
                heard.append(words)
                if kind is not None:
                    faults[kind].append(f"{camera_id} at {round(sentence[0].start_s * 1000)}")
        rows = [row for item in kept.values() for row in item.utterances]
        return Verdict(
            sentences=len(truth),
            utterances=len(rows),
            done=sum(row.state == State.DONE for row in rows),
            dropped=Counter(row.reason for row in rows if row.state == State.DROPPED),
            word_errors=float(jiwer.wer(truth, heard)),
            faults={kind: tuple(places) for kind, places in faults.items()},
            voices=voices,
        )

    def _span(self, camera_id: str) -> tuple[int, int]:
        rows = self._recordings.list(camera_id, 0, FAR_MS)
        return rows[0].start_ms, rows[-1].end_ms

    def _sentences(self, camera_id: str, talk: Talk) -> Iterator[tuple[Said, ...]]:
        """Yield the sentences that were recorded whole, in seconds of UTC."""
        start_ms, end_ms = self._span(camera_id)
        recorded = read_audio(self._recordings, self._media, camera_id, start_ms, end_ms)
        sound = recorded.samples
        length_s, turn = len(sound) / RATE_HZ, len(talk.samples)
        at_s = position_of(talk, sound[: 2 * turn]) % talk.length_s - talk.length_s
        while at_s < length_s:
            first, last = round((at_s - DRIFT_S) * RATE_HZ), round((at_s + talk.length_s + DRIFT_S) * RATE_HZ)
            best_s = max(0, first) / RATE_HZ + position_of(talk, sound[max(0, first) : last])
            if abs(best_s - at_s) <= DRIFT_S:  # else too little of this turn was recorded to tell
                at_s = best_s
            for sentence in sentences_within(talk, at_s, length_s):
                said = tuple(word.later(start_ms / 1000) for word in sentence)
                if _is_whole(recorded, said):
                    yield said
            at_s += talk.length_s

    def _kept(self, camera_id: str) -> _Kept:
        of_camera = select(utterance.c.id).where(utterance.c.camera_id == camera_id)
        with self._database.read() as connection:
            rows = connection.execute(
                utterance.select().where(utterance.c.camera_id == camera_id).order_by(utterance.c.start_ms)
            ).all()
            versions: dict[int, list[bool]] = defaultdict(list)
            for row in connection.execute(
                select(transcription).where(transcription.c.utterance_id.in_(of_camera))
            ).all():
                versions[row.utterance_id].append(row.shown)
            lines: dict[int, list[Row[Any]]] = defaultdict(list)
            for row in connection.execute(
                select(line).where(line.c.camera_id == camera_id).order_by(line.c.start_ms)
            ).all():
                lines[row.utterance_id].append(row)
        return _Kept(utterances=tuple(rows), versions=versions, lines=lines)


def _is_whole(recorded: AudioWindow, sentence: tuple[Said, ...]) -> bool:
    """Whether no hole in the recording, which is none of speech's, is near a sentence."""
    from_ms, until_ms = (sentence[0].start_s - CLEAR_S) * 1000, (sentence[-1].end_s + CLEAR_S) * 1000
    inside = [(max(start, from_ms), min(end, until_ms)) for start, end in recorded.covered]
    return sum(max(0.0, end - start) for start, end in inside) >= until_ms - from_ms - LEAST_HOLE_MS


def _inner_faults(kept: _Kept) -> Iterator[tuple[str, int]]:
    """Yield what no row may be, with its instant."""
    for before, after in pairwise(kept.utterances):
        if after.start_ms < before.end_ms:
            yield "overlapping", after.start_ms
    for row in kept.utterances:
        if row.state in {State.QUEUED, State.RUNNING}:
            yield "unfinished", row.start_ms
        elif row.state == State.DROPPED and row.reason not in JUDGED:
            yield f"given up: {row.reason}", row.start_ms
        elif row.state == State.DONE and (kept.versions[row.id] != [True] or not kept.lines[row.id]):
            yield "not transcribed once", row.start_ms
        said = kept.lines[row.id]
        if any(item.start_ms < row.start_ms - 1000 or item.end_ms > row.end_ms + 1000 for item in said):
            yield "line elsewhere", row.start_ms


def _found(kept: _Kept, sentence: tuple[Said, ...]) -> tuple[str | None, str, int | None]:
    """Return what is wrong with how a sentence was kept, None if nothing is, its words as shown, and its utterance."""
    start_ms, end_ms = (round(at_s * 1000) for at_s in (sentence[0].start_s, sentence[-1].end_s))
    rows = [row for row in kept.utterances if row.start_ms < end_ms - EDGE_MS and row.end_ms > start_ms + EDGE_MS]
    words = " ".join(
        word for row in rows for item in kept.lines[row.id] if item.shown for word in plain_words(item.text)
    )
    if not rows:
        return "lost", words, None
    if len(rows) > 1:
        return "in pieces", words, None
    if rows[0].start_ms > start_ms + EDGE_MS or rows[0].end_ms < end_ms - EDGE_MS:
        return "cut", words, None
    return (None if words else "without text"), words, rows[0].id
