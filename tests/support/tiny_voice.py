"""A second voice model: a tiny network in ONNX of the bundled one's shape, which weighs the mean of the spectra."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from wallflower.voices.engine import VoiceProfile
from wallflower.voices.ge2e_engine import WINDOW_FRAMES, Ge2eEngine
from wallflower.voices.mel import BANDS

DIMENSION = 8
TINY = VoiceProfile(
    engine="tiny",
    model="mean-8",
    dimension=DIMENSION,
    accept=0.8,
    margin=0.04,
    same=0.83,
    other=0.74,
    change=0.5,
    both=0.99,
    both_margin=0.02,
)


def tiny_engine() -> Ge2eEngine:
    """Load it."""
    return Ge2eEngine(_model().SerializeToString(), TINY)


def _model() -> onnx.ModelProto:
    weights = np.random.default_rng(0).normal(size=(BANDS, DIMENSION)).astype(np.float32)
    nodes = [
        helper.make_node("ReduceMean", ["mel"], ["mean"], axes=[1], keepdims=0),
        helper.make_node("MatMul", ["mean", "weights"], ["weighed"]),
        helper.make_node("LpNormalization", ["weighed"], ["embedding"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info("mel", TensorProto.FLOAT, ["n", WINDOW_FRAMES, BANDS])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", DIMENSION])],
        [numpy_helper.from_array(weights, "weights")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
