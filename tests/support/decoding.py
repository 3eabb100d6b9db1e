"""Whether files play: decoded by ffmpeg, many in one process since starting one costs more than a minute of footage."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import batched
from pathlib import Path

import pytest

from wallflower.media import mp4

BATCH = 50
_COMPLAINT = re.compile(r"\[(?:warning|error|fatal|panic)\] .*")
_DECODED = re.compile(r"Input stream #(\d+):\d+ \(video\): .*; (\d+) frames decoded")


def undecodable(files: Sequence[Path]) -> dict[Path, str]:
    """Decode every picture of every file; return what is wrong with those where that fails, by file."""
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed: whether the files play was not tried")
    suspects = [path for batch in batched(files, BATCH, strict=False) if _complaint(batch) for path in batch]
    return {path: complaint for path in suspects if (complaint := _complaint([path]))}


def _complaint(files: Sequence[Path]) -> str:
    """Return what ffmpeg says while it decodes these, and where it found fewer pictures than were recorded."""
    command = ["ffmpeg", "-nostdin", "-v", "level+verbose"]
    for path in files:
        command += ["-threads", "1", "-i", str(path)]
    for number in range(len(files)):
        command += ["-map", f"{number}:v", "-f", "null", "-"]
    result = subprocess.run(command, capture_output=True, check=False, text=True)
    if result.returncode or _COMPLAINT.search(result.stderr):
        return "\n".join(_COMPLAINT.findall(result.stderr)) or f"ffmpeg ended with {result.returncode}"
    decoded = {int(number): int(count) for number, count in _DECODED.findall(result.stderr)}
    return "\n".join(
        f"{decoded.get(number)} of {recorded} pictures were decoded"
        for number, recorded in enumerate(map(_pictures, files))
        if decoded.get(number) != recorded
    )


def _pictures(path: Path) -> int:
    """Count what the file's tables promise: a demuxer would leave out what is not there."""
    data = path.read_bytes()
    tracks = mp4.parse_tracks(data)
    moofs = [box.start for box in mp4.boxes(data) if box.kind == b"moof"]
    runs = [run for start in moofs for run in mp4.parse_fragment(data, tracks, start)]
    return sum(len(run.samples) for run in runs if run.track_id == tracks[0].id)
