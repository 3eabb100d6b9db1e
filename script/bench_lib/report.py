"""How every bench reports: one JSON object with stable names, or a table."""

import json
import os
import platform
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number; `target` is an upper bound, None where the number only informs."""

    name: str
    value: float
    unit: str
    target: float | None = None
    peer_value: float | None = None

    @property
    def ok(self) -> bool:
        """Whether the target is met."""
        return self.target is None or self.value <= self.target


def show(figures: list[Figure], *, as_json: bool) -> int:
    """Print the figures and return the exit code: 1 if a target is missed."""
    if as_json:
        rows = [
            {key: value for key, value in (asdict(item) | {"ok": item.ok}).items() if key != "peer_value" or value}
            for item in figures
        ]
        print(json.dumps(heading() | {"figures": rows}, indent=2))
    else:
        print(f"{'figure':36} {'ours':>9} {'peer':>9} {'target':>8}  unit")
        for item in figures:
            peer = "" if item.peer_value is None else f"{item.peer_value:9.3f}"
            target = "" if item.target is None else f"{item.target:8.3f}"
            mark = "" if item.ok else "  MISSED"
            print(f"{item.name:36} {item.value:9.3f} {peer:>9} {target:>8}  {item.unit}{mark}")
    return 0 if all(item.ok for item in figures) else 1


def heading() -> dict[str, str]:
    """Return what every report says first: of which commit, on which machine, how busy that is (1, 5, 15 minutes)."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return {"commit": _commit(), "machine": _machine(), "load": load}


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return found.stdout.strip() or "unknown"


def _machine() -> str:
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines()
        if line.startswith("model name")
    ]
    return f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, {models[0] if models else 'unknown'}"
