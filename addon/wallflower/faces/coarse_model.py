"""A model of one operation, written as ONNX: fields of protocol buffers, numbered as in `onnx.proto`."""

import numpy as np
from numpy.typing import NDArray

IR_VERSION, OPERATIONS, CONTRIBUTED = 8, 17, 1
FLOAT, UINT8 = 1, 2
INTEGER = 2  # kind of an attribute
# Numbers of eight bits on both sides.
ACCURACY = 4


def product_model(numbers: NDArray[np.uint8], scales: NDArray[np.float32]) -> bytes:
    """Return a model that multiplies its input `vector`, 1 × length, with rows of 8 bits.

    `numbers` are rows × blocks × block, 128 is nought; `scales` are rows × blocks.
    """
    rows, blocks, block = numbers.shape
    length = blocks * block
    attributes = {"K": length, "N": rows, "bits": 8, "block_size": block, "accuracy_level": ACCURACY}
    node = b"".join(
        [
            *(_text(1, name) for name in ("vector", "numbers", "scales")),
            _text(2, "products"),
            _text(4, "MatMulNBits"),
            *(_bytes(5, _text(1, name) + _int(3, value) + _int(20, INTEGER)) for name, value in attributes.items()),
            _text(7, "com.microsoft"),
        ]
    )
    graph = b"".join(
        [
            _bytes(1, node),
            _text(2, "product"),
            _bytes(5, _tensor("numbers", UINT8, numbers)),
            _bytes(5, _tensor("scales", FLOAT, scales.astype("<f4"))),
            _bytes(11, _value("vector", length)),
            _bytes(12, _value("products", rows)),
        ]
    )
    operations = [_text(1, "") + _int(2, OPERATIONS), _text(1, "com.microsoft") + _int(2, CONTRIBUTED)]
    return b"".join([_int(1, IR_VERSION), _bytes(7, graph), *(_bytes(8, each) for each in operations)])


def _tensor(name: str, kind: int, values: NDArray[np.uint8] | NDArray[np.float32]) -> bytes:
    sizes = b"".join(_int(1, size) for size in values.shape)
    return sizes + _int(2, kind) + _text(8, name) + _bytes(9, values.tobytes())


def _value(name: str, length: int) -> bytes:
    """Return the description of a 1 × length matrix of floats."""
    shape = b"".join(_bytes(1, _int(1, size)) for size in (1, length))
    return _text(1, name) + _bytes(2, _bytes(1, _int(1, FLOAT) + _bytes(2, shape)))


def _int(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)
