"""How soon recordings and the live view are there: playlists, pictures, a browser, Home Assistant, an index made anew.

The day is 1,440 files of 1080p25 H.264 at 4 Mbit/s with AAC, a keyframe each 2 s. Each figure is a median.
"""

import argparse
import asyncio
import gzip
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from bench_lib.browser import DAY_MS, browser
from bench_lib.day import (
    CAMERA,
    MINUTE_MS,
    NOON_MS,
    REAL_MINUTES,
    START_MS,
    Day,
    empty_database,
    make_day,
    make_small_day,
)
from bench_lib.recorders import clip, our_command, process
from bench_lib.report import Figure, show
from tests.support.footage import make_footage, make_fragments
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.muxer import FRAGMENT_MS
from wallflower.playback.playlist import playlist
from wallflower.playback.rtsp import stream_password
from wallflower.playback.snapshot import Snapshots
from wallflower.recorder.recovery import Recovery
from wallflower.store.database import Database
from wallflower.store.recordings import RecordingRow, pack_groups

HOUR_MS = 3_600_000
HASS = Path(".venv/hass/bin/python")
WARM_UP_S = 8.0


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory(prefix="wallflower-bench-") as name:
        directory = Path(name)
        day = make_day(directory / "day", clip())
        figures = [*_playlists(day), *_snapshots(day)]
        figures += asyncio.run(browser(day, clip(), directory))
        figures += _index(day, directory / "small")
        day.database.close()
        figures += _home_assistant(directory / "live")
    return show(figures, as_json=arguments.json)


def _median_ms(times: int, work: Callable[[], object]) -> float:
    taken = []
    for _ in range(times):
        began_s = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began_s) * 1000)
    return round(statistics.median(taken), 2)


def _playlists(day: Day) -> Iterator[Figure]:
    def make(start_ms: int, length_ms: int) -> str:
        rows = day.recordings.list(CAMERA, start_ms, start_ms + length_ms)
        return playlist(rows, start_ms, start_ms + length_ms)

    rows = [_varied(row) for row in day.recordings.list(CAMERA, START_MS, START_MS + DAY_MS)]
    size_kb = round(len(gzip.compress(playlist(rows, START_MS, START_MS + DAY_MS).encode(), 6)) / 1000, 1)
    yield Figure(
        name="playback.day_playlist", value=_median_ms(9, lambda: make(START_MS, DAY_MS)), unit="ms", target=40
    )
    yield Figure(name="playback.day_playlist_gzip", value=size_kb, unit="kB", target=130)
    yield Figure(
        name="playback.hour_playlist", value=_median_ms(30, lambda: make(NOON_MS, HOUR_MS)), unit="ms", target=3
    )


def _varied(row: RecordingRow) -> RecordingRow:
    """Give the groups of pictures sizes of their own, as scenes do: equal ones would compress too well."""
    sizes = [random.randrange(700_000, 1_300_000) for _ in row.groups]
    offsets = [*accumulate(sizes, initial=row.groups[0][0])]
    groups = zip(offsets, (length for _, length in row.groups), strict=False)
    return replace(row, packed_groups=pack_groups(groups), size_bytes=offsets[-1])


def _snapshots(day: Day) -> Iterator[Figure]:
    snapshots = Snapshots(day.media, day.recordings)
    instants = [NOON_MS + random.randrange(REAL_MINUTES * MINUTE_MS) for _ in range(30)]

    def taken_ms(width: int | None) -> float:
        each = iter(instants)
        return _median_ms(len(instants), lambda: snapshots.take(CAMERA, next(each), width))

    for name, width in (("snapshot", None), ("thumbnail", 320)):
        yield Figure(name=f"playback.{name}", value=taken_ms(width), unit="ms", target=60)
        yield Figure(name=f"playback.{name}_again", value=taken_ms(width), unit="ms")


def _index(day: Day, directory: Path) -> Iterator[Figure]:
    """Make the index of a day of small files anew, and that of a day of large ones, of which most are the same file."""
    small = make_small_day(directory, make_fragments(make_footage(12), fragment_ms=FRAGMENT_MS))
    yield Figure(name="playback.index_rebuild", value=_rebuild_s(small.media, small.database), unit="s", target=5)
    small.database.close()
    large = empty_database(directory / "large")
    yield Figure(name="playback.index_rebuild_large_files", value=_rebuild_s(day.media, large), unit="s", target=5)
    large.close()


def _rebuild_s(media: Path, database: Database) -> float:
    began_s = time.perf_counter()
    report = Recovery(media, database).rebuild({CAMERA}, lambda _done, _total: None)
    elapsed_s = time.perf_counter() - began_s
    if report.adopted < DAY_MS // MINUTE_MS:
        sys.exit(f"only {report.adopted} files came back into the index")
    return round(elapsed_s, 2)


def _home_assistant(directory: Path) -> Iterator[Figure]:
    """Compare Home Assistant's stream worker on our restream with the same on the camera itself."""
    if not HASS.exists():
        print("no .venv/hass: Home Assistant's stream worker is not measured", file=sys.stderr)
        return
    directory.mkdir()
    with ExitStack() as stack:
        camera = stack.enter_context(CameraProcess({"cam0": clip()}, "--tcp-only"))
        stack.enter_context(process(our_command(directory, [camera.url("cam0")]), "ingest", directory))
        port = int((directory / "rtsp_port").read_text(encoding="ascii"))
        password = stream_password(b"bench", "cam0")
        ours = f"rtsp://wallflower:{password}@127.0.0.1:{port}/cam0"
        time.sleep(WARM_UP_S)
        seconds = [(_first_part_s(ours), _first_part_s(camera.url("cam0"))) for _ in range(7)]
    value, peer = (round(statistics.median(column), 3) for column in zip(*seconds, strict=True))
    yield Figure(name="playback.ha_first_part", value=value, unit="s", target=0.2, peer_value=peer)


def _first_part_s(url: str) -> float:
    script = str(Path(__file__).with_name("ha_stream.py"))
    done = subprocess.run([str(HASS), script, url], capture_output=True, text=True, check=True, timeout=60)
    return float(done.stdout.split()[-1])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench playback", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
