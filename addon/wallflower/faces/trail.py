"""Where a face was, picture by picture: bounded, however long somebody stays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Two pictures a second for four minutes; of longer stays every second sighting goes, then every second of those.
MOST = 512
# Places are fractions of the picture in steps of 1/65535, quality and its part in steps of 1/255.
RECORD = np.dtype([("at_ms", "<i8"), ("box", "<u2", (4,)), ("quality", "u1"), ("detector", "u1")])
_PLACE, _SHARE = 65_535, 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One sighting: the UTC instant, the box (left, top, width, height) as fractions of the picture, how good it was.

    `quality`, and `detector`, the part of it that the detector's score is, are 0 to 1.
    """

    at_ms: int
    box: tuple[float, float, float, float]
    quality: float
    detector: float


class Trail:
    """The sightings of one face, thinned out evenly when they are many."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: list[Seen] = []
        self._every = 1
        self._skipped = 0

    def add(self, seen: Seen) -> None:
        """Keep a sighting, or leave it out where the trail is thinned."""
        self._skipped += 1
        if self._skipped < self._every:
            return
        self._skipped = 0
        self._seen.append(seen)
        self._thin()

    def absorb(self, other: Trail) -> None:
        """Take in the sightings of another trail."""
        self._seen = sorted((*self._seen, *other._seen), key=lambda seen: seen.at_ms)
        self._every = max(self._every, other._every)
        self._thin()

    def pack(self) -> bytes:
        """Return the sightings as bytes, `RECORD` by record."""
        records = np.zeros(len(self._seen), RECORD)
        for record, seen in zip(records, self._seen, strict=True):
            record["at_ms"] = seen.at_ms
            record["box"] = [_step(part, _PLACE) for part in seen.box]
            record["quality"] = _step(seen.quality, _SHARE)
            record["detector"] = _step(seen.detector, _SHARE)
        return records.tobytes()

    def _thin(self) -> None:
        while len(self._seen) > MOST:
            self._seen = self._seen[::2]
            self._every *= 2


def unpack(data: bytes) -> tuple[Seen, ...]:
    """Return the sightings of packed ones; a torn last one is left out."""
    records: NDArray[np.void] = np.frombuffer(data[: len(data) // RECORD.itemsize * RECORD.itemsize], RECORD)
    return tuple(
        Seen(
            at_ms=int(record["at_ms"]),
            box=_box([int(part) / _PLACE for part in record["box"]]),
            quality=int(record["quality"]) / _SHARE,
            detector=int(record["detector"]) / _SHARE,
        )
        for record in records
    )


def _step(value: float, steps: int) -> int:
    return round(min(max(value, 0.0), 1.0) * steps)


def _box(parts: list[float]) -> tuple[float, float, float, float]:
    left, top, width, height = (round(part, 5) for part in parts)
    return left, top, width, height
