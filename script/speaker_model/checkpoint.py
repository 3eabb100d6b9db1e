"""Reads the numbers of a torch checkpoint in its older format (four pickles, then raw numbers) without torch."""

import collections
import io
import pickle
import struct
from typing import Any, ClassVar, override

import numpy as np
from numpy.typing import NDArray

MAGIC = 0x1950A86A20F9469CFC6C
PROTOCOL = 1001

type Numbers = NDArray[np.float32]


class _Storage:
    """Where the numbers of tensors are, once they are read; named by its key."""

    def __init__(self) -> None:
        self.numbers: Numbers | None = None


class _Tensor:
    """A view of a storage."""

    def __init__(self, storage: _Storage, offset: int, size: tuple[int, ...], stride: tuple[int, ...]) -> None:
        self.storage, self.offset, self.size, self.stride = storage, offset, size, stride

    def read(self) -> Numbers:
        numbers = self.storage.numbers
        if numbers is None:
            raise ValueError("the checkpoint lacks numbers that it names")
        return np.lib.stride_tricks.as_strided(
            numbers[self.offset :], self.size, tuple(step * numbers.itemsize for step in self.stride)
        ).copy()


def _rebuild(storage: _Storage, offset: int, size: tuple[int, ...], stride: tuple[int, ...], *_more: Any) -> _Tensor:
    return _Tensor(storage, offset, size, stride)


class _Reader(pickle.Unpickler):
    """Knows only what a checkpoint of float tensors needs; everything else is refused."""

    NAMES: ClassVar = {
        ("collections", "OrderedDict"): collections.OrderedDict,
        ("torch._utils", "_rebuild_tensor_v2"): _rebuild,
        ("torch", "FloatStorage"): "float",
    }

    def __init__(self, file: io.BytesIO, storages: dict[str, _Storage]) -> None:
        super().__init__(file)
        self._storages = storages

    @override
    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) not in self.NAMES:
            raise pickle.UnpicklingError(f"the checkpoint asks for {module}.{name}, which it has no use for")
        return self.NAMES[module, name]

    @override
    def persistent_load(self, saved: Any) -> _Storage:
        kind, numbers, key, *_rest = saved
        if (kind, numbers) != ("storage", "float"):
            raise pickle.UnpicklingError("the checkpoint holds something else than float tensors")
        return self._storages.setdefault(str(key), _Storage())


def read(data: bytes) -> dict[str, Numbers]:
    """Return the tensors of the entry `model_state` by name; raise `ValueError` or `UnpicklingError`."""
    file, storages = io.BytesIO(data), dict[str, _Storage]()

    def load() -> Any:
        return _Reader(file, storages).load()

    if load() != MAGIC or load() != PROTOCOL:
        raise ValueError("this is no checkpoint of the older format")
    load()  # sizes of the writer's integers: the ones assumed here
    state = load()["model_state"]
    for key in load():
        (count,) = struct.unpack("<q", file.read(8))
        storage = storages.setdefault(str(key), _Storage())
        storage.numbers = np.frombuffer(file.read(4 * count), "<f4")
    return {name: tensor.read() for name, tensor in state.items()}
