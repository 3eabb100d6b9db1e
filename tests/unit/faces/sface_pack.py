"""Builds a tiny YuNet and SFace by hand: a magenta cell is a face, the colours around it are the identity.

The inputs and outputs have the names, shapes and meanings of the published files; no weights of anybody's are in it.
"""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

STRIDES = (8, 16, 32)
SIDE = 640
# Two eyes, nose, two corners of the mouth, in strides from the corner of the cell.
POINTS = (0.05, 0.2, 0.95, 0.25, 0.5, 0.6, 0.15, 1.05, 0.85, 1.1)
BOX = (0.5, 0.5, float(np.log(2.5)), float(np.log(2.5)))


def build_sface(directory: Path) -> Path:
    """Write both files into the directory."""
    directory.mkdir(parents=True)
    onnx.save(_detector(), directory / "face_detection_yunet_2023mar.onnx")
    onnx.save(_embedder(), directory / "face_recognition_sface_2021dec.onnx")
    return directory


def _constant(name: str, value: object, kind: type = np.float32) -> onnx.TensorProto:
    return numpy_helper.from_array(np.asarray(value, dtype=kind), name)


def _detector() -> onnx.ModelProto:
    nodes = [helper.make_node("Conv", ["input", "w"], ["magenta"])]
    constants = [_constant("w", np.array([0.5, -1, 0.5]).reshape(1, 3, 1, 1) / 255)]
    for stride in STRIDES:
        some_nodes, some_constants = _head(stride)
        nodes += some_nodes
        constants += some_constants
    outputs = [
        helper.make_tensor_value_info(f"{head}_{stride}", TensorProto.FLOAT, [1, (SIDE // stride) ** 2, width])
        for head, width in (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10))
        for stride in STRIDES
    ]
    picture = helper.make_tensor_value_info("input", TensorProto.FLOAT, [1, 3, SIDE, SIDE])
    return _model(helper.make_graph(nodes, "yunet", [picture], outputs, constants))


def _head(stride: int) -> tuple[list[onnx.NodeProto], list[onnx.TensorProto]]:
    s = str(stride)
    cells = (SIDE // stride) ** 2
    constants = [
        _constant("gain" + s, [[[[24.0]]]]),
        _constant("bias" + s, [[[[-12.0 if stride == 32 else -99.0]]]]),
        _constant("flat" + s, [1, cells, 1], np.int64),
        _constant("zero4" + s, np.zeros((1, 1, 4))),
        _constant("box" + s, np.array(BOX).reshape(1, 1, 4)),
        _constant("zero10" + s, np.zeros((1, 1, 10))),
        _constant("points" + s, np.array(POINTS).reshape(1, 1, 10)),
        _constant("half" + s, [[[0.98]]]),
    ]
    make = helper.make_node
    nodes = [
        make("AveragePool", ["magenta"], ["a" + s], kernel_shape=[stride, stride], strides=[stride, stride]),
        make("Mul", ["a" + s, "gain" + s], ["b" + s]),
        make("Add", ["b" + s, "bias" + s], ["c" + s]),
        make("Sigmoid", ["c" + s], ["d" + s]),
        make("Reshape", ["d" + s, "flat" + s], ["cls_" + s]),
        make("Mul", ["cls_" + s, "half" + s], ["obj_" + s]),
        make("Mul", ["cls_" + s, "zero4" + s], ["g" + s]),
        make("Add", ["g" + s, "box" + s], ["bbox_" + s]),
        make("Mul", ["cls_" + s, "zero10" + s], ["h" + s]),
        make("Add", ["h" + s, "points" + s], ["kps_" + s]),
    ]
    return nodes, constants


def _embedder() -> onnx.ModelProto:
    projection = np.random.default_rng(0).standard_normal((3 * 7 * 7, 128))
    nodes = [
        helper.make_node("AveragePool", ["data"], ["pooled"], kernel_shape=[16, 16], strides=[16, 16]),
        helper.make_node("Reshape", ["pooled", "row"], ["cells"]),
        helper.make_node("MatMul", ["cells", "projection"], ["fc1"]),
    ]
    constants = [_constant("row", [-1, 147], np.int64), _constant("projection", projection)]
    face = helper.make_tensor_value_info("data", TensorProto.FLOAT, [1, 3, 112, 112])
    embedding = helper.make_tensor_value_info("fc1", TensorProto.FLOAT, [1, 128])
    return _model(helper.make_graph(nodes, "sface", [face], [embedding], constants))


def _model(graph: onnx.GraphProto) -> onnx.ModelProto:
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
