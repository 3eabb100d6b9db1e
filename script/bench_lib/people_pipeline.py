"""From a camera's fragments to visits: what the pipeline adds to the engine."""

import asyncio
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import skimage.data

from bench_lib.gauge import memory
from bench_lib.report import Figure
from tests.support.footage import Footage, make_fragments
from tests.support.passing import film_of, portrait_on_wall
from tests.support.waiting import until
from wallflower.faces.analysis import ANALYSE_TIMEOUT_S, AnalysedFace, AnalysedImage, analyse, load_engine
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Box, Rgb
from wallflower.faces.quality import Quality
from wallflower.faces.watcher import Watcher
from wallflower.media.decode import KeyframeDecoder
from wallflower.media.fragment import Fragment
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.visits import Visits
from wallflower.wire import Phase, VisitChange
from wallflower.workers.executor import EnginePool

FULL_HD, SUB_STREAM = (1920, 1080), (640, 360)
ROUNDS = 24
FLOW_ROUNDS, FLOW_PICTURES, FLOW_CAMERAS = 6, 8, 2
STAYS, STAY_MS = 20, 240_000
CAMERAS, SETTLED_S, IDLE_S, PER_S = 8, 100, 40, 5
FRAMES, WARM_UP = 20_000, 4_000
_NOWHERE = Path("unused")
_GOOD = Quality(score=0.9, size=1, sharpness=1, pose=1, detector=1, inside=1, face_px=120)


@dataclass
class _House:
    """A watcher with a database of its own, and what it told when."""

    database: Database
    changes: list[tuple[float, VisitChange]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.database.migrate()
        for number in range(CAMERAS):
            Cameras(self.database).create(CameraRow(id=f"cam{number}", name=f"{number}", url="rtsp://x", created_ms=1))

    def watcher(self, engine: object) -> Watcher:
        people, visits = People(self.database), Visits(self.database)
        return Watcher(engine, people, visits, lambda change: self.changes.append((time.perf_counter(), change)))  # type: ignore[arg-type]


class _Someone:
    """An engine that sees one face, or none, at once."""

    def __init__(self) -> None:
        self.there = True
        self.last_s = 0.0
        vector = np.random.default_rng(0).standard_normal(PROFILE.dimension).astype(np.float32)
        self._face = AnalysedFace(
            box=Box(100, 100, 120, 120), score=0.95, quality=_GOOD, embedding=vector, crop=bytes(20_000)
        )

    async def __call__(self, rgb: Rgb) -> AnalysedImage:
        self.last_s = time.perf_counter()
        faces = (self._face,) if self.there else ()
        return AnalysedImage(profile=PROFILE, faces=faces, width=rgb.shape[1], height=rgb.shape[0])


def overhead() -> Iterator[Figure]:
    """Compare fragments that become visits through dlib with dlib called directly, frame by frame, in turns.

    Who calls the engine directly on a camera's frames decodes them; what the engine takes without that is told, too.
    """
    decoding_s, engine_s, whole_s = asyncio.run(_beside_the_engine())
    for name, took_s in (("decoding_alone", decoding_s), ("engine_alone", engine_s), ("engine_in_pipeline", whole_s)):
        yield Figure(name=f"people.{name}", value=round(1000 * statistics.median(took_s), 1), unit="ms")
    direct_s = [decoding + engine for decoding, engine in zip(decoding_s, engine_s, strict=True)]
    ratio = _undisturbed(whole_s) / _undisturbed(direct_s)
    yield Figure(name="people.pipeline_over_direct", value=round(ratio, 3), unit="1", target=1.10)
    ratio = _undisturbed(whole_s) / _undisturbed(engine_s)
    yield Figure(name="people.pipeline_over_engine_without_decoding", value=round(ratio, 3), unit="1")


def _undisturbed(took_s: list[float]) -> float:
    """Return the mean of the fastest third: what else runs on the machine disturbs the others."""
    return statistics.mean(sorted(took_s)[: len(took_s) // 3])


def flow() -> Iterator[Figure]:
    """Compare several cameras' fragments as fast as they become visits with dlib called directly, some each in turns.

    The pipeline decodes a picture while the engine, in its own process, has the one before.
    """
    direct_s, whole_s = asyncio.run(_in_flow())
    yield Figure(name="people.direct_in_flow", value=round(1000 * min(direct_s), 1), unit="ms")
    yield Figure(name="people.engine_in_flow", value=round(1000 * min(whole_s), 1), unit="ms")
    ratio = _undisturbed(whole_s) / _undisturbed(direct_s)
    yield Figure(name="people.flow_over_direct", value=round(ratio, 3), unit="1", target=1.10)


async def _in_flow() -> tuple[list[float], list[float]]:
    """Return the seconds per picture of each round: decoded and given to the engine, and of the pipeline."""
    fragments = _fragments(FULL_HD, FLOW_PICTURES, someone=True)
    decoder = KeyframeDecoder()
    engine = load_engine("dlib", _NOWHERE)
    pool = EnginePool(load_engine, ("dlib", _NOWHERE), "faces")

    async def run(rgb: Rgb) -> AnalysedImage:
        return await pool.run(analyse, "dlib", _NOWHERE, rgb, timeout_s=ANALYSE_TIMEOUT_S)

    direct_s, whole_s = [], []
    with tempfile.TemporaryDirectory() as directory:
        watcher = _House(Database(Path(directory, "bench.db"))).watcher(run)
        for number in range(FLOW_ROUNDS + 1):
            began_s = time.perf_counter()
            await _all_shown(watcher, fragments, number * 1000 * FLOW_PICTURES)
            middle_s = time.perf_counter()
            for fragment in fragments:
                if (picture := decoder.feed(fragment)) is not None:
                    engine.analyse(picture.rgb)
            if number:  # the first round loads things
                whole_s.append((middle_s - began_s) / FLOW_PICTURES)
                direct_s.append((time.perf_counter() - middle_s) / FLOW_PICTURES)
        if watcher.counts.dropped_pictures or watcher.counts.analysed != (FLOW_ROUNDS + 1) * FLOW_PICTURES:
            raise RuntimeError("pictures were left out")
        await watcher.close()
        await pool.close()
    return direct_s, whole_s


async def _all_shown(watcher: Watcher, fragments: list[Fragment], start_ms: int) -> None:
    """Give the watcher fragments of several cameras, the next one as soon as none but one waits for the engine."""
    for number, fragment in enumerate(fragments):
        await until(lambda: _under_way(watcher) <= 1)
        wanted = watcher.counts.looked + 1
        shown = replace(fragment, camera_id=f"cam{number % FLOW_CAMERAS}", start_ms=start_ms + 1000 * number)
        await watcher.on_fragment(shown)
        await until(partial(_has_looked, watcher, wanted))
    await until(lambda: not _under_way(watcher))


def _has_looked(watcher: Watcher, times: int) -> bool:
    return watcher.counts.looked >= times


def _under_way(watcher: Watcher) -> int:
    counts = watcher.counts
    return counts.picked - counts.analysed - counts.dropped_pictures - counts.failed


async def _beside_the_engine() -> tuple[list[float], list[float], list[float]]:
    """Return the seconds of each frame: decoded, in the engine alone, and in the pipeline."""
    fragments = _fragments(FULL_HD, ROUNDS, someone=True)
    engine = load_engine("dlib", _NOWHERE)
    pool = EnginePool(load_engine, ("dlib", _NOWHERE), "faces")

    async def run(rgb: Rgb) -> AnalysedImage:
        return await pool.run(analyse, "dlib", _NOWHERE, rgb, timeout_s=ANALYSE_TIMEOUT_S)

    decoder = KeyframeDecoder()
    decoding_s, engine_s, whole_s = [], [], []
    with tempfile.TemporaryDirectory() as directory:
        watcher = _House(Database(Path(directory, "bench.db"))).watcher(run)
        for number, fragment in enumerate(fragments):
            began_s = time.perf_counter()
            await _shown(watcher, fragment)
            shown_s = time.perf_counter()
            picture = decoder.feed(fragment)
            decoded_s = time.perf_counter()
            if picture is None:
                raise RuntimeError("a keyframe of the film cannot be decoded")
            engine.analyse(picture.rgb)
            if number > 1:  # the first ones load things
                whole_s.append(shown_s - began_s)
                decoding_s.append(decoded_s - shown_s)
                engine_s.append(time.perf_counter() - decoded_s)
        await watcher.close()
        await pool.close()
    return decoding_s, engine_s, whole_s


def latency() -> Iterator[Figure]:
    """Measure from the keyframe that decides, the second with a face, to the visit's event, but for the engine."""
    waits_s = asyncio.run(_stays())
    yield Figure(name="people.keyframe_to_visit", value=round(statistics.median(waits_s), 3), unit="s", target=0.5)
    yield Figure(name="people.keyframe_to_visit_worst", value=round(max(waits_s), 3), unit="s")


async def _stays() -> list[float]:
    fragments = [fragment for fragment in _fragments(FULL_HD, 3, someone=True) if fragment.is_key]
    someone, waits_s = _Someone(), []
    with tempfile.TemporaryDirectory() as directory:
        house = _House(Database(Path(directory, "bench.db")))
        watcher = house.watcher(someone)
        for start_ms in range(0, STAYS * STAY_MS, STAY_MS):
            await _shown(watcher, replace(fragments[0], start_ms=start_ms))
            began_s = time.perf_counter()
            await _shown(watcher, replace(fragments[1], start_ms=start_ms + 1000))
            told_s, change = house.changes[-1]
            if change.phase is not Phase.STARTED:
                raise RuntimeError("two pictures of somebody did not begin a visit")
            waits_s.append(told_s - began_s)
            someone.there = False
            await _shown(watcher, replace(fragments[2], start_ms=start_ms + STAY_MS // 2))
            someone.there = True
        await watcher.close()
    return waits_s


def idle() -> Iterator[Figure]:
    """Let eight cameras show an empty, noisy wall with a keyframe a second, in real time."""
    for size, name in ((FULL_HD, "1080p"), (SUB_STREAM, "sub_stream_360p")):
        share, looked, key_kb = asyncio.run(_nothing_happens(size))
        yield Figure(name=f"people.eight_idle_{name}_core", value=round(100 * share, 2), unit="%", target=3.0)
        yield Figure(name=f"people.idle_keyframe_{name}", value=round(1000 * share * IDLE_S / looked, 2), unit="ms")
        yield Figure(name=f"people.idle_keyframe_size_{name}", value=round(key_kb), unit="kB")


async def _nothing_happens(size: tuple[int, int]) -> tuple[float, int, float]:
    seconds = _groups(size, 6)
    sizes = [len(group[0].data) for group in seconds]
    with tempfile.TemporaryDirectory() as directory:
        someone = _Someone()
        someone.there = False
        watcher = _House(Database(Path(directory, "bench.db"))).watcher(someone)
        for second in range(SETTLED_S):  # the gates close, and sizes prove right
            await _everybody(watcher, seconds, second)
            await asyncio.sleep(0.25)
        before, looked, began_s = os.times(), watcher.counts.looked, time.perf_counter()
        for second in range(IDLE_S):
            await _everybody(watcher, seconds, SETTLED_S + second)
            await asyncio.sleep(max(0.0, began_s + second + 1 - time.perf_counter()))
        after, passed_s = os.times(), time.perf_counter() - began_s
        done = watcher.counts.looked - looked
        await watcher.close()
    return (after.user + after.system - before.user - before.system) / passed_s, done, statistics.median(sizes) / 1000


async def _everybody(watcher: Watcher, seconds: list[list[Fragment]], second: int) -> None:
    for number in range(CAMERAS):
        for place, fragment in enumerate(seconds[(second + number) % len(seconds)]):
            start_ms = 1_000_000 + second * 1000 + place * 1000 // PER_S
            await watcher.on_fragment(replace(fragment, camera_id=f"cam{number}", start_ms=start_ms))


def growth() -> Iterator[Figure]:
    """Look at twenty thousand pictures of one camera, in which somebody comes and goes all the time."""
    first_mb, last_mb = asyncio.run(_for_hours())
    yield Figure(
        name="people.rss_growth_20000_frames", value=round(100 * (last_mb / first_mb - 1), 2), unit="%", target=3.0
    )
    yield Figure(name="people.rss_after_20000_frames", value=round(last_mb, 1), unit="MB")


async def _for_hours() -> tuple[float, float]:
    fragments = _fragments(SUB_STREAM, 8, someone=True)
    someone, first_mb = _Someone(), 0.0
    with tempfile.TemporaryDirectory() as directory:
        house = _House(Database(Path(directory, "bench.db")))
        watcher = house.watcher(someone)
        for number in range(WARM_UP + FRAMES):
            if number == WARM_UP:
                first_mb = memory(os.getpid()).rss_mb
            someone.there = number % 60 < 30
            shown = replace(fragments[number % len(fragments)], camera_id="cam0", start_ms=number * 500)
            await _shown(watcher, shown)
            if len(house.changes) > 100:
                house.changes.clear()
        last_mb = memory(os.getpid()).rss_mb
        await watcher.close()
    return first_mb, last_mb


async def _shown(watcher: Watcher, fragment: Fragment) -> None:
    """Give the watcher a fragment and wait until it is done with it."""
    before = watcher.counts.looked
    await watcher.on_fragment(fragment)
    while True:
        counts = watcher.counts
        if counts.looked > before and counts.picked == counts.analysed + counts.dropped_pictures + counts.failed:
            return
        await asyncio.sleep(0.0005)


def _pictures(size: tuple[int, int], count: int, *, someone: bool) -> Iterator[Rgb]:
    portrait = np.asarray(skimage.data.astronaut(), np.uint8) if someone else None
    for number in range(count):
        yield portrait_on_wall(portrait, size, step=number)


def _groups(size: tuple[int, int], count: int) -> list[list[Fragment]]:
    """Return the fragments of as many seconds of an empty wall, each of which begins with a keyframe."""
    pictures = _pictures(size, count * PER_S, someone=False)
    groups: list[list[Fragment]] = []
    for fragment in make_fragments(Footage(film_of(pictures, PER_S)), fragment_ms=330):
        if fragment.is_key:
            groups.append([])
        groups[-1].append(fragment)
    return groups[:count]


def _fragments(size: tuple[int, int], count: int, *, someone: bool) -> list[Fragment]:
    made = make_fragments(Footage(film_of(_pictures(size, count, someone=someone))))
    keys = [fragment for fragment in made if fragment.is_key]
    if len(keys) != count:
        raise RuntimeError("the film has not as many keyframes as pictures")
    return [replace(fragment, camera_id="cam0") for fragment in keys]
