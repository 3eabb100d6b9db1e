"""A real RTSP camera for the demo and the tests: `python -m wallflower.demo.test_camera --mount door=clip.mkv`.

Loops clip files in real time over TCP and UDP. When it is ready it prints one JSON line with its ports; what it does
wrong on command is in `camera_control`.
"""

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path

from wallflower.demo.camera_control import Control
from wallflower.demo.camera_mount import LoopMount
from wallflower.demo.clip import Clip
from wallflower.playback.rtsp import RtspServer
from wallflower.playback.rtsp_auth import Credentials, Scheme


class CameraHost:
    """The camera's mounts behind one user name and password."""

    def __init__(self, mounts: dict[str, LoopMount], credentials: Credentials | None) -> None:
        """Serve `mounts` by name."""
        self._mounts = mounts
        self._credentials = credentials

    async def resolve(self, path: str) -> LoopMount | None:
        """Return the mount; a hanging one keeps the client waiting."""
        mount = self._mounts.get(path)
        if mount is not None:
            await mount.answers.wait()
        return mount

    def credentials(self, _path: str) -> Credentials | None:
        """Return the one account there is."""
        return self._credentials


def main() -> int:
    """Run until a signal, or until standard input ends when that was asked for."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_run(_arguments()))
    return 0


async def _run(arguments: argparse.Namespace) -> None:
    mounts = {name: _mount(path, arguments) for name, path in arguments.mount}
    credentials = Credentials(arguments.user, arguments.password) if arguments.user else None
    server = RtspServer(
        CameraHost(mounts, credentials),
        schemes=tuple(Scheme(name.capitalize()) for name in arguments.auth.split(",")),
        allow_udp=not arguments.tcp_only,
    )
    port = await server.listen(arguments.host, arguments.port)
    control = await asyncio.start_server(Control(server, mounts, arguments.host).serve, "127.0.0.1", arguments.control)
    over = _end_of(arguments)
    async with asyncio.TaskGroup() as tasks:
        loops = [tasks.create_task(mount.run()) for mount in mounts.values()]
        print(json.dumps({"port": port, "control": control.sockets[0].getsockname()[1]}), flush=True)
        await over.wait()
        for loop in loops:
            loop.cancel()
        control.close()
        await server.close()


def _mount(path: Path, arguments: argparse.Namespace) -> LoopMount:
    return LoopMount(Clip.load(path), starts_mid_group=arguments.mid_group, report_s=arguments.report_s)


def _end_of(arguments: argparse.Namespace) -> asyncio.Event:
    """Return an event that is set by SIGTERM, SIGINT, or the end of standard input."""
    over = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, over.set)
    if arguments.until_stdin_ends:
        loop.add_reader(sys.stdin.fileno(), _read_stdin, over)
    return over


def _read_stdin(over: asyncio.Event) -> None:
    """Nothing is expected but the end."""
    if not os.read(sys.stdin.fileno(), 4096):
        over.set()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m wallflower.demo.test_camera", description=__doc__)
    parser.add_argument("--mount", action="append", required=True, type=_named_path, metavar="NAME=CLIP")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="RTSP port (default: any free one)")
    parser.add_argument("--control", type=int, default=0, help="port of the commands (default: any free one)")
    parser.add_argument("--user", default="", help="user name; none: open to everyone")
    parser.add_argument("--password", default="", help="password of that user")
    parser.add_argument("--auth", default="digest", help="digest, basic, or both with a comma (default: %(default)s)")
    parser.add_argument("--tcp-only", action="store_true", help="answer 461 to UDP")
    parser.add_argument("--mid-group", action="store_true", help="start to send between keyframes")
    parser.add_argument("--report-s", type=float, default=5.0, help="seconds between sender reports (0: none)")
    parser.add_argument("--until-stdin-ends", action="store_true", help="stop when standard input ends")
    return parser.parse_args()


def _named_path(text: str) -> tuple[str, Path]:
    name, equals, path = text.partition("=")
    if not (name and equals and path):
        raise argparse.ArgumentTypeError("expected NAME=CLIP")
    return name, Path(path)


if __name__ == "__main__":
    raise SystemExit(main())
