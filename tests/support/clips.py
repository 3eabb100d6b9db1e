"""Small clips, encoded by ffmpeg once per machine: 640x360, 15 frames/s, a keyframe a second, 6 seconds.

The picture is ffmpeg's test pattern with a running clock; the sound a tone that rests one second in three.
"""

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

import pytest

_VIDEO = "testsrc2=size=640x360:rate=15"
_SOUND = "aevalsrc='0.3*sin(2*PI*(300+200*sin(2*PI*t/4))*t)*gt(mod(t\\,3)\\,1)':s=16000"
_H264 = "-c:v libx264 -preset veryfast -tune zerolatency -g 15 -sc_threshold 0 -b:v 400k -pix_fmt yuv420p"
_H264_B = "-c:v libx264 -preset veryfast -bf 2 -g 15 -sc_threshold 0 -b:v 400k -pix_fmt yuv420p"
_H265 = "-c:v libx265 -preset ultrafast -x265-params keyint=15:bframes=0:log-level=error -b:v 400k -pix_fmt yuv420p"
_AAC = "-c:a aac -b:a 48k -ac 1 -ar 16000"
_RECIPES = {
    "h264_aac": f"{_H264} {_AAC}",
    "h264_pcma": f"{_H264} -c:a pcm_alaw -ac 1 -ar 8000",
    "h264_pcmu": f"{_H264} -c:a pcm_mulaw -ac 1 -ar 8000",
    "h264_opus": f"{_H264} -c:a libopus -ac 1 -ar 48000",
    "h264_none": f"{_H264} -an",
    "h264_bframes": f"{_H264_B} {_AAC}",
    "h265_aac": f"{_H265} {_AAC}",
    "h264_cavlc": f"{_H264} -coder vlc -refs 2 -an",
    "h265_none": f"{_H265} -an",
    "h265_other": f"{_H265.replace('bframes=0', 'bframes=0:ctu=16:amp=1:qp=30')} -an",
    "small_none": f"-vf scale=320:180 {_H264} -an",
    "small_h265": f"-vf scale=320:180 {_H265} -an",
    "small_aac": f"-vf scale=320:180 {_H264} {_AAC}",
}
NAMES = tuple(_RECIPES)
SILENT = frozenset(name for name, recipe in _RECIPES.items() if recipe.endswith("-an"))


class Clips:
    """Paths of the clips by name; each is made when it is first asked for."""

    def path(self, name: str) -> Path:
        """Return the file of one of `NAMES`."""
        recipe = _RECIPES[name]
        digest = hashlib.sha256(f"{_VIDEO}{_SOUND}{recipe}".encode()).hexdigest()[:12]
        directory = Path(tempfile.gettempdir()) / f"wallflower-clips-{os.getuid()}"
        directory.mkdir(exist_ok=True, mode=0o700)
        path = directory / f"{name}-{digest}.mkv"
        if not path.exists():
            self._make(recipe, path)
        return path

    def _make(self, recipe: str, path: Path) -> None:
        """Encode beside the goal and rename, so that parallel test processes never see half a file."""
        partial = path.with_suffix(f".{os.getpid()}.mkv")
        inputs = ["-f", "lavfi", "-i", _VIDEO, "-f", "lavfi", "-i", _SOUND, "-t", "6"]
        subprocess.run(["ffmpeg", "-y", "-v", "error", *inputs, *recipe.split(), str(partial)], check=True)
        partial.replace(path)


@pytest.fixture(scope="session")
def clips() -> Clips:
    """The clips by name: `clips.path("h264_aac")`."""
    return Clips()
