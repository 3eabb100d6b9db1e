"""Writes the speaker encoder of the package Resemblyzer as the ONNX model that the add-on bundles; see README.md."""

import argparse
import hashlib
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

sys.path.insert(0, str(Path(__file__).parents[1]))

from speaker_model import checkpoint, network

PACKAGE_SHA256 = "8f12eb2f1a9982d32e8db7856de754709b59c93a77bcf0ff536584b619a9dd1f"
WEIGHTS = "resemblyzer/pretrained.pt"
TARGET = Path(__file__).parents[2] / "addon/wallflower/voices/ge2e.onnx"
OPSET, IR_VERSION = 17, 9
MOST_DIFFERENCE = 1e-5

type Numbers = NDArray[np.float32]


def read_package(path: Path) -> dict[str, Numbers]:
    """Return the weights inside the package; raise `SystemExit` when it is not the one that is known."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != PACKAGE_SHA256:
        raise SystemExit(f"{path.name} has the SHA-256 {digest}: take Resemblyzer 0.1.4's wheel from PyPI")
    with zipfile.ZipFile(path) as package:
        return checkpoint.read(package.read(WEIGHTS))


def build(weights: dict[str, Numbers]) -> onnx.ModelProto:
    """Return the network as a graph: `mel` (n × frames × 40) becomes `embedding` (n × 256)."""
    nodes = [helper.make_node("Transpose", ["mel"], ["sequence"], perm=[1, 0, 2])]
    constants: dict[str, NDArray[Any]] = {"axis": np.array([0], np.int64), "directions": np.array([1], np.int64)}
    source = "sequence"
    for layer in range(network.LAYERS):
        names = [f"{kind}{layer}" for kind in ("W", "R", "B")]
        into, back = (_reordered(weights[f"lstm.weight_{kind}_l{layer}"]) for kind in ("ih", "hh"))
        biases = [_reordered(weights[f"lstm.bias_{kind}_l{layer}"]) for kind in ("ih", "hh")]
        constants |= dict(zip(names, (into[None], back[None], np.concatenate(biases)[None]), strict=True))
        outputs = [f"all{layer}", f"last{layer}"]
        nodes.append(helper.make_node("LSTM", [source, *names], outputs, hidden_size=network.HIDDEN))
        source = f"layer{layer}"
        nodes.append(helper.make_node("Squeeze", [outputs[0], "directions"], [source]))
    constants |= {"linear": np.ascontiguousarray(weights["linear.weight"].T), "bias": weights["linear.bias"]}
    nodes += [
        helper.make_node("Squeeze", [f"last{network.LAYERS - 1}", "axis"], ["hidden"]),
        helper.make_node("MatMul", ["hidden", "linear"], ["projected"]),
        helper.make_node("Add", ["projected", "bias"], ["raw"]),
        helper.make_node("Relu", ["raw"], ["positive"]),
        helper.make_node("LpNormalization", ["positive"], ["embedding"], axis=1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "ge2e",
        [helper.make_tensor_value_info("mel", TensorProto.FLOAT, ["n", "frames", network.MELS])],
        [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["n", network.HIDDEN])],
        [numpy_helper.from_array(value, name) for name, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
    model.producer_name = "wallflower"
    model.doc_string = "Speaker encoder of Resemblyzer 0.1.4 (Apache-2.0), converted; see ge2e.md"
    onnx.checker.check_model(model)
    return model


def difference(model: bytes, weights: dict[str, Numbers]) -> float:
    """Return by how much the graph differs at most from the network in numpy, on random spectra."""
    mel = np.random.default_rng(0).gamma(0.5, 1.0, (4, 160, network.MELS)).astype(np.float32)
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return float(np.abs(session.run(None, {"mel": mel})[0] - network.embed(weights, mel)).max())


def _reordered(gates: Numbers) -> Numbers:
    """Bring torch's order of the gates (input, forget, cell, output) into ONNX's (input, output, forget, cell)."""
    let_in, keep, new, let_out = np.split(gates, 4)
    return np.concatenate([let_in, let_out, keep, new])


def main() -> None:
    """Convert, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="Resemblyzer-0.1.4-py3-none-any.whl")
    parser.add_argument("--target", type=Path, default=TARGET)
    chosen = parser.parse_args()
    weights = read_package(chosen.package)
    data = build(weights).SerializeToString(deterministic=True)
    worst = difference(data, weights)
    if worst > MOST_DIFFERENCE:
        raise SystemExit(f"the model differs by {worst:.1e} from the network it was made of: nothing was written")
    chosen.target.write_bytes(data)
    print(f"{chosen.target.name}: {len(data)} bytes, SHA-256 {hashlib.sha256(data).hexdigest()}")
    print(f"differs by {worst:.1e} at most")


if __name__ == "__main__":
    main()
