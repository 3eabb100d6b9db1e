"""A real server before a day that was lived, and two cameras that are there now, below a prefix as ingress has one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from tests.support.clips import Clips
from tests.support.footage import Footage, make_fragments
from tests.support.lived_day import DOOR, GARDEN, LivedDay, live_a_day, propose
from tests.support.player import behind_proxy
from tests.support.server import Server
from wallflower.demo import scene
from wallflower.demo.camera_process import CameraProcess
from wallflower.store.database import Database


@dataclass(frozen=True, slots=True)
class LivedHome:
    """What runs. `root` is the panel's own address, ending with a slash."""

    day: LivedDay
    server: Server
    root: str
    garden_url: str

    def suggest(self) -> None:
        """Propose again that two voices are one's: ten minutes after its start the server compares them itself."""
        with closing(Database(self.server.data / "wallflower.db")) as database:
            propose(database, self.day.speakers)


@asynccontextmanager
async def lived_home(directory: Path, *, garden: Path | None = None) -> AsyncIterator[LivedHome]:
    """Write the day, start the cameras, the server and a proxy before it; all ends with the block.

    `garden` is what the camera of the garden shows now.
    """
    clip = await asyncio.to_thread(scene.build)
    fragments = make_fragments(Footage(clip.read_bytes()))
    with CameraProcess({"door": clip, "garden": garden or Clips().path("small_aac")}) as camera:
        urls = {DOOR: camera.url("door"), GARDEN: camera.url("garden")}
        server = Server(directory)
        day = await asyncio.to_thread(live_a_day, server.data, server.media, fragments, urls)
        async with server, behind_proxy(server.url, server.headers) as url:
            yield LivedHome(day, server, f"{url}proxy/", urls[GARDEN])
