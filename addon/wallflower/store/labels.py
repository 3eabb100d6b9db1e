"""What users say of visits and lines: who it is, that it is nobody known, that it is not them.

A label is one thing, learning another: the picture of a labelled visit is added to the person's faces, but recognition
learns from it only if a `Judge` finds nothing against it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Row, select

from wallflower.clock import now_ms
from wallflower.errors import InvalidRequestError, NotFoundError
from wallflower.store.attribution import NOBODYS, drop, give
from wallflower.store.database import Database
from wallflower.store.journal import Recorder, recorded
from wallflower.store.paging import after, check_limit, cursor_of
from wallflower.store.people import (
    NewFace,
    add_person,
    find_face,
    insert_face,
    no_face,
    rejection_of,
    require,
)
from wallflower.store.people_schema import face, rejection, voice_print
from wallflower.store.schema import line, visit
from wallflower.wire import Verdict
from wallflower.wire_people import Edited, EditKind, Label, Rejection

type Judge = Callable[[int, Mapping[str, float]], str | None]
"""Given the smaller side of a face in pixels and the parts of its quality: why not to learn from it, None: do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectionPage:
    """What is not a person, newest first; `cursor` continues, None at the end."""

    rejections: tuple[Rejection, ...] = ()
    cursor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What came of labelling several: one label each, and everybody whose faces or history changed."""

    labels: tuple[Label, ...]
    person_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Visits of one person, by their ids, and those that were sorted in with them and are somebody else's."""

    visit_ids: Sequence[int]
    rejected_ids: Sequence[int] = ()


class Labels:
    """Labels visits and lines; each call is one edit."""

    def __init__(self, database: Database, judge: Judge) -> None:
        """Use this database, and learn only from pictures that `judge` has nothing against."""
        self._database = database
        self._judge = judge

    def assign_visits(self, visit_ids: Sequence[int], person_id: str | None = None) -> Labelled:
        """Say who was seen; without a person, that each visit is whose recognition says it is.

        Raise `NotFoundError` for unknown ids, `InvalidRequestError` for a visit that is nobody's to be confirmed.
        """
        with recorded(self._database, EditKind.ASSIGN) as recorder:
            if person_id is not None:
                require(recorder.connection, person_id)
            labels = [self._assign(recorder, row, person_id or _whose(row)) for row in _visits(recorder, visit_ids)]
        return _labelled(recorder, labels)

    def name_group(
        self, group: Group, *, name: str | None = None, person_id: str | None = None
    ) -> tuple[str, Labelled]:
        """Say who a group is: somebody new of this name, or this person; return their id, and a label for each visit.

        Raise `NotFoundError` for unknown ids, `InvalidRequestError` for a bad name, `ConflictError` for a taken one.
        """
        with recorded(self._database, EditKind.ASSIGN) as recorder:
            who = person_id or add_person(recorder, name or "")
            require(recorder.connection, who)
            labels = [self._assign(recorder, row, who) for row in _visits(recorder, group.visit_ids)]
            for row in _visits(recorder, group.rejected_ids):
                _reject(recorder, row, who)
        return who, _labelled(recorder, labels)

    def unassign_visits(self, visit_ids: Sequence[int]) -> Labelled:
        """Say that nobody known was seen; raise `NotFoundError` for unknown ids."""
        with recorded(self._database, EditKind.UNASSIGN) as recorder:
            labels = [_unassign(recorder, row) for row in _visits(recorder, visit_ids)]
        return _labelled(recorder, labels)

    def reject_visits(self, visit_ids: Sequence[int], person_id: str | None = None) -> Labelled:
        """Say that it was not this person, by default whom each visit names, and never take such a face for them.

        Raise `NotFoundError` for unknown ids, `InvalidRequestError` for a visit that names nobody to reject.
        """
        with recorded(self._database, EditKind.REJECT) as recorder:
            if person_id is not None:
                require(recorder.connection, person_id)
            labels = [_reject(recorder, row, person_id or _whose(row)) for row in _visits(recorder, visit_ids)]
        return _labelled(recorder, labels)

    def assign_line(self, line_id: int, person_id: str | None) -> Labelled:
        """Say who spoke a line, None for nobody known; voices are enrolled by themselves. `NotFoundError` as above."""
        kind = EditKind.UNASSIGN if person_id is None else EditKind.ASSIGN
        with recorded(self._database, kind) as recorder:
            row = _line(recorder, line_id)
            if person_id is not None:
                require(recorder.connection, person_id)
                recorder.people.add(person_id)
                _forgive(recorder, person_id, line_id=line_id)
            _speaks(recorder, row, person_id)
            reason = None if person_id is None else "a line is a label only: enrol the voice to have it recognised"
            label = Label(line_id=line_id, person_id=person_id, reason=reason)
        return _labelled(recorder, [label])

    def reject_line(self, line_id: int, person_id: str | None = None) -> Labelled:
        """Say that this person, by default the one named, did not speak a line, and never take such a voice for them.

        Errors as of `reject_visits`.
        """
        with recorded(self._database, EditKind.REJECT) as recorder:
            row = _line(recorder, line_id)
            who = person_id or row.person_id
            if who is None:
                raise InvalidRequestError("this line names nobody: say who did not speak it", field="person_id")
            require(recorder.connection, who)
            recorder.people.add(who)
            prints = select(voice_print).where(voice_print.c.line_id == line_id)
            for each in recorder.connection.execute(prints).all():
                _add_rejection(recorder, who, "voice", each, line_id=line_id)
            if row.person_id == who:
                _speaks(recorder, row, None)
        return _labelled(recorder, [Label(line_id=line_id, person_id=None if row.person_id == who else row.person_id)])

    def rejections(self, person_id: str, *, limit: int = 100, cursor: str | None = None) -> RejectionPage:
        """Return a page of what is not a person; `NotFoundError` for an unknown id, `InvalidRequestError`."""
        check_limit(limit)
        at_ms, row_id = rejection.c.created_ms, rejection.c.id
        chosen = select(rejection).where(rejection.c.person_id == person_id)
        chosen = chosen.order_by(at_ms.desc(), row_id.desc()).limit(limit + 1)
        if cursor is not None:
            chosen = chosen.where(after(cursor, at_ms, row_id))
        with self._database.read() as connection:
            require(connection, person_id)
            rows = connection.execute(chosen).all()
        more = cursor_of(rows[limit - 1].created_ms, rows[limit - 1].id) if len(rows) > limit else None
        return RejectionPage(rejections=tuple(_rejection(row) for row in rows[:limit]), cursor=more)

    def reject_faces(self, person_id: str, face_ids: Sequence[int]) -> tuple[Edited, tuple[int, ...]]:
        """Say that enrolled faces are not this person, and never take such a face for them.

        The visits that they are from become nobody's; return these, too. Raise `NotFoundError`, and change nothing,
        unless all faces are this person's.
        """
        these = face.c.id.in_(list(face_ids)) & (face.c.person_id == person_id)
        with recorded(self._database, EditKind.REJECT, [person_id]) as recorder:
            rows = recorder.connection.execute(select(face).where(these).order_by(face.c.id)).all()
            if len(rows) < len(set(face_ids)):
                raise no_face()
            drop(recorder, face, these)
            for row in rows:
                _add_rejection(recorder, person_id, "face", row, visit_id=row.visit_id)
            seen = sorted({row.visit_id for row in rows if row.visit_id is not None})
            theirs = visit.c.id.in_(seen) & (visit.c.person_id == person_id)
            recorder.update(visit, theirs, NOBODYS[visit] | {"decided": True})
        return Edited(edit_id=recorder.edit_id), tuple(seen)

    def forgive(self, person_id: str, rejection_id: int) -> Edited:
        """Take back that something is not a person; raise `NotFoundError` if there is no such thing."""
        this = (rejection.c.id == rejection_id) & (rejection.c.person_id == person_id)
        with recorded(self._database, EditKind.REMOVE, [person_id]) as recorder:
            if recorder.delete(rejection, this) == 0:
                raise NotFoundError("this person has no rejection with this id", field="rejection_id")
        return Edited(edit_id=recorder.edit_id)

    def _assign(self, recorder: Recorder, row: Row[Any], person_id: str) -> Label:
        recorder.people.update({person_id} | {who for who in [row.person_id] if who})
        _forgive(recorder, person_id, visit_id=row.id)
        values = {"person_id": person_id, "verdict": Verdict.KNOWN.value, "decided": True}
        recorder.update(visit, visit.c.id == row.id, values)
        label = Label(visit_id=row.id, person_id=person_id)
        of_it = face.c.visit_id == row.id
        others = of_it & (face.c.person_id != person_id)
        recorder.people.update(recorder.connection.execute(select(face.c.person_id).where(others)).scalars())
        give(recorder, face, others, person_id)
        existing = recorder.connection.execute(select(face).where(of_it).order_by(face.c.id)).first()
        if existing is None and row.best_crop is None:
            return replace(label, reason="the picture of this visit has expired")
        if existing is None:
            new = _face_of(row, self._judge(row.best_px, row.best_parts))
            existing = find_face(recorder.connection, new)
            if existing is None:
                key = insert_face(recorder, person_id, new)
                return replace(label, face_id=key, trained=new.refused is None, reason=new.refused)
        if existing.person_id != person_id:
            return replace(label, reason="this picture is enrolled for another person")
        return replace(label, face_id=existing.id, trained=existing.trained, reason=existing.refused)


def _labelled(recorder: Recorder, labels: Sequence[Label]) -> Labelled:
    done = tuple(replace(label, edit_id=recorder.edit_id) for label in labels)
    return Labelled(labels=done, person_ids=tuple(sorted(recorder.people)))


def _rejection(row: Row[Any]) -> Rejection:
    return Rejection(**{name: getattr(row, name) for name in Rejection.__dataclass_fields__})


def _visits(recorder: Recorder, visit_ids: Sequence[int]) -> Sequence[Row[Any]]:
    ids = list(dict.fromkeys(visit_ids))
    rows = recorder.connection.execute(select(visit).where(visit.c.id.in_(ids)).order_by(visit.c.id)).all()
    if len(rows) < len(ids):
        raise NotFoundError("no visit has this id", field="visit_ids")
    return rows


def _line(recorder: Recorder, line_id: int) -> Row[Any]:
    row = recorder.connection.execute(select(line).where(line.c.id == line_id, line.c.shown)).one_or_none()
    if row is None:
        raise NotFoundError("no line has this id", field="line_id")
    return row


def _whose(row: Row[Any]) -> str:
    if row.person_id is None:
        raise InvalidRequestError(f"visit {row.id} names nobody: give a person", field="person_id")
    return str(row.person_id)


def _face_of(row: Row[Any], refused: str | None) -> NewFace:
    return NewFace(
        engine=row.engine,
        model=row.model,
        embedding=np.frombuffer(row.embedding, "<f4"),
        quality=row.best_quality,
        parts=row.best_parts,
        crop=bytes(row.best_crop),
        source="visit",
        refused=refused,
        visit_id=row.id,
    )


def _unassign(recorder: Recorder, row: Row[Any]) -> Label:
    whose = select(face.c.person_id).where(face.c.visit_id == row.id)
    recorder.people.update(recorder.connection.execute(whose).scalars(), [row.person_id] if row.person_id else ())
    drop(recorder, face, face.c.visit_id == row.id)
    recorder.update(visit, visit.c.id == row.id, NOBODYS[visit] | {"decided": True})
    return Label(visit_id=row.id)


def _reject(recorder: Recorder, row: Row[Any], person_id: str) -> Label:
    recorder.people.add(person_id)
    drop(recorder, face, (face.c.visit_id == row.id) & (face.c.person_id == person_id))
    reason = None if row.embedding else "the picture of this visit has expired, so nothing is learned from it"
    if reason is None:
        _add_rejection(recorder, person_id, "face", row, visit_id=row.id)
    if row.person_id == person_id:
        recorder.update(visit, visit.c.id == row.id, NOBODYS[visit] | {"decided": True})
    left = None if row.person_id == person_id else row.person_id
    return Label(visit_id=row.id, person_id=left, trained=reason is None, reason=reason)


def _add_rejection(recorder: Recorder, person_id: str, modality: str, row: Row[Any], **of: int | None) -> None:
    """Keep as not this person what a row has the embedding of; `of` names the visit or line, None for an upload."""
    (name, key) = next(iter(of.items()))
    if key is None:
        same = rejection_of(person_id, row.engine, row.model, bytes(row.embedding))
    else:
        same = (rejection.c.person_id == person_id) & (rejection.c[name] == key)
        same &= (rejection.c.engine == row.engine) & (rejection.c.model == row.model)
    if recorder.connection.execute(select(rejection.c.id).where(same)).first() is not None:
        return
    values = {"person_id": person_id, "modality": modality, "engine": row.engine, "model": row.model}
    values |= {"dimension": len(row.embedding) // 4, "embedding": bytes(row.embedding), "created_ms": now_ms()}
    recorder.insert(rejection, values | of)


def _forgive(recorder: Recorder, person_id: str, **of: int) -> None:
    """Take back that this was not them."""
    (name, key) = next(iter(of.items()))
    recorder.delete(rejection, (rejection.c.person_id == person_id) & (rejection.c[name] == key))


def _speaks(recorder: Recorder, row: Row[Any], person_id: str | None) -> None:
    recorder.people.update({row.person_id} if row.person_id else ())
    whose: dict[str, Any] = {"person_id": person_id}
    if person_id is not None:  # else whoever names its speaker later takes it away again, and learns a voice from it
        whose["speaker_id"] = None
    recorder.update(line, line.c.id == row.id, whose)
    recorder.update(voice_print, voice_print.c.line_id == row.id, whose)
