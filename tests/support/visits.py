"""A visit to make others of."""

import numpy as np

from wallflower.store.visits import VisitState
from wallflower.wire import Verdict

# Its picture and embedding take 4 and 512 bytes.
STAY = VisitState(
    camera_id="door",
    start_ms=10_000,
    last_seen_ms=12_000,
    verdict=Verdict.UNKNOWN,
    person_id=None,
    score=0.2,
    margin=0.0,
    sightings=2,
    best_quality=0.5,
    best_px=120,
    best_parts={"size": 0.9, "sharpness": 0.8, "pose": 0.9, "detector": 0.95, "inside": 0.99},
    engine="dlib",
    model="m",
    best_crop=b"jpeg",
    embedding=np.ones(128, np.float32),
)
