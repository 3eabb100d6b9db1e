"""Runs `wallflower serve` for the demo: its own ports, its own directories, and no life after the demo's."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from wallflower.errors import UnavailableError
from wallflower.workers.lifeline import die_with_parent

STOP_S = 12.0


class ServerProcess:
    """One server; what it logs goes to `DATA/demo-server.log`."""

    def __init__(self, data: Path, media: Path, speech_model: Path) -> None:
        """Start it on free loopback ports."""
        self.log_path = data / "demo-server.log"
        self._token_path = data / "token"
        self.port, rtsp_port = _free_ports(2)
        command = [sys.executable, "-m", "wallflower.demo.server_process", str(os.getpid()), "serve"]
        command += ["--data", str(data), "--media", str(media)]
        command += ["--port", str(self.port), "--rtsp-port", str(rtsp_port)]
        environment = {**os.environ, "WALLFLOWER_SPEECH_MODEL": str(speech_model)}
        with self.log_path.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,  # it prints its token there
                stderr=log,
                start_new_session=True,  # Ctrl-C is for the demo, which stops everything in order
            )

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.port}"

    async def token(self, timeout_s: float) -> str:
        """Wait for the server to make its token and return it; raise `UnavailableError` when it ends instead."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                while True:
                    self.check()
                    if self._token_path.exists():
                        return self._token_path.read_text(encoding="ascii").strip()
                    await asyncio.sleep(0.1)
        raise UnavailableError(f"the server made no token within {timeout_s:g} s; its log is {self.log_path}")

    def check(self) -> None:
        """Raise `UnavailableError` when the server has ended."""
        code = self._process.poll()
        if code is not None:
            raise UnavailableError(f"the server ended with code {code}; the end of its log:\n{self._log_end()}")

    def stop(self) -> None:
        """End it orderly, or by force when it takes too long; safe to call again."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _log_end(self) -> str:
        return "\n".join(self.log_path.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


def _free_ports(count: int) -> list[int]:
    """Return ports that were free a moment ago; the server itself takes no port 0."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in sockets]
    for taken in sockets:
        taken.close()
    return ports


def main() -> None:
    """Become `wallflower <arguments>` that is killed with the process whose id is the first argument."""
    die_with_parent(int(sys.argv[1]))
    os.execv(sys.executable, [sys.executable, "-m", "wallflower", *sys.argv[2:]])  # noqa: S606 - no shell is meant


if __name__ == "__main__":
    main()
