"""A rule that fires while the words are being said: a camera that talks, a real server, and a kill in between."""

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from operator import ne
from typing import Any
from unittest.mock import ANY

import aiohttp
import numpy as np
import pytest
import pytest_asyncio

from tests.support.server import ApiError, Server, running_server
from tests.support.talk import Talk, make_talk
from tests.support.talking import recorded
from tests.support.waiting import eventually
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model
from wallflower.speech.engine import EngineSpec, SpeechEngine, Window
from wallflower.speech.gates import plain_words
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.speech.whisper import create

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800), pytest.mark.asyncio(loop_scope="module")]

SENTENCES = 7
# Shorter than what ends an utterance.
BREATH_S = 0.35
SILENCE_S = 8.0
# The word has to be there whenever the engine listens between its end and that of the talk.
STEP_S = 0.5
# An engine that was slow once is asked early again after a minute.
WAIT_S = 300.0


@dataclass(frozen=True, slots=True)
class Hall:
    """A server, a camera in it that says one long thing again and again, and the word that a rule waits for."""

    server: Server
    camera_id: str
    word: str


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hall(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    directory = tmp_path_factory.mktemp("early")
    (directory / "models").mkdir()
    model = unpack_model(directory / "models")
    talk, word = _long_talk(create(EngineSpec(engine="faster-whisper", place=str(model))))
    clip = directory / "talk.mkv"
    clip.write_bytes(recorded(talk))
    with CameraProcess({"hall": clip}) as camera:
        async with running_server(directory / "server", "--speech-model", str(model)) as server:
            rule = {"name": "Listens", "phrases": [word], "early": True, "cooldown_s": 1}
            await server.post("/api/rules", rule)
            await _read_rules(server)
            body = {"name": "hall", "url": camera.url("hall"), "recognize_faces": False, "language": "en"}
            camera_id = str((await server.post("/api/cameras", body | {"speech": {"live": True}}))["id"])
            yield Hall(server, camera_id, word)


async def _read_rules(server: Server) -> None:
    """Have the process for speech read the rules, as it does when it starts and every half minute."""
    before = server.kill_worker("analysis")

    async def pid() -> int:
        with contextlib.suppress(LookupError):
            return server.worker_pid("analysis")
        return before

    await eventually(pid, partial(ne, before))


async def test_a_long_sentence_fires_before_it_is_over_and_is_confirmed(hall: Hall) -> None:
    told = await _follow(hall, "confirmed")
    confirmed = told[-1]
    alert, line = confirmed["data"], confirmed["data"]["line"]
    of_it = [event["type"] for event in told if alert["id"] in {event["data"].get("id"), event["data"].get("alert_id")}]
    assert of_it == ["alert", "keyword", "alert"]
    early = next(event for event in told if event["data"].get("alert_id") == alert["id"])
    (line_event,) = [event for event in told if event["type"] == "line" and event["data"]["id"] == line["id"]]
    assert told.index(early) < told.index(line_event)
    assert (early["data"]["phase"], early["data"]["line"]["id"]) == ("early", 0)
    path = f"/api/utterances/{line['utterance_id']}/transcriptions"
    (heard,) = (await hall.server.get(path))["transcriptions"]
    assert early["data"]["line"]["end_ms"] < heard["lines"][-1]["end_ms"] - 1_000, "what was heard early is not all"
    assert hall.word in plain_words(line["text"])
    assert line["start_ms"] <= alert["at_ms"] == alert["words_ms"][0] < alert["words_ms"][1] <= line["end_ms"]
    kept = alert | {"has_picture": ANY, "line": line | {"speaker_id": ANY}}  # whose voice it is may be known by now
    assert await hall.server.get(f"/api/alerts/{alert['id']}") == kept
    decisions = (await hall.server.get("/api/speech"))["decisions"]
    assert decisions["partial"] >= 2
    assert not re.search(rf"(?<![\w-]){hall.word}(?![\w-])", hall.server.log())  # no part of another word
    await eventually(partial(_metrics, hall), _counts_partials)


@pytest.mark.parametrize("names", [("server",), ("analysis",), ("server", "analysis")])
async def test_who_is_killed_in_between_leaves_no_alert_open(hall: Hall, names: tuple[str, ...]) -> None:
    early = (await _follow(hall, "early"))[-1]
    for name in names:
        hall.server.kill_worker(name)
    alert = await eventually(partial(_alert, hall, early["data"]["id"]), _is_decided, WAIT_S)
    assert alert is not None
    assert alert["phase"] == "confirmed"
    assert hall.word in plain_words(alert["line"]["text"])


async def _follow(hall: Hall, phase: str) -> list[dict[str, Any]]:
    """Return all that is told until an alert that began meanwhile is in this phase."""
    told: list[dict[str, Any]] = []
    begun: set[int] = set()
    async with hall.server.events() as socket, asyncio.timeout(WAIT_S):
        while True:
            told.append(await socket.receive_json())
            data = told[-1]["data"]
            if told[-1]["type"] != "alert":
                continue
            if data["phase"] == "early":
                begun.add(data["id"])
            if data["phase"] == phase and data["id"] in begun:
                return told


async def _metrics(hall: Hall) -> str:
    """Return the figures; those of speech are missing while the process that hears is slow to tell."""
    return str((await hall.server.get("/metrics")).decode())


def _counts_partials(metrics: str) -> bool:
    pattern = r'^thewallflower_speech_decisions_total\{decision="partial"\} \d'
    return re.search(pattern, metrics, re.MULTILINE) is not None


async def _alert(hall: Hall, alert_id: int) -> dict[str, Any] | None:
    with contextlib.suppress(aiohttp.ClientError, ApiError):
        return dict(await hall.server.get(f"/api/alerts/{alert_id}"))
    return None


def _is_decided(alert: dict[str, Any] | None) -> bool:
    return alert is not None and alert["phase"] != "early"


def _long_talk(engine: SpeechEngine) -> tuple[Samples, str]:
    """Return a talk without a pause, with silence behind it, and a word of its beginning that is heard every time."""
    for seed in range(1, 20):
        talk = make_talk("en", SENTENCES, seed=seed, pause_s=BREATH_S)
        for word in _heard_always(engine, talk):
            return np.concatenate([talk.samples, np.zeros(round(SILENCE_S * RATE_HZ), np.float32)]), word
    raise AssertionError("the miniature model understands no long talk")


def _heard_always(engine: SpeechEngine, talk: Talk) -> Iterator[str]:
    said = Counter(word.text for sentence in talk.sentences for word in sentence)
    begin_s = talk.sentences[0][0].start_s - 0.3
    cuts_s = np.arange(begin_s + 2.0, talk.length_s, STEP_S)
    heard = [(cut_s, _words(engine, talk, begin_s, float(cut_s))) for cut_s in cuts_s]
    for word in talk.sentences[0]:
        known = [word.text in words for cut_s, words in heard if cut_s > word.end_s + 0.5]
        if said[word.text] == 1 and len(word.text) > 3 and all(known):
            yield word.text


def _words(engine: SpeechEngine, talk: Talk, from_s: float, until_s: float) -> list[str]:
    sound = talk.samples[round(from_s * RATE_HZ) : round(until_s * RATE_HZ)]
    segments = engine.transcribe(Window(samples=sound, language="en", beam=1, temperatures=(0.0,))).segments
    return [word for segment in segments for word in plain_words(segment.text)]
