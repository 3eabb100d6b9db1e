"""The demo's scene as a clip file: Alice comes and goes, then a stranger; voices say door sentences in between.

Everything follows from `PLAY`, so two builds show the same; the file is kept and built again only when this changes.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from wallflower.demo import figures, voices

WIDTH, HEIGHT = 1280, 720
FRAMES_PER_S = 15
GROUP_FRAMES = 15
_VERSION = 2
# A keyframe only where one is due: a face that appears is no cut.
_X264 = {"preset": "superfast", "crf": "24", "sc_threshold": "0"}
_WALK_S = 2.0
_STAND_Y = 250


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence and when it starts."""

    at_s: float
    voice: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Stay:
    """A figure that walks in from the left, stands around `x`, and walks out again."""

    figure: str
    from_s: float
    until_s: float
    x: int


@dataclass(frozen=True, slots=True)
class Play:
    """The whole scene."""

    length_s: float
    stays: tuple[Stay, ...]
    sayings: tuple[Saying, ...]


# The first seconds are quiet: a server needs them to connect and to wait for a keyframe.
PLAY = Play(
    length_s=38.0,
    stays=(Stay("alice", 3.0, 15.0, 700), Stay("stranger", 20.0, 32.0, 500)),
    sayings=(
        Saying(4.0, "espeak:en-us", "who is at the door"),
        Saying(8.5, "espeak:en-us", "good morning alice"),
        Saying(13.0, "flite:rms", "where is the package"),
        Saying(18.0, "flite:slt", "please open the gate"),
        Saying(23.5, "espeak:en-us", "there is a stranger at the gate"),
        Saying(28.5, "flite:rms", "turn on the hall lights"),
        Saying(33.5, "espeak:en-us", "please close the window"),
    ),
)


def build(play: Play = PLAY, directory: Path | None = None) -> Path:
    """Return the clip's file, made now (some seconds) or before."""
    directory = directory or Path(tempfile.gettempdir()) / f"wallflower-demo-{os.getuid()}"
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256(f"{_VERSION} {play!r}".encode()).hexdigest()[:12]
    path = directory / f"scene-{digest}.mkv"
    if not path.exists():
        partial = path.with_suffix(f".{os.getpid()}.mkv")
        _encode(play, partial)
        partial.replace(path)
    return path


def sentences(play: Play = PLAY) -> tuple[str, ...]:
    """Return what is said, in order."""
    return tuple(saying.sentence for saying in play.sayings)


def picture(play: Play, figure_images: dict[str, figures.Image], at_s: float) -> NDArray[np.uint8]:
    """Return the BGR frame at an instant of the play."""
    frame = _background(at_s)
    for stay in play.stays:
        if stay.from_s <= at_s <= stay.until_s:
            image = figure_images[stay.figure]
            x, y = _position(stay, at_s, image.shape[1])
            _paste(frame, image, x, y)
    return frame


def sound(play: Play) -> voices.Samples:
    """Return the whole soundtrack: the sentences over the faint noise that every microphone has."""
    noise = np.random.default_rng(7).normal(0.0, 0.0005, round(play.length_s * voices.SAMPLE_RATE_HZ))
    track = noise.astype(np.float32)
    for saying in play.sayings:
        samples = voices.speak(saying.voice, saying.sentence)
        start = round(saying.at_s * voices.SAMPLE_RATE_HZ)
        track[start : start + len(samples)] += samples[: len(track) - start]
    return track


def _encode(play: Play, path: Path) -> None:
    images = {"alice": figures.alice(), "stranger": figures.stranger()}
    with av.open(str(path), "w", format="matroska") as container:
        video = container.add_stream("libx264", rate=FRAMES_PER_S, options=_X264)
        video.width, video.height, video.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        video.codec_context.gop_size = GROUP_FRAMES
        video.codec_context.max_b_frames = 0
        audio = container.add_stream("aac", rate=voices.SAMPLE_RATE_HZ, layout="mono")
        audio.bit_rate = 48000
        _encode_sound(container, audio, sound(play))
        for number in range(round(play.length_s * FRAMES_PER_S)):
            frame = av.VideoFrame.from_ndarray(picture(play, images, number / FRAMES_PER_S), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FRAMES_PER_S)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))


def _encode_sound(container: Any, stream: Any, samples: voices.Samples) -> None:
    frame_samples = 1024
    for start in range(0, len(samples), frame_samples):
        frame = av.AudioFrame.from_ndarray(samples[None, start : start + frame_samples], format="fltp", layout="mono")
        frame.sample_rate, frame.pts = voices.SAMPLE_RATE_HZ, start
        frame.time_base = Fraction(1, voices.SAMPLE_RATE_HZ)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))


def _background(at_s: float) -> NDArray[np.uint8]:
    """Return a wall whose light changes slowly, as on a day with clouds, and a darker floor."""
    light = 150 + 14 * np.sin(2 * np.pi * at_s / 23)
    slope = np.linspace(12, -12, WIDTH, dtype=np.float32)
    frame = np.empty((HEIGHT, WIDTH, 3), np.float32)
    frame[:] = (light + slope)[None, :, None] + np.array([6, 0, -8], np.float32)
    frame[600:] *= 0.7
    return frame.astype(np.uint8)


def _position(stay: Stay, at_s: float, width: int) -> tuple[int, int]:
    """Return where the figure's upper left corner is: walking, or standing and swaying a little."""
    arrived, leaving = (at_s - stay.from_s) / _WALK_S, (stay.until_s - at_s) / _WALK_S
    goal = stay.x - width // 2
    progress = min(1.0, arrived, leaving)
    x = -width + (goal + width) * np.sin(progress * np.pi / 2)
    sway = 14 * np.sin(2 * np.pi * at_s / 3.1)
    nod = 6 * np.sin(2 * np.pi * at_s / 1.9)
    return round(float(x + sway)), round(float(_STAND_Y + nod))


def _paste(frame: NDArray[np.uint8], image: figures.Image, x: int, y: int) -> None:
    """Blend a BGRA image into the frame; what lies outside is cut off."""
    left, right = max(0, x), min(WIDTH, x + image.shape[1])
    bottom = min(HEIGHT, y + image.shape[0])
    if left >= right:
        return
    part = image[: bottom - y, left - x : right - x]
    alpha = cv2.cvtColor(np.ascontiguousarray(part[..., 3]), cv2.COLOR_GRAY2BGR)
    under = frame[y:bottom, left:right]
    blend = cv2.multiply(part[..., :3].astype(np.float32), alpha.astype(np.float32), scale=1 / 255)
    rest = cv2.multiply(under.astype(np.float32), 255 - alpha.astype(np.float32), scale=1 / 255)
    under[:] = cv2.add(blend, rest).astype(np.uint8)
