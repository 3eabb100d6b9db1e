"""What the tests of faces share: real photographs, the real dlib engine, made-up faces, and video with people in it."""

import io
import os
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
import skimage.data

from wallflower.faces.analysis import AnalysedFace, AnalysedImage
from wallflower.faces.dlib_engine import PROFILE, DlibEngine, find_weights
from wallflower.faces.engine import Box, Rgb, Vector
from wallflower.faces.quality import Quality
from wallflower.media.fragment import Fragment
from wallflower.media.muxer import FragmentMuxer
from wallflower.media.picture import decode_image

TESTDATA = Path(os.environ.get("WALLFLOWER_TESTDATA", Path(__file__).parents[4] / "shared" / "testdata"))

type Photograph = Callable[[str], Rgb]
type Film = Callable[..., list[Fragment]]


@pytest.fixture(scope="session")
def dlib() -> DlibEngine:
    """The real engine, loaded once."""
    return DlibEngine(find_weights())


@pytest.fixture(scope="session")
def astronaut() -> Rgb:
    """A portrait that comes with scikit-image."""
    return np.asarray(skimage.data.astronaut(), dtype=np.uint8)


@pytest.fixture(scope="session")
def photograph_file() -> Callable[[str], Path]:
    """The file of a photograph of the shared test data by name: obama, obama2, biden."""

    def find(name: str) -> Path:
        path = TESTDATA / "faces" / f"{name}.jpg"
        if not path.is_file():
            pytest.skip(f"the shared photograph {name}.jpg is absent: set WALLFLOWER_TESTDATA")
        return path

    return find


@pytest.fixture(scope="session")
def photograph(photograph_file: Callable[[str], Path]) -> Photograph:
    """A photograph by name as RGB."""
    return lambda name: decode_image(photograph_file(name).read_bytes())


def unit(seed: int, dimension: int = 128) -> Vector:
    """Return a random direction: two of them are about √2 apart."""
    vector = np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def near(vector: Vector, distance: float, seed: int = 99) -> Vector:
    """Return a vector at an exact L2 distance."""
    return np.asarray(vector + distance * unit(seed, vector.size), dtype=np.float32)


def quality(score: float = 0.8, **parts: float) -> Quality:
    values = {"size": 1.0, "sharpness": 1.0, "pose": 1.0, "detector": 1.0, "inside": 1.0, "face_px": 120}
    return Quality(score=score, **(values | parts))  # type: ignore[arg-type]


def face(embedding: Vector, box: Box | None = None, score: float = 0.8, **parts: float) -> AnalysedFace:
    """Make up a face; its crop is a text that tells faces apart."""
    place = box or Box(100, 100, 80, 80)
    judged = quality(score, **parts)
    return AnalysedFace(
        box=place, score=judged.detector, quality=judged, embedding=embedding, crop=f"crop {score}".encode()
    )


def image(*faces: AnalysedFace) -> AnalysedImage:
    return AnalysedImage(profile=PROFILE, faces=faces)


def scene(
    portrait: Rgb | None, x: int = 400, *, face_px: int = 120, of_px: int = 90, seed: int = 0, height: int = 720
) -> Rgb:
    """Return a picture of a noisy, uneven wall, with a portrait whose face is `of_px` wide scaled to `face_px`."""
    picture = _wall(seed % 5, height).copy()
    if portrait is None:
        return picture
    width = picture.shape[1]
    scale = face_px / of_px
    small = cv2.resize(portrait, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[: height - 20]
    left, right = max(0, x), min(width, x + small.shape[1])
    if right > left:
        picture[20 : 20 + small.shape[0], left:right] = small[:, left - x : right - x]
    return picture


@lru_cache
def _wall(seed: int, height: int) -> Rgb:
    width = height * 16 // 9
    noise = np.random.default_rng(seed).normal(0, 3, (height, width, 3))
    even = np.linspace(70, 160, width)[None, :, None] + 20 * np.sin(np.arange(height) / 40)[:, None, None]
    return np.asarray((even + noise).clip(0, 255), dtype=np.uint8)


@pytest.fixture
def film() -> Film:
    """Encode pictures into a camera's fragments: H.264, one keyframe a second by default."""

    def make(
        pictures: Iterable[Rgb],
        *,
        per_s: int = 1,
        keyframe_every: int = 1,
        start_ms: int = 1_000_000,
        camera: str = "cam",
    ) -> list[Fragment]:
        fragments: list[Fragment] = []
        with av.open(io.BytesIO(_encode(list(pictures), per_s, keyframe_every)), format="matroska") as source:
            video = source.streams.video[0]
            muxer = FragmentMuxer(
                (camera, "session"), video, None, lambda second: start_ms + round(second * 1000), fragments.append
            )
            for packet in source.demux(video):
                if packet.size:
                    packet.dts = packet.pts  # Matroska does not keep it, and there are no B-frames
                    muxer.mux(packet, is_video=True)
            muxer.close()
        return fragments

    return make


def _encode(pictures: list[Rgb], per_s: int, keyframe_every: int) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="matroska") as container:
        stream = container.add_stream("libx264", rate=Fraction(per_s))
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.codec_context.gop_size = keyframe_every
        stream.options = {"preset": "ultrafast", "tune": "zerolatency", "crf": "23", "sc_threshold": "0"}
        for picture in pictures:
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    return target.getvalue()
