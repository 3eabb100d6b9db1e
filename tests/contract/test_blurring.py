"""Faces that are not to be known, through the real server: in pictures of a moment and in clips."""

import io
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import skimage.data

from tests.contract.conftest import KEEP
from tests.support.footage import START_MS, Footage, make_fragments
from tests.support.passing import film_of
from tests.support.server import ApiError, Server
from tests.support.shelf import Shelf
from tests.support.waiting import eventually
from wallflower.faces.dlib_engine import DlibEngine, find_weights
from wallflower.faces.engine import Box, Rgb
from wallflower.media.picture import decode_image, encode_jpeg
from wallflower.store.database import Database

pytestmark = pytest.mark.timeout(1800)

# An engine and a process for each job are loaded first.
WAIT_S = 240.0
WIDTH, HEIGHT, PER_S, FRAMES = 640, 384, 5, 10
LEFT, TOP = 60, 20
# What encoding leaves of a picture differs by about 3, another face or none by far more.
SAME, OTHER = 6, 15
# Hidden is more than the face, by a third on each side, and how far a codec smears it.
AROUND = 0.6

type Place = tuple[slice, slice]


@pytest.fixture(scope="module")
def astronaut() -> Rgb:
    return np.asarray(skimage.data.astronaut()[:340], dtype=np.uint8)


@pytest.fixture(scope="module")
def picture(astronaut: Rgb) -> Rgb:
    """Return somebody before a wall with stripes."""
    wall = 110 + 40 * np.sin(np.arange(WIDTH) / 6)[None, :, None] + np.zeros((HEIGHT, 1, 3))
    made: Rgb = wall.astype(np.uint8)
    made[TOP : TOP + 340, LEFT : LEFT + 512] = astronaut
    return made


@pytest.fixture(scope="module")
def face(picture: Rgb) -> Box:
    return DlibEngine(find_weights()).analyse(picture)[0].box


@pytest.fixture
async def server(tmp_path: Path, picture: Rgb) -> AsyncIterator[Server]:
    """Yield a running server whose camera was recorded for two seconds."""
    made = Server(tmp_path, *KEEP)
    made.data.mkdir()
    made.media.mkdir()
    database = Database(made.data / "wallflower.db")
    database.migrate()
    shelf = Shelf(database, made.media)
    shelf.add_camera("cam")
    shelf.record(make_fragments(Footage(film_of([picture] * FRAMES, PER_S))))
    database.close()
    async with made:
        await made.request("PATCH", "/api/cameras/cam", json={"enabled": False})
        yield made


def change(now: Rgb, before: Rgb, place: Place) -> float:
    """Return the mean difference within a place, of 255."""
    return float(np.abs(now[place].astype(int) - before[place]).mean())


def is_hidden(now: Rgb, before: Rgb, face: Box) -> bool:
    """Tell whether the face is another, and fail unless all that is far from it is as it was."""
    across, down = round(face.width * AROUND), round(face.height * AROUND)
    rest = now.copy()
    around = np.s_[max(0, face.y - down) : face.y + face.height + down, face.x - across : face.x + face.width + across]
    rest[around] = before[around]
    assert change(rest, before, np.s_[:, :]) < SAME
    difference = change(now, before, np.s_[face.y : face.y + face.height, face.x : face.x + face.width])
    assert difference < SAME or difference > OTHER
    return difference > OTHER


async def snapshot(server: Server, **query: Any) -> Rgb:
    asked = "&".join(f"{key}={value}" for key, value in {"at": START_MS + 1500, **query}.items())

    async def take() -> bytes | None:
        with suppress(ApiError):  # while the process that looks for faces starts
            return bytes(await server.get(f"/api/cameras/cam/snapshot.jpg?{asked}"))
        return None

    taken = await eventually(take, bool, WAIT_S)
    assert taken is not None
    return decode_image(taken)


async def clip(server: Server, blur: str) -> list[Rgb]:
    """Return the pictures of a clip of all that was recorded."""
    order = {"camera_ids": ["cam"], "start": START_MS, "end": START_MS + FRAMES * 1000 // PER_S, "blur": blur}
    job = await server.post("/api/exports", order)
    ended = await eventually(
        lambda: server.get(f"/api/jobs/{job['id']}"), lambda job: job["state"] in {"done", "failed"}, WAIT_S
    )
    assert ended["state"] == "done", ended
    with av.open(io.BytesIO(await server.get(f"/api/exports/{job['id']}/file"))) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


async def test_faces_are_hidden_and_nothing_else_and_known_ones_kept(
    server: Server, picture: Rgb, astronaut: Rgb, face: Box
) -> None:
    plain = await snapshot(server)
    assert not is_hidden(plain, picture, face)
    for blur in ("all", "unknown"):
        assert is_hidden(await snapshot(server, blur=blur), picture, face), blur
    frames = await clip(server, "unknown")
    assert len(frames) == FRAMES
    assert all(is_hidden(frame, picture, face) for frame in frames)

    async def is_shown() -> bool:
        return not is_hidden(await snapshot(server, blur="unknown"), picture, face)

    person = await server.post("/api/people", {"name": "Eileen"})
    image = {"data": encode_jpeg(astronaut, quality=95), "headers": {"Content-Type": "image/jpeg"}}
    await server.request("POST", f"/api/people/{person['id']}/faces", **image)
    assert await eventually(is_shown, bool)
    assert is_hidden(await snapshot(server, blur="all"), picture, face)
    assert not any(is_hidden(frame, picture, face) for frame in await clip(server, "unknown"))
    assert all(is_hidden(frame, picture, face) for frame in await clip(server, "all"))
