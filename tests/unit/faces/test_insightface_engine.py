"""The insightface engine through the real `FaceAnalysis.get`, with a pack built by hand."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from wallflower.errors import ModelMissingError
from wallflower.faces.engine import Metric, Rgb
from wallflower.faces.gallery import likeness
from wallflower.faces.insightface_engine import InsightfaceEngine, find_pack

from .pack import build_pack, draw_face

GREEN, YELLOW = (20, 200, 90), (120, 230, 20)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("models")
    build_pack(directory / "insightface" / "models" / "toy")
    return directory


@pytest.fixture(scope="module")
def engine(models: Path) -> InsightfaceEngine:
    return InsightfaceEngine(find_pack(models))


def picture_of_two() -> Rgb:
    picture = np.full((640, 640, 3), 90, np.uint8)
    draw_face(picture, 96, 96, GREEN)
    draw_face(picture, 384, 288, YELLOW)
    return picture


def test_both_faces_are_found_with_unit_embeddings(engine: InsightfaceEngine) -> None:
    faces = engine.analyse(picture_of_two())
    assert sorted((face.box.x, face.box.y) for face in faces) == [(56, 56), (344, 248)]
    assert all(face.score >= 0.9 for face in faces)
    assert [face.embedding.shape for face in faces] == [(512,), (512,)]
    assert all(np.linalg.norm(face.embedding) == pytest.approx(1, abs=1e-5) for face in faces)
    assert all(face.landmarks.left_eye[0] < face.landmarks.nose[0] < face.landmarks.right_eye[0] for face in faces)


def test_the_same_face_elsewhere_is_the_same(engine: InsightfaceEngine) -> None:
    elsewhere = np.full((640, 640, 3), 90, np.uint8)
    draw_face(elsewhere, 288, 416, GREEN)
    first, other = sorted(engine.analyse(picture_of_two()), key=lambda face: face.box.x)
    again = engine.analyse(elsewhere)[0]
    assert likeness(engine.profile, first.embedding, again.embedding) > 0.999
    assert likeness(engine.profile, other.embedding, again.embedding) < 0.95


def test_an_empty_picture_has_no_faces(engine: InsightfaceEngine) -> None:
    assert engine.analyse(np.full((480, 640, 3), 90, np.uint8)) == []


def test_the_profile_is_arcface_s(engine: InsightfaceEngine) -> None:
    profile = engine.profile
    assert (profile.engine, profile.model, profile.dimension) == ("insightface", "toy", 512)
    assert (profile.metric, profile.accept, profile.maybe, profile.margin) == (Metric.COSINE, 0.45, 0.35, 0.08)


def test_it_leaves_half_of_the_processor_to_others(engine: InsightfaceEngine) -> None:
    most = max(1, (os.cpu_count() or 2) // 2)
    sessions = [model.session for model in engine._analysis.models.values()]
    assert len(sessions) == 2
    assert all(1 <= session.get_session_options().intra_op_num_threads <= most for session in sessions)
    assert engine.providers[-1] == "CPUExecutionProvider"


def test_without_a_pack_the_fix_is_named_and_nothing_is_downloaded(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="unpack one into insightface/models"):
        find_pack(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_known_pack_is_preferred(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    shutil.copytree(models / "insightface/models/toy", tmp_path / "insightface/models/buffalo_s")
    assert find_pack(tmp_path).name == "buffalo_s"


def test_a_pack_with_a_missing_file_is_refused(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    (tmp_path / "insightface/models/toy/rec.onnx").unlink()
    with pytest.raises(ModelMissingError, match="the insightface pack toy is not whole"):
        find_pack(tmp_path)


@pytest.mark.parametrize("name", ["det.onnx", "rec.onnx"])
@pytest.mark.parametrize("kept", [0, 500])
def test_a_half_written_file_is_refused(models: Path, tmp_path: Path, name: str, kept: int) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "insightface/models/toy" / name
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelMissingError, match="the insightface pack toy is not whole"):
        InsightfaceEngine(find_pack(tmp_path))


def test_a_pack_of_two_detectors_is_refused(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    toy = tmp_path / "insightface/models/toy"
    shutil.copyfile(toy / "det.onnx", toy / "rec.onnx")
    with pytest.raises(ModelMissingError):
        InsightfaceEngine(find_pack(tmp_path))
