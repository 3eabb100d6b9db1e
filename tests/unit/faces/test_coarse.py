"""A product in eight bits, and its bound."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wallflower.faces import coarse
from wallflower.faces.coarse import BLOCK, CoarseProduct, coarse_product

from .conftest import unit


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 9999),
    rows=st.integers(1, 40),
    blocks=st.integers(1, 5),
    scale=st.floats(1e-3, 1e3),
    peaks=st.integers(0, 8),
)
def test_it_is_never_off_by_more_than_it_says(seed: int, rows: int, blocks: int, scale: float, peaks: int) -> None:
    rng = np.random.default_rng(seed)
    matrix = (scale * rng.standard_normal((rows, blocks * BLOCK))).astype(np.float32)
    matrix.flat[rng.integers(0, matrix.size, peaks)] *= 100
    matrix[rng.integers(0, rows)] = 0
    vector = rng.standard_normal(blocks * BLOCK).astype(np.float32)
    vector[rng.integers(0, vector.size, peaks)] *= 30
    products, bound = CoarseProduct(matrix).times(vector)
    assert np.abs(products - matrix.astype(np.float64) @ vector).max() <= bound


def test_of_faces_it_is_off_by_little() -> None:
    matrix = np.stack([unit(seed, 512) for seed in range(200)])
    products, bound = CoarseProduct(matrix).times(matrix[3])
    assert bound < 0.05
    assert np.abs(products - matrix @ matrix[3]).max() < 0.005


def test_nothing_times_nothing_is_nothing() -> None:
    products, bound = CoarseProduct(np.zeros((3, BLOCK), np.float32)).times(np.zeros(BLOCK, np.float32))
    assert products.tolist() == [0, 0, 0]
    assert bound < 1e-6


@pytest.mark.parametrize("shape", [(10, 512), (9000, 130)])
def test_few_or_odd_rows_are_not_worth_it(shape: tuple[int, int]) -> None:
    assert coarse_product(np.ones(shape, np.float32)) is None


def test_an_operation_that_is_not_there_or_wrong_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = np.stack([unit(seed, 512) for seed in range(10)])
    monkeypatch.setattr(coarse, "LEAST_NUMBERS", 1)
    monkeypatch.setattr(coarse, "product_model", lambda *_: b"no model")
    assert coarse_product(matrix) is None
    monkeypatch.undo()
    monkeypatch.setattr(coarse, "LEAST_NUMBERS", 1)
    monkeypatch.setattr(CoarseProduct, "times", lambda *_: (np.full(10, 5, np.float32), 0.01))
    assert coarse_product(matrix) is None
