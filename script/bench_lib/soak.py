"""Flapping cameras for two hours made short: memory, descriptors and threads of the ingest process must not grow.

A camera that comes for ten seconds, the least that counts as a good connection, and then hangs up, is back after a
second: 600 connections in two hours. (One that hangs up at once is tried after 5 s: 1,100. One that is away: 140.)
Here every camera has as many, on a back-off cut to a tenth of a second, so that they take a quarter of an hour.
Growth is counted from a warm-up on, when every buffer has been used (events that no server takes are one), between
the medians of the first and the last tenth of what follows: all that the two hours add, not the half of it that the
means of two halves would show.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench_lib.fault_rig import Rig
from bench_lib.gauge import Memory, memory
from bench_lib.report import Figure, show

GROWTH_TARGET = 5.0
FLAP_S = 1.5
SAMPLE_FLAPS = 3


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process holds after so many connections, of all cameras together."""

    connections: int
    memory: Memory
    descriptors: int
    threads: int


def main() -> int:
    """Measure and report."""
    arguments = _arguments()
    with Rig(quick_s=0.1, cameras=arguments.cameras) as rig:
        _flap(rig, arguments.warm_up * arguments.cameras)
        samples = _flap(rig, arguments.connections * arguments.cameras)
    return show(_figures(samples, arguments.cameras), as_json=arguments.json)


def _flap(rig: Rig, connections: int) -> list[Sample]:
    """Throw all cameras off every `FLAP_S` until they have connected so often; each is recorded for a moment."""
    samples = [_sample(rig)]
    end = samples[0].connections + connections
    while samples[-1].connections < end:
        for _ in range(SAMPLE_FLAPS):
            rig.camera.command("drop")
            time.sleep(FLAP_S)
        samples.append(_sample(rig))
    rig.record(2)
    return [*samples, _sample(rig)]


def _sample(rig: Rig) -> Sample:
    process = Path(f"/proc/{rig.pid}")
    return Sample(
        connections=int(rig.camera.command("stats")["connections_total"]),
        memory=memory(rig.pid),
        descriptors=len(list((process / "fd").iterdir())),
        threads=len(list((process / "task").iterdir())),
    )


def _figures(samples: list[Sample], cameras: int) -> list[Figure]:
    tenth = max(1, len(samples) // 10)
    first, last = samples[:tenth], samples[-tenth:]
    connections = samples[-1].connections - samples[0].connections
    figures = [Figure(name="soak.connections_per_camera", value=round(connections / cameras), unit="1")]
    figures.append(Figure(name="soak.pss", value=round(samples[-1].memory.pss_mb, 1), unit="MB"))
    for name in ("rss", "anonymous"):  # the share of Pss depends on what others run
        before, after = (median(getattr(item.memory, f"{name}_mb") for item in part) for part in (first, last))
        growth = round((after / before - 1) * 100, 2)
        figures.append(Figure(name=f"soak.{name}", value=round(after, 1), unit="MB"))
        figures.append(Figure(name=f"soak.{name}_growth", value=growth, unit="%", target=GROWTH_TARGET))
    for name, allowed in (("descriptors", 3), ("threads", 1)):
        added = getattr(samples[-1], name) - getattr(samples[0], name)
        figures.append(Figure(name=f"soak.{name}_added", value=added, unit="1", target=allowed))
    return figures


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench soak", description=__doc__)
    parser.add_argument("--cameras", type=int, default=4, help="how many flap (default 4)")
    parser.add_argument("--connections", type=int, default=600, help="of each camera (default 600: two hours)")
    parser.add_argument("--warm-up", type=int, default=100, help="connections before they count (default 100)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
