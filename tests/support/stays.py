"""Photographs of two people before the real server through real cameras: who was said to be there, and when.

Barack Obama is enrolled from one photograph and comes by in another, either way round. Of Joe Biden there is one
photograph only, so he comes by and is not enrolled; Eileen Collins is enrolled and never comes.
"""

import asyncio
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.passing import LOOP_S, write_film
from tests.support.server import Server, running_server
from wallflower.demo import figures
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.picture import decode_image

# The photographs, and how wide the face in each is.
WIDTHS = {"obama": 236, "obama2": 268, "biden": 340}
# Of each photograph of somebody who is known, the other one.
OTHER = {"obama2": "obama", "obama": "obama2"}
# Who comes by, and the name and verdict that are right.
KNOWN, STRANGER = "known", "stranger"
RIGHT = {KNOWN: ("Barack Obama", "known"), STRANGER: (None, "unknown")}
# A visit that begins so much of a round before a stay belongs to it.
EARLY = 0.3


@dataclass
class Stays:
    """What was told. `told` are changes of visits with whose camera it was, `stored` the visits at the end."""

    told: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    stored: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def ended(self, who: str) -> list[dict[str, Any]]:
        """Return the finished visits at somebody's camera."""
        return [change["visit"] for seen, change in self.told if seen == who and change["phase"] == "ended"]

    @property
    def wrong_names(self) -> int:
        """How many changes carried a name that is not of who was there."""
        return sum(change["visit"]["name"] not in {RIGHT[who][0], None} for who, change in self.told)

    @property
    def wrong_verdicts(self) -> int:
        """How many finished visits were not what they should be."""
        return sum(visit["verdict"] != RIGHT[who][1] for who in RIGHT for visit in self.ended(who))

    @property
    def starts(self) -> Counter[int]:
        """How often each visit was told to begin."""
        return Counter(change["visit"]["id"] for _, change in self.told if change["phase"] == "started")

    @property
    def visits_beyond_one(self) -> int:
        """How many visits there were beside the first of their stay."""
        return sum(len(self.rounds(who)) - len(self._stays(who)) for who in RIGHT)

    @property
    def missed(self) -> int:
        """How many stays had no visit."""
        return sum(max(self._stays(who), default=-1) + 1 - len(self._stays(who)) for who in RIGHT)

    def _stays(self, who: str) -> set[int]:
        return {math.floor(at + EARLY) for at in self.rounds(who)}

    def rounds(self, who: str) -> list[float]:
        """Return in which round of the film each visit but the first began, which may be in the middle of a stay."""
        starts = sorted(visit["start_ms"] for seen, visit in self.stored if seen == who)[1:]
        return [(start_ms - starts[0]) / 1000 / LOOP_S for start_ms in starts]


async def observe(
    directory: Path, photographs: Path, is_over: Callable[[Stays], bool], longest_s: float, known: str = "obama2"
) -> Stays:
    """Let both come by again and again until it is over; raise `TimeoutError` when it takes longer than it may.

    `known` is the photograph in which the one who is enrolled from the other one comes.
    """
    films = {
        who: await asyncio.to_thread(_film, directory / f"{who}.mkv", photographs / f"{name}.jpg", WIDTHS[name])
        for who, name in ((KNOWN, known), (STRANGER, "biden"))
    }
    stays, cameras = Stays(), defaultdict[str, asyncio.Future[str]](asyncio.Future)
    with CameraProcess(films) as camera:
        async with running_server(directory / "server") as server:
            await _enrol(server, "Barack Obama", (photographs / f"{OTHER[known]}.jpg").read_bytes())
            await _enrol(server, "Eileen Collins", figures.enrolment_jpeg())
            listening = asyncio.create_task(_listen(server, cameras, stays))
            for who in films:
                body = {"name": who, "url": camera.url(who), "record": False, "transcribe": False}
                cameras[str((await server.post("/api/cameras", body))["id"])].set_result(who)
            async with asyncio.timeout(longest_s):
                while not is_over(stays):
                    await asyncio.wait([listening], timeout=0.5)
                    if listening.done():
                        await listening
            listening.cancel()
            visits = (await server.get("/api/visits?limit=500"))["visits"]
    stays.stored = [(cameras[visit["camera_id"]].result(), visit) for visit in visits]
    return stays


def _film(path: Path, photograph: Path, face_px: int) -> Path:
    return write_film(path, decode_image(photograph.read_bytes()), face_px)


async def _enrol(server: Server, name: str, data: bytes) -> None:
    person = await server.post("/api/people", {"name": name})
    image = {"data": data, "headers": {"Content-Type": "image/jpeg"}}
    await server.request_patiently("POST", f"/api/people/{person['id']}/faces", **image)


async def _listen(server: Server, cameras: Mapping[str, asyncio.Future[str]], stays: Stays) -> None:
    """Note what is told; a visit may be told before the answer that tells which camera that is."""
    async with server.events() as socket:
        async for message in socket:
            event = message.json()
            if event.get("type") == "visit":
                stays.told.append((await cameras[event["data"]["visit"]["camera_id"]], event["data"]))
