"""What Home Assistant is to speak for stories, and what it spoke: a cache that is bounded and can be made anew."""

import builtins
from collections.abc import Collection, Iterable
from hashlib import sha256
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from wallflower import clock
from wallflower.errors import NotFoundError
from wallflower.store.database import Database
from wallflower.store.schema import narration
from wallflower.wire_narration import Narration, NarrationFailure, NarrationState

MOST_ROWS = 1_000
# All clips of the longest story may be narrated for as long as a narration may be.
MOST_BYTES = 1_000_000_000
BYTES_PER_MS = 32
AT_ONCE = 200
_COLUMNS = [column for column in narration.c if column.name != "pcm"]
_UNSPOKEN = {"pcm": None, "size_bytes": 0}


def narration_id(text: str) -> str:
    """Return the id of what is spoken for a text: whoever has the text has it, and nobody else."""
    return sha256(text.encode()).hexdigest()[:32]


class Narrations:
    """The table of narrations."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def want(self, texts: Iterable[str], *, again: bool = False) -> tuple[Narration, ...]:
        """Have texts spoken that nobody spoke yet, also where that failed, and return each one once.

        `again`: forget their sound and have them spoken anew. Those that were wanted least recently go when there are
        too many.
        """
        wanted = {narration_id(text): text for text in texts}
        with self._database.write() as connection:
            for key, text in wanted.items():
                _want(connection, key, text, again=again)
            _evict(connection, wanted.keys())
            return tuple(_get(connection, key) for key in wanted)

    def get(self, key: str) -> Narration:
        """Return one; raise `NotFoundError`."""
        with self._database.read() as connection:
            return _get(connection, key)

    def find(self, keys: Iterable[str]) -> tuple[Narration, ...]:
        """Return those that there are."""
        found: builtins.list[Narration] = []
        with self._database.read() as connection:
            for some in batched(keys, AT_ONCE, strict=False):
                rows = connection.execute(select(*_COLUMNS).where(narration.c.id.in_(some)))
                found += map(_narration, rows)
        return tuple(found)

    def list(self, *, state: NarrationState | None = None, limit: int = AT_ONCE) -> tuple[Narration, ...]:
        """Return what was wanted first, first."""
        query = select(*_COLUMNS).order_by(narration.c.wanted_ms, narration.c.id).limit(limit)
        if state is not None:
            query = query.where(narration.c.state == state.value)
        with self._database.read() as connection:
            return tuple(_narration(row) for row in connection.execute(query))

    def pcm(self, key: str) -> bytes | None:
        """Return the sound, 16 kHz mono 16-bit PCM; None where there is none."""
        with self._database.read() as connection:
            found = connection.execute(select(narration.c.pcm).where(narration.c.id == key)).scalar_one_or_none()
        return None if found is None else bytes(found)

    def keep(self, key: str, pcm: bytes) -> tuple[Narration, bool]:
        """Keep what somebody spoke, and return whether they were the first; raise `NotFoundError` for an unknown id."""
        values = {"state": NarrationState.READY.value, "failure": None, "pcm": pcm, "size_bytes": len(pcm)}
        silent = (narration.c.id == key) & (narration.c.state != NarrationState.READY.value)
        with self._database.write() as connection:
            is_first = bool(connection.execute(update(narration).where(silent).values(values)).rowcount)
            kept = _get(connection, key)
            _evict(connection, {key})
            return kept, is_first

    def fail(self, key: str, failure: NarrationFailure) -> tuple[Narration, bool]:
        """Note that somebody could not speak it, unless somebody else did, and return whether that is news.

        Raises `NotFoundError` for an unknown id.
        """
        values = {"state": NarrationState.FAILED.value, "failure": failure.value}
        waiting = (narration.c.id == key) & (narration.c.state == NarrationState.WANTED.value)
        with self._database.write() as connection:
            is_news = bool(connection.execute(update(narration).where(waiting).values(values)).rowcount)
            return _get(connection, key), is_news

    def expire(self, kept: Collection[str], before_ms: int) -> int:
        """Forget what nobody asked for since an instant, but not these ids; return how many went."""
        with self._database.write() as connection:
            old = connection.execute(select(narration.c.id).where(narration.c.wanted_ms < before_ms)).scalars().all()
            gone = [key for key in old if key not in kept]
            _delete(connection, gone)
        if gone:
            self._database.scrub()
        return len(gone)


def _want(connection: Connection, key: str, text: str, *, again: bool) -> None:
    here = narration.c.id == key
    wanted = {"state": NarrationState.WANTED.value, "failure": None}
    now = {"wanted_ms": clock.now_ms()}
    if not connection.execute(update(narration).where(here).values(now)).rowcount:
        connection.execute(insert(narration).values({"id": key, "text": text} | wanted | now | {"size_bytes": 0}))
    silent = here if again else here & (narration.c.state != NarrationState.READY.value)
    connection.execute(update(narration).where(silent).values(wanted | _UNSPOKEN))


def _evict(connection: Connection, kept: Collection[str]) -> None:
    """Make room; what was just wanted stays, whatever it takes."""
    figures = select(func.count(), func.coalesce(func.sum(narration.c.size_bytes), 0)).select_from(narration)
    rows, size_bytes = connection.execute(figures).one()
    if rows <= MOST_ROWS and size_bytes <= MOST_BYTES:
        return
    oldest = select(narration.c.id, narration.c.size_bytes).order_by(narration.c.wanted_ms, narration.c.id)
    gone: builtins.list[str] = []
    for row in connection.execute(oldest).all():
        if rows <= MOST_ROWS and size_bytes <= MOST_BYTES:
            break
        if row.id not in kept:
            gone.append(row.id)
            rows, size_bytes = rows - 1, size_bytes - row.size_bytes
    _delete(connection, gone)


def _delete(connection: Connection, keys: builtins.list[str]) -> None:
    for some in batched(keys, AT_ONCE, strict=False):
        connection.execute(delete(narration).where(narration.c.id.in_(some)))


def _get(connection: Connection, key: str) -> Narration:
    row = connection.execute(select(*_COLUMNS).where(narration.c.id == key)).one_or_none()
    if row is None:
        raise NotFoundError("nobody wants this to be spoken any more", field="narration_id")
    return _narration(row)


def _narration(row: Row[Any]) -> Narration:
    return Narration(
        id=row.id,
        state=NarrationState(row.state),
        text=row.text,
        failure=None if row.failure is None else NarrationFailure(row.failure),
        length_ms=row.size_bytes // BYTES_PER_MS,
    )
