"""Cameras talk while the processes that write it down are killed again and again; then every sentence is looked for."""

import asyncio
import itertools
import os
import random
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path

import aiohttp

from tests.support.processes import children_of
from tests.support.server import ApiError, Server, running_server
from tests.support.sound import to_wave
from tests.support.speech_ledger import Judge, Verdict
from tests.support.talk import PAIR, Said, Talk, make_talk
from tests.support.talking import recorded
from tests.support.voice_ledger import VoiceJudge, Voices
from tests.support.waiting import eventually
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.demo.model import unpack_model
from wallflower.speech.engine import EngineSpec, SpeechEngine, Window
from wallflower.speech.gates import judge as judge_segment
from wallflower.speech.hearing import LEAST_HOLE_MS
from wallflower.speech.whisper import create
from wallflower.store.database import Database

SENTENCES = 12
# Of the two who take turns, this one has a name.
ENROLLED, ENROLLED_SENTENCES = PAIR[1], 6
# Random instants: some find a process at work, some while it starts.
PAUSE_S = (0.0, 6.0)
FIRST_S = 300.0
# The supervisor waits up to 30 s with a process that ended again and again.
BACK_S = 300.0
LONGEST_TALK_S = 900.0
# What is said after the last kill, so that all before it is followed by sound that somebody listens to.
CALM_S = 20.0
# How far a search that is at its end may lag: what is stored now and then, and a sentence that was being said.
LAG_MS = 12_000
LONGEST_DRAIN_S = 600.0


class Victim(StrEnum):
    """What is killed: the child that holds the model, the process it works for, the one that serves, or the two."""

    ENGINE = "engine"
    ANALYSIS = "analysis"
    SERVER = "server"
    BOTH = "both"


# An engine is back soon; what it works for is not.
SHARES = {Victim.ENGINE: 5, Victim.ANALYSIS: 2, Victim.SERVER: 2, Victim.BOTH: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is to be killed and said."""

    kills: int
    utterances: int
    cameras: int
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fight:
    """What was killed how often, what became of what was said, and how long that took after the cameras fell silent."""

    kills: Counter[Victim] = field(default_factory=Counter)
    verdict: Verdict
    voices: Voices
    talked_s: float
    drain_s: float


async def fight(directory: Path, plan: Plan) -> Fight:
    """Let cameras talk to a real server, kill its processes at random, and judge when all is quiet again.

    At the first camera two people take turns, of whom one is enrolled; at the others each sentence is in another voice.
    """
    (directory / "models").mkdir()
    model = unpack_model(directory / "models")
    engine = create(EngineSpec(engine="faster-whisper", place=str(model)))
    voices: list[Sequence[str]] = [PAIR, *([()] * (plan.cameras - 1))]
    talks = {f"talk{number}": _understood(engine, plan.seed + number, pair) for number, pair in enumerate(voices)}
    clips = {name: _clip(directory / f"{name}.mkv", talk) for name, talk in talks.items()}
    with CameraProcess(clips) as camera:
        async with running_server(directory / "server", "--speech-model", str(model)) as server:
            people = {ENROLLED: await _enrol(server, ENROLLED)}
            languages = itertools.cycle(("en", None))
            cameras = {
                await _add(server, camera.url(name), language): talk
                for (name, talk), language in zip(talks.items(), languages, strict=False)
            }
            database = Database(server.data / "wallflower.db")
            try:
                judge, voice_judge = Judge(database, server.media, cameras), VoiceJudge(database, people)
                began_s = clock.monotonic_s()
                kills = await _kill_at_random(server, judge, voice_judge, plan)
                await asyncio.sleep(CALM_S)
                camera.stop()
                silent_s = clock.monotonic_s()
                await eventually(partial(_to_do, server, judge), (0.0).__eq__, LONGEST_DRAIN_S)
                drain_s = clock.monotonic_s() - silent_s
                # What was being said when the cameras went ends only when they are known to be gone.
                await eventually(partial(asyncio.to_thread, judge.unheard_ms), LEAST_HOLE_MS.__gt__, LONGEST_DRAIN_S)
                await eventually(partial(_to_do, server, judge), (0.0).__eq__, LONGEST_DRAIN_S)
                await eventually(partial(asyncio.to_thread, voice_judge.waiting), (0).__eq__, LONGEST_DRAIN_S)
                verdict = await asyncio.to_thread(judge.verdict)
                heard = await asyncio.to_thread(voice_judge.verdict, verdict.voices)
            finally:
                database.close()
    return Fight(kills=kills, verdict=verdict, voices=heard, talked_s=silent_s - began_s, drain_s=drain_s)


def _understood(engine: SpeechEngine, seed: int, voices: Sequence[str]) -> Talk:
    """Return a talk of sentences that the miniature model has words for, however they are cut out."""
    made = make_talk("en", SENTENCES, seed=seed, voices=voices)
    return made.only([sentence for sentence in made.sentences if _is_understood(engine, made, sentence)])


def _is_understood(engine: SpeechEngine, talk: Talk, sentence: tuple[Said, ...]) -> bool:
    for around_s in (0.2, 0.3, 0.5):
        heard = engine.transcribe(Window(samples=talk.cut(sentence, around_s), language="en", beam=1))
        if not any(segment.text.strip() and judge_segment(segment) is None for segment in heard.segments):
            return False
    return True


def _clip(path: Path, talk: Talk) -> Path:
    path.write_bytes(recorded(talk.samples))
    return path


async def _add(server: Server, url: str, language: str | None) -> str:
    """Add a camera; where one language is known, utterances that wait are transcribed together."""
    body = {"name": "talks", "url": url, "recognize_faces": False, "language": language}
    return str((await server.post("/api/cameras", body))["id"])


async def _enrol(server: Server, voice: str) -> str:
    """Add a person with this voice; return the id."""
    person_id = str((await server.post("/api/people", {"name": "Somebody"}))["id"])
    sound = make_talk("en", ENROLLED_SENTENCES, seed=77, pause_s=0.2, voices=[voice]).samples
    wav = {"data": to_wave(sound), "headers": {"Content-Type": "application/octet-stream"}}
    await server.request_patiently("POST", f"/api/people/{person_id}/voices", **wav)
    return person_id


async def _kill_at_random(server: Server, judge: Judge, voice_judge: VoiceJudge, plan: Plan) -> Counter[Victim]:
    """Kill until enough died and enough was said."""
    chance = random.Random(plan.seed)
    kills: Counter[Victim] = Counter()
    await eventually(partial(_count, judge), bool, FIRST_S)
    for victim in chance.choices(list(SHARES), list(SHARES.values()), k=plan.kills):
        pause_s = chance.uniform(*PAUSE_S)
        is_dead = False
        while not is_dead:  # it may have ended by itself in the pause
            await eventually(partial(asyncio.to_thread, _lives, server, victim), bool, BACK_S)
            await asyncio.sleep(pause_s)
            await asyncio.to_thread(voice_judge.look)
            is_dead = await asyncio.to_thread(_kill, server, victim)
        kills[victim] += 1
    await eventually(partial(_count, judge), plan.utterances.__le__, LONGEST_TALK_S)
    return kills


async def _count(judge: Judge) -> int:
    return await asyncio.to_thread(judge.count)


def _lives(server: Server, victim: Victim) -> bool:
    with suppress(LookupError):
        return bool(_pids(server, victim))
    return False


def _kill(server: Server, victim: Victim) -> bool:
    """Return whether it lived until now."""
    killed = False
    with suppress(LookupError):
        for pid in _pids(server, victim):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                killed = True
    return killed


def _pids(server: Server, victim: Victim) -> list[int]:
    """Return the processes; raise `LookupError` while one of them is not there."""
    match victim:
        case Victim.ENGINE:
            children = children_of(server.worker_pid("analysis"))
            return [pid for pid, command in children if "spawn_main" in command]
        case Victim.BOTH:
            return [server.worker_pid("analysis"), server.worker_pid("server")]
        case _:
            return [server.worker_pid(victim.value)]


async def _to_do(server: Server, judge: Judge) -> float:
    """Return the seconds of speech that are to be searched or transcribed."""
    unheard_ms = await asyncio.to_thread(judge.unheard_ms)
    with suppress(aiohttp.ClientError, ApiError):
        backlog_s = float((await server.post("/api/transcripts/search", {}))["backlog_s"])
        return backlog_s + (unheard_ms / 1000 if unheard_ms > LAG_MS else 0.0)
    return float("inf")
