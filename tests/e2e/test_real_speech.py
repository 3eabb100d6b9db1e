"""Recordings of real people through the whole pipeline; their words are checked where a real model is at hand.

The miniature model cannot understand them; with it, what counts is that every stretch of speech is found, worked
through, and accounted for.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import jiwer
import numpy as np
import pytest
import pytest_asyncio

from tests.e2e.speaking import Heard, speaking
from tests.support.sound import TEST_DATA, read_sound, room
from wallflower.demo.model import unpack_model
from wallflower.speech.gates import plain_words
from wallflower.speech.sound import RATE_HZ
from wallflower.store.database import Database
from wallflower.store.schema import utterance
from wallflower.store.utterances import State

pytestmark = [pytest.mark.slow, pytest.mark.shared, pytest.mark.timeout(1500)]

MODEL_VARIABLE = "WALLFLOWER_TEST_MODEL"
LEVEL = 0.03
MOST_ERRORS = 0.25
SAYINGS = {
    "jfk.flac": "and so my fellow americans ask not what your country can do for you "
    "ask what you can do for your country",
    "turn_on_the_living_room_lamp.wav": "turn on the living room lamp",
    "living_room_light_de.wav": "",  # its very words are not told with it
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def heard(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, Heard]]:
    missing = [name for name in SAYINGS if not (TEST_DATA / "speech" / name).is_file()]
    if missing:
        pytest.skip(f"needs the shared test data (WALLFLOWER_TESTDATA): {', '.join(missing)}")
    directory = tmp_path_factory.mktemp("real")
    (directory / "models").mkdir()
    given = os.environ.get(MODEL_VARIABLE)
    model = Path(given) if given else unpack_model(directory / "models")
    sounds = {Path(name).stem: room(8.0, read_sound(TEST_DATA / "speech" / name), 3.0) for name in SAYINGS}
    async with speaking(directory, sounds, model) as found:
        yield found


@pytest.mark.parametrize("name", [Path(name).stem for name in SAYINGS])
def test_all_speech_is_found_and_accounted_for(heard: dict[str, Heard], name: str) -> None:
    camera = heard[name]
    database = Database(camera.server.data / "wallflower.db")
    try:
        with database.read() as connection:
            said = utterance.select().where(
                utterance.c.camera_id == camera.camera_id, utterance.c.start_ms < camera.start_ms + camera.length_ms
            )
            rows = connection.execute(said.order_by(utterance.c.start_ms)).all()
    finally:
        database.close()
    assert {row.state for row in rows} <= {State.DONE, State.DROPPED}
    assert all(row.reason for row in rows if row.state == State.DROPPED)
    sound = camera.sound()
    levels = np.abs(sound[: len(sound) // RATE_HZ * RATE_HZ]).reshape(-1, RATE_HZ // 10).max(axis=1)
    loud_ms = [camera.start_ms + 100 * int(tenth) for tenth in np.flatnonzero(levels > LEVEL)]
    covered = [any(row.start_ms <= at_ms < row.end_ms for row in rows) for at_ms in loud_ms]
    assert sum(covered) / len(covered) > 0.85, (len(covered), [at for at, is_in in enumerate(covered) if not is_in])


@pytest.mark.skipif(
    MODEL_VARIABLE not in os.environ, reason=f"needs a real Whisper model's directory ({MODEL_VARIABLE})"
)
@pytest.mark.parametrize(("name", "words"), [(Path(name).stem, words) for name, words in SAYINGS.items() if words])
async def test_real_words_are_understood(heard: dict[str, Heard], name: str, words: str) -> None:
    lines = await heard[name].lines(0, heard[name].length_ms / 1000)
    assert jiwer.wer(words, " ".join(plain_words(" ".join(line["text"] for line in lines)))) <= MOST_ERRORS
