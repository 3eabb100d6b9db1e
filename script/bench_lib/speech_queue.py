"""What the pipeline adds to the engine, and what sharing windows gains, with models of the real sizes."""

import asyncio
import multiprocessing
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bench_lib import paced_whisper
from bench_lib.gauge import usage
from bench_lib.report import Figure
from tests.support import random_whisper
from tests.support.talk import Talk, make_talk
from tests.support.transcribing import START_MS, Rig
from wallflower.speech.audio import Recorded
from wallflower.speech.engine import Window
from wallflower.speech.host import EngineHost
from wallflower.speech.pressure import Effort
from wallflower.speech.sound import RATE_HZ, RATE_KHZ, Samples
from wallflower.speech.sources import LocalSource
from wallflower.speech.treatment import Treatment
from wallflower.speech.window import PAUSE_S
from wallflower.speech.worker import transcribe
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.utterances import LONGEST_TOGETHER_MS, State
from wallflower.wire_options import SpeechOptions
from wallflower.workers.executor import EnginePool

CAMERA = "bench"
SENTENCES = 12
OVERHEAD_SENTENCES = 4
ROUNDS = 3
MARGIN_MS = 300
MOST_SHARE = 0.333  # three times the throughput
SOAK_UTTERANCES = 5_000
SOAK_WARM_UP = 500
SOAK_PIECE = 100
SOAK_LEVELS = 5
SOAK_MOST_S = 320


class Bench:
    """A queue over one talk, each of whose sentences is an utterance that is recorded."""

    def __init__(self, directory: Path, model: Path, talk: Talk, *, is_real: bool = False) -> None:
        """Prepare; the engine loads with the first work. A model that `is_real` ends its texts by itself."""
        self.database = Database(directory / "wallflower.db")
        self.database.migrate()
        Cameras(self.database).create(CameraRow(id=CAMERA, name="Bench", url="rtsp://192.0.2.1/"))
        self.source = LocalSource(model.parent, str(model), niceness=0)
        self.host = EngineHost("faster-whisper", self.source, EnginePool if is_real else _paced)
        # What chance says would always be tried a second time.
        options = SpeechOptions(temperatures=(0.0,))
        self.rig = Rig(self.database, self._read, treatments={CAMERA: Treatment(language="en", options=options)})
        self._talk = talk
        self._added = 0
        self.spans_ms = [
            (round(words[0].start_s * 1000) - MARGIN_MS, round(words[-1].end_s * 1000) + MARGIN_MS)
            for words in talk.sentences
        ]

    def add(self, count: int) -> None:
        """Queue so many more utterances, the talk over and over."""
        for number in range(self._added, self._added + count):
            turn, index = divmod(number, len(self.spans_ms))
            start_ms, end_ms = self.spans_ms[index]
            at_s = turn * self._talk.length_s + start_ms / 1000
            self.rig.add(CAMERA, at_s, end_ms - start_ms)
        self._added += count

    def windows(self) -> list[Window]:
        """Return the sound of each utterance as the pipeline asks for it."""
        return [Window(samples=self._samples(*span), language="en", temperatures=(0.0,)) for span in self.spans_ms]

    async def work(self, effort: Effort) -> float:
        """Transcribe all that is queued; return the seconds it took."""
        self.rig.effort = effort
        await self.host.is_ready()
        began_s = time.perf_counter()
        await self.rig.drain(self.host)
        taken_s = time.perf_counter() - began_s
        if waiting := self.rig.count()[State.QUEUED]:
            raise RuntimeError(f"{waiting} utterances were left")
        return taken_s

    async def close(self) -> None:
        """End the engine."""
        await self.host.close()
        self.database.close()

    def _read(self, _camera_id: str, start_ms: int, end_ms: int) -> Recorded:
        first = (start_ms - START_MS) % round(self._talk.length_s * 1000)
        return Recorded(self._samples(first, first + end_ms - start_ms), [(start_ms, end_ms)])

    def _samples(self, start_ms: int, end_ms: int) -> Samples:
        return self._talk.samples[start_ms * RATE_KHZ : end_ms * RATE_KHZ]


def overhead(directory: Path) -> Iterator[Figure]:
    """Compare the whole way from queue to stored lines with the engine alone, on the same windows, in turn."""
    model = random_whisper.build(directory / "base", "base")
    talk = make_talk("en", OVERHEAD_SENTENCES)
    ratios, ours, theirs = asyncio.run(_in_turn(directory, model, talk))
    yield Figure(name="speech.pipeline_overhead", value=round(statistics.median(ratios), 3), unit="1", target=1.05)
    yield Figure(name="speech.four_utterances_base", value=round(ours, 2), unit="s", peer_value=round(theirs, 2))


async def _in_turn(directory: Path, model: Path, talk: Talk) -> tuple[list[float], float, float]:
    bench = Bench(_below(directory, "overhead"), model, talk)
    spec = bench.source().spec
    alone = multiprocessing.get_context("spawn").Pool(1, initializer=paced_whisper.load, initargs=(spec,))
    with alone:
        windows = bench.windows()
        await asyncio.to_thread(alone.starmap, transcribe, [(spec, windows[0])])
        bench.add(1)
        await bench.work(Effort.CAREFUL)
        ours, theirs = [], []
        for _ in range(ROUNDS):
            bench.add(len(windows))
            ours.append(await bench.work(Effort.CAREFUL))
            began_s = time.perf_counter()
            await asyncio.to_thread(alone.starmap, transcribe, [(spec, window) for window in windows], 1)
            theirs.append(time.perf_counter() - began_s)
    await bench.close()
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    return ratios, statistics.median(ours), statistics.median(theirs)


def packing(directory: Path, mini: Path) -> Iterator[Figure]:
    """Compare utterances that share windows with one call for each, on the same sound, in turn."""
    talk = make_talk("en", SENTENCES)
    share, speech_s = asyncio.run(_share(directory, mini, talk))
    yield Figure(name="speech.packed_work_share", value=round(share, 3), unit="1", target=MOST_SHARE)
    yield Figure(name="speech.packed_utterance", value=round(speech_s / SENTENCES, 2), unit="s")
    model = random_whisper.build(directory / "base", "base")
    base = _share_of_engine(Bench(_below(directory, "base"), model, talk))
    yield Figure(name="speech.packed_work_share_of_base", value=round(base, 3), unit="1", target=MOST_SHARE)


async def _share(directory: Path, model: Path, talk: Talk) -> tuple[float, float]:
    bench = Bench(_below(directory, "packing"), model, talk, is_real=True)
    bench.add(SENTENCES)
    await bench.work(Effort.PACKED)
    shares = []
    for _ in range(ROUNDS):
        bench.add(SENTENCES)
        single_s = await bench.work(Effort.CAREFUL)
        bench.add(SENTENCES)
        shares.append(await bench.work(Effort.PACKED) / single_s)
    await bench.close()
    return statistics.median(shares), sum(end_ms - start_ms for start_ms, end_ms in bench.spans_ms) / 1000


def _share_of_engine(bench: Bench) -> float:
    """Compare the windows themselves: what chance says has no place in them, so the queue would hear it again."""
    spec = bench.source().spec
    engine = paced_whisper.create(spec)
    single = bench.windows()
    engine.transcribe(single[0])
    packed = [replace(single[0], samples=np.concatenate(pieces)) for pieces in _together(single)]
    taken_s = []
    for windows in (single, packed):
        began_s = time.perf_counter()
        for window in windows:
            engine.transcribe(window)
        taken_s.append(time.perf_counter() - began_s)
    bench.database.close()
    return taken_s[1] / taken_s[0]


def _together(windows: list[Window]) -> Iterator[list[Samples]]:
    """Yield the sound of as many utterances as the queue would put into one window."""
    pause = np.zeros(round(PAUSE_S * RATE_HZ), np.float32)
    pieces: list[Samples] = []
    for window in windows:
        if pieces and sum(map(len, pieces)) + len(window.samples) > LONGEST_TOGETHER_MS * RATE_KHZ:
            yield pieces
            pieces = []
        pieces += [*([pause] if pieces else []), window.samples]
    yield pieces


def growth(directory: Path, mini: Path) -> Iterator[Figure]:
    """Let thousands of utterances through one engine; memory must stay. What time allows is done, and said."""
    levels_mb = asyncio.run(_soak(directory, mini))
    # The middle of several: what the allocator holds for a moment is no growth.
    before_mb, after_mb = (statistics.median(part) for part in (levels_mb[:SOAK_LEVELS], levels_mb[-SOAK_LEVELS:]))
    through = (len(levels_mb) - SOAK_LEVELS) * SOAK_PIECE
    percent = (after_mb / before_mb - 1) * 100
    yield Figure(name=f"speech.rss_growth_of_{through}", value=round(percent, 2), unit="%", target=3.0)
    yield Figure(name=f"speech.rss_after_{through}", value=round(after_mb, 1), unit="MB")
    yield Figure(name="speech.soak_utterances_missing", value=SOAK_UTTERANCES - through, unit="1", target=0)


async def _soak(directory: Path, mini: Path) -> list[float]:
    """Return the memory after each piece of the queue, those of the warm-up left out."""
    talk = make_talk("en", 2 * SENTENCES)
    # The shortest sentences, as many of which as possible share a window.
    brief = sorted(talk.sentences, key=lambda words: words[-1].end_s - words[0].start_s)[:SENTENCES]
    bench = Bench(_below(directory, "soak"), mini, talk.only(brief), is_real=True)
    levels_mb: list[float] = []
    began_s = time.perf_counter()
    wanted = (SOAK_WARM_UP + SOAK_UTTERANCES) // SOAK_PIECE + SOAK_LEVELS
    while len(levels_mb) < wanted and time.perf_counter() - began_s < SOAK_MOST_S:
        bench.add(SOAK_PIECE)
        await bench.work(Effort.QUICK)
        bench.rig.lines.clear()  # the rig remembers every line, the product none
        levels_mb.append(_resident_mb())
    await bench.close()
    return levels_mb[SOAK_WARM_UP // SOAK_PIECE :]


def _resident_mb() -> float:
    """Return the memory of this process and of the engine's."""
    own = os.getpid()
    children = [int(pid) for pid in Path(f"/proc/{own}/task/{own}/children").read_text(encoding="ascii").split()]
    return usage([own, *children]).rss_mb


def _paced(_load: Callable[..., object], arguments: tuple[Any, ...], name: str) -> EnginePool:
    return EnginePool(paced_whisper.load, arguments, name)


def _below(directory: Path, name: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=directory))
