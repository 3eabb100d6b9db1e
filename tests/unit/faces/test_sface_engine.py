"""The sface engine beside OpenCV's own YuNet and SFace, on files built by hand."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from wallflower.errors import ModelMissingError
from wallflower.faces.align import TEMPLATE, similarity, straighten
from wallflower.faces.engine import Metric, Rgb
from wallflower.faces.gallery import likeness
from wallflower.faces.sface_engine import SfaceEngine, find_pack

from .pack import draw_face
from .sface_pack import build_sface

GREEN, YELLOW = (20, 200, 90), (120, 230, 20)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("models")
    build_sface(directory / "sface" / "models" / "toy")
    return directory


@pytest.fixture(scope="module")
def engine(models: Path) -> SfaceEngine:
    return SfaceEngine(find_pack(models))


def picture_of_two(height: int = 640) -> Rgb:
    picture = np.full((height, 640, 3), 90, np.uint8)
    draw_face(picture, 96, 96, GREEN)
    draw_face(picture, 384, 288, YELLOW)
    return picture


def test_it_finds_and_embeds_what_opencv_finds_and_embeds(engine: SfaceEngine, models: Path) -> None:
    pack, picture = models / "sface/models/toy", picture_of_two()
    detector = cv2.FaceDetectorYN.create(
        str(pack / "face_detection_yunet_2023mar.onnx"), "", (640, 640), score_threshold=0.6
    )
    embedder = cv2.FaceRecognizerSF.create(str(pack / "face_recognition_sface_2021dec.onnx"), "")
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    rows = sorted(detector.detect(bgr)[1].tolist())
    faces = sorted(engine.analyse(picture), key=lambda face: face.box.x)
    assert len(faces) == len(rows) == 2
    for face, row in zip(faces, rows, strict=True):
        box = (face.box.x, face.box.y, face.box.width, face.box.height)
        assert box == pytest.approx(row[:4], abs=0.6)
        assert face.score == pytest.approx(row[14], abs=1e-4)
        points = [*face.landmarks.left_eye, *face.landmarks.right_eye, *face.landmarks.nose]
        assert points == pytest.approx(row[4:10], abs=0.01)
        vector = embedder.feature(embedder.alignCrop(bgr, np.array(row, np.float32))).ravel()
        assert float(face.embedding @ (vector / np.linalg.norm(vector))) > 0.9999


@pytest.mark.parametrize(("height", "factor"), [(360, 1), (640, 2), (480, 3)])
def test_boxes_are_in_the_picture_s_own_pixels(engine: SfaceEngine, height: int, factor: int) -> None:
    large = picture_of_two(height).repeat(factor, axis=0).repeat(factor, axis=1)
    places = sorted((face.box.x, face.box.y, face.box.width) for face in engine.analyse(large))
    first = (72 * factor, 72 * factor, 80 * factor)
    assert places[0] == pytest.approx(first, abs=2 * factor)
    assert len(places) == 2


def test_the_same_face_elsewhere_is_the_same(engine: SfaceEngine) -> None:
    elsewhere = np.full((640, 640, 3), 90, np.uint8)
    draw_face(elsewhere, 288, 416, GREEN)
    first, other = sorted(engine.analyse(picture_of_two()), key=lambda face: face.box.x)
    again = engine.analyse(elsewhere)[0]
    assert likeness(engine.profile, first.embedding, again.embedding) > 0.999
    assert likeness(engine.profile, other.embedding, again.embedding) < 0.97


def test_an_empty_picture_has_no_faces(engine: SfaceEngine) -> None:
    assert engine.analyse(np.full((480, 640, 3), 90, np.uint8)) == []


def test_the_profile_is_sface_s(engine: SfaceEngine) -> None:
    profile = engine.profile
    assert (profile.engine, profile.model, profile.dimension) == ("sface", "toy", 128)
    assert (profile.metric, profile.accept, profile.maybe) == (Metric.COSINE, 0.45, 0.363)
    assert engine.providers[-1] == "CPUExecutionProvider"


def test_without_a_pack_the_fix_is_named(tmp_path: Path, models: Path) -> None:
    with pytest.raises(ModelMissingError, match="unpack one into sface/models"):
        find_pack(tmp_path)
    with pytest.raises(ModelMissingError, match="the sface pack other is not installed"):
        find_pack(models, "other")
    assert find_pack(models, "toy").name == "toy"


@pytest.mark.parametrize("name", ["face_detection_yunet_2023mar.onnx", "face_recognition_sface_2021dec.onnx"])
@pytest.mark.parametrize("kept", [0, 500])
def test_a_half_written_file_is_refused(models: Path, tmp_path: Path, name: str, kept: int) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "sface/models/toy" / name
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ModelMissingError, match="the sface pack toy is not whole"):
        SfaceEngine(find_pack(tmp_path))


def test_two_embedders_are_no_pack(models: Path, tmp_path: Path) -> None:
    shutil.copytree(models, tmp_path, dirs_exist_ok=True)
    toy = tmp_path / "sface/models/toy"
    shutil.copyfile(toy / "face_recognition_sface_2021dec.onnx", toy / "face_detection_yunet_2023mar.onnx")
    with pytest.raises(ModelMissingError):
        SfaceEngine(toy)


@pytest.mark.parametrize("angle", [0.0, 0.4, -1.2, 3.0])
def test_a_turned_face_is_straightened(angle: float) -> None:
    turn = 2.5 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    points = TEMPLATE @ turn.T + np.array([300.0, 200.0])
    matrix = similarity(points)
    np.testing.assert_allclose(points @ matrix[:, :2].T + matrix[:, 2], TEMPLATE, atol=1e-6)


def test_points_in_one_place_do_no_harm() -> None:
    assert straighten(np.full((50, 50, 3), 9, np.uint8), np.full((5, 2), 20.0)).shape == (112, 112, 3)
