"""Faces: matching, grouping, what the pipeline adds to the engine, what idle cameras and hidden faces cost. Voices.

The engine of `overhead` is dlib. The others have one that answers at once with a face made up, because it is the
pipeline that is measured. Each part runs in a process of its own, with one BLAS thread as the server has it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from bench_lib import people_blur, people_pipeline, people_vectors, people_voices
from bench_lib.report import Figure, show

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "gallery": people_vectors.gallery,
    "groups": people_vectors.groups,
    "overhead": people_pipeline.overhead,
    "flow": people_pipeline.flow,
    "latency": people_pipeline.latency,
    "idle": people_pipeline.idle,
    "growth": people_pipeline.growth,
    "blur": people_blur.blur,
    "voices": people_voices.voices,
}


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(prog="script/bench people", description=__doc__)
    parser.add_argument("--only", default="", metavar="PART,…", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    arguments = parser.parse_args()
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    figures: list[Figure] = []
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
        for name in arguments.only.split(",") if arguments.only else PARTS:
            print(f"{name} …", file=sys.stderr)
            for figure in pool.submit(_run, name).result():
                print(f"  {figure.name}: {figure.value} {figure.unit}", file=sys.stderr)
                figures.append(figure)
    return show(figures, as_json=arguments.json)


def _run(name: str) -> list[Figure]:
    return list(PARTS[name]())


if __name__ == "__main__":
    sys.exit(main())
