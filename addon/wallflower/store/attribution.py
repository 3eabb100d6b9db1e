"""Whose the rows of other tables are: those that belong to people, and those that only point to them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, select, update

from wallflower.store.journal import Recorder
from wallflower.store.people_schema import face, folder_image, voice, voice_print
from wallflower.store.schema import line, visit
from wallflower.wire import Verdict

NOBODYS: Final[dict[Table, dict[str, Any]]] = {
    visit: {"person_id": None, "verdict": Verdict.UNKNOWN.value, "score": 0.0, "margin": 0.0, "decided": False},
    line: {"person_id": None},
    voice_print: {"person_id": None},
    folder_image: {"person_id": None},
}
"""What rows become that are nobody's any more, by table."""
SAME: Final[dict[Table, tuple[str, ...]]] = {
    face: ("engine", "model", "crop_sha256"),
    voice: ("engine", "model", "clip_sha256"),
}
"""What makes an image or a sound the same one, which a person has once."""


def drop(recorder: Recorder, table: Table, which: ColumnElement[bool]) -> int:
    """Remove faces or voices within an edit; return how many."""
    if table is face:
        of_them = folder_image.c.face_id.in_(select(face.c.id).where(which))
        recorder.update(folder_image, of_them, {"face_id": None})
    return recorder.delete(table, which)


def give(recorder: Recorder, table: Table, which: ColumnElement[bool], to_id: str) -> None:
    """Give faces or voices to a person within an edit, but for those they have already, which go."""
    other = table.alias()
    same = [table.c[name] == other.c[name] for name in SAME[table]]
    same += [other.c.person_id == to_id, other.c.id != table.c.id]
    drop(recorder, table, which & select(other.c.id).where(*same).exists())
    recorder.update(table, which, {"person_id": to_id})


def detach(connection: Connection, person_ids: Sequence[str]) -> None:
    """Let what points to these people be of somebody unknown."""
    for table, values in NOBODYS.items():
        connection.execute(update(table).where(table.c.person_id.in_(person_ids)).values(values))
