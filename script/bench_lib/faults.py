"""Breaks one thing after the other around the real ingest process and a real RTSP camera, and tells what it cost.

A row is right when no more was lost than allowed, every moment is recorded or in a gap with a reason, and ffprobe
decodes every file. Rows that need disks of their own (loop images) are skipped without root.
"""

import argparse
import json
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass

from bench_lib import fault_cameras, fault_disks
from bench_lib.fault_row import Fault, Options, Outcome
from bench_lib.report import heading


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the matrix; `error` tells what went wrong, or why it was skipped."""

    fault: Fault
    outcome: Outcome | None
    error: str = ""

    @property
    def is_skipped(self) -> bool:
        """Whether it was not tried."""
        return self.outcome is None and self.error.startswith("skipped")

    @property
    def ok(self) -> bool:
        """Whether no more was lost than allowed."""
        if self.outcome is None:
            return self.is_skipped
        return self.outcome.lost_s <= self.fault.allowed_s

    def to_json(self) -> dict[str, object]:
        """Return the row as the report's JSON has it."""
        found = asdict(self.outcome) if self.outcome is not None else {}
        return {
            "fault": self.fault.name,
            "ok": self.ok,
            "skipped": self.is_skipped,
            "allowed_s": self.fault.allowed_s,
            **found,
            "error": self.error,
        }


def main() -> int:
    """Run the matrix and return 1 if a row failed."""
    arguments = _arguments()
    options = Options(kills=arguments.kills, reconnects=arguments.reconnects)
    chosen = [fault for fault in _faults().values() if not arguments.only or fault.name in arguments.only.split(",")]
    # A process per row: what a row breaks is its own.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(arguments.jobs, mp_context=context, max_tasks_per_child=1) as pool:
        rows = list(pool.map(_run, [fault.name for fault in chosen], [options] * len(chosen)))
    if arguments.json:
        print(json.dumps(heading() | {"rows": [row.to_json() for row in rows]}, indent=2, ensure_ascii=False))
    else:
        _print(rows)
    return 0 if all(row.ok for row in rows) else 1


def _faults() -> dict[str, Fault]:
    return {fault.name: fault for fault in [*fault_cameras.faults(), *fault_disks.faults()]}


def _run(name: str, options: Options) -> Row:
    fault = _faults()[name]
    if fault.needs_root and os.getuid():
        return Row(fault, None, "skipped: it needs root for a disk of its own")
    print(f"{fault.name} …", file=sys.stderr)
    try:
        return Row(fault, fault.run(options))
    except Exception as error:  # noqa: BLE001 - whatever ends one row is that row's result
        return Row(fault, None, f"{type(error).__name__}: {error}"[:600])


def _print(rows: list[Row]) -> None:
    print(f"{'fault':24} {'lost s':>8} {'allowed':>8} {'absent':>8}  reasons; note")
    for row in rows:
        mark = "skip" if row.is_skipped else "" if row.ok else "FAILED"
        if row.outcome is None:
            print(f"{row.fault.name:24} {'':>8} {row.fault.allowed_s:8.2f} {'':>8}  {mark} {row.error}")
            continue
        found = row.outcome
        told = [", ".join(found.reasons), found.note]
        if found.missing_pictures or found.complaints:
            told.append(f"{found.missing_pictures} pictures missing, {found.complaints} complaints of the decoder")
        text = "; ".join(part for part in told if part)
        print(
            f"{row.fault.name:24} {found.lost_s:8.2f} {row.fault.allowed_s:8.2f} {found.absent_s:8.1f}  {mark} {text}"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="how often the process is killed (default 50)")
    parser.add_argument("--reconnects", type=int, default=100, help="how often the camera hangs up (default 100)")
    parser.add_argument("--jobs", type=int, default=4, help="how many rows run side by side (default 4)")
    parser.add_argument("--only", default="", metavar="ROW,…", help="only these rows")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
