"""Faults on command: one JSON object per line in, one per line out, on a loopback port.

`{"op": …, "mount": name or absent for all, "value": …}` answers `{"ok": true, …}` or `{"ok": false, "error": …}`.
Operations: drop · refuse (bool) · hang (bool) · freeze (bool) · mute (list of "video", "audio") · garbage (bursts) ·
skip (sequence numbers) · jump (seconds) · ntp_offset (seconds) · bandwidth (bytes per second, 0: unlimited) ·
swap (path of a clip) · stats.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from wallflower.demo.camera_mount import LoopMount
from wallflower.demo.clip import Clip
from wallflower.playback.rtsp import RtspServer

type Handler = Callable[[list[LoopMount], Any], Awaitable[dict[str, Any]]]


class Control:
    """Applies commands to the camera's mounts and its RTSP server."""

    def __init__(self, server: RtspServer, mounts: dict[str, LoopMount], address: str) -> None:
        """Act on `server`, which listens on `address`."""
        self._server = server
        self._mounts = mounts
        self._address = address
        self._port = server.port
        self._handlers: dict[str, Handler] = {
            "drop": self._drop,
            "refuse": self._refuse,
            "hang": self._hang,
            "swap": self._swap,
            "stats": self._stats,
            "freeze": self._fault("is_frozen", bool),
            "mute": self._fault("muted", frozenset),
            "garbage": self._fault("garbage", int),
            "skip": self._fault("skip", int),
            "jump": self._fault("jump_s", float),
            "ntp_offset": self._fault("ntp_offset_s", float),
            "bandwidth": self._fault("bytes_per_s", int),
        }

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection's commands until it hangs up."""
        try:
            while line := await reader.readline():
                answer = await self._answer(line)
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
        finally:
            writer.close()

    async def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            command = json.loads(line)
            handler = self._handlers[command["op"]]
            name = command.get("mount")
            mounts = list(self._mounts.values()) if name is None else [self._mounts[name]]
            return {"ok": True} | await handler(mounts, command.get("value"))
        except (KeyError, TypeError, ValueError, OSError) as error:
            return {"ok": False, "error": f"{type(error).__name__}: {error}"}

    def _fault(self, name: str, convert: Callable[[Any], Any]) -> Handler:
        async def apply(mounts: list[LoopMount], value: Any) -> dict[str, Any]:
            for mount in mounts:
                setattr(mount.faults, name, convert(value))
            return {}

        return apply

    async def _drop(self, _mounts: list[LoopMount], _value: Any) -> dict[str, Any]:
        self._server.drop()
        return {}

    async def _refuse(self, _mounts: list[LoopMount], value: Any) -> dict[str, Any]:
        if value:
            self._server.refuse()
        else:
            await self._server.listen(self._address, self._port)
        return {}

    async def _hang(self, mounts: list[LoopMount], value: Any) -> dict[str, Any]:
        for mount in mounts:
            if value:
                mount.answers.clear()
            else:
                mount.answers.set()
        return {}

    async def _swap(self, mounts: list[LoopMount], value: Any) -> dict[str, Any]:
        clip = await asyncio.to_thread(Clip.load, Path(value))
        for mount in mounts:
            mount.swap(clip)
        return {}

    async def _stats(self, _mounts: list[LoopMount], _value: Any) -> dict[str, Any]:
        return {
            "connections": self._server.connections,
            "connections_total": self._server.connections_total,
            "mounts": {name: mount.stats() for name, mount in self._mounts.items()},
        }
