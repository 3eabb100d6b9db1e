import hashlib
import pickle
from importlib.resources import files
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from speaker_model import checkpoint, convert, network

from tests.support.cast import CAST, Cast
from wallflower.errors import ModelMissingError
from wallflower.voices import ge2e_engine
from wallflower.voices.engine import Vector, mean_of
from wallflower.voices.ge2e_engine import Ge2eEngine

SHA256 = "749abf937561af665120070eb887a7c5a1f6c0ca3447048c875cab025edd9a55"


def bundled() -> bytes:
    return files("wallflower.voices").joinpath("ge2e.onnx").read_bytes()


@pytest.fixture(scope="module")
def weights() -> dict[str, convert.Numbers]:
    """The weights under the names of the checkpoint, read back from the bundled graph."""
    model = onnx.load_from_string(bundled())
    held = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    found = {"linear.weight": held["linear"].T, "linear.bias": held["bias"]}
    for layer in range(network.LAYERS):
        into, back = (_in_torchs_order(held[f"{kind}{layer}"][0]) for kind in ("W", "R"))
        first, second = np.split(held[f"B{layer}"][0], 2)
        found |= {f"lstm.weight_ih_l{layer}": into, f"lstm.weight_hh_l{layer}": back}
        found |= {f"lstm.bias_ih_l{layer}": _in_torchs_order(first)}
        found |= {f"lstm.bias_hh_l{layer}": _in_torchs_order(second)}
    return found


def _in_torchs_order(gates: convert.Numbers) -> convert.Numbers:
    let_in, let_out, keep, new = np.split(gates, 4)
    return np.concatenate([let_in, keep, new, let_out])


def test_bundled_model_is_the_one_that_the_script_makes(weights: dict[str, convert.Numbers]) -> None:
    assert hashlib.sha256(bundled()).hexdigest() == SHA256
    assert convert.build(weights).SerializeToString(deterministic=True) == bundled()


def test_bundled_model_computes_what_the_network_does(weights: dict[str, convert.Numbers]) -> None:
    assert convert.difference(bundled(), weights) < 1e-5


def test_another_package_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "package.whl"
    package.write_bytes(b"something else")
    with pytest.raises(SystemExit, match="SHA-256"):
        convert.read_package(package)


def test_a_checkpoint_that_wants_to_run_something_is_refused() -> None:
    with pytest.raises(pickle.UnpicklingError, match="no use for"):
        checkpoint.read(pickle.dumps(Path("anything")))


def test_a_damaged_model_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ge2e_engine, "RESOURCE", "ge2e.md")
    with pytest.raises(ModelMissingError, match="reinstall"):
        Ge2eEngine()


def test_windows_cover_the_sound(voice_engine: Ge2eEngine) -> None:
    sound = np.random.default_rng(1).standard_normal(16_000 * 5).astype(np.float32) * np.float32(0.1)
    embeddings, length_s = voice_engine.windows(sound, 0.8)
    assert length_s == pytest.approx(1.6)
    assert embeddings.shape == (5, 256)  # the sixth would reach 0.6 s beyond the end
    assert np.linalg.norm(embeddings, axis=1) == pytest.approx(np.ones(5), abs=1e-5)


@pytest.mark.parametrize("length", [1, 399, 400, 8_000, 25_600])
def test_short_sound_has_one_window(voice_engine: Ge2eEngine, length: int) -> None:
    embeddings, _ = voice_engine.windows(np.full(length, 0.1, np.float32), 0.8)
    assert embeddings.shape == (1, 256)
    assert np.isfinite(embeddings).all()


def test_no_sound_is_an_error(voice_engine: Ge2eEngine) -> None:
    with pytest.raises(ValueError, match="no sound"):
        voice_engine.windows(np.zeros(0, np.float32), 0.8)


def test_loudness_does_not_matter(voice_engine: Ge2eEngine, cast: Cast) -> None:
    sound = cast.talk("amy", 3, seed=1)
    loud, quiet = (_embedding(voice_engine, sound * np.float32(gain)) for gain in (0.4, 0.02))
    assert loud @ quiet > 0.999


def test_people_are_more_like_themselves_than_like_others(voice_engine: Ge2eEngine, cast: Cast) -> None:
    first = np.stack([_embedding(voice_engine, cast.talk(name, 3, seed=1)) for name in CAST])
    again = np.stack([_embedding(voice_engine, cast.talk(name, 3, seed=2)) for name in CAST])
    alike = first @ again.T
    assert (alike.argmax(axis=1) == np.arange(len(CAST))).all()
    assert alike.diagonal().min() > alike[~np.eye(len(CAST), dtype=bool)].max()


def _embedding(engine: Ge2eEngine, samples: convert.Numbers) -> Vector:
    return mean_of(engine.windows(samples, 0.8)[0])
