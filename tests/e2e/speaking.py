"""A server whose cameras said given sounds, all of which has become text or was dropped."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.support.server import ApiError, Server, running_server
from tests.support.talking import recorded
from tests.support.waiting import eventually
from wallflower import clock
from wallflower.demo.camera_process import CameraProcess
from wallflower.media.reader import read_audio
from wallflower.speech.sound import RATE_HZ, Samples
from wallflower.store.database import Database
from wallflower.store.recordings import Recordings
from wallflower.store.utterances import Utterances

LONGEST_BACKLOG_S = 400
# How long a machine may take beyond the time that the sounds do.
LATE_S = 150


@dataclass(frozen=True, slots=True)
class Heard:
    """What one camera sent and how it was written down; `start_ms` is where its recording without a hole begins."""

    server: Server
    camera_id: str
    start_ms: int
    length_ms: int

    def sound(self) -> Samples:
        """Return the recorded sound."""
        database = Database(self.server.data / "wallflower.db")
        try:
            end_ms = self.start_ms + self.length_ms
            return read_audio(Recordings(database), self.server.media, self.camera_id, self.start_ms, end_ms).samples
        finally:
            database.close()

    async def lines(self, from_s: float, until_s: float) -> list[dict[str, Any]]:
        """Return the lines of a stretch, in seconds of the recording."""
        start, end = (self.start_ms + round(at_s * 1000) for at_s in (from_s, until_s))
        path = f"/api/transcripts/export?camera={self.camera_id}&start={start}&end={end}&format=json"
        return list((await self.server.get(path))["lines"])


@contextlib.asynccontextmanager
async def speaking(
    directory: Path, sounds: Mapping[str, Samples], model: Path, *options: str
) -> AsyncIterator[dict[str, Heard]]:
    """Let each camera loop its sound until all of it was recorded, over real RTSP and AAC.

    The server has these further options.
    """
    clips = {name: _clip(directory / f"{name}.mkv", samples) for name, samples in sounds.items()}
    longest_s = max(map(len, sounds.values())) / RATE_HZ + 3
    with CameraProcess(clips) as camera:
        async with running_server(directory / "server", "--speech-model", str(model), *options) as server:
            # What is said before anybody listens is recorded, and no more.
            await eventually(partial(_listens, server), bool)
            ids = {name: await _add(server, camera, name) for name in sounds}
            for camera_id in ids.values():
                await eventually(partial(_recorded_s, server, camera_id), longest_s.__le__, longest_s + LATE_S)
                # What is not searched for speech yet is no backlog.
                await eventually(partial(_searched_s, server, camera_id), longest_s.__le__, LATE_S)
            camera.stop()  # else it begins anew for ever
            await eventually(partial(_backlog_s, server), (0.0).__eq__, LONGEST_BACKLOG_S)
            yield {name: await _heard(server, ids[name], sounds[name]) for name in sounds}


def _clip(path: Path, samples: Samples) -> Path:
    path.write_bytes(recorded(samples))
    return path


async def _listens(server: Server) -> bool:
    """Whether the analysis process, which hears, answers by now."""
    try:
        await server.get("/api/speech")
    except ApiError as error:
        if error.status != 503:
            raise
        return False
    return True


async def _add(server: Server, camera: CameraProcess, name: str) -> str:
    body = {"name": name, "url": camera.url(name), "recognize_faces": False}
    return str((await server.post("/api/cameras", body))["id"])


async def _recordings(server: Server, camera_id: str) -> list[dict[str, Any]]:
    now_ms = clock.now_ms()
    answer = await server.get(f"/api/cameras/{camera_id}/recordings?start={now_ms - 3_600_000}&end={now_ms}")
    return list(answer["recordings"])


async def _recorded_s(server: Server, camera_id: str) -> float:
    start_ms, end_ms = _unbroken(await _recordings(server, camera_id))
    return (end_ms - start_ms) / 1000


def _unbroken(recordings: list[dict[str, Any]]) -> tuple[int, int]:
    """Return the longest stretch without a hole: a busy machine's camera may begin twice."""
    longest = (0, 0)
    start_ms = before_ms = 0
    for row in recordings:
        start_ms = start_ms if row["start_ms"] == before_ms else row["start_ms"]
        before_ms = row["end_ms"]
        longest = max(longest, (start_ms, before_ms), key=lambda found: found[1] - found[0])
    return longest


async def _searched_s(server: Server, camera_id: str) -> float:
    return await asyncio.to_thread(_read_searched_s, server, camera_id)


def _read_searched_s(server: Server, camera_id: str) -> float:
    database = Database(server.data / "wallflower.db")
    try:
        until_ms = Utterances(database).heard_until(camera_id)
        rows = Recordings(database).list(camera_id, 0, clock.now_ms())
        start_ms, _ = _unbroken([{"start_ms": row.start_ms, "end_ms": row.end_ms} for row in rows])
        return 0.0 if until_ms is None else (until_ms - start_ms) / 1000
    finally:
        database.close()


async def _backlog_s(server: Server) -> float:
    return float((await server.post("/api/transcripts/search", {}))["backlog_s"])


async def _heard(server: Server, camera_id: str, samples: Samples) -> Heard:
    start_ms, _ = _unbroken(await _recordings(server, camera_id))
    return Heard(server, camera_id, start_ms, len(samples) * 1000 // RATE_HZ)
