"""What is in the image, and what is not."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from bench_lib.report import Figure

from tests.image.conftest import Container

LARGEST_BYTES = 1_200_000_000
COMPILERS = {"gcc", "cc", "c++", "g++", "clang", "cpp", "make", "cmake", "ld", "rustc", "cargo", "go"}
# Weights that are used: of dlib's recognition and detection, of voice activity, of speakers, of the demo.
WEIGHT_SUFFIXES = {".dat", ".onnx", ".pt", ".pth", ".bin", ".tflite", ".caffemodel", ".h5", ".npz"}
LARGE_BYTES = 1_000_000
WEIGHTS = {
    "dlib_face_recognition_resnet_model_v1.dat",
    "mmod_human_face_detector.dat",
    "shape_predictor_5_face_landmarks.dat",
    "silero_vad_v6.onnx",
    "ge2e.onnx",
    # How onnx-asr's models hear.
    "kaldi_conv.onnx",
    "nemo80_conv.onnx",
    "nemo128_conv.onnx",
}


def files(root: Path) -> list[Path]:
    found = []
    for directory, _folders, names in os.walk(root):
        found += [Path(directory, name) for name in names if not Path(directory, name).is_symlink()]
    return found


def test_it_is_small_enough(container: Container, figures: list[Figure]) -> None:
    counted = subprocess.run(["du", "-sxB1", container.root], capture_output=True, text=True, check=True).stdout
    size_bytes = int(counted.split()[0])
    figures.append(Figure(name="image_size", value=size_bytes / 1e6, unit="MB", target=LARGEST_BYTES / 1e6))
    assert size_bytes <= LARGEST_BYTES


def test_nothing_can_be_compiled_in_it(container: Container) -> None:
    for directory in ("usr/bin", "usr/sbin", "usr/local/bin", "opt/wallflower/bin"):
        names = {path.name for path in (container.root / directory).iterdir()}
        assert not {name for name in names if name in COMPILERS or name.startswith(("gcc-", "clang-"))}
    assert not list((container.root / "usr/include").glob("**/*.h"))


def test_every_large_weight_is_a_used_one(container: Container) -> None:
    large = {
        path.name
        for path in files(container.root / "opt/wallflower")
        if path.suffix in WEIGHT_SUFFIXES and path.stat().st_size > LARGE_BYTES
    }
    assert large <= WEIGHTS


def test_nothing_of_building_it_is_left(container: Container) -> None:
    left = [path for path in files(container.root / "opt/wallflower") if path.suffix in {".whl", ".o"}]
    assert not left
    assert not (container.root / "build").exists()
    assert not list((container.root / "var/lib/apt/lists").glob("*Packages*"))


def test_what_starts_need_not_be_compiled_first(container: Container) -> None:
    packages = container.root / "opt/wallflower/lib/python3.14/site-packages"
    for module in (
        "wallflower/app.py",
        "wallflower/cameras/ingest.py",
        "aiohttp/web.py",
        "faster_whisper/transcribe.py",
    ):
        source = packages / module
        assert list((source.parent / "__pycache__").glob(f"{source.stem}.cpython-314.pyc")), module


def test_a_container_engine_is_told_how_it_does(image: str) -> None:
    told = subprocess.run(["buildah", "inspect", "--type", "image", image], capture_output=True, text=True, check=True)
    config = json.loads(told.stdout)["Docker"]["config"]
    assert config["Healthcheck"]["Test"] == ["CMD", "wallflower-alive"]
    assert config["StopSignal"] == "SIGTERM"
    assert config["Entrypoint"] == ["/usr/bin/wallflower-run"]


def test_only_programs_of_debian_change_their_user(container: Container) -> None:
    ours = [path for path in files(container.root / "opt/wallflower") if path.stat().st_mode & 0o6000]
    assert not ours


@pytest.mark.parametrize("name", ["wallflower-run", "wallflower-alive", "wallflower"])
def test_programs_are_there(container: Container, name: str) -> None:
    assert os.access(container.root / "usr/bin" / name, os.X_OK)
