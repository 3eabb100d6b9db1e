"""From a camera to a player: everything a playlist refers to, fetched as a player fetches it."""

import asyncio
import io
import re
from typing import Any

import av
import pytest

from tests.support.camera import StartCamera, clips, start_camera
from tests.support.clips import Clips
from tests.support.server import ApiError, Server
from tests.support.waiting import eventually
from wallflower import clock

__all__ = ["clips", "start_camera"]

HOUR_MS = 3_600_000
WAIT_S = 150.0


async def wait_for_footage(server: Server, path: str, wanted_ms: int) -> None:
    async with asyncio.timeout(WAIT_S):
        while True:
            now = clock.now_ms()
            rows = (await server.get(f"{path}/recordings?start={now - HOUR_MS}&end={now + HOUR_MS}"))["recordings"]
            if sum(row["end_ms"] - row["start_ms"] for row in rows) >= wanted_ms:
                return
            await asyncio.sleep(0.3)


async def fetch(server: Server, path: str, byte_range: str | None = None) -> tuple[int, bytes, Any]:
    headers = server.headers | ({} if byte_range is None else {"Range": byte_range})
    async with server.session.get(server.url + path, headers=headers) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_what_was_recorded_plays(server: Server, start_camera: StartCamera, clips: Clips) -> None:
    source = start_camera({"door": clips.path("h264_aac")})
    row = await server.post("/api/cameras", {"name": "Plays", "url": source.url("door"), "recognize_faces": False})
    path = f"/api/cameras/{row['id']}"
    try:
        await wait_for_footage(server, path, 4000)
        now = clock.now_ms()
        base = f"{path}/hls/{now - HOUR_MS}/{now + HOUR_MS}"
        playlist = (await server.get(f"{base}/index.m3u8")).decode()
        await check_entries(server, base, playlist)
        await check_file(server, path, now)
        # The process that makes pictures may be busy.
        _, jpeg, headers = await eventually(
            lambda: fetch(server, f"{path}/snapshot.jpg"), lambda answer: answer[0] == 200
        )
        assert jpeg[:2] == b"\xff\xd8"
        assert abs(int(headers["X-At-Ms"]) - clock.now_ms()) < 30_000
    finally:
        await server.request("DELETE", path)
    with pytest.raises(ApiError):
        await server.get(path)
    assert not list((server.media / row["id"]).rglob("*.mp4"))


async def check_entries(server: Server, base: str, playlist: str) -> None:
    """Fetch initialisation and byte ranges, and decode what they make together."""
    init = re.search(r'EXT-X-MAP:URI="(.+?)"', playlist)
    assert init is not None
    status, data, _ = await fetch(server, f"{base}/{init[1]}")
    assert status == 200
    entries = re.findall(r"BYTERANGE:(\d+)(?:@(\d+))?\n(\S+)", playlist)
    assert entries
    last = -1
    for size, told, uri in entries:
        offset = int(told) if told else last + 1
        last = offset + int(size) - 1
        status, part, headers = await fetch(server, f"{base}/{uri}", f"bytes={offset}-{last}")
        assert (status, len(part)) == (206, int(size))
        assert headers["Content-Range"].startswith(f"bytes {offset}-{last}/")
        data += part
    with av.open(io.BytesIO(data)) as container:
        assert sum(1 for _ in container.decode(video=0)) > 20


async def check_file(server: Server, path: str, now: int) -> None:
    """Fetch the file whole and in part, and ask for what it does not have."""
    rows = (await server.get(f"{path}/recordings?start={now - HOUR_MS}&end={now + HOUR_MS}"))["recordings"]
    file = f"/api/recordings/{rows[0]['id']}/file"
    status, part, _ = await fetch(server, file, "bytes=0-99")
    assert (status, len(part), part[4:8]) == (206, 100, b"ftyp")
    assert (await fetch(server, file, "bytes=99999999999-"))[0] == 416


async def test_a_probe_tells_what_the_camera_sends(server: Server, start_camera: StartCamera, clips: Clips) -> None:
    source = start_camera({"door": clips.path("h264_aac")}, user="u", password="right")
    report = await server.post("/api/cameras/probe", {"url": source.url("door")})
    assert (report["video_codec"], report["audio_codec"]) == ("h264", "aac")
    with pytest.raises(ApiError) as caught:
        await server.post("/api/cameras/probe", {"url": source.url("door").replace(":right@", ":wrong@")})
    assert caught.value.error["code"] == "auth_failed"
