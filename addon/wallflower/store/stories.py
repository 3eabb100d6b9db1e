"""Stories: edit lists that several people may change, of which none overwrites what another did."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from wallflower.clock import now_ms
from wallflower.errors import ConflictError, NotFoundError
from wallflower.store.database import Database
from wallflower.store.paging import before, cursor_of
from wallflower.store.schema import story, story_camera
from wallflower.wire_jobs import StoryClip
from wallflower.wire_stories import Story, StorySummary

MOST_STORIES = 1_000
_CONTENT = ("title", "captions", "blur", "clips")


class Stories:
    """The tables of stories."""

    def __init__(self, database: Database) -> None:
        """Use this database."""
        self._database = database

    def list(
        self, *, among: frozenset[str] | None = None, limit: int = 100, cursor: str | None = None
    ) -> tuple[tuple[StorySummary, ...], str | None]:
        """Return a page of stories, the last changed first, and the cursor of the next page, None at the end.

        `among`: only those all of whose cameras are these.
        """
        query = select(story).order_by(story.c.updated_ms.desc(), story.c.id.desc()).limit(limit + 1)
        if among is not None:
            foreign = story_camera.c.camera_id.not_in(sorted(among))
            query = query.where(~exists().where(story_camera.c.story_id == story.c.id, foreign))
        if cursor is not None:
            query = query.where(before(cursor, story.c.updated_ms, story.c.id))
        with self._database.read() as connection:
            found = [_summary(_story(row)) for row in connection.execute(query)]
        page = tuple(found[:limit])
        return page, cursor_of(page[-1].updated_ms, page[-1].id) if len(found) > limit else None

    def get(self, story_id: str) -> Story:
        """Return a story; raise `NotFoundError` for an unknown id."""
        with self._database.read() as connection:
            return _get(connection, story_id)

    def clips(self) -> tuple[StoryClip, ...]:
        """Return the clips of every story."""
        with self._database.read() as connection:
            rows = connection.execute(select(story.c.clips)).scalars().all()
        return tuple(StoryClip.from_json(clip) for clips in rows for clip in clips)

    def create(self, new: Story) -> Story:
        """Add a story, whose id must be new, as its first version; raise `ConflictError` when there are too many."""
        at_ms = now_ms()
        made = replace(new, version=1, created_ms=at_ms, updated_ms=at_ms)
        with self._database.write() as connection:
            if connection.execute(select(func.count()).select_from(story)).scalar_one() >= MOST_STORIES:
                raise ConflictError(f"there are {MOST_STORIES} stories already: delete one first")
            connection.execute(insert(story).values(made.to_json()))
            _note_cameras(connection, made)
        return made

    def change(self, wanted: Story) -> Story:
        """Replace the content of a story if `wanted.version` is its version, and return it as its next one.

        Raises `NotFoundError`, and `ConflictError` if somebody changed it meanwhile to anything but the same.
        """
        content = {name: value for name, value in wanted.to_json().items() if name in _CONTENT}
        here = (story.c.id == wanted.id) & (story.c.version == wanted.version)
        raised = {"version": story.c.version + 1, "updated_ms": now_ms()}
        with self._database.write() as connection:
            changed = connection.execute(update(story).where(here).values(content | raised)).rowcount
            stored = _get(connection, wanted.id)
            if changed:
                connection.execute(delete(story_camera).where(story_camera.c.story_id == wanted.id))
                _note_cameras(connection, stored)
            elif any(getattr(stored, name) != getattr(wanted, name) for name in _CONTENT):
                raise ConflictError(
                    f"somebody changed this story meanwhile: it is at version {stored.version} now, load that first",
                    field="version",
                )
        return stored

    def delete(self, story_id: str) -> None:
        """Remove a story; raise `NotFoundError` for an unknown id."""
        with self._database.write() as connection:
            if connection.execute(delete(story).where(story.c.id == story_id)).rowcount == 0:
                raise unknown_story()


def cameras_of(clips: Iterable[StoryClip]) -> tuple[str, ...]:
    """Return every camera that clips show or let hear, in the order they come in."""
    return tuple(dict.fromkeys(camera for clip in clips for camera in (clip.camera_id, *clip.sound)))


def length_ms(clips: Iterable[StoryClip]) -> int:
    """Return how long clips are together."""
    return sum(clip.end_ms - clip.start_ms for clip in clips)


def unknown_story() -> NotFoundError:
    """Return what is said of an id that no story has."""
    return NotFoundError("no story has this id", field="story_id")


def _get(connection: Connection, story_id: str) -> Story:
    row = connection.execute(select(story).where(story.c.id == story_id)).one_or_none()
    if row is None:
        raise unknown_story()
    return _story(row)


def _note_cameras(connection: Connection, stored: Story) -> None:
    rows = [{"story_id": stored.id, "camera_id": camera_id} for camera_id in cameras_of(stored.clips)]
    if rows:
        connection.execute(insert(story_camera), rows)


def _story(row: Row[Any]) -> Story:
    return Story.from_json(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's public name


def _summary(found: Story) -> StorySummary:
    return StorySummary(
        id=found.id,
        title=found.title,
        version=found.version,
        clip_count=len(found.clips),
        length_ms=length_ms(found.clips),
        camera_ids=cameras_of(found.clips),
        first=next(iter(found.clips), None),
        created_ms=found.created_ms,
        updated_ms=found.updated_ms,
    )
