"""Many lines that were said, written as rows at once: a day's in a moment, 20,000 in seconds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from sqlalchemy import insert

from wallflower.store.database import Database
from wallflower.store.folding import fold
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.people_schema import speaker, voice_print
from wallflower.store.schema import line, transcription, utterance

VOICE = {"engine": "ge2e", "model": "resemblyzer-0.1.4", "dimension": 256}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One line, an utterance of its own, all of whose words take the same time."""

    start_ms: int
    end_ms: int
    text: str
    language: str = "en"
    confidence: float = 0.9
    person_id: str | None = None
    speaker_id: int | None = None


def write_lines(database: Database, camera_id: str, lines: Iterable[Said]) -> list[int]:
    """Write what was said near a camera, oldest first and none at the same instant; return the lines' ids."""
    said = list(lines)
    spans = [{"start_ms": one.start_ms, "end_ms": one.end_ms, "camera_id": camera_id} for one in said]
    state = {"state": "done", "priority": 1, "attempts": 1, "deaths": 0, "created_ms": 0}
    heard = {"version": 1, "engine": "faster-whisper", "model": "base", "task": "transcribe", "quality": 10}
    heard |= {"created_ms": 0, "shown": True, "chosen": False}
    ids = [one.start_ms * LINES_PER_MS + crc32(camera_id.encode()) % LINES_PER_MS for one in said]
    with database.write() as connection:
        adding = insert(utterance).returning(utterance.c.id, sort_by_parameter_order=True)
        numbers = connection.execute(adding, [span | state for span in spans]).scalars().all()
        connection.execute(insert(transcription), [heard | {"utterance_id": number} for number in numbers])
        rows = [
            span | _row(one) | {"id": line_id, "utterance_id": number}
            for line_id, number, span, one in zip(ids, numbers, spans, said, strict=True)
        ]
        connection.execute(insert(line), rows)
        prints = [
            VOICE | _print(one) | {"line_id": line_id, "utterance_id": number}
            for line_id, number, one in zip(ids, numbers, said, strict=True)
            if one.person_id or one.speaker_id
        ]
        if prints:
            connection.execute(insert(voice_print), prints)
    return ids


def add_speakers(database: Database, camera_id: str, last_ms: int, count: int) -> list[int]:
    """Let so many voices without a name be known; return their ids."""
    same = {"confirmed": True, "camera_id": camera_id, "last_ms": last_ms, "created_ms": last_ms - 3_600_000}
    with database.write() as connection:
        adding = insert(speaker).returning(speaker.c.id, sort_by_parameter_order=True)
        rows = [same | {"number": number + 1} for number in range(count)]
        return list(connection.execute(adding, rows).scalars())


def _row(said: Said) -> dict[str, object]:
    return {
        "version": 1,
        "text": said.text,
        "language": said.language,
        "confidence": said.confidence,
        "words": list(_words(said)),
        "person_id": said.person_id,
        "speaker_id": said.speaker_id,
        "shown": True,
        "terms": (fold(said.text),),
    }


def _words(said: Said) -> Iterator[list[object]]:
    words = said.text.split()
    each_ms = (said.end_ms - said.start_ms) / max(1, len(words))
    for number, word in enumerate(words):
        begin_ms = said.start_ms + number * each_ms
        yield [word, round(begin_ms), round(begin_ms + 0.9 * each_ms), said.confidence]


def _print(said: Said) -> dict[str, object]:
    owner = np.random.default_rng(crc32(f"{said.person_id or said.speaker_id}".encode()))
    return {
        "start_ms": said.start_ms,
        "end_ms": said.end_ms,
        "person_id": said.person_id,
        "speaker_id": said.speaker_id,
        "embedding": owner.normal(size=256).astype("<f4").tobytes(),
        "seconds": (said.end_ms - said.start_ms) / 1000,
        "overlap": False,
        "created_ms": said.end_ms,
    }
