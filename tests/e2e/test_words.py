"""What is said reaches the transcript: RTSP, AAC, recording, voice activity, queue, Whisper, store, API.

Voices and speeds are those that the miniature model was not trained on. Where the talk lies in the recording is found
by comparing the recorded sound with the talk itself, so that the times of words are checked against the recording.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import jiwer
import pytest
import pytest_asyncio

from tests.support.server import Server, running_server
from tests.support.talk import Said, Talk, make_talk, position_of, sentences_within
from tests.support.talking import recorded
from tests.support.waiting import eventually
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model
from wallflower.media.reader import read_audio
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

COUNTS = {"en": 16, "de": 12}
MOST_ERRORS = 0.15
GOOD_TIME_S = 0.3
LEAST_GOOD_TIMES = 0.9


@dataclass(frozen=True, slots=True)
class Result:
    """What one camera was told and what the server made of it; times are seconds of the recording."""

    said: tuple[tuple[Said, ...], ...]
    lines: list[dict[str, Any]]
    start_ms: int

    def heard(self) -> list[Said]:
        """Return the words of all lines."""
        return [
            Said(text, (start_ms - self.start_ms) / 1000, (end_ms - self.start_ms) / 1000)
            for line in self.lines
            for text, start_ms, end_ms in ((word["text"], word["start_ms"], word["end_ms"]) for word in line["words"])
        ]

    def spoken(self) -> list[Said]:
        """Return the words that were said."""
        return [word for sentence in self.said for word in sentence]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def results(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, Result]]:
    """Let two cameras talk at the same time, in English and in German, and wait until all is text."""
    directory = tmp_path_factory.mktemp("words")
    talks = {language: make_talk(language, count) for language, count in COUNTS.items()}
    clips = {language: _clip(directory, language, talk) for language, talk in talks.items()}
    models = directory / "models"
    models.mkdir()
    with CameraProcess(clips) as camera:
        async with running_server(directory / "server", "--speech-model", str(unpack_model(models))) as server:
            ids = {language: await _add(server, camera, language) for language in talks}
            longest_s = max(talk.length_s for talk in talks.values())
            for camera_id in ids.values():
                await eventually(partial(_recorded_s, server, camera_id), (longest_s + 3).__le__, longest_s + 60)
            camera.stop()  # the talk begins anew for ever
            await eventually(partial(_backlog_s, server), (0.0).__eq__, 150)
            yield {language: await _result(server, ids[language], talks[language]) for language in talks}


@pytest.mark.parametrize("language", list(COUNTS))
def test_most_words_are_right(
    results: dict[str, Result], language: str, record_property: Callable[[str, object], None]
) -> None:
    result = results[language]
    truth = " ".join(word.text for word in result.spoken())
    assert len(result.said) >= COUNTS[language] // 2
    rate = jiwer.wer(truth, " ".join(word.text for word in result.heard()))
    record_property(f"word_error_rate_{language}", round(rate, 4))
    assert rate <= MOST_ERRORS


@pytest.mark.parametrize("language", list(COUNTS))
def test_words_are_where_they_were_said(results: dict[str, Result], language: str) -> None:
    spoken, heard = results[language].spoken(), results[language].heard()
    matcher = SequenceMatcher(None, [word.text for word in spoken], [word.text for word in heard], autojunk=False)
    errors_s = [
        abs(spoken[block.a + index].start_s - heard[block.b + index].start_s)
        for block in matcher.get_matching_blocks()
        for index in range(block.size)
    ]
    assert len(errors_s) > len(spoken) / 2
    assert sum(error_s <= GOOD_TIME_S for error_s in errors_s) / len(errors_s) >= LEAST_GOOD_TIMES, sorted(errors_s)


@pytest.mark.parametrize("language", list(COUNTS))
def test_the_language_is_detected(results: dict[str, Result], language: str) -> None:
    told = [line["language"] for line in results[language].lines]
    assert told.count(language) >= 0.9 * len(told)


def _clip(directory: Path, language: str, talk: Talk) -> Path:
    path = directory / f"{language}.mkv"
    path.write_bytes(recorded(talk.samples))
    return path


async def _add(server: Server, camera: CameraProcess, language: str) -> str:
    body = {"name": language, "url": camera.url(language), "recognize_faces": False}
    return str((await server.post("/api/cameras", body))["id"])


async def _recordings(server: Server, camera_id: str) -> list[dict[str, Any]]:
    now_ms = clock.now_ms()
    answer = await server.get(f"/api/cameras/{camera_id}/recordings?start={now_ms - 3_600_000}&end={now_ms}")
    return list(answer["recordings"])


async def _recorded_s(server: Server, camera_id: str) -> float:
    found = await _recordings(server, camera_id)
    return (found[-1]["end_ms"] - found[0]["start_ms"]) / 1000 if found else 0.0


async def _backlog_s(server: Server) -> float:
    return float((await server.post("/api/transcripts/search", {}))["backlog_s"])


async def _result(server: Server, camera_id: str, talk: Talk) -> Result:
    found = await _recordings(server, camera_id)
    start_ms, end_ms = found[0]["start_ms"], found[0]["start_ms"] + round(talk.length_s * 1000)
    database = Database(server.data / "wallflower.db")
    try:
        sound = read_audio(Recordings(database), server.media, camera_id, start_ms, end_ms)
    finally:
        database.close()
    begins_s = position_of(talk, sound.samples)
    said = tuple(sentences_within(talk, begins_s, talk.length_s))
    span = [start_ms + round(at_s * 1000) for at_s in (said[0][0].start_s - 0.8, said[-1][-1].end_s + 0.8)]
    path = f"/api/transcripts/export?camera={camera_id}&start={span[0]}&end={span[1]}&format=json"
    return Result(said, list((await server.get(path))["lines"]), start_ms)
