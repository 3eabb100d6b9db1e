"""A household in a database: people with faces and voices, what they were seen and heard at, and all rows of it."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Table, insert, select

from tests.support.visits import STAY
from wallflower.store.cameras import CameraRow, Cameras
from wallflower.store.database import Database
from wallflower.store.people import NewFace, People
from wallflower.store.people_schema import alias, face, folder_image, person, rejection, speaker, voice, voice_print
from wallflower.store.schema import line, rule, transcription, utterance, visit
from wallflower.store.visits import Visits
from wallflower.wire import Verdict

ALL: tuple[Table, ...] = (person, alias, face, voice, speaker, voice_print, rejection, visit, line, rule, folder_image)


def judge(face_px: int, _parts: Any) -> str | None:
    """Learn from faces of 80 pixels and more."""
    return None if face_px >= 80 else "it is too small"


def embedding(seed: int) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.random.default_rng(seed).normal(size=128).astype(np.float32)


def new_face(seed: int, *, source: str = "upload") -> NewFace:
    return NewFace(
        engine="dlib",
        model="m",
        embedding=embedding(seed),
        quality=0.8,
        parts={"size": 1.0},
        crop=f"jpeg of face {seed}/".encode(),
        source=source,
    )


def dump(
    database: Database, *, tables: tuple[Table, ...] = ALL, without: frozenset[str] = frozenset()
) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of these tables, in the order of their keys, without the columns of these names."""
    found = {}
    with database.read() as connection:
        for table in tables:
            columns = [column for column in table.c if column.name not in without]
            rows = connection.execute(select(*columns).order_by(*table.primary_key.columns))
            found[table.name] = [tuple(row) for row in rows]
    return found


@dataclass(frozen=True, slots=True)
class Household:
    """What `household` made."""

    people: tuple[str, ...]
    visits: tuple[int, ...]
    lines: tuple[int, ...]


def household(database: Database, names: tuple[str, ...] = ("Ada", "Bob", "Cy"), *, each: int = 2) -> Household:
    """Fill a database: of everybody two faces, a voice, visits and lines; and one visit of nobody known."""
    Cameras(database).create(CameraRow(id="door", name="Door", url="rtsp://cam/1"))
    people, visits = People(database), Visits(database)
    ids, seen, said = [], [], []
    for number, name in enumerate(names):
        who = people.create(name).id
        ids.append(who)
        for extra in range(each):
            seed = 100 * number + extra
            people.add_face(who, new_face(seed))
            state = replace(
                STAY, start_ms=10_000 + seed, best_crop=f"picture {seed}/".encode(), embedding=embedding(500 + seed)
            )
            state = replace(state, person_id=who, verdict=Verdict.KNOWN, best_px=40 if extra else 120, score=0.5)
            seen.append(visits.update(visits.open(state).id, state, end_ms=20_000 + seed).id)
            said.append(_say(database, who, number * each + extra))
        _speak(database, who, number)
        _photograph(database, who, people.faces(who)[0].id, f"{name}/1.jpg")
    stranger = replace(STAY, start_ms=9_000, best_crop=b"a stranger", embedding=embedding(999))
    seen.append(visits.update(visits.open(stranger).id, stranger, end_ms=9_500).id)
    return Household(tuple(ids), tuple(seen), tuple(said))


def _say(database: Database, person_id: str, number: int) -> int:
    start_ms = 50_000 + number * 1000
    same = {"camera_id": "door", "start_ms": start_ms, "end_ms": start_ms + 900}
    print_of = embedding(2000 + number).tobytes()
    with database.write() as connection:
        utterance_id = connection.execute(
            insert(utterance)
            .values(same | {"state": "done", "priority": 1, "attempts": 1, "deaths": 0, "created_ms": 0})
            .returning(utterance.c.id)
        ).scalar_one()
        made = {"utterance_id": utterance_id, "version": 1}
        connection.execute(
            insert(transcription).values(
                made
                | {"engine": "e", "model": "m", "task": "transcribe", "quality": 0, "created_ms": 0}
                | {"shown": True, "chosen": False}
            )
        )
        line_id = start_ms * 1024
        connection.execute(
            insert(line).values(
                made
                | same
                | {"id": line_id, "text": f"words {number}", "words": []}
                | {"person_id": person_id}
                | {"shown": True, "terms": ("words",)}
            )
        )
        connection.execute(
            insert(voice_print).values(
                utterance_id=utterance_id,
                start_ms=start_ms,
                end_ms=start_ms + 900,
                line_id=line_id,
                person_id=person_id,
                engine="v",
                model="m",
                dimension=128,
                embedding=print_of,
                seconds=2.0,
                overlap=False,
                created_ms=0,
            )
        )
    return line_id


def _photograph(database: Database, person_id: str, face_id: int, path: str) -> None:
    with database.write() as connection:
        connection.execute(
            insert(folder_image).values(
                path_sha256=f"{face_id:064}",
                path=path,
                person_id=person_id,
                face_id=face_id,
                size_bytes=1,
                changed_ns=1,
                state="added",
                attempts=1,
                looked_ms=0,
            )
        )


def _speak(database: Database, person_id: str, number: int) -> None:
    clip = f"sound of {number}".encode() * 50
    with database.write() as connection:
        connection.execute(
            insert(voice).values(
                person_id=person_id,
                engine="v",
                model="m",
                dimension=128,
                embedding=embedding(3000 + number).tobytes(),
                quality=0.9,
                parts={},
                source="enrol",
                trained=True,
                clip=clip,
                clip_sha256=hashlib.sha256(clip).hexdigest(),
                seconds=3.0,
                created_ms=0,
            )
        )
