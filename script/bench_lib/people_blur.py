"""What it costs to hide the faces of a clip: a whole export beside the same one with all faces shown, in turns."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import skimage.data

from bench_lib.report import Figure
from tests.support.footage import START_MS, Footage, make_fragments
from tests.support.passing import film_of, portrait_on_wall
from tests.support.shelf import make_shelf
from wallflower.cameras.blurred_export_work import create
from wallflower.config import Settings
from wallflower.faces.analysis import load_engine
from wallflower.faces.engine import Rgb
from wallflower.store.database import Database
from wallflower.wire_jobs import Captions, Cut, Export, ExportKind, FaceBlur, Job, JobState

SIZE, PER_S, SECONDS, ROUNDS = (1280, 720), 10, 12, 3
_OPTIONS: dict[str, dict[str, Any]] = {
    "exact": {"cut": Cut.EXACT},
    "painted": {"captions": Captions.BURNED_IN},
    "blurred": {"blur": FaceBlur.ALL},
}


def blur() -> Iterator[Figure]:
    """Export a film of somebody who walks before a wall: cut at the frame, encoded anew, and with the face hidden."""
    load_engine("dlib", Path("unused"))
    took_s: dict[str, list[float]] = {name: [] for name in _OPTIONS}
    with tempfile.TemporaryDirectory() as directory:
        database = Database(Path(directory, "bench.db"))
        database.migrate()
        shelf = make_shelf(database, Path(directory))
        shelf.add_camera("cam")
        shelf.record(make_fragments(Footage(film_of(_pictures(), PER_S))))
        work = create(Settings(data=Path(directory), media=shelf.media), database, None)
        for number in range(ROUNDS):
            for name, options in _OPTIONS.items():
                job = Job(id=f"{name:j<8}{number:02}", state=JobState.RUNNING, export=_order(**options))
                began_s = time.process_time()
                work.do(job, lambda _done: None)
                took_s[name].append(time.process_time() - began_s)
        database.close()
    middle_s = {name: statistics.median(all_s) for name, all_s in took_s.items()}
    for name, each_s in middle_s.items():
        yield Figure(name=f"people.export_{name}_cpu_per_minute", value=round(each_s * 60 / SECONDS, 2), unit="s")
    yield Figure(name="people.blur_over_exact", value=round(middle_s["blurred"] / middle_s["exact"], 1), unit="1")
    yield Figure(name="people.blur_over_painted", value=round(middle_s["blurred"] / middle_s["painted"], 1), unit="1")


def _order(**options: Any) -> Export:
    end_ms = START_MS + SECONDS * 1000 - 300  # within a group of pictures, so that its end is encoded anew
    return Export(
        kind=ExportKind.CLIP,
        camera_ids=("cam",),
        start_ms=START_MS + 300,
        end_ms=end_ms,
        **options,
    )


def _pictures() -> Iterator[Rgb]:
    portrait = np.asarray(skimage.data.astronaut(), dtype=np.uint8)
    return (portrait_on_wall(portrait, SIZE, step=step) for step in range(SECONDS * PER_S))
