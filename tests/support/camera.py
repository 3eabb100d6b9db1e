"""The test camera for tests: `with start_camera({"door": clips.path("h264_aac")}) as camera: camera.url("door")`.

Fixtures (put `from tests.support.camera import camera, clips, start_camera` into a conftest, or use those of
tests/unit): `camera` has one mount per codec pairing, named like its clip; `start_camera` makes your own.
`camera.command("freeze", True)` and so on break it; see `wallflower.demo.camera_control` for what can be broken.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.clips import Clips, clips
from wallflower.demo.camera_process import CameraProcess

__all__ = ["camera", "clips", "start_camera"]

type StartCamera = Callable[..., CameraProcess]


@pytest.fixture
def start_camera() -> Iterator[StartCamera]:
    """Start cameras that end with the test: `start_camera({"door": path}, "--tcp-only", user="u", password="p")`."""
    started: list[CameraProcess] = []

    def start(mounts: Mapping[str, Path], *options: str, user: str = "", password: str = "") -> CameraProcess:
        started.append(CameraProcess(mounts, *options, user=user, password=password))
        return started[-1]

    yield start
    for process in started:
        process.stop()


@pytest.fixture
def camera(start_camera: StartCamera, clips: Clips) -> CameraProcess:
    """An open camera with the mount `h264_aac` (TCP and UDP)."""
    return start_camera({"h264_aac": clips.path("h264_aac")})
