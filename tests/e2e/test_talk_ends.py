"""Somebody talks when the process that hears it dies: nobody is said to talk for ever."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from tests.support.server import running_server
from tests.support.sound import Speaker, room, speaker
from tests.support.talking import recorded
from tests.support.waiting import until
from wallflower.demo.camera_process import CameraProcess

__all__ = ["speaker"]

# Without a pause that ends an utterance.
TALK = " and ".join(["the front door is open", "the dog is in the garden", "the parcel is in the hall"] * 4)


# The process that hears starts, and the talk begins anew.
WAIT_S = 150.0


@pytest.mark.timeout(1800)
async def test_talk_ends_when_the_process_that_hears_it_is_killed(tmp_path: Path, speaker: Speaker) -> None:
    clip = tmp_path / "talk.mkv"
    await asyncio.to_thread(clip.write_bytes, recorded(room(2.0, speaker.say(TALK), 2.0)))
    with CameraProcess({"hall": clip}) as camera:
        async with running_server(tmp_path / "server") as server, server.events() as socket:

            async def told(phase: str) -> None:
                while True:
                    event = await socket.receive_json()
                    if (event["type"], event["data"].get("phase")) == ("speech", phase):
                        return

            body = {"name": "Hall", "url": camera.url("hall"), "recognize_faces": False}
            await server.post("/api/cameras", body)
            async with asyncio.timeout(WAIT_S):
                await told("started")
            killed = server.kill_worker("analysis")
            camera.stop()  # whoever hears next hears nothing that could end
            async with asyncio.timeout(WAIT_S):
                await told("ended")

            def hears_again() -> bool:
                with suppress(LookupError):
                    return server.worker_pid("analysis") != killed
                return False

            await until(hears_again)
