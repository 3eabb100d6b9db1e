"""Two people who are one, and one who is two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, Table, func, or_, select
from sqlalchemy.exc import IntegrityError

from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store.attribution import NOBODYS, SAME, give
from wallflower.store.database import Database
from wallflower.store.journal import Recorder, recorded
from wallflower.store.names import name_key
from wallflower.store.people import add_person, require
from wallflower.store.people_schema import alias, face, person, rejection, voice, voice_print
from wallflower.store.schema import line, rule, visit
from wallflower.wire import Person
from wallflower.wire_people import EditKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What is somebody else's: faces and voices with the visits and lines they are from, and visits without."""

    face_ids: Sequence[int] = ()
    voice_ids: Sequence[int] = ()
    visit_ids: Sequence[int] = ()


class Identity:
    """Merges and splits people."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def merge(self, person_id: str, into_id: str) -> Person:
        """Let all that is one person's be another's, the name as an alias; return the other.

        The other's own kind and Home Assistant entity stay; without an entity it takes over the one's. Raise
        `NotFoundError` for an unknown id, `InvalidRequestError` for one person named twice.
        """
        if person_id == into_id:
            raise InvalidRequestError("a person cannot be merged with themselves", field="into_id")
        with recorded(self._database, EditKind.MERGE, [person_id, into_id]) as recorder:
            going = require(recorder.connection, person_id)
            staying = require(recorder.connection, into_id, "into_id")
            for table in SAME:
                give(recorder, table, table.c.person_id == person_id, into_id)
            for table in NOBODYS:
                recorder.update(table, table.c.person_id == person_id, {"person_id": into_id})
            _settle_rejections(recorder, person_id, into_id)
            _follow_rules(recorder, person_id, into_id)
            recorder.update(alias, alias.c.person_id == person_id, {"person_id": into_id})
            recorder.delete(person, person.c.id == person_id)
            recorder.insert(alias, {"name_key": name_key(going.name), "person_id": into_id, "name": going.name})
            if staying.ha_person_id is None and going.ha_person_id is not None:
                recorder.update(person, person.c.id == into_id, {"ha_person_id": going.ha_person_id})
            merged = require(recorder.connection, into_id)
        return replace(merged, edit_id=recorder.edit_id)

    def split(self, person_id: str, part: Part, *, name: str | None = None, to_id: str | None = None) -> Person:
        """Give a part of a person to another, or to a new one of this name; return whose it is now.

        Raise `NotFoundError` for an id that is unknown or not this person's, `InvalidRequestError` for nothing to give
        or not exactly one receiver, `ConflictError` for a name that is taken.
        """
        try:
            with recorded(self._database, EditKind.SPLIT, [person_id]) as recorder:
                require(recorder.connection, person_id)
                _check(person_id, part, name, to_id)
                if to_id is None:
                    to_id = add_person(recorder, name or "")
                require(recorder.connection, to_id, "to_id")
                recorder.people.add(to_id)
                _give(recorder, person_id, part, to_id)
                given = require(recorder.connection, to_id)
        except IntegrityError as error:
            raise ConflictError("another person has this name", field="name") from error
        return replace(given, edit_id=recorder.edit_id)


def _check(person_id: str, part: Part, name: str | None, to_id: str | None) -> None:
    if (name is None) == (to_id is None):
        raise InvalidRequestError("give either the name of a new person or the id of another", field="name")
    if to_id == person_id:
        raise InvalidRequestError("this is the person they are split from", field="to_id")
    if not (part.face_ids or part.voice_ids or part.visit_ids):
        raise InvalidRequestError("name at least one face, voice or visit", field="face_ids")


def _give(recorder: Recorder, person_id: str, part: Part, to_id: str) -> None:
    connection, new = recorder.connection, {"person_id": to_id}
    faces = _theirs(connection, face, person_id, part.face_ids, "face_ids")
    voices = _theirs(connection, voice, person_id, part.voice_ids, "voice_ids")
    visits = _theirs(connection, visit, person_id, part.visit_ids, "visit_ids")
    faces = or_(faces, (face.c.person_id == person_id) & face.c.visit_id.in_(list(part.visit_ids)))
    seen = connection.execute(select(face.c.visit_id).where(faces, face.c.visit_id.is_not(None))).scalars().all()
    heard = connection.execute(select(voice.c.line_id).where(voices, voice.c.line_id.is_not(None))).scalars().all()
    recorder.update(visit, visits | (visit.c.id.in_(seen) & (visit.c.person_id == person_id)), new | {"decided": True})
    recorder.update(line, line.c.id.in_(heard) & (line.c.person_id == person_id), new)
    recorder.update(voice_print, voice_print.c.line_id.in_(heard) & (voice_print.c.person_id == person_id), new)
    give(recorder, face, faces, to_id)
    give(recorder, voice, voices, to_id)


def _theirs(
    connection: Connection, table: Table, person_id: str, ids: Sequence[int], field: str
) -> ColumnElement[bool]:
    """Return the condition for these rows; raise `NotFoundError` unless all of them are this person's."""
    these = table.c.id.in_(list(ids)) & (table.c.person_id == person_id)
    if connection.execute(select(func.count()).select_from(table).where(these)).scalar_one() < len(set(ids)):
        raise NotFoundError("not all of these are this person's", field=field)
    return these


def _settle_rejections(recorder: Recorder, person_id: str, into_id: str) -> None:
    """Move what is not the one; what was taken from either and turned out to be the other contradicts the merging."""
    both = rejection.c.person_id.in_([person_id, into_id])
    visits = select(visit.c.id).where(visit.c.person_id == into_id)
    lines = select(line.c.id).where(line.c.person_id == into_id)
    recorder.delete(rejection, both & (rejection.c.visit_id.in_(visits) | rejection.c.line_id.in_(lines)))
    recorder.update(rejection, rejection.c.person_id == person_id, {"person_id": into_id})


def _follow_rules(recorder: Recorder, person_id: str, into_id: str) -> None:
    """Let rules that listen for the one listen for the other."""
    for row in recorder.connection.execute(select(rule.c.id, rule.c.speakers)).all():
        if person_id in row.speakers:
            speakers = list(dict.fromkeys(into_id if who == person_id else who for who in row.speakers))
            recorder.update(rule, rule.c.id == row.id, {"speakers": speakers})
