"""A model in ONNX, in the shape of NVIDIA's Conformer with CTC: it hears one word in low tones, one in high ones."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

MELS, STEP = 80, 8
TOKENS = ("▁lo", "w", "▁high", "<blk>")
LOW, HIGH = slice(0, 12), slice(50, 70)  # mel bands of about 300 Hz and 3 kHz


def write(directory: Path, kind: str = "nemo-conformer-ctc") -> Path:
    """Write the model's files into the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    onnx.save(_graph(), directory / "model.onnx")
    (directory / "config.json").write_text(json.dumps({"model_type": kind, "features_size": MELS}))
    (directory / "vocab.txt").write_text("".join(f"{token} {number}\n" for number, token in enumerate(TOKENS)))
    return directory


def _graph() -> onnx.ModelProto:
    """Average the bands over each step, weigh them for each token, and let the blank win where nothing is loud."""
    weights = np.zeros((len(TOKENS), MELS, 1), np.float32)
    weights[0, LOW] = 20 / (LOW.stop - LOW.start)
    weights[2, HIGH] = 20 / (HIGH.stop - HIGH.start)
    bias = np.array([0, -1000, 0, 12], np.float32)
    nodes = [
        helper.make_node("Pad", ["audio_signal", "pads"], ["padded"]),
        helper.make_node("AveragePool", ["padded"], ["steps"], kernel_shape=[STEP], strides=[STEP]),
        helper.make_node("Conv", ["steps", "weights", "bias"], ["logits"]),
        helper.make_node("Transpose", ["logits"], ["turned"], perm=[0, 2, 1]),
        helper.make_node("Mul", ["length", "zero"], ["nothing"]),
        helper.make_node("Cast", ["nothing"], ["none"], to=TensorProto.FLOAT),
        helper.make_node("Add", ["turned", "none"], ["sum"]),
        helper.make_node("LogSoftmax", ["sum"], ["logprobs"], axis=-1),
    ]
    constants: dict[str, np.ndarray] = {
        "pads": np.array([0, 0, 0, 0, 0, STEP - 1], np.int64),
        "weights": weights,
        "bias": bias,
        "zero": np.array([0], np.int64),
    }
    graph = helper.make_graph(
        nodes,
        "tones",
        [
            helper.make_tensor_value_info("audio_signal", TensorProto.FLOAT, ["b", MELS, "t"]),
            helper.make_tensor_value_info("length", TensorProto.INT64, ["b"]),
        ],
        [helper.make_tensor_value_info("logprobs", TensorProto.FLOAT, ["b", "u", len(TOKENS)])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
