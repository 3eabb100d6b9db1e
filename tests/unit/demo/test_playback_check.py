import subprocess
from pathlib import Path

import pytest

from tests.support.clips import Clips
from wallflower.demo import playback_check
from wallflower.demo.playback_check import plays

PLAYLIST = "/api/cameras/c/hls/1/2/index.m3u8"


class Files:
    """Stands for the server: files by path, relative to the playlist's directory."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def read(self, path: str, *, first: int | None = None, count: int = 0) -> bytes:
        data = (self._directory / path.removeprefix("/api/cameras/c/hls/1/2/")).read_bytes()
        return data if first is None else data[first : first + count]


@pytest.fixture
def files(clips: Clips, tmp_path: Path) -> Files:
    command = ["ffmpeg", "-v", "error", "-i", str(clips.path("h264_aac")), "-c", "copy", "-f", "hls"]
    command += ["-hls_segment_type", "fmp4", "-hls_flags", "single_file", "-hls_time", "1", "-hls_list_size", "0"]
    subprocess.run([*command, "index.m3u8"], cwd=tmp_path, check=True)
    return Files(tmp_path)


async def test_a_whole_recording_plays(files: Files) -> None:
    assert await plays(files, PLAYLIST)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "#EXTM3U\n", '#EXTM3U\n#EXT-X-MAP:URI="index.m4s"\n#EXT-X-ENDLIST\n'])
async def test_a_playlist_without_media_does_not(files: Files, tmp_path: Path, text: str) -> None:
    (tmp_path / "index.m3u8").write_text(text)
    assert not await plays(files, PLAYLIST)  # type: ignore[arg-type]


async def test_damaged_media_does_not(files: Files, tmp_path: Path) -> None:
    (tmp_path / "index.m4s").write_bytes(bytes(10_000))
    assert not await plays(files, PLAYLIST)  # type: ignore[arg-type]


def test_an_entry_without_a_range_is_the_whole_file() -> None:
    assert playback_check._first_entry("#EXTM3U\n#EXTINF:1,\na.mp4\n") == ("a.mp4", None, 0)
