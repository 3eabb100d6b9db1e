"""Cosines of very many embeddings at once, a little wrong but several times as fast, and by how much at most.

Ten thousand embeddings of 512 numbers are 20 MB, and to read them is nearly all that an exact product costs. Here they
are 8 bits each, in blocks with a scale of their own, multiplied by onnxruntime's `MatMulNBits`, which makes 8 bits of
the other factor, too.
"""

import time
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from wallflower.errors import UnavailableError
from wallflower.faces.coarse_model import product_model

type Floats = NDArray[np.float32]

BLOCK = 128
# Fewer numbers than this are read as fast as they are.
LEAST_NUMBERS = 1_000_000
LEVELS = 127
# What adding products in 32 bits may be off beside the rest: a share of the lengths, and where these are nothing.
ROUNDING, LEAST_BOUND = 1e-4, 1e-9
PROBES = 5
LOG_ONLY_FATAL = 4


class CoarseProduct:
    """The rows of a matrix, each times whatever vector is asked for."""

    def __init__(self, matrix: Floats) -> None:
        """Take rows of a multiple of `BLOCK` numbers; raise `UnavailableError` when onnxruntime cannot multiply so."""
        rows, length = matrix.shape
        blocks = matrix.reshape(rows, length // BLOCK, BLOCK)
        scales = np.maximum(np.abs(blocks).max(axis=2), np.float32(1e-12)) / np.float32(LEVELS)
        numbers = np.rint(blocks / scales[:, :, None])
        kept = (numbers * scales[:, :, None]).reshape(rows, length).astype(np.float32)
        self._row_error = _longest(matrix - kept)
        self._row_length = _longest(kept)
        model = product_model((numbers + 128).astype(np.uint8), scales)
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = options.intra_op_num_threads = 1
        options.log_severity_level = LOG_ONLY_FATAL
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model, providers=["CPUExecutionProvider"], sess_options=options
            )
        except Exception as error:  # onnxruntime has an exception for every kind of lack
            raise UnavailableError("onnxruntime has no product of eight bits here") from error

    def times(self, vector: Floats) -> tuple[Floats, float]:
        """Return about what each row times the vector is, and by how much it can be off."""
        (products,) = self._session.run(None, {"vector": vector[None]})
        return products[0], self._bound(vector)

    def _bound(self, vector: Floats) -> float:
        """Return by how much a product is off at most (Cauchy–Schwarz, for what either factor loses).

        Each number of the vector is taken to lose a whole step of its block, twice what rounding loses.
        """
        steps = np.abs(vector.reshape(-1, BLOCK)).max(axis=1) / LEVELS
        vector_error = float(np.sqrt(BLOCK * np.square(steps).sum()))
        length = float(np.linalg.norm(vector))
        lost = self._row_error * length + self._row_length * vector_error
        return lost + ROUNDING * self._row_length * length + LEAST_BOUND


def coarse_product(matrix: Floats) -> CoarseProduct | None:
    """Return a coarse product where it is worth it: for many rows, and faster than the exact one on this processor."""
    if matrix.size < LEAST_NUMBERS or matrix.shape[1] % BLOCK:
        return None
    try:
        made = CoarseProduct(matrix)
    except UnavailableError:  # the exact product does as well
        return None
    coarse_s = exact_s = float("inf")
    for row in matrix[:: max(1, len(matrix) // PROBES)][:PROBES]:
        began_s = time.perf_counter()
        products, bound = made.times(row)
        middle_s = time.perf_counter()
        exact = matrix @ row
        exact_s = min(exact_s, time.perf_counter() - middle_s)
        coarse_s = min(coarse_s, middle_s - began_s)
        if not float(np.abs(products - exact).max()) <= bound:
            return None
    return made if coarse_s < exact_s else None


def _longest(rows: Floats) -> float:
    return float(np.sqrt(np.einsum("ij,ij->i", rows, rows).max()))
