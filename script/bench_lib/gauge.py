"""What a process used, from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """CPU seconds since the start of the processes, resident memory now, bytes written since their start."""

    cpu_s: float
    rss_mb: float
    written_mb: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What one process holds: resident, its share of what it has in common with others, and what is its own alone."""

    rss_mb: float
    pss_mb: float
    anonymous_mb: float


def memory(pid: int) -> Memory:
    """Return what the process holds now."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    values = {name: int(rest.split()[0]) * 1024 / 1e6 for name, _, rest in (line.partition(":") for line in lines)}
    return Memory(values["Rss"], values["Pss"], values["Anonymous"])


def usage(pids: list[int]) -> Usage:
    """Return what the processes used together, all their threads included."""
    return Usage(sum(map(_cpu_s, pids)), sum(map(_rss_mb, pids)), sum(map(_written_mb, pids)))


def _cpu_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _rss_mb(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _written_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/io").read_text(encoding="ascii").splitlines()
    values = dict(line.split(": ") for line in lines)
    return int(values["wchar"]) / 1e6
