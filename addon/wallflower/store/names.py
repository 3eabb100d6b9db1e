"""Names and aliases: among all of them no two are the same without regard to case."""

import unicodedata
from collections.abc import Sequence

from sqlalchemy import Connection, select

from wallflower.errors import ConflictError, InvalidRequestError
from wallflower.names import clean_name
from wallflower.store.journal import Recorder
from wallflower.store.people_schema import alias, person

MOST_ALIASES = 100


def clean(name: str, field: str = "name") -> str:
    """Return a name as it is kept; raise `InvalidRequestError`."""
    try:
        return clean_name(name)
    except ValueError as error:
        raise InvalidRequestError(str(error), field=field) from error


def name_key(cleaned: str) -> str:
    """Return what two names must not share: the name without regard to case."""
    return unicodedata.normalize("NFC", cleaned.casefold())


def refuse_taken(connection: Connection, key: str, *, of: str | None = None, field: str = "name") -> None:
    """Raise `ConflictError` if somebody other than `of` has this name or alias."""
    for table in (person, alias):
        owner = person.c.id if table is person else alias.c.person_id
        found = connection.execute(select(owner).where(table.c.name_key == key)).scalar_one_or_none()
        if found not in {None, of}:
            raise ConflictError("another person has this name", field=field)


def set_aliases(recorder: Recorder, person_id: str, own_key: str, aliases: Sequence[str]) -> None:
    """Make these, and no others, the aliases of a person; the name itself and repetitions are left out."""
    wanted = {name_key(name): name for name in (clean(name, "aliases") for name in aliases)}
    wanted.pop(own_key, None)
    if len(wanted) > MOST_ALIASES:
        raise InvalidRequestError(f"a person has at most {MOST_ALIASES} aliases", field="aliases")
    theirs = alias.c.person_id == person_id
    recorder.delete(alias, theirs & alias.c.name_key.not_in(wanted))
    for key, name in wanted.items():
        refuse_taken(recorder.connection, key, of=person_id, field="aliases")
        this = alias.c.name_key == key
        if recorder.connection.execute(select(alias.c.name).where(this)).first() is None:
            recorder.insert(alias, {"name_key": key, "person_id": person_id, "name": name})
        else:
            recorder.update(alias, this, {"name": name})
