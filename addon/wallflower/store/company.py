"""Who is alone in view while a voice without a name speaks: what that proposes, and how much speaks against it.

The counts are worked out of lines and visits whenever somebody asks, so whatever users or recognition say of these
later changes them; stored is only what follows. Only a user makes a name of it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, select, update

from wallflower.clock import now_ms
from wallflower.store.database import Database
from wallflower.store.people_schema import person, rejection, speaker
from wallflower.store.schema import line, visit
from wallflower.store.voice_schema import suggestion
from wallflower.wire import Verdict

# What is proposed: so many lines, in so many visits, and so large a part of all that say anything about the person.
LEAST_LINES = 5
LEAST_VISITS = 3
LEAST_SHARE = 0.8
# The newest lines of a speaker that count, and the speakers that are looked at in one go.
MOST_LINES = 100
MOST_SPEAKERS = 500
# Whoever left so short a time before a line, or came so soon after it, may have spoken it.
EDGE_MS = 3_000
# The part of a line that somebody must be in view for.
LEAST_VIEW = 0.5
# Longer visits are not looked for.
LONGEST_MS = 6 * 3_600_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """How many lines a person was alone in view for, in how many visits, and how many were said with only others."""

    person_id: str
    lines: int
    visits: int
    against: int

    @property
    def share(self) -> float:
        """The part of these lines that speaks for the person."""
        return self.lines / (self.lines + self.against)

    @property
    def is_enough(self) -> bool:
        """Whether to propose it."""
        return self.lines >= LEAST_LINES and self.visits >= LEAST_VISITS and self.share >= LEAST_SHARE


class Company:
    """Lines of speakers beside the visits of the same cameras."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def speakers(self, since_ms: int) -> tuple[int, ...]:
        """Return the ids of the speakers who were heard since an instant, who spoke last first."""
        heard = select(speaker.c.id).where(speaker.c.confirmed, speaker.c.last_ms >= since_ms)
        with self._database.read() as connection:
            return tuple(connection.execute(heard.order_by(speaker.c.last_ms.desc()).limit(MOST_SPEAKERS)).scalars())

    def weigh(self, speaker_id: int) -> None:
        """Propose whose voice this is, or withdraw what was proposed; what a user dismissed stays dismissed."""
        with self._database.read() as connection:
            found = _strongest(connection, speaker_id)
            if _is_proposed(connection, speaker_id, found):
                return
        with self._database.write() as connection:
            _propose(connection, speaker_id, found)


def _strongest(connection: Connection, speaker_id: int) -> Evidence | None:
    """Return what is enough to be proposed; of no two people it can be."""
    refused = (
        select(rejection.c.person_id)
        .join(line, line.c.id == rejection.c.line_id)
        .where(rejection.c.modality == "voice", line.c.speaker_id == speaker_id)
    )
    never = set(connection.execute(refused).scalars())
    found = weighed(connection.execute(_company_of(speaker_id)).all())
    return next((each for each in found if each.is_enough and each.person_id not in never), None)


def _company_of(speaker_id: int) -> Any:
    """Return the query of (line, visit) for all visits during or around each of the speaker's newest lines."""
    spoken = (
        select(line.c.id, line.c.camera_id, line.c.start_ms, line.c.end_ms)
        .where(line.c.speaker_id == speaker_id, line.c.shown)
        .order_by(line.c.id.desc())
        .limit(MOST_LINES)
        .subquery("spoken")
    )
    near = (
        (visit.c.camera_id == spoken.c.camera_id)
        & (visit.c.start_ms < spoken.c.end_ms + EDGE_MS)
        & (visit.c.start_ms > spoken.c.start_ms - LONGEST_MS)
        & (visit.c.last_seen_ms > spoken.c.start_ms - EDGE_MS)
    )
    seen = (visit.c.id.label("visit_id"), visit.c.start_ms.label("seen_from_ms"), visit.c.last_seen_ms)
    whose = (visit.c.verdict, visit.c.person_id)
    return select(spoken, *seen, *whose).join(visit, near).order_by(spoken.c.id)


def weighed(rows: Iterable[Row[Any]]) -> list[Evidence]:
    """Count for everybody in these rows of lines and visits, which come line by line.

    A line says nothing while one of those in view may be anybody, and nothing of whoever is in view with others.
    """
    in_view: list[set[str]] = []
    alone: Counter[str] = Counter()
    visits: defaultdict[str, set[int]] = defaultdict(set)
    for _line_id, group in groupby(rows, lambda row: row.id):
        company = list(group)
        people = {row.person_id for row in company if row.person_id is not None and row.verdict == Verdict.KNOWN}
        strangers = [row for row in company if row.verdict == Verdict.UNKNOWN]
        if len(company) > len(strangers) + sum(row.person_id in people for row in company):
            continue
        in_view.append(people)
        if len(people) == 1 and not strangers and _is_in_view(company):
            (only,) = people
            alone[only] += 1
            visits[only].update(row.visit_id for row in company)
    return [
        Evidence(
            person_id=who,
            lines=count,
            visits=len(visits[who]),
            against=sum(who not in people for people in in_view),
        )
        for who, count in alone.most_common()
    ]


def _is_in_view(company: Sequence[Row[Any]]) -> bool:
    """Return whether somebody whose visits these are is in view while most of their line is said."""
    spoken = company[0]
    seen_ms = sum(max(0, min(row.last_seen_ms, row.end_ms) - max(row.seen_from_ms, row.start_ms)) for row in company)
    return bool(seen_ms >= LEAST_VIEW * (spoken.end_ms - spoken.start_ms))


def _is_proposed(connection: Connection, speaker_id: int, found: Evidence | None) -> bool:
    """Return whether what is stored is what follows from the evidence."""
    rows = connection.execute(_stored(speaker_id)).all()
    if found is not None and any(row.dismissed and row.person_id == found.person_id for row in rows):
        found = None
    wanted = [] if found is None else [(found.person_id, found.lines, found.against)]
    return [(row.person_id, row.lines, row.against) for row in rows if not row.dismissed] == wanted


def _stored(speaker_id: int) -> Any:
    columns = (suggestion.c.id, suggestion.c.person_id, suggestion.c.against, suggestion.c.dismissed)
    of_it = (suggestion.c.speaker_id == speaker_id) & suggestion.c.person_id.is_not(None)
    return select(*columns, suggestion.c["count"].label("lines")).where(of_it)


def _propose(connection: Connection, speaker_id: int, found: Evidence | None) -> None:
    """Let the one proposal of a speaker be this one, under the id it has already."""
    person_id = None if found is None else found.person_id
    others = suggestion.c.person_id.is_not(None) & suggestion.c.person_id.is_distinct_from(person_id)
    of_it = suggestion.c.speaker_id == speaker_id
    connection.execute(delete(suggestion).where(of_it, others, ~suggestion.c.dismissed))
    if found is None or not _are_there(connection, speaker_id, found.person_id):
        return
    counts = {"score": round(found.share, 4), "count": found.lines, "against": found.against}
    same = of_it & (suggestion.c.person_id == person_id)
    known = connection.execute(select(suggestion.c.dismissed).where(same)).one_or_none()
    if known is None:
        values = {"speaker_id": speaker_id, "person_id": person_id, "dismissed": False, "created_ms": now_ms()}
        connection.execute(insert(suggestion).values(values | counts))
    else:
        connection.execute(update(suggestion).where(same, ~suggestion.c.dismissed).values(counts))


def _are_there(connection: Connection, speaker_id: int, person_id: str) -> bool:
    them = exists().where(person.c.id == person_id)
    return connection.execute(select(speaker.c.id).where(speaker.c.id == speaker_id, them)).first() is not None
