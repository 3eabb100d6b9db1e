"""The tables of stories."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from wallflower.errors import ConflictError, InvalidRequestError, NotFoundError
from wallflower.store import stories as module
from wallflower.store.database import Database
from wallflower.store.schema import story, story_camera
from wallflower.store.stories import Stories, cameras_of
from wallflower.wire_jobs import Captions, FaceBlur, StoryClip
from wallflower.wire_stories import Story

NOON = 1_795_000_000_000
DOOR = StoryClip(id="1", camera_id="door", start_ms=NOON, end_ms=NOON + 5_000)
YARD = StoryClip(id="2", camera_id="yard", start_ms=NOON, end_ms=NOON + 1_500, sound=("door", "hall"), muted=False)
PARCEL = Story(
    id="s1", title="The parcel", version=1, clips=(YARD, DOOR), captions=Captions.SOFT, blur=FaceBlur.UNKNOWN
)


@pytest.fixture
def stories(database: Database) -> Stories:
    return Stories(database)


def test_a_story_comes_back_as_it_was_made(stories: Stories) -> None:
    made = stories.create(PARCEL)
    assert (made.version, made.clips, made.captions, made.blur) == (1, (YARD, DOOR), Captions.SOFT, FaceBlur.UNKNOWN)
    assert made.created_ms == made.updated_ms > 0
    assert stories.get("s1") == made
    (summary,), cursor = stories.list()
    assert (summary.clip_count, summary.length_ms, summary.first, cursor) == (2, 6_500, YARD, None)
    assert summary.camera_ids == ("yard", "door", "hall")


def test_a_story_of_before_narration_opens(stories: Stories) -> None:
    stories.create(replace(PARCEL, clips=(replace(DOOR, narration="A parcel comes."), YARD)))
    assert [clip.narration for clip in stories.clips()] == ["A parcel comes.", ""]
    old = {name: value for name, value in DOOR.to_json().items() if name != "narration"}
    with stories._database.write() as connection:
        connection.execute(update(story).values(clips=[old]))
    assert stories.get("s1").clips == stories.clips() == (DOOR,)


def test_a_change_of_what_was_seen_raises_the_version(stories: Stories) -> None:
    made = stories.create(PARCEL)
    changed = stories.change(replace(made, title="The dog", clips=(DOOR,), blur=None))
    assert (changed.version, changed.title, changed.clips, changed.blur) == (2, "The dog", (DOOR,), None)
    assert changed.created_ms == made.created_ms
    assert stories.get("s1") == changed


def test_nobody_overwrites_what_another_did(stories: Stories) -> None:
    made = stories.create(PARCEL)
    theirs = stories.change(replace(made, title="Theirs"))
    with pytest.raises(ConflictError, match="version 2") as caught:
        stories.change(replace(made, title="Mine"))
    assert caught.value.field == "version"
    assert stories.get("s1") == theirs


def test_the_same_change_twice_is_no_conflict(stories: Stories) -> None:
    """As when the answer to the first was lost."""
    wanted = replace(stories.create(PARCEL), title="Again")
    assert stories.change(wanted) == stories.change(wanted)


def test_pages_have_every_story_once_the_last_changed_first(stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    instants = iter([5, 5, 7, 9, 9, 11])
    monkeypatch.setattr(module, "now_ms", lambda: next(instants))
    for name in "abcde":
        stories.create(replace(PARCEL, id=name))
    stories.change(replace(stories.get("a"), title="newest"))
    found: list[str] = []
    cursor = None
    for _ in range(3):
        page, cursor = stories.list(limit=2, cursor=cursor)
        found += [story.id for story in page]
    assert (found, cursor) == (["a", "e", "d", "c", "b"], None)
    with pytest.raises(InvalidRequestError):
        stories.list(cursor="nonsense")


def test_only_stories_all_of_whose_cameras_are_known(stories: Stories) -> None:
    stories.create(PARCEL)
    stories.create(replace(PARCEL, id="s2", clips=(DOOR,)))
    stories.create(replace(PARCEL, id="s3", clips=()))
    seen = {story.id for story in stories.list(among=frozenset({"door"}))[0]}
    assert seen == {"s2", "s3"}
    assert len(stories.list(among=frozenset({"door", "yard"}))[0]) == 2
    assert len(stories.list(among=frozenset({"door", "yard", "hall"}))[0]) == 3
    stories.change(replace(stories.get("s2"), clips=(YARD,)))
    assert {story.id for story in stories.list(among=frozenset({"door"}))[0]} == {"s3"}


def test_deleting_leaves_nothing(stories: Stories, database: Database) -> None:
    stories.create(PARCEL)
    stories.delete("s1")
    for gone in (stories.get, stories.delete):
        with pytest.raises(NotFoundError):
            gone("s1")
    with pytest.raises(NotFoundError):
        stories.change(PARCEL)
    with database.read() as connection:
        assert connection.execute(select(story_camera)).all() == []


def test_there_is_a_limit(stories: Stories, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_STORIES", 1)
    stories.create(PARCEL)
    with pytest.raises(ConflictError, match="delete one first"):
        stories.create(replace(PARCEL, id="s2"))


def test_cameras_in_the_order_they_come_in() -> None:
    assert cameras_of([YARD, DOOR]) == ("yard", "door", "hall")
