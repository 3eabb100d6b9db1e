"""What runs in the executor's child."""

import pickle
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from wallflower.errors import ModelMissingError
from wallflower.faces import analysis, dlib_engine
from wallflower.faces.analysis import ANALYSE_TIMEOUT_S, analyse, check_engine, load_engine
from wallflower.faces.dlib_engine import PROFILE
from wallflower.faces.engine import Rgb
from wallflower.media.picture import decode_image
from wallflower.workers.executor import EnginePool

from .pack import build_pack


def test_faces_come_judged_and_cut_out(astronaut: Rgb, tmp_path: Path) -> None:
    image = analyse("dlib", tmp_path, astronaut)
    assert image.profile == PROFILE
    best = image.faces[0]
    assert best.quality.detector == best.score
    assert min(decode_image(best.crop).shape[:2]) >= 160
    again = pickle.loads(pickle.dumps(image))
    np.testing.assert_array_equal(again.faces[0].embedding, best.embedding)
    assert again.faces[0].quality == best.quality


def test_an_engine_is_loaded_once_and_a_failure_is_not_remembered(tmp_path: Path) -> None:
    assert load_engine("dlib", tmp_path) is load_engine("dlib", tmp_path)
    with pytest.raises(ModelMissingError):
        load_engine("insightface", tmp_path)
    build_pack(tmp_path / "insightface/models/toy")
    assert load_engine("insightface", tmp_path).profile.model == "toy"


async def test_it_runs_in_an_executor_s_child(astronaut: Rgb, tmp_path: Path) -> None:
    pool = EnginePool(load_engine, ("dlib", tmp_path), "faces")
    try:
        run = partial(pool.run, analyse, "dlib", tmp_path, timeout_s=ANALYSE_TIMEOUT_S)
        image = await run(astronaut)
        assert image.faces[0].embedding.shape == (128,)
    finally:
        await pool.close()


async def test_a_missing_pack_is_told_by_the_child(astronaut: Rgb, tmp_path: Path) -> None:
    pool = EnginePool(load_engine, ("insightface", tmp_path), "faces")
    try:
        with pytest.raises(ModelMissingError, match="no insightface pack is installed"):
            await pool.run(analyse, "insightface", tmp_path, astronaut, timeout_s=ANALYSE_TIMEOUT_S)
    finally:
        await pool.close()


def test_what_is_usable_is_known_without_loading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = check_engine("dlib", tmp_path)
    assert (ready.name, ready.usable, ready.model, ready.reason) == ("dlib", True, "resnet_v1", None)
    missing = check_engine("insightface", tmp_path)
    assert not missing.usable
    assert "no insightface pack" in str(missing.reason)
    build_pack(tmp_path / "insightface/models/toy")
    assert check_engine("insightface", tmp_path).model == "toy"
    monkeypatch.setattr(dlib_engine, "WEIGHTS_PACKAGE", "no_such_package")
    assert not check_engine("dlib", tmp_path).usable


def test_the_json_form_names_everything(astronaut: Rgb, tmp_path: Path) -> None:
    image = analysis.analyse("dlib", tmp_path, astronaut)
    data = image.to_json()
    assert (data["engine"], data["model"]) == ("dlib", "resnet_v1")
    assert set(data["faces"][0]) == {"box", "score", "quality", "parts", "embedding", "crop"}
