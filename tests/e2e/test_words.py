"""What is said reaches the transcript: RTSP, AAC, recording, voice activity, queue, Whisper, store, API.

Voices and speeds are those that the miniature model was not trained on. Where the talk lies in the recording is found
by comparing the recorded sound with the talk itself, so that the times of words are checked against the recording.
"""

import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import jiwer
import pytest
import pytest_asyncio

from tests.e2e.speaking import Heard, speaking
from tests.support.talk import Said, Talk, make_talk, position_of, sentences_within
from wallflower.demo.model import unpack_model

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1500)]

COUNTS = {"en": 16, "de": 18}
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
        words = [word for line in self.lines for word in line["words"]]
        return [Said(word["text"], self._second(word["start_ms"]), self._second(word["end_ms"])) for word in words]

    def spoken(self) -> list[Said]:
        """Return the words that were said."""
        return [word for sentence in self.said for word in sentence]

    def _second(self, at_ms: int) -> float:
        return (at_ms - self.start_ms) / 1000


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def results(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[dict[str, Result]]:
    """Let two cameras talk at the same time, in English and in German, and wait until all is text."""
    directory = tmp_path_factory.mktemp("words")
    talks = {language: make_talk(language, count) for language, count in COUNTS.items()}
    (directory / "models").mkdir()
    model = unpack_model(directory / "models")
    async with speaking(directory, {language: talk.samples for language, talk in talks.items()}, model) as heard:
        yield {language: await _result(heard[language], talk) for language, talk in talks.items()}


@pytest.mark.parametrize("language", list(COUNTS))
def test_most_words_are_right(results: dict[str, Result], language: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = results[language]
    assert len(result.said) >= COUNTS[language] // 2
    truth, heard = (" ".join(word.text for word in words) for words in (result.spoken(), result.heard()))
    rate = jiwer.wer(truth, heard)
    with capsys.disabled():
        sys.stdout.write(f"\nword error rate, {language}, {len(truth.split())} words: {rate:.1%}\n")
    assert rate <= MOST_ERRORS, jiwer.visualize_alignment(jiwer.process_words(truth, heard))


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


async def _result(heard: Heard, talk: Talk) -> Result:
    begins_s = position_of(talk, heard.sound())
    said = tuple(sentences_within(talk, begins_s, talk.length_s))
    lines = await heard.lines(said[0][0].start_s - 0.8, said[-1][-1].end_s + 0.8)
    return Result(said, lines, heard.start_ms)
