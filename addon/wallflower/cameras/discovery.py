"""Cameras that tell by ONVIF where their streams are: found on the network, or looked up with a user's password."""

import asyncio
import json
from dataclasses import asdict, dataclass
from typing import Any

from wallflower.cameras.child import ask_child
from wallflower.cameras.ws_discovery import GROUP, search
from wallflower.errors import SourceError, UnavailableError
from wallflower.wire import ErrorCode
from wallflower.wire_codec import Wire, WireError

SEARCH_S = 3.0
LOOK_UP_TIMEOUT_S = 25.0
CHILD = "wallflower.cameras.onvif_child"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceStream(Wire):
    """One stream of a device; `url` has no credentials: put `user:password@` before its host."""

    profile: str
    url: str
    name: str | None = None
    video_codec: str | None = None
    width: int = 0
    height: int = 0
    frames_per_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Device(Wire):
    """An ONVIF device at `host` and `port`. Its streams, the largest picture first, are known once it was looked up."""

    host: str
    port: int
    name: str | None = None
    hardware: str | None = None
    manufacturer: str | None = None
    model: str | None = None
    firmware: str | None = None
    streams: tuple[DeviceStream, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """Where a device is asked, and as whom."""

    host: str
    port: int = 80
    username: str = ""
    password: str = ""


class Discovery:
    """Finds devices, and asks one at a time in a process of its own."""

    def __init__(self, *, group: tuple[str, int] = GROUP, timeout_s: float = LOOK_UP_TIMEOUT_S) -> None:
        """Search in this multicast group; give a look-up this long, its wait for others included."""
        self._group = group
        self._timeout_s = timeout_s
        self._turn = asyncio.Lock()

    async def search(self, timeout_s: float = SEARCH_S) -> tuple[Device, ...]:
        """Return the devices that answer on the local network; nobody is told any password."""
        found = await search(timeout_s, self._group)
        return tuple(Device(host=item.host, port=item.port, name=item.name, hardware=item.hardware) for item in found)

    async def look_up(self, login: Login) -> Device:
        """Return a device with its streams; raise `SourceError` with the reason it does not tell them."""
        question = json.dumps(asdict(login)).encode()
        try:
            async with asyncio.timeout(self._timeout_s), self._turn:
                answer = await ask_child(CHILD, question, field="host")
        except TimeoutError as error:
            raise SourceError("the device did not answer in time", field="host", code=ErrorCode.TIMEOUT) from error
        return _device(answer)


def _device(answer: dict[str, Any]) -> Device:
    try:
        return Device.from_json(answer["device"])
    except (KeyError, WireError) as error:
        raise UnavailableError("the device's answer cannot be read: try again") from error
