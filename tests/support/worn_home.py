"""Days that are hard to show, written for a real server before it starts; all in UTC, on days that are over."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert, select

from tests.support.history import History, looped
from tests.support.lived_talk import Said, write_lines
from tests.support.visits import STAY
from wallflower.clock import now_ms
from wallflower.media.fragment import Fragment
from wallflower.recorder.layout import segment_path
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import People
from wallflower.store.recordings import Recordings
from wallflower.store.schema import gap, recording
from wallflower.store.visits import Visits
from wallflower.wire import GapReason, Verdict

MINUTE_MS = 60_000
DAY_MS = 1440 * MINUTE_MS
TORN, TALKER, CHANGED = "torncam001", "talkercam1", "changedcam"
# Names that are written from right to left, one with signs that a wrong order would move to its other end.
HEBREW, ARABIC = "דלת הכניסה (1)", "فاطمة الزهراء!"
GAPS, LINES = 1440, 10_000
SHORT_DAY, LONG_DAY = "2026-03-29", "2026-10-25"
"""Of 23 and of 25 hours in Berlin."""
BERLIN_OFFSETS = {SHORT_DAY: timedelta(hours=1), LONG_DAY: timedelta(hours=2)}


@dataclass(frozen=True, slots=True)
class WornDays:
    """Where the day of the gaps and the lines begins, and its date."""

    start_ms: int

    @property
    def date(self) -> str:
        """Return the day as the panel's addresses name it."""
        return datetime.fromtimestamp(self.start_ms / 1000, UTC).date().isoformat()


def midnight_ms(date: str) -> int:
    """Return when a day of the changed clock begins in Berlin."""
    return round((datetime.fromisoformat(f"{date}T00:00+00:00") - BERLIN_OFFSETS[date]).timestamp() * 1000)


def wear(data: Path, media: Path, clip: Sequence[Fragment]) -> WornDays:
    """Write everything; `clip` is what the cameras saw."""
    data.mkdir(parents=True, exist_ok=True)
    media.mkdir(parents=True, exist_ok=True)
    days = WornDays(now_ms() // DAY_MS * DAY_MS - DAY_MS)
    with closing(Database(data / "wallflower.db")) as database:
        database.migrate()
        names = {TORN: "Attic", TALKER: HEBREW, CHANGED: "Clock"}
        for camera_id, name in names.items():
            row = CameraRow(
                id=camera_id, name=name, url="rtsp://192.0.2.1/", created_ms=0, enabled=False, retention_days=3650
            )
            Cameras(database).create(row)
        _tear(database, media, looped(clip, 30), days.start_ms)
        _talk(database, media, looped(clip, 60), days.start_ms)
        _change_clocks(database, media, looped(clip, 60))
    return days


def _tear(database: Database, media: Path, half_minute: Sequence[Fragment], start_ms: int) -> None:
    """Record the first half of each minute of a day."""
    first = History(media, Recordings(database), TORN).write(half_minute, start_ms, session="1" * 32)
    with database.write() as connection:
        row = connection.execute(select(recording).where(recording.c.id == first.id)).one()
        later = [start_ms + number * MINUTE_MS for number in range(1, GAPS)]
        rows = [dict(row._mapping) | {"start_ms": at, "path": segment_path(TORN, at)} for at in later]
        for number, new in enumerate(rows):
            del new["id"]
            new["session_id"] = f"{number + 2:032x}"
            path = media / new["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.hardlink_to(media / first.path)
        connection.execute(insert(recording), rows)
        reasons = (GapReason.CAMERA_OFFLINE, GapReason.STREAM_ERROR, GapReason.SERVER_STOPPED)
        gaps = [
            {
                "camera_id": TORN,
                "start_ms": start_ms + number * MINUTE_MS + first.duration_ms,
                "end_ms": start_ms + (number + 1) * MINUTE_MS,
                "reason": reasons[number % 3],
            }
            for number in range(GAPS)
        ]
        connection.execute(insert(gap), gaps)


def _talk(database: Database, media: Path, minute: Sequence[Fragment], start_ms: int) -> None:
    """Let a day be full of talk, some of it by somebody whose name is written from right to left."""
    history = History(media, Recordings(database), TALKER)
    history.write(minute, start_ms + DAY_MS // 2, session="2" * 32)
    somebody = People(database).create(ARABIC).id
    each_ms = DAY_MS // LINES
    lines = (
        Said(
            start_ms=start_ms + number * each_ms,
            end_ms=start_ms + number * each_ms + 4000,
            text=f"line number {number + 1} of the day",
            person_id=somebody if number % 500 == 250 else None,
        )
        for number in range(LINES)
    )
    write_lines(database, TALKER, lines)
    visits = Visits(database)
    for hour in range(9, 15):
        at_ms = start_ms + hour * 60 * MINUTE_MS
        state = STAY.__replace__(
            camera_id=TALKER,
            start_ms=at_ms,
            last_seen_ms=at_ms + 5000,
            verdict=Verdict.KNOWN,
            person_id=somebody,
            model="resnet_v1",
        )
        visits.update(visits.open(state).id, state, end_ms=at_ms + 5000)


def _change_clocks(database: Database, media: Path, minute: Sequence[Fragment]) -> None:
    """Record a minute of each half hour of the days on which clocks are changed in Berlin."""
    history = History(media, Recordings(database), CHANGED)
    for number, (date, hours) in enumerate(((SHORT_DAY, 23), (LONG_DAY, 25))):
        begin_ms = midnight_ms(date)
        first = history.write(minute, begin_ms, session=f"{3 + number:032x}")
        for half in range(1, 2 * hours):
            history.link(first, begin_ms + half * 30 * MINUTE_MS, base_ms=half * 30 * MINUTE_MS)
