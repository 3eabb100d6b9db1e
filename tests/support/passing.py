"""Films in which a photograph of somebody comes, moves, grows, is noised and darkened, and goes again."""

import io
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

type Rgb = NDArray[np.uint8]

WIDTH, HEIGHT = 1920, 1080
PER_S = 4
# Somebody is there for the first part of the film, and nobody until longer than a visit's absence after it.
THERE_S, LOOP_S = 14, 34
FACE_PX = (90, 190)


def write_film(path: Path, photograph: Rgb, face_px: int, seed: int = 0) -> Path:
    """Write a loop at 1080p, a keyframe a second; `face_px` is the width of the face in the photograph."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=PER_S)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = WIDTH, HEIGHT, "yuv420p", PER_S
        stream.options = {"preset": "ultrafast", "tune": "zerolatency", "crf": "24", "sc_threshold": "0"}
        for number, rgb in enumerate(_pictures(photograph, face_px, seed)):
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, PER_S)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _pictures(photograph: Rgb, face_px: int, seed: int) -> Iterator[Rgb]:
    random = np.random.default_rng(seed)
    wall = np.linspace(70, 150, WIDTH)[None, :, None] + 15 * np.sin(np.arange(HEIGHT) / 60)[:, None, None]
    grain = [random.normal(0, 5, (HEIGHT, WIDTH, 1)).astype(np.float32) for _ in range(4)]
    for number in range(LOOP_S * PER_S):
        picture = np.repeat(wall.astype(np.float32), 3, axis=2)
        second = number / PER_S
        if second < THERE_S:
            part = second / THERE_S
            _paste(picture, photograph, (FACE_PX[0] + part * (FACE_PX[1] - FACE_PX[0])) / face_px, part)
            picture *= 0.55 + 0.45 * abs(np.cos(2.5 * part))
        picture += grain[number % len(grain)]
        yield np.asarray(picture.clip(0, 255), dtype=np.uint8)


def _paste(picture: NDArray[np.float32], photograph: Rgb, scale: float, part: float) -> None:
    """Put the photograph where somebody who walks from left to right is at this part of the way."""
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    small = cv2.resize(photograph, None, fx=scale, fy=scale, interpolation=kind)[: HEIGHT - 60]
    left = round(80 + part * max(0, WIDTH - 160 - small.shape[1]))
    right = min(WIDTH, left + small.shape[1])
    picture[60 : 60 + small.shape[0], left:right] = small[:, : right - left]


def portrait_on_wall(portrait: Rgb | None, size: tuple[int, int], *, step: int) -> Rgb:
    """Return a noisy wall, with a portrait that is a third as high as the picture and moves with each step."""
    width, height = size
    even = np.linspace(70, 160, width)[None, :, None] + np.zeros((height, 1, 1))
    noise = np.random.default_rng(step).normal(0, 2, (height, width, 1))
    picture: Rgb = np.repeat((even + noise).clip(0, 255), 3, axis=2).astype(np.uint8)
    if portrait is not None:
        scale = height / 3 / portrait.shape[0]
        small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        left = (step * 40) % (width - small.shape[1])
        picture[height // 3 : height // 3 + small.shape[0], left : left + small.shape[1]] = small
    return picture


def film_of(pictures: Iterable[Rgb], per_s: int = 1) -> bytes:
    """Encode pictures, so many a second, with a keyframe every second."""
    target = io.BytesIO()
    with av.open(target, "w", format="nut") as container:
        stream = None
        for number, rgb in enumerate(pictures):
            if stream is None:
                stream = container.add_stream("libx264", rate=per_s)
                stream.height, stream.width = rgb.shape[:2]
                stream.pix_fmt, stream.gop_size = "yuv420p", per_s
                stream.options = {"preset": "veryfast", "tune": "zerolatency", "crf": "28", "sc_threshold": "0"}
            frame = av.VideoFrame.from_ndarray(rgb, format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, per_s)
            container.mux(stream.encode(frame))
        if stream is not None:
            container.mux(stream.encode(None))
    return target.getvalue()
