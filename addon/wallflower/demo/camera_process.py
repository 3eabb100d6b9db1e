"""Starts the test camera as a process of its own and commands it; it ends with its owner, however that ends."""

import json
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from wallflower.errors import UnavailableError


class CameraProcess:
    """A context manager around one test camera on free ports."""

    def __init__(
        self, mounts: Mapping[str, Path], *options: str, user: str = "", password: str = "", host: str = "127.0.0.1"
    ) -> None:
        """Loop the clips of `mounts` by name; `options` are further flags of `wallflower.demo.test_camera`."""
        self._user, self._password, self._host = user, password, host
        command = [sys.executable, "-m", "wallflower.demo.test_camera", "--until-stdin-ends", "--host", host, *options]
        command += [part for name, path in mounts.items() for part in ("--mount", f"{name}={path}")]
        if user:
            command += ["--user", user, "--password", password]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self.port, self.control_port = self._read_ports()
        except BaseException:
            self.stop()
            raise

    def __enter__(self) -> Self:
        """Return itself; it runs already."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Stop it."""
        self.stop()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def url(self, mount: str, *, credentials: bool = True, scheme: str = "rtsp") -> str:
        """Return the address of a mount, with user name and password unless told otherwise."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        login = f"{quote(self._user, safe='')}:{quote(self._password, safe='')}@" if self._user and credentials else ""
        return f"{scheme}://{login}{host}:{self.port}/{mount}"

    def command(self, operation: str, value: Any = None, *, mount: str | None = None) -> dict[str, Any]:
        """Apply a fault (see `camera_control`) and return the answer; raise ValueError when it was refused."""
        request: dict[str, Any] = {"op": operation, "value": value}
        if mount is not None:
            request["mount"] = mount
        with socket.create_connection(("127.0.0.1", self.control_port), timeout=10) as connection:
            connection.sendall(json.dumps(request).encode() + b"\n")
            with connection.makefile("rb") as lines:
                answer: dict[str, Any] = json.loads(lines.readline())
        if not answer["ok"]:
            raise ValueError(answer["error"])
        return answer

    def stop(self) -> None:
        """End the process; safe to call again."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read_ports(self) -> tuple[int, int]:
        line = self._process.stdout.readline() if self._process.stdout is not None else b""
        if not line:
            raise UnavailableError("the test camera did not start")
        ports = json.loads(line)
        return ports["port"], ports["control"]
