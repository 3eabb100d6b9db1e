"""Builds a tiny insightface pack by hand: a magenta cell is a face, the colours around it are the identity.

The detector has SCRFD's outputs (scores, boxes and five points at strides 8, 16, 32; only stride 32 ever fires); the
embedder pools the aligned face to 7 × 7 cells and projects them to 512 numbers. No weights of anybody's are in it.
"""

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from wallflower.faces.engine import Rgb

STRIDES = (8, 16, 32)
# Two eyes, nose, two corners of the mouth, in strides from the anchor.
POINTS = (-0.45, -0.3, 0.45, -0.3, 0.0, 0.1, -0.35, 0.55, 0.35, 0.55)


def build_pack(directory: Path) -> Path:
    """Write det.onnx and rec.onnx into the directory."""
    directory.mkdir(parents=True)
    onnx.save(_detector(), directory / "det.onnx")
    onnx.save(_embedder(), directory / "rec.onnx")
    return directory


def draw_face(picture: Rgb, x: int, y: int, colours: tuple[int, int, int]) -> None:
    """Paint a "face" of 80 pixels with its middle at x, y: multiples of 32. No colour may be near magenta."""
    picture[y - 40 : y + 40, x - 40 : x + 40] = colours
    picture[y - 40 : y, x - 10 : x + 10] = colours[::-1]
    picture[y : y + 32, x : x + 32] = (255, 0, 255)


def _constant(name: str, value: object, kind: type = np.float32) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(value, dtype=kind), name)


def _detector() -> onnx.ModelProto:
    # Magenta-ness is (red + blue) / 2 − green.
    nodes = [helper.make_node("Conv", ["input.1", "w"], ["magenta"])]
    constants = [_constant("w", np.array([0.5, -1, 0.5]).reshape(1, 3, 1, 1))]
    for stride in STRIDES:
        some_nodes, some_constants = _head(stride)
        nodes += some_nodes
        constants += some_constants
    widths = {"score": 1, "bbox": 4, "kps": 10}
    outputs = [
        helper.make_tensor_value_info(f"{kind}{stride}", TensorProto.FLOAT, [f"n{kind}{stride}", width])
        for kind, width in widths.items()
        for stride in STRIDES
    ]
    picture = helper.make_tensor_value_info("input.1", TensorProto.FLOAT, [1, 3, "H", "W"])
    return _model(helper.make_graph(nodes, "detector", [picture], outputs, constants))


def _head(stride: int) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    s = str(stride)
    bias = -12.0 if stride == 32 else -99.0
    constants = [
        _constant("gain" + s, 12.0),
        _constant("bias" + s, bias),
        _constant("flat" + s, [-1, 1], np.int64),
        _constant("zero4" + s, np.zeros((1, 4))),
        _constant("box" + s, np.full((1, 4), 1.25)),
        _constant("zero10" + s, np.zeros((1, 10))),
        _constant("points" + s, [POINTS]),
    ]
    make = helper.make_node
    nodes = [
        make("AveragePool", ["magenta"], ["a" + s], kernel_shape=[stride, stride], strides=[stride, stride]),
        make("Mul", ["a" + s, "gain" + s], ["b" + s]),
        make("Add", ["b" + s, "bias" + s], ["c" + s]),
        make("Sigmoid", ["c" + s], ["d" + s]),
        make("Concat", ["d" + s, "d" + s], ["e" + s], axis=1),  # two anchors a place
        make("Transpose", ["e" + s], ["f" + s], perm=[2, 3, 0, 1]),
        make("Reshape", ["f" + s, "flat" + s], ["score" + s]),
        make("Mul", ["score" + s, "zero4" + s], ["g" + s]),
        make("Add", ["g" + s, "box" + s], ["bbox" + s]),
        make("Mul", ["score" + s, "zero10" + s], ["h" + s]),
        make("Add", ["h" + s, "points" + s], ["kps" + s]),
    ]
    return nodes, constants


def _embedder() -> onnx.ModelProto:
    projection: NDArray[np.float64] = np.random.default_rng(0).standard_normal((3 * 7 * 7, 512))
    nodes = [
        helper.make_node("AveragePool", ["input.1"], ["pooled"], kernel_shape=[16, 16], strides=[16, 16]),
        helper.make_node("Reshape", ["pooled", "row"], ["cells"]),
        helper.make_node("MatMul", ["cells", "projection"], ["out"]),
    ]
    constants = [_constant("row", [-1, 147], np.int64), _constant("projection", projection)]
    face = helper.make_tensor_value_info("input.1", TensorProto.FLOAT, ["N", 3, 112, 112])
    embedding = helper.make_tensor_value_info("out", TensorProto.FLOAT, ["N", 512])
    return _model(helper.make_graph(nodes, "embedder", [face], [embedding], constants))


def _model(graph: onnx.GraphProto) -> onnx.ModelProto:
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
