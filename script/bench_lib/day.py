"""A day of one camera, made in seconds: 1,440 files of a minute of 1080p25 at 4 Mbit/s, most of them the same bytes."""

from dataclasses import dataclass, replace
from pathlib import Path

import av

from tests.support.history import History, looped
from wallflower.media.fragment import Fragment
from wallflower.media.muxer import FragmentMuxer
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings

CAMERA = "benchcam01"
MINUTES = 1_440
MINUTE_MS = 60_000
START_MS = 1_795_132_800_000  # 2026-11-20T00:00:00Z
NOON_MS = START_MS + 720 * MINUTE_MS
# Behind the day: two files of a connection, one of the next, and one behind a gap; where each kind of boundary is,
# (before, behind).
AFTERWARDS_MS = START_MS + (MINUTES + 60) * MINUTE_MS
BOUNDARIES_MS = {
    "segment": (AFTERWARDS_MS + MINUTE_MS, AFTERWARDS_MS + MINUTE_MS),
    "connection": (AFTERWARDS_MS + 2 * MINUTE_MS, AFTERWARDS_MS + 2 * MINUTE_MS),
    "gap": (AFTERWARDS_MS + 3 * MINUTE_MS, AFTERWARDS_MS + 13 * MINUTE_MS),
}
# Pictures are taken from their files' own times, so these minutes are real files.
REAL_MINUTES = 4
SESSION = "b" * 32
OTHER_SESSION = "c" * 32


@dataclass(frozen=True, slots=True)
class Day:
    """Where it is."""

    media: Path
    database: Database
    recordings: Recordings


def make_day(directory: Path, clip: Path) -> Day:
    """Write the day of this clip below a directory."""
    day = _empty(directory)
    history = History(day.media, day.recordings, CAMERA)
    minute = looped(fragments_of(clip), 60)
    first = history.write(minute, START_MS, session=SESSION)
    for number in range(1, MINUTES):
        start_ms, base_ms = START_MS + number * MINUTE_MS, number * MINUTE_MS
        if NOON_MS <= start_ms < NOON_MS + REAL_MINUTES * MINUTE_MS:
            history.write(minute, start_ms, session=SESSION, base_ms=base_ms)
        else:
            history.link(first, start_ms, base_ms=base_ms)
    other = replace(first, session_id=OTHER_SESSION)
    for row, minute_number, base in (
        (first, 0, MINUTES + 60),
        (first, 1, MINUTES + 61),
        (other, 2, 0),
        (other, 13, 11),
    ):
        history.link(row, AFTERWARDS_MS + minute_number * MINUTE_MS, base_ms=base * MINUTE_MS)
    return day


def make_small_day(directory: Path, clip: list[Fragment]) -> Day:
    """Write a day of real files of few pixels: as many files and fragments as any other, less of pictures."""
    day = _empty(directory)
    history = History(day.media, day.recordings, CAMERA)
    minute = looped(clip, 60)
    for number in range(MINUTES):
        base_ms = number * MINUTE_MS
        history.write(minute, START_MS + base_ms, session=SESSION, base_ms=base_ms)
    return day


def fragments_of(clip: Path) -> list[Fragment]:
    """Mux a file into the fragments that a camera would have given."""
    fragments: list[Fragment] = []
    with av.open(str(clip)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        muxer = FragmentMuxer(
            (CAMERA, SESSION), video, audio, lambda at_s: START_MS + round(at_s * 1000), fragments.append
        )
        for packet in container.demux():
            if packet.dts is not None:
                muxer.mux(packet, is_video=packet.stream_index == video.index)
        muxer.close()
    return fragments


def empty_database(directory: Path) -> Database:
    """Return an index that knows the camera and nothing else."""
    directory.mkdir(parents=True, exist_ok=True)
    database = Database(directory / "wallflower.db")
    database.migrate()
    Cameras(database).create(CameraRow(id=CAMERA, name="Bench", url="rtsp://192.0.2.1/", created_ms=0))
    return database


def _empty(directory: Path) -> Day:
    media = directory / "media"
    media.mkdir(parents=True)
    database = empty_database(directory)
    return Day(media, database, Recordings(database))
