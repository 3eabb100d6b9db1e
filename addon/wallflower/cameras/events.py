"""Events that make footage worth keeping, on their way to the ingest process."""

from typing import Any

from wallflower.errors import InvalidRequestError
from wallflower.recorder.keeper import Occurrence

# The name of the call to the ingest process.
METHOD = "occur"


def write_occurrence(camera_id: str, occurrence: Occurrence) -> dict[str, Any]:
    """Return the parameters of the call."""
    return {
        "camera_id": camera_id,
        "kind": occurrence.kind,
        "start_ms": occurrence.start_ms,
        "end_ms": occurrence.end_ms,
        "is_going": occurrence.is_going,
    }


def read_occurrence(params: dict[str, Any]) -> tuple[str, Occurrence]:
    """Return what `write_occurrence` was given; raise `InvalidRequestError` for anything else."""
    match params:
        case {
            "camera_id": str(camera_id),
            "kind": str(kind),
            "start_ms": int(start_ms),
            "end_ms": int(end_ms),
            "is_going": bool(is_going),
        }:
            return camera_id, Occurrence(kind=kind, start_ms=start_ms, end_ms=end_ms, is_going=is_going)
        case _:
            raise InvalidRequestError("this is no event of a camera")
