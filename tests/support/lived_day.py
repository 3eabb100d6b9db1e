"""A day that a household lived, made in seconds for a real server to show: to be written before it starts.

Four cameras with footage and gaps for every reason, people who were seen and heard and some who are not known, rules
with alerts, and jobs that are over. The day is yesterday, in UTC.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from tests.support.cast import sentences
from tests.support.history import History, looped
from tests.support.lived_faces import jpeg_of, seen_as
from tests.support.lived_talk import VOICE, Said, add_speakers, write_lines
from tests.support.visits import STAY
from wallflower.clock import now_ms
from wallflower.media.fragment import Fragment
from wallflower.store.alerts import Alerts, NewAlert
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.enrolled import EnrolledVoices, NewVoice
from wallflower.store.jobs import Jobs, new_id
from wallflower.store.motion import MotionStore
from wallflower.store.people import NewFace, People
from wallflower.store.recordings import Recordings
from wallflower.store.rules import Rules
from wallflower.store.speakers import Proposal, Speakers
from wallflower.store.stories import Stories
from wallflower.store.visits import Visits
from wallflower.wire import GapReason, Verdict
from wallflower.wire_alerts import Rule, RuleKind
from wallflower.wire_jobs import Captions, Export, ExportFile, ExportKind, ExportResult, FaceBlur, StoryClip
from wallflower.wire_stories import Story

MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
FILE_S = 304
FILE_MS = FILE_S * 1000
CAMERAS = {"frontdoor1": "Front door", "garden0001": "Garden", "hallway001": "Hallway", "garage0001": "Garage"}
DOOR, GARDEN, HALL, GARAGE = CAMERAS
NAMES = ("Alice Summer", "Ben Okafor", "Chloë Zürcher", "David")
# Hours of the day at which each camera's gaps begin and end, and why.
GAPS: Mapping[str, tuple[tuple[float, float, GapReason], ...]] = {
    DOOR: ((3.0, 3.4, GapReason.CAMERA_OFFLINE), (14.0, 14.5, GapReason.STREAM_ERROR)),
    GARDEN: (
        (0.0, 6.0, GapReason.OFF_SCHEDULE),
        (11.2, 11.3, GapReason.SERVER_STOPPED),
        (22.0, 24.0, GapReason.OFF_SCHEDULE),
    ),
    HALL: tuple((hour + 0.2, hour + 0.9, GapReason.NO_EVENT) for hour in range(24)),
    GARAGE: ((0.0, 16.0, GapReason.TURNED_OFF), (18.0, 24.0, GapReason.DISK_FULL)),
}
PARCEL = "there is a parcel for you at the front door"
GERMAN = "das Paket liegt vor der Tür"
WHOLE_HOUR = 12
"""Of it the front door has nothing but footage, and `PARCEL` is said five minutes into it."""


@dataclass(slots=True)
class LivedDay:
    """What was written; `start_ms` is where the day begins."""

    start_ms: int
    people: dict[str, str] = field(default_factory=dict)
    speakers: list[int] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    parcel_ms: int = 0
    parcel_line: int = 0
    story: str = ""

    @property
    def noon_ms(self) -> int:
        """Return the middle of the day."""
        return self.start_ms + WHOLE_HOUR * HOUR_MS


def live_a_day(data: Path, media: Path, clip: Sequence[Fragment], urls: Mapping[str, str] | None = None) -> LivedDay:
    """Write the day below the directories of a server that does not run yet.

    `clip` is what all cameras saw again and again, `urls` where those are now; the others do not answer.
    """
    data.mkdir(parents=True, exist_ok=True)
    media.mkdir(parents=True, exist_ok=True)
    day = LivedDay(now_ms() // DAY_MS * DAY_MS - DAY_MS)
    database = Database(data / "wallflower.db")
    with closing(database):
        database.migrate()
        _install(database, day, urls or {})
        _record(Recordings(database), media, clip, day)
        _enrol(database, day)
        _see(database, day)
        _hear(database, day)
        _order(database, day)
        _tell(database, day)
    return day


def _install(database: Database, day: LivedDay, urls: Mapping[str, str]) -> None:
    cameras = Cameras(database)
    for number, (camera_id, name) in enumerate(CAMERAS.items()):
        row = CameraRow(
            id=camera_id,
            name=name,
            url=urls.get(camera_id, f"rtsp://viewer:secret@127.0.0.1:9/{camera_id}"),
            transcribe=False,
            recognize_faces=False,
            recognize_voices=False,
            enabled=camera_id != GARAGE,
            created_ms=day.start_ms + number,
        )
        cameras.create(row)


def _record(recordings: Recordings, media: Path, clip: Sequence[Fragment], day: LivedDay) -> None:
    files = looped(clip, FILE_S)
    for camera_id, gaps in GAPS.items():
        history = History(media, recordings, camera_id)
        first = None
        for number, (begin_ms, end_ms) in enumerate(_between(gaps, day)):
            session = f"{number:032x}"
            for at_ms in range(begin_ms, end_ms - FILE_MS + 1, FILE_MS):
                if first is None:
                    first = history.write(files, at_ms, session=session, base_ms=at_ms - begin_ms)
                else:
                    history.link(replace(first, session_id=session), at_ms, base_ms=at_ms - begin_ms)
        for begin, end, reason in gaps:
            recordings.add_gap(
                camera_id, day.start_ms + round(begin * HOUR_MS), day.start_ms + round(end * HOUR_MS), reason
            )


def _between(gaps: Sequence[tuple[float, float, GapReason]], day: LivedDay) -> Iterator[tuple[int, int]]:
    at = 0.0
    for begin, end, _ in (*gaps, (24.0, 24.0, GapReason.UNKNOWN)):
        if begin > at:
            yield day.start_ms + round(at * HOUR_MS), day.start_ms + round(begin * HOUR_MS)
        at = end


def _enrol(database: Database, day: LivedDay) -> None:
    people, voices = People(database), EnrolledVoices(database)
    for number, name in enumerate(NAMES):
        person_id = people.create(name).id
        day.people[name] = person_id
        for variant in range(3):
            refused = "it is too blurred" if variant == 2 else None
            face = NewFace(
                engine="dlib",
                model="resnet_v1",
                embedding=seen_as(number, variant),
                quality=0.9 - 0.2 * variant,
                parts={"size": 0.9, "sharpness": 0.8 - 0.3 * variant, "pose": 0.9},
                crop=jpeg_of(number, variant),
                refused=refused,
            )
            people.add_face(person_id, face)
        if number < 2:
            tone = np.sin(np.arange(3 * 16_000) * 2 * np.pi * (180 + 90 * number) / 16_000)
            voice = NewVoice(
                engine=str(VOICE["engine"]),
                model=str(VOICE["model"]),
                embedding=np.random.default_rng(900 + number).normal(size=256).astype(np.float32),
                quality=0.9,
                parts={"length": 0.9, "loudness": 0.8},
                seconds=3.0,
                pcm=(tone * 8000).astype("<i2").tobytes(),
                source="enrol",
            )
            voices.add(person_id, voice)


def _see(database: Database, day: LivedDay) -> None:
    """Let the people of the house come by every hour, two strangers often, and many once."""
    visits, motions, rng = Visits(database), MotionStore(database), random.Random(7)
    for hour in range(6, 22):
        for minute, who in ((5, hour % 4), (25, 10 + hour % 2), (45, 20 + hour)):
            camera_id = DOOR if minute != 25 else GARDEN
            start_ms = day.start_ms + hour * HOUR_MS + minute * MINUTE_MS
            end_ms = start_ms + rng.randrange(20, 200) * 1000
            score = {True: 0.5 + rng.random() / 2, False: rng.random() / 3}[who < 4]
            known = Verdict.KNOWN if hour % 5 else Verdict.UNSURE
            is_named = who < len(NAMES) and known is Verdict.KNOWN
            state = replace(
                STAY,
                camera_id=camera_id,
                start_ms=start_ms,
                last_seen_ms=end_ms,
                verdict=known if who < len(NAMES) else Verdict.UNKNOWN,
                person_id=day.people[NAMES[who]] if is_named else None,
                score=score,
                margin=score / 4,
                best_quality=0.4 + rng.random() / 2,
                best_crop=jpeg_of(who, hour),
                embedding=seen_as(who, 100 + hour),
                model="resnet_v1",
                # Too few for a name by itself: all are compared again whenever a name is given or taken back.
                sightings=1,
            )
            visits.update(visits.open(state).id, state, end_ms=end_ms)
            motions.add(camera_id, [(start_ms - 4000, end_ms + 6000)])
    for camera_id in (DOOR, GARDEN):  # as trees and cars do
        spans = ((at_ms, at_ms + rng.randrange(1000, 40_000)) for at_ms in range(day.start_ms, day.noon_ms, 700_000))
        motions.add(camera_id, spans)


def _hear(database: Database, day: LivedDay) -> None:
    """Let two people and three voices without a name talk, a line or half a dozen at a time."""
    day.speakers = add_speakers(database, HALL, day.start_ms + 23 * HOUR_MS, 3)
    first, *_ = day.speakers
    day.parcel_ms = day.noon_ms + 5 * MINUTE_MS
    about_it = (
        Said(start_ms=day.parcel_ms, end_ms=day.parcel_ms + 4000, text=PARCEL, person_id=day.people[NAMES[0]]),
        Said(
            start_ms=day.parcel_ms + 5000,
            end_ms=day.parcel_ms + 7000,
            text=GERMAN,
            language="de",
            speaker_id=first,
        ),
    )
    around = range(day.parcel_ms - 15_000, day.parcel_ms + 15_000)
    chat = [one for one in _chat(day, 400, seed=1) if one.start_ms not in around]
    at_the_door = sorted([*chat, *about_it], key=lambda one: one.start_ms)
    day.parcel_line = write_lines(database, DOOR, at_the_door)[at_the_door.index(about_it[0])]
    write_lines(database, HALL, _chat(day, 900, seed=2))
    propose(database, day.speakers)


def propose(database: Database, speakers: Sequence[int]) -> None:
    """Propose that the first two speakers are one."""
    first, second, *_ = speakers
    Speakers(database).propose([Proposal(speaker_id=first, other_id=second, score=0.83, count=12)])


def _chat(day: LivedDay, apart_s: int, seed: int) -> Iterator[Said]:
    rng, texts = random.Random(seed), iter(sentences(1000, seed))
    people = [(day.people[name], None) for name in NAMES[:2]]
    owners = [*people, *((None, speaker_id) for speaker_id in day.speakers), (None, None)]
    at_ms = day.start_ms + 7 * HOUR_MS
    while at_ms < day.start_ms + 23 * HOUR_MS:
        for _ in range(rng.choice((1, 2, 6))):
            person_id, speaker_id = rng.choice(owners)
            end_ms = at_ms + rng.randrange(1800, 4200)
            yield Said(
                start_ms=at_ms,
                end_ms=end_ms,
                text=next(texts),
                confidence=round(0.5 + rng.random() / 2, 2),
                person_id=person_id,
                speaker_id=speaker_id,
            )
            at_ms = end_ms + 300
        at_ms += rng.randrange(apart_s // 2, apart_s) * 1000


def _order(database: Database, day: LivedDay) -> None:
    rules = (
        Rule(id="parcelrule", name="Parcel", phrases=("parcel", "Paket"), cooldown_s=60),
        Rule(id="helprule01", name="Somebody calls for help", phrases=("help",), sounds_like=("help",), armed=False),
        Rule(
            id="silentrule",
            name="Too quiet",
            kind=RuleKind.SILENCE,
            silence_minutes=240,
            camera_ids=(HALL,),
            armed=False,
        ),
    )
    store, alerts = Rules(database), Alerts(database)
    for rule in rules:
        store.create(rule)
        day.rules.append(rule.id)
    for number in range(6):
        at_ms = day.parcel_ms + number * 40 * MINUTE_MS
        new = NewAlert(
            rule_id=rules[number % 2].id,
            rule_name=rules[number % 2].name,
            kind=RuleKind.KEYWORD,
            camera_id=DOOR,
            at_ms=at_ms,
            clip_start_ms=at_ms - 5000,
            clip_end_ms=at_ms + 10_000,
            phrase=rules[number % 2].phrases[0],
            line_id=day.parcel_line if number == 0 else None,
        )
        alert = alerts.add(new)
        if alert is not None:
            alerts.keep_picture(alert.id, jpeg_of(number, 0))
    made = ExportFile(
        name="clip.mp4", media_type="video/mp4", size_bytes=2_345_678, sha256="0" * 64, duration_ms=MINUTE_MS
    )
    order = Export(
        kind=ExportKind.CLIP, camera_ids=(DOOR,), start_ms=day.noon_ms, end_ms=day.noon_ms + MINUTE_MS, note="Parcel"
    )
    Jobs(database).adopt(new_id(), order, ExportResult(files=(made,)), day.noon_ms + HOUR_MS)


def _tell(database: Database, day: LivedDay) -> None:
    """Make a story of three cameras; of its last clip there is no recording."""
    clips = (
        StoryClip(id="door", camera_id=DOOR, start_ms=day.parcel_ms, end_ms=day.parcel_ms + 4000),
        StoryClip(
            id="garden",
            camera_id=GARDEN,
            start_ms=day.parcel_ms + 4000,
            end_ms=day.parcel_ms + 9000,
            sound=(DOOR, GARDEN),
        ),
        StoryClip(
            id="hall", camera_id=HALL, start_ms=day.noon_ms + 30 * MINUTE_MS, end_ms=day.noon_ms + 31 * MINUTE_MS
        ),
    )
    new = Story(
        id=new_id(), title="The parcel", version=1, clips=clips, captions=Captions.SOFT, blur=FaceBlur("unknown")
    )
    day.story = Stories(database).create(new).id
