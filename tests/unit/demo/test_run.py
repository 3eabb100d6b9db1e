"""The demo's own steps; the whole of it runs in the end-to-end tests."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.support.waiting import PATIENCE_S, until_true
from wallflower.demo import figures, run
from wallflower.demo.findings import Findings, Summary
from wallflower.errors import ConfigError, UnavailableError, WallflowerError


class Server:
    log_path = Path("the.log")

    def check(self) -> None:
        """It runs."""


class Api:
    """Answers from tables, and remembers what was posted."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.posted: list[tuple[str, Any]] = []

    async def get(self, path: str, **_query: Any) -> Any:
        answer = self.answers[path]
        if isinstance(answer, list):
            answer = answer.pop(0) if len(answer) > 1 else answer[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def post(self, path: str, body: Any) -> Any:
        self.posted.append((path, body))
        return {"id": "p1", "quality": 0.5}


def info(*, speech: dict[str, Any], faces: bool) -> dict[str, Any]:
    return {"speech": speech, "faces": {"usable": faces, "reason": None if faces else "no weights"}}


async def test_it_waits_until_the_engines_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    model = {"usable": False, "model": "mini", "reason": "starting"}
    answers = [WallflowerError("not yet"), info(speech={}, faces=False), info(speech=model, faces=True)]
    api = Api({"/api/info": answers})
    await run._until_ready(Server(), api)  # type: ignore[arg-type]
    assert len(answers) == 1


async def test_it_names_what_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "START_S", 0.3)
    api = Api({"/api/info": info(speech={"usable": True}, faces=False)})
    with pytest.raises(UnavailableError, match="no weights"):
        await run._until_ready(Server(), api)  # type: ignore[arg-type]


async def test_the_person_is_enrolled_once() -> None:
    api = Api({"/api/people": {"people": []}})
    said: list[str] = []
    assert await run._enrol(api, said.append) == "p1"  # type: ignore[arg-type]
    assert api.posted == [("/api/people", {"name": "Alice"}), ("/api/people/p1/faces", figures.enrolment_jpeg())]
    again = Api({"/api/people": {"people": [{"id": "p9", "name": "Alice"}]}})
    assert await run._enrol(again, said.append) == "p9"  # type: ignore[arg-type]
    assert again.posted == []


def test_too_short_a_time_is_refused() -> None:
    with pytest.raises(ConfigError) as caught:
        run.run(seconds=5)
    assert caught.value.field == "seconds"


@pytest.mark.parametrize("as_json", [True, False])
def test_the_summary_says_what_is_missing(capsys: pytest.CaptureFixture[str], *, as_json: bool) -> None:
    visit = {"verdict": "unknown", "name": None, "sightings": 1}
    lines = [{"text": "x", "correct": True}]
    summary = Summary(
        recorded_s=3.0, gaps=[], lines=lines, visits=[visit], playlist_url="http://p", missing=("the cat",)
    )
    said: list[str] = []
    run._tell(summary, said.append, as_json=as_json)
    text = "\n".join(said)
    assert "MISSING   the cat" in text
    assert "1 line, 1 of them" in text
    assert "nobody we know (1 sighting)" in text
    assert "demo vocabulary" in text
    assert ('"ok": false' in capsys.readouterr().out) is as_json


async def test_an_interrupted_demo_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    async def cancelled(*_: object) -> Summary:
        raise asyncio.CancelledError

    monkeypatch.setattr(run, "_main", cancelled)
    assert await asyncio.to_thread(run.run) == 130


@pytest.mark.slow
def test_a_signal_ends_every_process(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "wallflower",
        "demo",
        "--data",
        str(tmp_path / "d"),
        "--media",
        str(tmp_path / "m"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as demo:
        until_true(lambda: _family(demo.pid))
        family = _family(demo.pid)
        time.sleep(2)
        os.kill(demo.pid, signal.SIGTERM)
        assert demo.wait(PATIENCE_S) == 130
    until_true(lambda: not any(Path(f"/proc/{pid}").exists() for pid in family))


def _family(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children]


def test_the_players_command_reads_the_token_from_its_file() -> None:
    class Client:
        def url(self, path: str) -> str:
            return f"http://h{path}"

    watch = run._Watch(Client(), Findings((), "p"), print, Path("/a b/token"))  # type: ignore[arg-type]
    assert watch._player_command("/x") == "ffplay -headers \"Authorization: Bearer $(cat '/a b/token')\" http://h/x"
