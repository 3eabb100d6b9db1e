"""The speaker encoder in plain numpy: three LSTM layers, a linear one, rectified and brought to length 1.

The equations and the order of the gates (input, forget, cell, output) are those of torch.nn.LSTM's documentation.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

LAYERS, HIDDEN, MELS = 3, 256, 40

type Numbers = NDArray[np.float64]


def embed(weights: Mapping[str, NDArray[np.float32]], mel: NDArray[np.float32]) -> Numbers:
    """Return n × 256 embeddings of n × frames × 40 mel spectra."""
    exact = {name: value.astype(np.float64) for name, value in weights.items()}
    sequence = mel.astype(np.float64)
    for layer in range(LAYERS):
        sequence = _lstm(exact, layer, sequence)
    raw = np.maximum(0.0, sequence[:, -1] @ exact["linear.weight"].T + exact["linear.bias"])
    return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True))


def _lstm(weights: Mapping[str, Numbers], layer: int, sequence: Numbers) -> Numbers:
    into, back = weights[f"lstm.weight_ih_l{layer}"], weights[f"lstm.weight_hh_l{layer}"]
    bias = weights[f"lstm.bias_ih_l{layer}"] + weights[f"lstm.bias_hh_l{layer}"]
    hidden = cell = np.zeros((len(sequence), HIDDEN))
    states = []
    for frame in range(sequence.shape[1]):
        gates = sequence[:, frame] @ into.T + hidden @ back.T + bias
        let_in, keep, new, let_out = np.split(gates, 4, axis=1)
        cell = _sigmoid(keep) * cell + _sigmoid(let_in) * np.tanh(new)
        hidden = _sigmoid(let_out) * np.tanh(cell)
        states.append(hidden)
    return np.stack(states, axis=1)


def _sigmoid(value: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-value)))
