"""Looks at finished films as a player does: every frame is decoded, and what is seen and heard is measured."""

import itertools
import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from tests.support.footage import GREY_PER_S

RATE_HZ = 16_000


@dataclass(frozen=True, slots=True)
class Film:
    """What a file holds. `pictures` are (seconds, grey), `beeps` the seconds at which one begins."""

    pictures: tuple[tuple[float, float], ...]
    beeps: tuple[float, ...]
    sound_s: float
    undecodable: int

    @property
    def length_s(self) -> float:
        """From the first picture to the end of the last."""
        times = [at for at, _ in self.pictures]
        return times[-1] - times[0] + (times[-1] - times[-2])

    def second_at(self, at_s: float) -> int:
        """Return which second of the footage is seen at a time of the film."""
        grey = next(grey for at, grey in reversed(self.pictures) if at <= at_s + 0.001)
        return round(grey / GREY_PER_S)

    def changes(self) -> list[float]:
        """Return when the picture becomes another second's."""
        seconds = [(at, round(grey / GREY_PER_S)) for at, grey in self.pictures]
        pairs = itertools.pairwise(seconds)
        return [later[0] for before, later in pairs if before[1] != later[1]]


def look_at(path: Path) -> Film:
    """Decode everything in a file."""
    pictures: list[tuple[float, float]] = []
    pieces: list[tuple[float, np.ndarray]] = []
    undecodable = 0
    with av.open(str(path)) as container:
        streams = [stream for stream in container.streams if stream.type in ("video", "audio")]
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE_HZ)
        for packet in container.demux(streams):
            try:
                frames = packet.decode()
            except av.FFmpegError:
                undecodable += 1
                continue
            for frame in frames:
                if isinstance(frame, av.VideoFrame):
                    pictures.append((float(frame.time), float(frame.to_ndarray(format="gray").mean())))
                elif isinstance(frame, av.AudioFrame):
                    at = float(frame.time)
                    pieces += [(at, part.to_ndarray()[0]) for part in resampler.resample(frame)]
    sound = _on_clock(pieces)
    return Film(tuple(pictures), onsets(sound), len(sound) / RATE_HZ, undecodable)


def sound_of(path: Path) -> tuple[int, int]:
    """Return rate (Hz) and channels of a film's sound, as ffprobe reads them."""
    command = ["ffprobe", "-v", "error", "-select_streams", "a:0", "-show_entries", "stream=sample_rate,channels"]
    told = subprocess.run([*command, "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=True).stdout
    rate, channels = told.strip().split(",")
    return int(rate), int(channels)


def loudness(path: Path) -> tuple[float, ...]:
    """Return the root mean square of every channel of a film's sound."""
    with av.open(str(path)) as container:
        pieces = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return tuple(float(each) for each in np.sqrt((np.concatenate(pieces, axis=1) ** 2).mean(axis=1)))


def complaints(path: Path) -> str:
    """Return what ffmpeg has to say while it decodes every stream of a file; nothing is well."""
    command = ["ffmpeg", "-v", "warning", "-i", str(path), "-map", "0:v?", "-map", "0:a?", "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def captions_in(path: Path) -> list[tuple[float, float, str]]:
    """Return (start, end, text) of a film's caption track, as ffmpeg reads it."""
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:s:0", "-f", "srt", "-"]
    return parse_srt(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def parse_srt(text: str) -> list[tuple[float, float, str]]:
    """Read a SubRip file."""
    found = []
    for block in text.strip().split("\n\n"):
        lines = block.strip().split("\n")
        if len(lines) >= 3:
            begin, _, end = lines[1].partition(" --> ")
            found.append((_seconds(begin), _seconds(end), "\n".join(lines[2:])))
    return found


def _seconds(text: str) -> float:
    hours, minutes, seconds = text.strip().replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def _on_clock(pieces: list[tuple[float, np.ndarray]]) -> np.ndarray:
    if not pieces:
        return np.zeros(0, dtype=np.float32)
    end = max(at + len(samples) / RATE_HZ for at, samples in pieces)
    sound = np.zeros(round(end * RATE_HZ) + 1, dtype=np.float32)
    for at, samples in pieces:
        start = max(0, round(at * RATE_HZ))
        sound[start : start + len(samples)] = samples[: len(sound) - start]
    return sound


def onsets(sound: np.ndarray) -> tuple[float, ...]:
    """Return when a beep begins after at least 200 ms of silence; energy is measured per 5 ms."""
    step = RATE_HZ // 200
    energy = np.sqrt((sound[: len(sound) // step * step].reshape(-1, step) ** 2).mean(axis=1))
    loud = energy > 0.15
    return tuple(
        index / 200 for index in np.flatnonzero(loud) if not loud[max(0, index - 40) : index].any() and index >= 40
    )
