"""When the analysis process looks whose a voice without a name may be."""

from typing import Any

import pytest

from tests.support.company import Scene, again, make_scene
from wallflower.cameras.voicing import VoiceDesk
from wallflower.errors import StorageError
from wallflower.speech.audio import MissingAudioError
from wallflower.store.company import Company
from wallflower.store.database import Database
from wallflower.store.labels import Labels
from wallflower.store.speakers import Speakers


def no_sound(*_: Any) -> Any:
    raise MissingAudioError


@pytest.fixture
def desk(database: Database) -> VoiceDesk:
    return VoiceDesk(database, no_sound, no_sound, lambda: False, lambda _line: None)


def proposed(database: Database) -> list[str | None]:
    return [each.person_id for each in Speakers(database).suggestions().suggestions]


def test_everybody_is_looked_at_first_and_after_a_change_of_people(database: Database, desk: VoiceDesk) -> None:
    scene = make_scene(database)
    again(scene, scene.ann)
    desk.weigh()
    assert proposed(database) == [scene.ann]
    Labels(database, lambda _px, _parts: None).assign_visits([1, 2, 3, 4, 5], scene.bob)
    desk.weigh()  # nobody was heard since
    assert proposed(database) == [scene.ann]
    desk.reload()
    desk.weigh()
    assert proposed(database) == [scene.bob]


def test_a_database_that_fails_loses_nothing(
    database: Database, desk: VoiceDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene: Scene = make_scene(database)
    again(scene, scene.ann)

    def fail(_self: Company, _speaker_id: int) -> None:
        raise StorageError("the disk failed")

    with monkeypatch.context() as broken:
        broken.setattr(Company, "weigh", fail)
        with pytest.raises(StorageError):
            desk.weigh()
    desk.weigh()
    assert proposed(database) == [scene.ann]
