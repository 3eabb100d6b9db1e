"""How the wire's values become JSON and come back; the values themselves are in `wire`.

Standard library only; `script/wire` copies this file, too, byte for byte into the integration. Version skew is normal:
unknown keys are ignored, unknown enum members become `UNKNOWN`, a missing key takes its default.
"""

import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self, override

FIRST_MS = -62_135_510_400_000
LAST_MS = 253_402_214_400_000
"""From the second day of the year 1 to the last but one of 9999: what fits a calendar in every time zone."""


class WireError(ValueError):
    """A message whose shape cannot be understood even tolerantly; the text names the key."""


class TolerantEnum(StrEnum):
    """An enum that maps values of a newer peer to its own `UNKNOWN`."""

    @override
    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return cls.__members__.get("UNKNOWN") if isinstance(value, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """Base of every value: JSON out, tolerant JSON in."""

    def to_json(self) -> dict[str, Any]:
        """Return the value as JSON-ready dictionaries and lists."""
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, data: Any) -> Self:
        """Build the value from decoded JSON; raise `WireError` when a needed key is missing or of the wrong kind."""
        if not isinstance(data, dict):
            raise WireError(f"{cls.__name__}: expected an object")
        hints = _hints(cls)  # type: ignore[arg-type] # a class can be hashed, whatever its values can
        known: dict[str, Any] = {}
        for item in dataclasses.fields(cls):
            if item.name in data:
                known[item.name] = _decode(hints[item.name], data[item.name], f"{cls.__name__}.{item.name}")
                if item.name.endswith("_ms"):
                    _check_instants(known[item.name], f"{cls.__name__}.{item.name}")
        try:
            return cls(**known)
        except TypeError as error:
            raise WireError(f"{cls.__name__}: {error}") from error


def _check_instants(value: Any, where: str) -> None:
    """Raise `WireError` for milliseconds that no calendar has, and whatever reads them would stumble over."""
    for at_ms in value if isinstance(value, tuple) else (value,):
        if isinstance(at_ms, int | float) and not FIRST_MS <= at_ms <= LAST_MS:
            raise WireError(f"{where}: out of range")


@functools.cache
def _hints(cls: type[Wire]) -> dict[str, Any]:
    """Return what a value's fields are; asking for it takes longer than all else that decoding does."""
    return typing.get_type_hints(cls)


def _decode(hint: Any, value: Any, where: str) -> Any:
    if isinstance(hint, types.UnionType):
        inner = next(member for member in typing.get_args(hint) if member is not types.NoneType)
        return None if value is None else _decode(inner, value, where)
    origin = typing.get_origin(hint)
    if origin is dict and isinstance(value, dict):
        return dict(value)
    if origin is tuple and isinstance(value, list | tuple):
        return tuple(_decode(typing.get_args(hint)[0], item, where) for item in value)
    if isinstance(hint, type):
        return _decode_plain(hint, value, where)
    raise WireError(f"{where}: expected {'an object' if origin is dict else 'a list'}")


def _decode_plain(hint: type, value: Any, where: str) -> Any:
    if issubclass(hint, Wire):
        return hint.from_json(value)
    if issubclass(hint, StrEnum):
        if not isinstance(value, str):
            raise WireError(f"{where}: expected a string")
        return hint(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise WireError(f"{where}: expected {hint.__name__}")
    return value
