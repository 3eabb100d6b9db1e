"""How soon something said is found again among a million lines, on SQLite and on PostgreSQL.

Two years of eight cameras and six people; words of 20,000, as frequent as words of a language are (Zipf), with their
times. Every search is another one; pages are of 50 lines with highlights, newest first. Each figure is a 95th
percentile. Beside it stands the processors' time alone, of this process and the database's: a busy machine blurs the
first, but hardly the second.
"""

import argparse
import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import accumulate, batched, islice
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from bench_lib.report import Figure, show
from tests.support.postgres import running_cluster
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.lines import LINES_PER_MS
from wallflower.store.people import People
from wallflower.store.schema import line, transcription, utterance
from wallflower.store.transcripts import Order, Transcripts, Wanted

LINES = 1_000_000
CAMERAS = tuple(f"camera{number}" for number in range(8))
START_MS = 1_700_000_000_000
APART_MS = 63_000
LINES_PER_UTTERANCE = 10
WORD_MS = 350
VOCABULARY = 20_000
SYLLABLES = ("ka", "lo", "mi", "ter", "sun", "be", "ro", "nal", "di", "vo", "pes", "gu", "fra", "hem", "ing")
SEARCHES = 200
DAY_MS = 86_400_000
TARGET_MS = {"sqlite": 10.0, "postgresql": 30.0}


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--lines", type=int, default=LINES, help=f"how many; {LINES} by default")
    parser.add_argument("--database", choices=tuple(TARGET_MS), help="only this one; both by default")
    arguments = parser.parse_args()
    databases = (arguments.database,) if arguments.database else tuple(TARGET_MS)
    return show(measure(arguments.lines, databases), as_json=arguments.json)


def measure(lines: int = LINES, databases: Collection[str] = tuple(TARGET_MS)) -> list[Figure]:
    """Fill the databases and return the figures."""
    figures: list[Figure] = []
    if "sqlite" in databases:
        with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name:
            figures += _of(Path(name) / "wallflower.db", "sqlite", lines)
    if "postgresql" in databases:
        with running_cluster() as cluster, cluster.database("bench") as url:
            figures += _of(url, "postgresql", lines)
    return figures


def _of(place: Path | str, name: str, lines: int) -> Iterator[Figure]:
    database = Database(place)
    database.migrate()
    history = _History(database)
    began_s = time.perf_counter()
    history.write(lines)
    print(f"{name}: {lines} lines written in {time.perf_counter() - began_s:.0f} s", file=sys.stderr)
    with database.engine.connect() as connection:
        connection.execute(text("ANALYZE" if name == "sqlite" else "VACUUM ANALYZE"))
        backend = connection.execute(text("SELECT pg_backend_pid()")).scalar() if name == "postgresql" else None
    transcripts = Transcripts(database)
    gc.collect()
    gc.freeze()  # as every process of the server does when it has imported what it needs
    for kind, wanted in history.searches(lines).items():
        wall_ms, cpu_ms = (
            statistics.quantiles(times, n=20)[-1]
            for times in zip(*(_timed_ms(transcripts, one, backend) for one in wanted), strict=True)
        )
        target = None if kind in _INFORMS else TARGET_MS[name]
        yield Figure(name=f"search.{name}.{kind}", value=round(wall_ms, 2), unit="ms", target=target)
        yield Figure(name=f"search.{name}.{kind}_cpu", value=round(cpu_ms, 2), unit="ms", target=target)
    database.close()


# No promise is made of these: they only tell what else to expect.
_INFORMS = ("common_word_ranked",)


def _timed_ms(transcripts: Transcripts, wanted: Wanted, backend: int | None) -> tuple[float, float]:
    began_s, cpu_s = time.perf_counter(), _cpu_s(backend)
    transcripts.search(wanted)
    return (time.perf_counter() - began_s) * 1000, (_cpu_s(backend) - cpu_s) * 1000


def _cpu_s(backend: int | None) -> float:
    """Return the time on a processor so far, ours and that of the one server process that answers us."""
    theirs_ns = 0 if backend is None else int(Path(f"/proc/{backend}/schedstat").read_text(encoding="ascii").split()[0])
    return time.thread_time() + theirs_ns / 1e9


class _History:
    """Lines that nobody said, and searches for them; the same each time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._random = random.Random(11)
        self._words = [self._word() for _ in range(VOCABULARY)]
        self._weights = tuple(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))
        for name in CAMERAS:
            Cameras(database).create(CameraRow(id=name, name=name, url="rtsp://192.0.2.1/"))
        self._people = [People(database).create(f"Person {number}").id for number in range(6)]

    def write(self, lines: int) -> None:
        sentences = self._sentences(lines)
        for number, some in enumerate(batched(sentences, LINES_PER_UTTERANCE * 500, strict=False)):
            first = number * 500 + 1
            owners = range(first, first + (len(some) + LINES_PER_UTTERANCE - 1) // LINES_PER_UTTERANCE)
            with self._database.write() as connection:
                connection.execute(insert(utterance), [_utterance(owner) for owner in owners])
                connection.execute(insert(transcription), [_transcription(owner) for owner in owners])
                connection.execute(insert(line), list(some))

    def searches(self, lines: int) -> Mapping[str, Sequence[Wanted]]:
        """Return what is looked for, by kind."""
        rare = self._words[VOCABULARY // 2 :]
        until_ms = START_MS + lines * APART_MS
        pick = self._random.choice

        def somebody(typed: str = "") -> Wanted:
            start_ms = self._random.randrange(START_MS, max(START_MS + 1, until_ms - 7 * DAY_MS))
            who = [pick(self._people)]
            return Wanted(text=typed, person_ids=who, start_ms=start_ms, end_ms=start_ms + 7 * DAY_MS)

        kinds: Mapping[str, Callable[[], Wanted]] = {
            "rare_word": lambda: Wanted(text=pick(rare)),
            "common_word": lambda: Wanted(text=pick(self._words[:20])),
            "common_words_together": lambda: Wanted(text=" ".join(self._random.sample(self._words[:100], 2))),
            "phrase": lambda: Wanted(text=f'"{pick(self._words[:50])} {pick(self._words[:2000])}"'),
            "prefix": lambda: Wanted(text=f"{pick(self._words)[:4]}*"),
            "speaker_and_range": somebody,
            "word_speaker_and_range": lambda: somebody(pick(self._words[:500])),
            "common_word_ranked": lambda: Wanted(text=pick(self._words[:20]), order=Order.BEST),
        }
        return {kind: [make() for _ in range(SEARCHES)] for kind, make in kinds.items()}

    def _word(self) -> str:
        return "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 5)))

    def _sentences(self, lines: int) -> Iterator[dict[str, Any]]:
        chosen = iter(lambda: self._random.choices(self._words, cum_weights=self._weights, k=10), None)
        for number, ten in enumerate(islice(chosen, lines)):
            words = ten[: self._random.randint(2, 10)]
            start_ms = START_MS + number * APART_MS
            sentence = " ".join(words)
            yield {
                "id": start_ms * LINES_PER_MS,
                "camera_id": CAMERAS[number % len(CAMERAS)],
                "utterance_id": number // LINES_PER_UTTERANCE + 1,
                "version": 1,
                "start_ms": start_ms,
                "end_ms": start_ms + WORD_MS * len(words),
                "text": sentence,
                "translation": None,
                "language": "en",
                "confidence": round(self._random.random(), 3),
                "words": [
                    [f" {word}", start_ms + WORD_MS * place, start_ms + WORD_MS * (place + 1), 0.9]
                    for place, word in enumerate(words)
                ],
                "person_id": self._random.choice([None, *self._people]),
                "shown": True,
                "terms": (sentence,),
            }


def _utterance(owner: int) -> dict[str, Any]:
    start_ms = START_MS + owner * APART_MS * LINES_PER_UTTERANCE
    times = {"start_ms": start_ms, "end_ms": start_ms + 20_000, "created_ms": start_ms}
    return times | {"id": owner, "camera_id": CAMERAS[0], "state": "done", "priority": 1, "attempts": 1, "deaths": 0}


def _transcription(owner: int) -> dict[str, Any]:
    made = {"engine": "bench", "model": "bench", "task": "transcribe", "quality": 0, "created_ms": START_MS}
    return made | {"utterance_id": owner, "version": 1, "shown": True, "chosen": False}


if __name__ == "__main__":
    sys.exit(main())
