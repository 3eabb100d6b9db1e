"""The demo's server: a real one, and one that cannot start."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.waiting import PATIENCE_S, until_true
from wallflower.demo import server_process
from wallflower.demo.server_process import ServerProcess
from wallflower.errors import UnavailableError


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_it_starts_and_stops(tmp_path: Path) -> None:
    data, media = tmp_path / "data", tmp_path / "media"
    data.mkdir()
    media.mkdir()
    server = ServerProcess(data, media, tmp_path)
    try:
        assert len(await server.token(PATIENCE_S)) > 20
        server.check()
    finally:
        server.stop()
        server.stop()
    with pytest.raises(UnavailableError, match="ended with code 0"):
        server.check()
    assert server.url.endswith(str(server.port))


async def test_a_server_that_cannot_start_shows_its_log(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path, tmp_path / "file" / "x", tmp_path)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UnavailableError, match="the end of its log"):
        await server.token(PATIENCE_S)
    server.stop()


def test_free_ports_differ() -> None:
    assert len(set(server_process._free_ports(5))) == 5


_GUARDED = (
    "import os, sys, time; from wallflower.workers.lifeline import die_with_parent;"
    "die_with_parent(int(sys.argv[1])); print(os.getpid(), flush=True); time.sleep(600)"
)
_STARTER = (
    "import os, subprocess, sys, time;"
    "subprocess.Popen([sys.executable, '-c', sys.argv[1], str(os.getpid())], start_new_session=True); time.sleep(600)"
)


def test_it_does_not_outlive_its_starter() -> None:
    """A starter that is killed outright takes along what guards itself as the demo's server does."""
    with subprocess.Popen([sys.executable, "-c", _STARTER, _GUARDED], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        pid = int(starter.stdout.readline())
        assert alive(pid)
        starter.kill()
    until_true(lambda: not alive(pid))
