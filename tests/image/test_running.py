"""The image at work: as its own user, from its first start to its last breath."""

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from bench_lib.report import Figure

from tests.image.conftest import Container
from tests.support.ports import free_port
from tests.support.supervisor import TOKEN, running_supervisor
from tests.support.waiting import until, until_true

UID = 8099
STOP_S = 30  # the add-on's timeout
START_S = 90  # the health check's patience


class Running:
    """The server as the container's entry starts it."""

    def __init__(self, container: Container, *flags: str, **environment: str) -> None:
        self.container = container
        self.port = free_port()
        ports = ["--port", str(self.port), "--rtsp-port", str(free_port())]
        self.log = container.data.parent / "log.txt"
        with self.log.open("ab") as log:
            command = container.command("/usr/bin/wallflower-run", *ports, *flags, environment=environment)
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def is_alive(self) -> bool:
        """Whether the health check of the image says so."""
        assert self.process.poll() is None, self.log.read_text()[-3000:]
        command = self.container.command("wallflower-alive", environment={"WALLFLOWER_PORT": str(self.port)})
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def server_pids(self) -> list[int]:
        """The processes of the server, seen from outside: the first is the supervisor."""
        found: list[int] = []
        for pid in sorted(int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
            with contextlib.suppress(OSError):
                command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
                if "wallflower" in command and (str(self.port) in command or is_child_of(pid, found)):
                    found.append(pid)
        return found

    def stop(self) -> int:
        """Ask the server to stop as a container's engine does; return the code it ends with."""
        os.kill(self.server_pids()[0], signal.SIGTERM)
        return self.process.wait(STOP_S)


def is_child_of(pid: int, parents: list[int]) -> bool:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) in parents


@pytest.fixture
def running(container: Container, figures: list[Figure]) -> Iterator[Running]:
    began_s = time.monotonic()
    server = Running(container)
    try:
        until_true(server.is_alive, 120)
        figures.append(Figure(name="first_start", value=time.monotonic() - began_s, unit="s", target=START_S))
        yield server
    finally:
        for pid in server.server_pids():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        server.process.kill()
        server.process.wait()


def test_the_doctor_finds_everything_needed(container: Container, figures: list[Figure]) -> None:
    began_s = time.monotonic()
    answer = container.run("wallflower", "doctor", "--data", "/tmp/data", "--media", "/tmp/media", user="wallflower")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    figures.append(Figure(name="doctor", value=time.monotonic() - began_s, unit="s"))


@pytest.mark.timeout(600)
def test_the_demo_shows_everything_at_work(container: Container, figures: list[Figure]) -> None:
    voices = ["sh", "-c", "apt-get update -qq && apt-get install -qq -y --no-install-recommends flite espeak-ng"]
    assert container.run(*voices).returncode == 0
    answer = container.run("wallflower", "demo", "--seconds", "60", "--json", user="wallflower")
    assert answer.returncode == 0, answer.stdout + answer.stderr
    shown = json.loads(answer.stdout)
    assert shown["ok"]
    figures += [
        Figure(name="demo_recorded", value=shown["recorded_s"], unit="s"),
        Figure(name="demo_lines", value=len(shown["lines"]), unit="lines"),
        Figure(name="demo_visits", value=len(shown["visits"]), unit="visits"),
    ]


@pytest.mark.timeout(300)
def test_it_starts_as_its_own_user_and_stops_in_time(running: Running, figures: list[Figure]) -> None:
    pids = running.server_pids()
    assert len(pids) > 3
    for pid in pids:
        status = Path(f"/proc/{pid}/status").read_text()
        found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        assert set(found["Uid"].split()) == {str(UID)}
        assert int(found["CapEff"].strip(), 16) == int(found["CapBnd"].strip(), 16) == 0
        assert found["NoNewPrivs"].strip() == "1"
    data = running.container.data
    assert {path.stat().st_uid for path in (data, *data.iterdir())} == {UID}
    assert (data / "token").stat().st_mode & 0o777 == 0o600
    began_s = time.monotonic()
    assert running.stop() == 0
    figures.append(Figure(name="stop", value=time.monotonic() - began_s, unit="s", target=STOP_S))
    assert not running.server_pids()


@pytest.mark.timeout(300)
def test_backups_are_begun_and_ended_as_the_supervisor_does(running: Running) -> None:
    environment = {"WALLFLOWER_PORT": str(running.port)}
    for action in ("begin", "end"):
        command = running.container.command("wallflower", "backup", action, environment=environment)
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stderr
    again = running.container.command("wallflower", "backup", "end", environment=environment)
    assert subprocess.run(again, capture_output=True, check=False).returncode == 1
    data = running.container.data
    assert {path.stat().st_uid for path in data.iterdir()} == {UID}


@pytest.mark.timeout(300)
async def test_a_supervisor_discovers_it_and_nobody_else_uses_ingress(container: Container) -> None:
    async with running_supervisor() as home, aiohttp.ClientSession() as session:
        ingress = free_port()
        flags = ["--supervisor", home.address, "--ingress-port", str(ingress)]
        server = Running(container, *flags, SUPERVISOR_TOKEN=TOKEN)
        try:
            await until(lambda: home.pushed, 120)
            assert home.pushed[0]["port"] == server.port
            token = (container.data / "token").read_text().strip()
            assert home.pushed[0]["token"] == token
            async with session.get(f"http://127.0.0.1:{ingress}/") as answer:
                assert answer.status == 200
            async with session.get(server.url("/api/info"), headers={"Authorization": f"Bearer {token}"}) as answer:
                assert answer.status == 200
            assert TOKEN not in server.log.read_text()
            assert await asyncio.to_thread(server.stop) == 0
        finally:
            for pid in server.server_pids():
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            server.process.kill()
            server.process.wait()
