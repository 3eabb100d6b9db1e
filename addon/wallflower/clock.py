"""The only place that asks the machine for the time."""

import time
from datetime import UTC, datetime


def now_ms() -> int:
    """Return the UTC wall clock in milliseconds; it may step."""
    return time.time_ns() // 1_000_000


def monotonic_s() -> float:
    """Return seconds of a clock that never steps, from an arbitrary origin."""
    return time.monotonic()


def to_rfc3339(at_ms: int) -> str:
    """Format UTC milliseconds as `2026-11-20T07:41:12.345Z`."""
    whole = datetime.fromtimestamp(at_ms // 1000, UTC).isoformat()
    return f"{whole[:19]}.{at_ms % 1000:03d}Z"


def from_rfc3339(text: str) -> int:
    """Parse an RFC 3339 instant with an offset into UTC milliseconds; raise ValueError otherwise."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("the instant needs an offset, for example a final Z")
    whole = int(moment.replace(microsecond=0).timestamp())
    return whole * 1000 + moment.microsecond // 1000
